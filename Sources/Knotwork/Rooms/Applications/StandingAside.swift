import Names
import Store

/// What those who judge say about being too near: to one application (`conflict`), or to an organisation
/// (`near_organisation`), whose applications, present and to come, they then stand aside from.
///
/// Kept here, where applications begin, because an application that begins later must be covered from its first moment. What
/// follows from it stands in `Recusals`, where the one lock reads it.
extension Applications {
    struct NearOrganisation: Sendable, Hashable {
        var account: ID<Account>
        /// How the one who named it is called.
        var who: String
        /// As they wrote it, or as the application does.
        var name: String
        var note: String
        var declaredAt: Instant
    }

    /// What somebody said about one application.
    struct Conflict: Sendable, Hashable {
        /// `person`, `organisation` or `help`.
        var kind: String
        var note: String
        var standsAside: Bool
    }

    /// Keeps what somebody said about one application, in the place of what they said before.
    static func keep(
        _ conflict: Conflict, of account: ID<Account>, with application: ID<Application>, by deed: Deed, in tx: Writer
    ) throws {
        try tx.execute(
            """
            INSERT INTO conflict (account_id, application_id, kind, note, stands_aside, declared_at)
            VALUES (\(account), \(application), \(conflict.kind), \(conflict.note), \(conflict.standsAside), \(deed.at))
            ON CONFLICT (account_id, application_id) DO UPDATE
                SET kind = excluded.kind, note = excluded.note, stands_aside = excluded.stands_aside
            """)
        if conflict.standsAside {
            try Recusals.add(.declared, for: account, from: application, by: deed, in: tx)
        } else {
            try Recusals.remove(.declared, for: account, from: application, in: tx)
        }
    }

    /// Takes back what somebody said about one application. Whoever named its organisation still stands aside from it.
    /// - Returns: false when they had said nothing.
    static func lift(
        conflictOf account: ID<Account>, with application: ID<Application>, in tx: Writer
    ) throws -> Bool {
        let lifted = try tx.execute(
            "DELETE FROM conflict WHERE account_id = \(account) AND application_id = \(application)")
        try Recusals.remove(.declared, for: account, from: application, in: tx)
        return lifted > 0
    }

    /// Declares somebody too near to an organisation. Declaring it again changes nothing.
    static func declare(
        nearTo organisation: String, note: String, account: ID<Account>, of programme: ID<Programme>, by deed: Deed,
        in tx: Writer
    ) throws {
        let key = OrganisationNames().key(organisation)
        guard !key.isEmpty else { return }
        try tx.execute(
            """
            INSERT INTO near_organisation (account_id, programme_id, organisation_key, organisation, note, declared_at)
            VALUES (\(account), \(programme), \(key), \(organisation), \(note), \(deed.at))
            ON CONFLICT (account_id, programme_id, organisation_key) DO NOTHING
            """)
        try coverOrganisations(in: programme, by: deed, in: tx)
    }

    /// Takes a declaration back that was made by mistake. What somebody said about one application stays, and so does
    /// another declaration that means the same organisation.
    static func lift(
        nearTo organisation: String, account: ID<Account>, of programme: ID<Programme>, by deed: Deed, in tx: Writer
    ) throws -> Bool {
        let gone = try tx.execute(
            """
            DELETE FROM near_organisation WHERE account_id = \(account) AND programme_id = \(programme)
                AND organisation_key = \(OrganisationNames().key(organisation))
            """)
        if gone > 0 { try coverOrganisations(in: programme, by: deed, in: tx) }
        return gone > 0
    }

    /// Who stands aside from what because of an organisation.
    struct Covered: Hashable, Sendable {
        var account: ID<Account>
        var application: ID<Application>
    }

    /// Brings those who stand aside because of an organisation into line with what was declared and with the names that
    /// the applications have. Asked for whenever a declaration, an application or a spelling comes or goes.
    /// - Parameter application: the only one that has changed; nil for all of the programme.
    static func coverOrganisations(
        in programme: ID<Programme>, only application: ID<Application>? = nil, by deed: Deed, in tx: Writer
    ) throws {
        let wanted = try covered(in: programme, only: application, in: tx)
        let known = try known(in: programme, only: application, in: tx)
        for one in wanted.subtracting(known) {
            try Recusals.add(.organisation, for: one.account, from: one.application, by: deed, in: tx)
        }
        for one in known.subtracting(wanted) {
            try Recusals.remove(.organisation, for: one.account, from: one.application, in: tx)
        }
    }

    /// Whom the declarations of a programme keep from which of its applications.
    private static func covered(
        in programme: ID<Programme>, only application: ID<Application>? = nil, in db: Reader
    ) throws -> Set<Covered> {
        let declared = try db.all(
            "SELECT account_id, organisation FROM near_organisation WHERE programme_id = \(programme)"
        ) { (account: try $0["account_id"] as ID<Account>, name: try $0["organisation"] as String) }
        guard !declared.isEmpty else { return [] }
        let names = try OrganisationNames(of: programme, in: db)
        let accounts = Dictionary(grouping: declared) { names.key($0.name) }
        return try Set(
            applicants(of: programme, only: application, in: db).flatMap { id, name in
                (accounts[names.key(name)] ?? []).map { Covered(account: $0.account, application: id) }
            })
    }

    private static func known(
        in programme: ID<Programme>, only application: ID<Application>?, in db: Reader
    ) throws -> Set<Covered> {
        let which: SQL = application.map { "a.id = \($0)" } ?? "1 = 1"
        return Set(
            try db.all(
                """
                SELECT r.account_id, r.application_id FROM recusal r JOIN application a ON a.id = r.application_id
                WHERE a.programme_id = \(programme) AND r.why = \(Recusals.Why.organisation) AND \(which)
                """
            ) { Covered(account: try $0["account_id"], application: try $0["application_id"]) })
    }

    private static func applicants(
        of programme: ID<Programme>, only application: ID<Application>?, in db: Reader
    ) throws -> [(ID<Application>, String)] {
        let which: SQL = application.map { "id = \($0)" } ?? "1 = 1"
        return try db.all("SELECT id, organisation FROM application WHERE programme_id = \(programme) AND \(which)") {
            (try $0["id"] as ID<Application>, try $0["organisation"] as String)
        }
    }

    /// Applications from which somebody stands aside because of their organisation though they declared nothing of the kind,
    /// or does not though they did: one sentence each.
    static func uncovered(in db: Reader) throws -> [String] {
        let programmes = try db.values("SELECT id FROM programme ORDER BY id", as: ID<Programme>.self)
        return try programmes.flatMap { programme in
            let (wanted, known) = (
                try covered(in: programme, in: db), try known(in: programme, only: nil, in: db)
            )
            let stray = known.subtracting(wanted)
            let missing = try wanted.subtracting(known).filter { try !standsAside($0, in: db) }
            return stray.union(missing).map {
                "Who is too near to application \($0.application) is not what was declared."
            }
            .sorted()
        }
    }

    private static func standsAside(_ one: Covered, in db: Reader) throws -> Bool {
        try db.value(
            """
            SELECT 1 FROM recusal WHERE account_id = \(one.account) AND application_id = \(one.application)
                AND why IN \(list: Recusals.Why.stated)
            """, as: Int.self) != nil
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
        try nearOrganisations("n.programme_id = \(programme) AND n.account_id = \(account)", db: db)
    }

    /// All declarations about organisations, for the team, but for those about what the caller stands aside from.
    static func nearOrganisations(
        in programme: ID<Programme>, for caller: Caller, db: Reader
    ) throws -> [NearOrganisation] {
        let names = try OrganisationNames(of: programme, in: db)
        let hidden = Set(try organisationsApart(in: programme, for: caller, db: db).map { names.key($0) })
        return try nearOrganisations(
            "n.programme_id = \(programme) AND \(caller.may(.team, in: "n.programme_id"))", db: db
        ).filter { !hidden.contains(names.key($0.name)) }
    }

    /// Whether the caller stands aside from anything in a programme, were it an organisation that has not applied. Pages that
    /// leave something out for them must not show by this whether it is there.
    static func keepsAway(
        _ caller: Caller, fromAnyOf programme: ID<Programme>, in db: Reader
    ) throws -> Bool {
        try !organisationsApart(in: programme, for: caller, db: db).isEmpty
    }

    /// The names under which the caller would meet what they stand aside from: of applications, and of organisations that
    /// they named.
    static func organisationsApart(
        in programme: ID<Programme>, for caller: Caller, db: Reader
    ) throws -> [String] {
        try db.values(
            """
            SELECT a.organisation FROM application a
            WHERE a.programme_id = \(programme) AND \(caller.isApart(from: "a.id"))
            UNION SELECT n.organisation FROM near_organisation n
            WHERE n.programme_id = \(programme) AND n.account_id = \(caller.account?.id)
            """)
    }

    /// Who stands aside from an application because they named its organisation. For pages that have asked who reads.
    static func nearOrganisations(of application: Application, db: Reader) throws -> [NearOrganisation] {
        let names = try OrganisationNames(of: application.programme, in: db)
        return try nearOrganisations("n.programme_id = \(application.programme)", db: db)
            .filter { names.isSame($0.name, application.organisation) }
    }

    private static func nearOrganisations(_ which: SQL, db: Reader) throws -> [NearOrganisation] {
        try db.all(
            """
            SELECT n.account_id, p.name, p.email, n.organisation, n.note, n.declared_at
            FROM near_organisation n JOIN account p ON p.id = n.account_id WHERE \(which)
            ORDER BY p.name, p.id, n.organisation_key
            """
        ) {
            NearOrganisation(
                account: try $0["account_id"], who: try Accounts.named($0), name: try $0["organisation"],
                note: try $0["note"], declaredAt: try $0["declared_at"])
        }
    }
}
