import Store

extension Finals {
    /// What an applicant is told about their own application. Nil until somebody has told them, or the results are released:
    /// before that, the page of an applicant knows nothing. From the moment at which the letter has left, its link leads to
    /// what it says.
    static func outcome(
        of application: ID<Application>, in programme: Programme, at now: Instant, db: Reader
    ) throws -> Applications.Outcome? {
        let isOut = programme.resultsReleasedAt.map { $0 <= now } ?? false
        guard try isOut || told(application, in: db) else { return nil }
        if let decided = try known(application, in: db) {
            let condition = decided.condition.isEmpty ? "" : " The condition: \(decided.condition)"
            return Applications.Outcome(
                title: decided.outcome.label, reason: decided.reason + condition,
                amount: decided.outcome.isAward ? decided.amount : nil, isAward: decided.outcome.isAward)
        }
        let shortlisting = try Panels.shortlisting(of: application, in: db)
        guard let shortlisting, !shortlisting.shortlisted else { return nil }
        return Applications.Outcome(title: "Not shortlisted", reason: shortlisting.reason, amount: nil, isAward: false)
    }

    private static func told(_ application: ID<Application>, in db: Reader) throws -> Bool {
        try db.value("SELECT 1 FROM sent_application a WHERE a.id = \(application) AND \(isTold("a.id"))", as: Int.self)
            != nil
    }
}
