import Store

extension Applications {
    /// What only those know who judge an application. They come later, so Applications names none of them: it asks, and App
    /// passes their answers in.
    struct Judging: Sendable {
        /// Whether scores for it were handed in: then it must stay as it was read.
        var isScored: @Sendable (ID<Application>, Reader) throws -> Bool
        /// Whether somebody was asked to score it and has not declined: then they can have no part in it.
        var isJudge: @Sendable (ID<Account>, ID<Application>, Reader) throws -> Bool
        /// Selects the application of each review that was handed in, one row a review.
        var reviews: @Sendable (ClosedRange<ID<Application>>) -> SQL
        /// Selects the application of each review that was asked for and not declined, one row a review.
        var assignments: @Sendable (ClosedRange<ID<Application>>) -> SQL
        /// What was decided, once everybody may know; nil before.
        var outcome: @Sendable (ID<Application>, Programme, Instant, Reader) throws -> Outcome?
    }

    /// What an applicant is told about their own application.
    struct Outcome: Sendable {
        var title: String
        var reason: String
        var amount: Money?
        var isAward: Bool
    }
}
