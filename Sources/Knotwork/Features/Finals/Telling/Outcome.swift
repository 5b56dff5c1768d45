import Store

extension Finals {
    /// What an applicant is told about their own application.
    struct Outcome: Sendable {
        var title: String
        var reason: String
        var amount: Money?
        var isAward: Bool
    }

    /// Nil until somebody has told them, or the results are released: before that, the page of an applicant knows nothing.
    /// From the moment at which the letter has left, its link leads to what it says.
    static func outcome(
        of application: ID<Application>, released: Instant?, at now: Instant, in db: Reader
    ) throws -> Outcome? {
        let isOut = released.map { $0 <= now } ?? false
        guard try isOut || told(application, in: db) else { return nil }
        if let decided = try known(application, in: db) {
            let condition = decided.condition.isEmpty ? "" : " The condition: \(decided.condition)"
            return Outcome(
                title: decided.outcome.label, reason: decided.reason + condition,
                amount: decided.outcome.isAward ? decided.amount : nil, isAward: decided.outcome.isAward)
        }
        return try db.first("SELECT reason FROM shortlisting WHERE application_id = \(application) AND NOT shortlisted")
        {
            Outcome(title: "Not shortlisted", reason: try $0["reason"], amount: nil, isAward: false)
        }
    }

    private static func told(_ application: ID<Application>, in db: Reader) throws -> Bool {
        try db.value("SELECT 1 FROM application a WHERE a.id = \(application) AND \(isTold("a.id"))", as: Int.self) != nil
    }
}
