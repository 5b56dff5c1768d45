import Store

/// Somebody with an e-mail address who can sign in.
struct Account: Hashable, Sendable {
    var id: ID<Account>
    var email: String
    var name: String

    /// How they are called where people read: by their address until they have a name.
    var shownName: String { name.isEmpty ? email : name }
}

/// Who is asking: nobody in particular, somebody signed in, or the command line on the machine itself.
struct Caller: Sendable {
    var account: Account?
    var roleGrants: Set<RoleGrant>
    /// The command line: whoever can run it can read the database anyway.
    var isOperator: Bool

    init(account: Account?, roleGrants: Set<RoleGrant> = [], isOperator: Bool = false) {
        self.account = account
        self.roleGrants = roleGrants
        self.isOperator = isOperator
    }

    static let nobody = Caller(account: nil)
    static let theOperator = Caller(account: nil, isOperator: true)

    /// The account, or the refusal that sends people to sign in.
    func signedIn() throws -> Account {
        guard let account else { throw Refusal.signInFirst }
        return account
    }

    func holds(_ roles: Set<Role>, in slug: String) -> Bool {
        isOperator || roleGrants.contains { $0.slug == slug && roles.contains($0.role) }
    }

    /// The rule "the caller has one of these roles in that programme" as a condition for a query, so that what the
    /// caller may not see is never read. `programme` is a column or a bound id.
    func may(_ roles: Role..., in programme: SQL) -> SQL {
        if isOperator { return "1 = 1" }
        guard let account else { return "1 = 0" }
        return """
            EXISTS (SELECT 1 FROM role_grant WHERE role_grant.account_id = \(account.id)
                AND role_grant.programme_id = \(programme) AND role_grant.role IN \(list: roles))
            """
    }

    /// How the audit log names the caller.
    var auditName: String { isOperator ? "operator" : account?.name ?? "nobody" }
}
