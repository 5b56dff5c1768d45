import Store

extension Applications {
    static func helped(in programme: ID<Programme>, db: Reader) throws -> Set<String> {
        Set(
            try db.values("SELECT DISTINCT organisation FROM help WHERE programme_id = \(programme)")
                .map(PersonName.organisationKey))
    }

    private static let helpColumns: SQL = """
        h.id, h.application_id, h.organisation, h.person, h.helper, h.account_id, h.kind, h.minutes, h.what, h.given_at
        """

    /// Help given in a programme, for its team: but for what the caller stands aside from. Help from before there was an
    /// application is known by the organisation's name alone, which `hidden` holds.
    static func helpGiven(in programme: ID<Programme>, for caller: Caller, db: Reader) throws -> [HelpGiven] {
        let hidden = Set(try organisationsApart(in: programme, for: caller, db: db).map(PersonName.organisationKey))
        return try db.all(
            """
            SELECT \(helpColumns) FROM help h
            WHERE h.programme_id = \(programme) AND \(caller.may(.team, in: "h.programme_id"))
                AND (h.application_id IS NULL OR NOT \(caller.isApart(from: "h.application_id")))
            ORDER BY h.organisation, h.given_at, h.id
            """, help
        ).filter { !hidden.contains(PersonName.organisationKey($0.organisation)) }
    }

    /// The names under which the caller would meet what they stand aside from.
    static func organisationsApart(
        in programme: ID<Programme>, for caller: Caller, db: Reader
    ) throws -> [String] {
        try db.values(
            """
            SELECT DISTINCT a.organisation FROM application a
            WHERE a.programme_id = \(programme) AND \(caller.isApart(from: "a.id"))
            """)
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

/// Help in a programme as its team sees it.
struct HelpView: Sendable {
    var programme: Programme
    /// The applications that help can be written down for.
    var applications: [Application]
    var help: [Applications.HelpGiven]
    var access: [Applications.HelpAccess]

    init(_ call: Call, in db: Reader) throws {
        let caller = call.caller
        programme = try Programmes.of(call, in: db)
        applications = try Applications.all(of: programme.id, for: caller, in: db)
        help = try Applications.helpGiven(in: programme.id, for: caller, db: db)
        let names = try OrganisationNames(of: programme.id, in: db)
        access = Applications.access(applications, help) { names.key($0) }
    }
}
