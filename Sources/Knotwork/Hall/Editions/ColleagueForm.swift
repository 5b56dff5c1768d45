/// Somebody who is to join the team, or to help applicants.
struct ColleagueForm: Sendable {
    var name: String
    var email: EmailAddress
    var organisation: String
    var role: Role

    init(_ data: FormData) throws {
        var errors = FieldErrors()
        name = data.text("name")
        organisation = data.text("organisation")
        let (email, role) = (EmailAddress(data.text("email")), Role(rawValue: data.text("role")))
        errors.check("name", name, missing: "Enter their name", most: 200)
        if email == nil { errors.add("email", "Enter an e-mail address, like name@example.org") }
        errors.check("organisation", organisation, most: 200)
        if role.map(Colleague.roles.contains) != true { errors.add("role", "Say what they come for") }
        guard let email, let role, errors.isEmpty else { throw errors }
        self.email = email
        self.role = role
    }
}
