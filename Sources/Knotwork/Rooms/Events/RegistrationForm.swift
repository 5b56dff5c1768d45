/// Who wants to come: as little as is needed.
struct RegistrationForm: Sendable {
    var name: String
    var email: EmailAddress
    var organisation: String

    init(_ data: FormData) throws {
        var errors = FieldErrors()
        name = data.text("name")
        organisation = data.text("organisation")
        let email = EmailAddress(data.text("email"))
        if name.isEmpty { errors.add("name", "Enter your name") }
        if name.count > 200 { errors.add("name", "Your name can have 200 characters at most") }
        if email == nil { errors.add("email", "Enter an e-mail address, like name@example.org") }
        if organisation.count > 200 { errors.add("organisation", "The organisation can have 200 characters at most") }
        guard let email, errors.isEmpty else { throw errors }
        self.email = email
    }
}
