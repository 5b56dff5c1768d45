import Store

extension Editions {
    /// Who runs a programme and who helps in it, for its team.
    static func colleagues(
        of programme: ID<Programme>, for caller: Caller, in db: Reader
    ) throws -> [Colleague] {
        try db.all(
            """
            SELECT p.id, p.name, p.email, t.organisation, t.role FROM role_grant t JOIN account p ON p.id = t.account_id
            WHERE t.programme_id = \(programme) AND t.role IN \(list: Colleague.roles)
                AND \(caller.may(.team, in: "t.programme_id"))
            ORDER BY t.role DESC, p.name, p.id
            """
        ) {
            Colleague(
                account: try $0["id"], name: try $0["name"], email: try $0["email"],
                organisation: try $0["organisation"], role: try $0["role"])
        }
    }
}
