/// What those who judge declare before they read: an interest in an organisation, or a conflict with one application. What
/// follows from it stands in `Recusals`, where the one lock reads it.
enum Interests {
    /// What somebody said about one application.
    struct Conflict: Sendable, Hashable {
        /// `person`, `organisation` or `help`.
        var kind: String
        var note: String
        var isRecused: Bool
    }
}

/// One declared conflict, as the team sees it.
struct DeclaredConflict: Sendable {
    var account: ID<Account>
    var name: String
    var kind: String
    var note: String
    var isRecused: Bool
}
