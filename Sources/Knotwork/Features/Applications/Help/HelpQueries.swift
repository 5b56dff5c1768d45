import Names
import Store

extension Applications {
    /// The organisations that were helped, under what `OrganisationNames` files them.
    static func helped(in programme: ID<Programme>, db: Reader) throws -> Set<String> {
        let names = try OrganisationNames(of: programme, in: db)
        return Set(
            try db.values(
                "SELECT DISTINCT organisation FROM help WHERE programme_id = \(programme)", as: String.self
            ).map { names.key($0) })
    }

    private static let helpColumns: SQL = """
        h.id, h.application_id, h.organisation, h.person, h.helper, h.account_id, h.kind, h.minutes, h.what, h.given_at
        """

    /// Help given in a programme, for its team: but for what the caller stands aside from. Help from before there was an
    /// application is known by the organisation's name alone.
    static func helpGiven(in programme: ID<Programme>, for caller: Caller, db: Reader) throws -> [HelpGiven] {
        let isHidden = try isRecused(in: programme, for: caller, db: db)
        return try db.all(
            """
            SELECT \(helpColumns) FROM help h
            WHERE h.programme_id = \(programme) AND \(caller.may(.team, in: "h.programme_id"))
                AND (h.application_id IS NULL OR NOT \(caller.isRecused(from: "h.application_id")))
            ORDER BY h.organisation, h.given_at, h.id
            """, help
        ).filter { !isHidden($0.organisation) }
    }

    /// Help from before there was an application, of organisations from which the caller stands aside.
    static func helpApart(
        in programme: ID<Programme>, for caller: Caller, db: Reader
    ) throws -> [ID<HelpGiven>] {
        let isHidden = try isRecused(in: programme, for: caller, db: db)
        return try db.all(
            "SELECT id, organisation FROM help WHERE programme_id = \(programme) AND application_id IS NULL"
        ) { (id: try $0["id"] as ID<HelpGiven>, name: try $0["organisation"] as String) }
        .filter { isHidden($0.name) }.map(\.id)
    }

    /// Whether an organisation is one from which the caller stands aside, however its name is written.
    private static func isRecused(
        in programme: ID<Programme>, for caller: Caller, db: Reader
    ) throws -> (String) -> Bool {
        let apart = try organisationsApart(in: programme, for: caller, db: db)
        guard !apart.isEmpty else { return { _ in false } }
        let names = try OrganisationNames(of: programme, in: db)
        let hidden = Set(apart.map { names.key($0) })
        return { hidden.contains(names.key($0)) }
    }

    /// What a critical friend has written down about one application.
    static func ownTime(with draft: Draft, for caller: Caller, in db: Reader) throws -> [HelpGiven] {
        try db.all(
            """
            SELECT \(helpColumns) FROM help h WHERE h.application_id = \(draft.application.id)
                AND h.account_id = \(caller.account?.id) ORDER BY h.given_at, h.id
            """, help)
    }

    private static func help(_ row: Row) throws -> HelpGiven {
        HelpGiven(
            id: try row["id"], application: try row["application_id"], organisation: try row["organisation"],
            person: try row["person"], helper: try row["helper"], account: try row["account_id"],
            kind: try row["kind"], minutes: try row["minutes"], what: try row["what"], at: try row["given_at"])
    }
}
