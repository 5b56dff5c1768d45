import Names

/// Somebody who is let in with a role in a programme.
struct NewcomerForm: Sendable {
    var name: String
    var email: EmailAddress
    var organisation: String
    var role: Role

    /// Takes one of `roles`; `missing` asks for it.
    init(_ data: FormData, roles: [Role], missing: String) throws {
        var errors = FieldErrors()
        name = data.text("name")
        organisation = data.text("organisation")
        let role = Role(rawValue: data.text("role"))
        errors.check("name", name, missing: "Enter their name", most: 200)
        let email = errors.email("email", data.text("email"))
        errors.check("organisation", organisation, most: 200)
        if role.map(roles.contains) != true { errors.add("role", missing) }
        guard let email, let role, errors.isEmpty else { throw errors }
        self.email = email
        self.role = role
    }
}
