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
        name = PlainName.clean(data.text("name"))
        organisation = PlainName.clean(data.text("organisation"))
        typedEmail = data.text("email")
        errors.checkName("name", name, missing: "Enter your name", most: PlainName.mostOfPerson)
        let email = errors.email("email", typedEmail)
        errors.checkName(
            "organisation", organisation, missing: "Enter the organisation, or your own name if there is none yet",
            most: PlainName.mostOfOrganisation)
        guard let email, errors.isEmpty else { throw errors }
        self.email = email
    }
}
