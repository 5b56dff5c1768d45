import Names
import Store

/// Who keeps away from an application because of an interest in its organisation. It stands where applications begin, because
/// one that begins later must be covered from its first moment.
extension Applications {
    /// Who stands aside from what because of an organisation.
    struct Covered: Hashable, Sendable {
        var account: ID<Account>
        var application: ID<Application>
    }

    /// Brings those who stand aside because of an organisation into line with what was declared and with the names that
    /// the applications have. Asked for whenever a declaration, an application or a spelling comes or goes.
    /// - Parameter application: the only one that has changed; nil for all of the programme.
    static func coverOrganisations(
        in programme: ID<Programme>, only application: ID<Application>? = nil, by context: ActionContext, in tx: Writer
    ) throws {
        let wanted = try covered(in: programme, only: application, in: tx)
        let known = try recusedByOrganisation(in: programme, only: application, in: tx)
        for one in wanted.subtracting(known) {
            try Recusals.add(.organisation, for: one.account, from: one.application, by: context, in: tx)
        }
        for one in known.subtracting(wanted) {
            try Recusals.remove(.organisation, for: one.account, from: one.application, in: tx)
        }
    }

    /// Whom the declarations of a programme keep from which of its applications.
    static func covered(
        in programme: ID<Programme>, only application: ID<Application>? = nil, in db: Reader
    ) throws -> Set<Covered> {
        let declared = try db.all(
            "SELECT account_id, organisation FROM declared_interest WHERE programme_id = \(programme)"
        ) { (account: try $0["account_id"] as ID<Account>, name: try $0["organisation"] as String) }
        guard !declared.isEmpty else { return [] }
        let names = try OrganisationNames(of: programme, in: db)
        let accounts = Dictionary(grouping: declared) { names.key($0.name) }
        return try Set(
            applicants(of: programme, only: application, in: db).flatMap { id, name in
                (accounts[names.key(name)] ?? []).map { Covered(account: $0.account, application: id) }
            })
    }

    static func recusedByOrganisation(
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
}
