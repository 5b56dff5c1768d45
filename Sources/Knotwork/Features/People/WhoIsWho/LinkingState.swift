import Markup
import Store

/// Whether who is who is being worked out, for the pages whose counts it changes.
struct LinkingState: Sendable, Hashable {
    var progress: LinkingProgress?

    /// One line while something waits, else nothing.
    var notice: HTML {
        """
        <p class="inset" role="status">Who is who is being worked out: \(words). What is counted here may change; load the page \
        again to see how far it is.</p>

        """
    }

    private var words: String {
        guard let progress, progress.total > 0 else { return "about to begin" }
        return "\(progress.step.lowercased()), \(100 * progress.done / progress.total) % done"
    }
}

extension LinkingState? {
    var notice: HTML { self?.notice ?? "" }
}

extension People {
    /// Notes that who is who must be worked out anew, and wakes whoever does it. A note is added and never changed: whoever adds
    /// one waits for nobody.
    ///
    /// - Parameter isReshaping: whether people's word or a withdrawal changes what a run in progress began with.
    static func mustLink(isReshaping: Bool = false, by context: ActionContext, in tx: Writer) throws {
        let id: ID<Linking> = context.id()
        try tx.execute("INSERT INTO linking_wait (id, at) VALUES (\(id), \(context.at))")
        if isReshaping { try tx.execute("UPDATE linking SET shaped = shaped + 1 WHERE id = 1") }
        Linking.bell.ring()
    }

    /// Whether anything waits to be looked at.
    static func isLinkingDue(in db: Reader) throws -> Bool {
        try db.value("SELECT 1 FROM linking_wait LIMIT 1", as: Int.self) != nil
    }

    /// How far the work is; nil when nothing waits.
    static func linking(in db: Reader) throws -> LinkingState? {
        try db.first(
            """
            SELECT claim, step, done, total FROM linking WHERE id = 1 AND EXISTS (SELECT 1 FROM linking_wait)
            """
        ) { row in
            let claim: String? = try row["claim"]
            let progress = LinkingProgress(step: try row["step"], done: try row["done"], total: try row["total"])
            return LinkingState(progress: claim == nil ? nil : progress)
        }
    }
}
