import Names
import Store

/// An interest in an organisation that somebody who judges has declared: they are recused from its applications, present and to
/// come. It stands in Access because applications, which come first, and declarations both need it.
struct DeclaredInterest: Sendable, Hashable {
    var account: ID<Account>
    /// How the one who named it is called.
    var who: String
    /// As they wrote it, or as the application does.
    var name: String
    var note: String
    var declaredAt: Instant
}

enum DeclaredInterests {
    /// Declaring one again changes nothing, and neither does a name without a word in it.
    static func add(
        _ organisation: String, note: String, account: ID<Account>, of programme: ID<Programme>,
        by context: ActionContext,
        in tx: Writer
    ) throws {
        let key = OrganisationNames().key(organisation)
        guard !key.isEmpty else { return }
        try tx.execute(
            """
            INSERT INTO declared_interest (account_id, programme_id, organisation_key, organisation, note, declared_at)
            VALUES (\(account), \(programme), \(key), \(organisation), \(note), \(context.at))
            ON CONFLICT (account_id, programme_id, organisation_key) DO NOTHING
            """)
    }

    /// - Returns: false when there was none.
    static func remove(
        _ organisation: String, account: ID<Account>, of programme: ID<Programme>, in tx: Writer
    ) throws -> Bool {
        try tx.execute(
            """
            DELETE FROM declared_interest WHERE account_id = \(account) AND programme_id = \(programme)
                AND organisation_key = \(OrganisationNames().key(organisation))
            """) > 0
    }

    /// - Parameter which: a condition over the table as `n`, which says whose they are or who may read them.
    static func all(_ which: SQL, in db: Reader) throws -> [DeclaredInterest] {
        try db.all(
            """
            SELECT n.account_id, p.name, p.email, n.organisation, n.note, n.declared_at
            FROM declared_interest n JOIN account p ON p.id = n.account_id WHERE \(which)
            ORDER BY p.name, p.id, n.organisation_key
            """
        ) {
            DeclaredInterest(
                account: try $0["account_id"], who: try Accounts.named($0), name: try $0["organisation"],
                note: try $0["note"], declaredAt: try $0["declared_at"])
        }
    }
}
