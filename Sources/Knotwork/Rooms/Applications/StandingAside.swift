import Store

/// Organisations to which somebody who judges declares themselves too near: their applications, present and to come.
///
/// Kept here, where applications begin, because an application that begins later must be covered from its first moment. Each
/// declaration becomes a conflict with each application it covers, so that the one lock (`Caller.isApart`) holds for both.
extension Applications {
    struct NearOrganisation: Sendable, Hashable {
        var account: ID<Account>
        /// As they wrote it, or as the application does.
        var name: String
        var note: String
        var declaredAt: Instant
    }

    /// Declares somebody too near to an organisation. Declaring it again changes nothing.
    static func declare(
        nearTo organisation: String, note: String, account: ID<Account>, of programme: ID<Programme>, by deed: Deed,
        in tx: Writer
    ) throws {
        let key = PersonName.organisationKey(organisation)
        guard !key.isEmpty else { return }
        try tx.execute(
            """
            INSERT INTO near_organisation (account_id, programme_id, organisation_key, organisation, note, declared_at)
            VALUES (\(account), \(programme), \(key), \(organisation), \(note), \(deed.at))
            ON CONFLICT (account_id, programme_id, organisation_key) DO NOTHING
            """)
        let same = try OrganisationNames(of: programme, in: tx)
        for (id, name) in try applicants(of: programme, in: tx) where same.key(name) == same.key(organisation) {
            try setAside(id, account, note: note, by: deed, in: tx)
        }
    }

    /// Whoever is too near to an organisation stands aside from its new application.
    static func setAside(
        _ id: ID<Application>, of organisation: String, in programme: ID<Programme>, by deed: Deed, tx: Writer
    ) throws {
        let declared = try tx.all(
            "SELECT account_id, organisation, note FROM near_organisation WHERE programme_id = \(programme)"
        ) {
            (
                account: try $0["account_id"] as ID<Account>, name: try $0["organisation"] as String,
                note: try $0["note"] as String
            )
        }
        guard !declared.isEmpty else { return }
        let same = try OrganisationNames(of: programme, in: tx)
        for one in declared where same.key(one.name) == same.key(organisation) {
            try setAside(id, one.account, note: one.note, by: deed, in: tx)
        }
    }

    private static func setAside(
        _ application: ID<Application>, _ account: ID<Account>, note: String, by deed: Deed, in tx: Writer
    ) throws {
        try tx.execute(
            """
            INSERT INTO conflict (account_id, application_id, kind, note, stands_aside, declared_at)
            VALUES (\(account), \(application), 'organisation', \(note), \(true), \(deed.at))
            ON CONFLICT (account_id, application_id) DO UPDATE SET stands_aside = excluded.stands_aside
            """)
    }

    private static func applicants(
        of programme: ID<Programme>, in db: Reader
    ) throws -> [(ID<Application>, String)] {
        try db.all("SELECT id, organisation FROM application WHERE programme_id = \(programme)") {
            (try $0["id"] as ID<Application>, try $0["organisation"] as String)
        }
    }

    /// The organisations of which an application was sent, for somebody who has to say to which they are too near: names
    /// alone, and of what they stand aside from already not even those.
    static func organisationsToJudge(
        in programme: ID<Programme>, for caller: Caller, db: Reader
    ) throws -> [String] {
        try db.values(
            """
            SELECT DISTINCT a.organisation FROM application a
            WHERE a.programme_id = \(programme) AND a.stage IN \(list: Stage.submittedStages)
                AND \(caller.may(.assessor, .panel, .team, in: "a.programme_id")) AND NOT \(caller.isApart(from: "a.id"))
            ORDER BY a.organisation
            """)
    }

    /// What the caller declared by organisation.
    static func nearOrganisations(
        in programme: ID<Programme>, of account: ID<Account>, db: Reader
    ) throws -> [NearOrganisation] {
        try db.all(
            """
            SELECT n.account_id, n.organisation, n.note, n.declared_at FROM near_organisation n
            WHERE n.programme_id = \(programme) AND n.account_id = \(account) ORDER BY n.organisation_key
            """
        ) {
            NearOrganisation(
                account: try $0["account_id"], name: try $0["organisation"], note: try $0["note"],
                declaredAt: try $0["declared_at"])
        }
    }

    /// Takes a declaration back that was made by mistake, and the conflicts that came of it.
    static func lift(
        nearTo organisation: String, account: ID<Account>, of programme: ID<Programme>, in tx: Writer
    ) throws -> Bool {
        let same = try OrganisationNames(of: programme, in: tx)
        let gone = try tx.execute(
            """
            DELETE FROM near_organisation WHERE account_id = \(account) AND programme_id = \(programme)
                AND organisation_key = \(PersonName.organisationKey(organisation))
            """)
        guard gone > 0 else { return false }
        for (id, name) in try applicants(of: programme, in: tx) where same.key(name) == same.key(organisation) {
            try tx.execute(
                """
                DELETE FROM conflict WHERE account_id = \(account) AND application_id = \(id) AND kind = 'organisation'
                """)
        }
        return true
    }
}

/// Under which name an organisation is known, however it was written.
struct OrganisationNames: Sendable {
    private var known: [String: Organisation]

    init(of programme: ID<Programme>, in db: Reader) throws { known = try People.organisations(of: programme, in: db) }

    func key(_ name: String) -> String {
        let key = PersonName.organisationKey(name)
        return known[key].map { PersonName.organisationKey($0.name) } ?? key
    }
}
