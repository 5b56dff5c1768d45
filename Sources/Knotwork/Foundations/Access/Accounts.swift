import Names
import Store

/// Accounts and what they may be in a programme.
enum Accounts {
    /// The account of an address, made when there is none. A name is kept when the account had none.
    static func account(
        for email: EmailAddress, name: String, by context: ActionContext, in tx: Writer
    ) throws -> Account {
        let new: ID<Account> = context.id()
        try tx.execute(
            """
            INSERT INTO account (id, email, name, created_at) VALUES (\(new), \(email.text), \(name), \(context.at))
            ON CONFLICT (email) DO UPDATE SET name = CASE WHEN account.name = '' THEN excluded.name ELSE account.name END
            """)
        guard let account = try find(email, in: tx) else { throw Refusal.notFound }
        return account
    }

    static func find(_ email: EmailAddress, in db: Reader) throws -> Account? { try find(address: email.text, in: db) }

    /// By an address as it is kept.
    static func find(address: String, in db: Reader) throws -> Account? {
        try db.first("SELECT id, email, name FROM account WHERE email = \(address)", account)
    }

    /// Gives a role. Giving it twice changes nothing. One that came with a part in an application (`byPart`) ends with the
    /// last such part, unless somebody gives it as well.
    static func grant(
        _ role: Role, in programme: ID<Programme>, to account: ID<Account>, organisation: String = "",
        byPart: Bool = false, by context: ActionContext, in tx: Writer
    ) throws {
        let given = try tx.execute(
            """
            INSERT INTO role_grant (account_id, programme_id, role, organisation, granted_at, by_part)
            VALUES (\(account), \(programme), \(role), \(organisation), \(context.at), \(byPart))
            ON CONFLICT (account_id, programme_id, role) DO UPDATE SET by_part = \(false), organisation = excluded.organisation
                WHERE role_grant.by_part AND NOT excluded.by_part
            """)
        guard given > 0 else { return }
        let verb = context.caller.account?.id == account ? became(role) : gave(role)
        try AuditLog.record(verb, AuditLog.Subject("account", account), programme: programme, by: context, in: tx)
    }

    /// Takes a role away. Whoever has it no longer is shut out with their next request.
    /// - Returns: false when they did not have it.
    static func revoke(
        _ role: Role, in programme: ID<Programme>, from account: ID<Account>, in tx: Writer
    ) throws -> Bool {
        try tx.execute(
            "DELETE FROM role_grant WHERE account_id = \(account) AND programme_id = \(programme) AND role = \(role)")
            > 0
    }

    /// Ends a role that came with a part, now that the last part has ended.
    static func end(
        _ role: Role, in programme: ID<Programme>, of account: ID<Account>, by context: ActionContext, tx: Writer
    ) throws {
        let ended = try tx.execute(
            """
            DELETE FROM role_grant WHERE account_id = \(account) AND programme_id = \(programme) AND role = \(role) AND by_part
            """)
        guard ended > 0 else { return }
        try AuditLog.record(
            self.ended(role), AuditLog.Subject("account", account), programme: programme, by: context, in: tx)
    }

    /// Whether somebody gave an account a role; one that came with a part was not given.
    static func wasGiven(
        _ role: Role, in programme: ID<Programme>, to account: ID<Account>, db: Reader
    ) throws -> Bool {
        try db.value(
            """
            SELECT 1 FROM role_grant WHERE account_id = \(account) AND programme_id = \(programme) AND role = \(role)
                AND NOT by_part
            """, as: Int.self) != nil
    }

    private static func became(_ role: Role) -> String { "became \(role.rawValue)" }

    private static func gave(_ role: Role) -> String { "gave the role of \(role.rawValue) to" }

    private static func ended(_ role: Role) -> String { "ended the role of \(role.rawValue) of" }

    /// How the audit log says that somebody got or lost a role that comes with a part in an application.
    static let verbsOfParts = [Role.applicant, .mentor].flatMap { [became($0), gave($0), ended($0)] }

    /// Who runs a programme.
    static func team(
        of programme: ID<Programme>, in db: Reader
    ) throws -> [(account: ID<Account>, organisation: String)] {
        try db.all(
            """
            SELECT account_id, organisation FROM role_grant WHERE programme_id = \(programme) AND role = \(Role.team)
            ORDER BY account_id
            """
        ) { (try $0["account_id"], try $0["organisation"]) }
    }

    static func find(_ id: ID<Account>, in db: Reader) throws -> Account? {
        try db.first("SELECT id, email, name FROM account WHERE id = \(id)", account)
    }

    /// Whether an account has a role in a programme.
    static func holds(
        _ role: Role, in programme: ID<Programme>, _ account: ID<Account>, db: Reader
    ) throws -> Bool {
        try db.value(
            """
            SELECT 1 FROM role_grant WHERE account_id = \(account) AND programme_id = \(programme) AND role = \(role)
            """, as: Int.self) != nil
    }

    /// How the account of a row with `name` and `email` is called.
    static func named(_ row: Row) throws -> String {
        let (name, email): (String, String) = (try row["name"], try row["email"])
        return name.isEmpty ? email : name
    }

    static func account(_ row: Row) throws -> Account {
        Account(id: try row["id"], email: try row["email"], name: try row["name"])
    }
}

extension Accounts {
    static let naming = [
        AuditLog.Naming(kind: "account") { "SELECT id, name FROM account WHERE id IN \(list: $0)" }
    ]
}
