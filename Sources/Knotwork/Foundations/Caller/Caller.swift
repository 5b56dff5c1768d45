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
    var standings: Set<Standing>
    /// The command line: whoever can run it can read the database anyway.
    var isOperator: Bool

    init(account: Account?, standings: Set<Standing> = [], isOperator: Bool = false) {
        self.account = account
        self.standings = standings
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
        isOperator || standings.contains { $0.slug == slug && roles.contains($0.role) }
    }

    /// The rule "the caller has one of these roles in that programme" as a condition for a query, so that what the
    /// caller may not see is never read. `programme` is a column or a bound id.
    func may(_ roles: Role..., in programme: SQL) -> SQL {
        if isOperator { return "1 = 1" }
        guard let account else { return "1 = 0" }
        return """
            EXISTS (SELECT 1 FROM standing WHERE standing.account_id = \(account.id)
                AND standing.programme_id = \(programme) AND standing.role IN \(list: roles))
            """
    }

    /// How the ledger names the caller.
    var ledgerName: String { isOperator ? "operator" : account?.name ?? "nobody" }
}
