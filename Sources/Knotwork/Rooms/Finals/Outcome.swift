import Store

extension Finals {
    /// What an applicant is told about their own application.
    struct Outcome: Sendable {
        var title: String
        var reason: String
        var amount: Money?
        var isAward: Bool
    }

    /// Nil until the results are released: before that, the page of an applicant knows nothing.
    static func outcome(
        of application: ID<Application>, released: Instant?, at now: Instant, in db: Reader
    ) throws -> Outcome? {
        guard let released, released <= now else { return nil }
        let decided = try db.first(
            "SELECT outcome, reason, amount_pence FROM decision WHERE application_id = \(application)"
        ) {
            (
                outcome: try $0["outcome"] as Decision.Outcome, reason: try $0["reason"] as String,
                amount: try $0["amount_pence"] as Money
            )
        }
        if let decided {
            return Outcome(
                title: decided.outcome.label, reason: decided.reason,
                amount: decided.outcome.isAward ? decided.amount : nil,
                isAward: decided.outcome.isAward)
        }
        return try db.first("SELECT reason FROM shortlisting WHERE application_id = \(application) AND NOT shortlisted")
        {
            Outcome(title: "Not shortlisted", reason: try $0["reason"], amount: nil, isAward: false)
        }
    }
}
