import Store

extension Finals {
    /// What an applicant is told about their own application. Nil until the results are released: before that, the page of an
    /// applicant knows nothing.
    static func outcome(
        of application: ID<Application>, in programme: Programme, at now: Instant, db: Reader
    ) throws -> Applications.Outcome? {
        guard let released = programme.resultsReleasedAt, released <= now else { return nil }
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
}
