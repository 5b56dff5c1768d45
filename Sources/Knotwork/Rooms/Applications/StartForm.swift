import Names

/// What is needed to begin: who writes, and for whom.
struct StartForm: Sendable {
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
        if name.isEmpty || name.count > 200 { errors.add("name", "Enter your name, with 200 characters at most") }
        let email = errors.email("email", typedEmail)
        if organisation.isEmpty || organisation.count > 200 {
            errors.add("organisation", "Enter the organisation, or your own name if there is none yet")
        }
        guard let email, errors.isEmpty else { throw errors }
        self.email = email
    }
}
