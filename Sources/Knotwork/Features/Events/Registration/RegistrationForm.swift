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
        name = PlainName.clean(data.text("name"))
        organisation = PlainName.clean(data.text("organisation"))
        typedEmail = data.text("email")
        errors.checkName("name", name, missing: "Enter your name", most: PlainName.mostOfPerson)
        let email = errors.email("email", typedEmail)
        errors.checkName("organisation", organisation, most: PlainName.mostOfOrganisation)
        guard let email, errors.isEmpty else { throw errors }
        self.email = email
    }
}
