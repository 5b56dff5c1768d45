import Store

/// Somebody who scores, with what they have to do and have done.
struct Judge: Sendable {
    var account: ID<Account>
    var name: String
    var organisation: String
    var assigned = 0
    var handedIn = 0
    var drafts = 0
    var declined = 0
    /// When they declared their conflicts; nil while they have not, and read nothing.
    var declaredAt: Instant?
}

/// How an assignment stands: for the page of one application.
struct GivenTo: Sendable {
    var name: String
    var state: Review.State?
    var declined: String?
}

extension Panels {
    /// All who score in a round, with their tallies. What the caller stands aside from is not counted.
    static func judges(
        of programme: ID<Programme>, round: Round, for caller: Caller, in db: Reader
    ) throws -> [Judge] {
        try db.all(
            """
            SELECT p.id, p.name, p.email, t.organisation,
                \(Interests.declaredAt("p.id", in: programme)) AS made_at,
                count(w.application_id) - count(w.declined_at) AS assigned,
                count(CASE WHEN w.declined_at IS NULL AND r.state = 'handed_in' THEN 1 END) AS handed_in,
                count(CASE WHEN w.declined_at IS NULL AND r.state = 'draft' THEN 1 END) AS drafts,
                count(w.declined_at) AS declined
            FROM role_grant t JOIN account p ON p.id = t.account_id
            LEFT JOIN assignment w ON w.account_id = p.id AND w.round = \(round)
                AND w.application_id IN (SELECT a.id FROM sent_application a WHERE a.programme_id = \(programme)
                    AND NOT \(caller.isRecused(from: "a.id")))
                AND NOT \(Recusals.isBarred("w.account_id", from: "w.application_id"))
            LEFT JOIN review r ON r.application_id = w.application_id AND r.account_id = p.id AND r.round = w.round
            WHERE t.programme_id = \(programme) AND t.role = \(round.role) AND \(caller.may(.team, in: "\(programme)"))
            GROUP BY p.id, p.name, p.email, t.organisation ORDER BY p.name, p.id
            """
        ) {
            Judge(
                account: try $0["id"], name: try Accounts.named($0), organisation: try $0["organisation"],
                assigned: try $0["assigned"], handedIn: try $0["handed_in"], drafts: try $0["drafts"],
                declined: try $0["declined"], declaredAt: try $0["made_at"])
        }
    }

    /// Who could still be given an application.
    static func free(
        for application: ID<Application>, round: Round, of programme: ID<Programme>, for caller: Caller, in db: Reader
    ) throws -> [Account] {
        try db.all(
            """
            SELECT p.id, p.email, p.name FROM role_grant t JOIN account p ON p.id = t.account_id
            WHERE t.programme_id = \(programme) AND t.role = \(round.role) AND \(caller.may(.team, in: "\(programme)"))
                AND NOT \(Recusals.isBarred("p.id", from: "\(application)"))
                AND NOT EXISTS (SELECT 1 FROM assignment w WHERE w.application_id = \(application)
                    AND w.account_id = p.id AND w.round = \(round) AND w.declined_at IS NULL)
            ORDER BY p.name, p.id
            """, Accounts.account)
    }

    /// To whom an application was given.
    static func given(
        _ application: ID<Application>, round: Round, of programme: ID<Programme>, for caller: Caller, in db: Reader
    ) throws -> [GivenTo] {
        try db.all(
            """
            SELECT p.name, p.email, r.state, w.declined_at, w.reason FROM assignment w JOIN account p ON p.id = w.account_id
            LEFT JOIN review r ON r.application_id = w.application_id AND r.account_id = p.id AND r.round = w.round
            WHERE w.application_id = \(application) AND w.round = \(round) AND \(caller.may(.team, in: "\(programme)"))
                AND NOT \(caller.isRecused(from: "w.application_id"))
                AND NOT \(Recusals.isBarred("w.account_id", from: "w.application_id"))
            ORDER BY p.name, p.id
            """
        ) {
            let (name, state) = (try Accounts.named($0), try $0["state"] as Review.State?)
            let declined: String? = try $0["declined_at"]
            return GivenTo(name: name, state: state, declined: declined == nil ? nil : try $0["reason"])
        }
    }
}
