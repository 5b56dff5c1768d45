import Names

/// Who wants to come: as little as is needed.
struct RegistrationForm: Sendable {
    var name: String
    var email: EmailAddress
    /// As it was typed, for the record of who was seen.
    var typedEmail: String
    var organisation: String

    init(_ data: FormData) throws {
        var errors = FieldErrors()
        name = data.text("name")
        organisation = data.text("organisation")
        typedEmail = data.text("email")
        if name.isEmpty { errors.add("name", "Enter your name") }
        if name.count > 200 { errors.add("name", "Your name can have 200 characters at most") }
        let email = errors.email("email", typedEmail)
        if organisation.count > 200 { errors.add("organisation", "The organisation can have 200 characters at most") }
        guard let email, errors.isEmpty else { throw errors }
        self.email = email
    }
}
