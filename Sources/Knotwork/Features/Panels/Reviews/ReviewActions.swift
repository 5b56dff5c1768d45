import Store

extension Panels {
    /// Keeps the scores that somebody typed. Scores that are handed in too early are kept as a draft, and what is missing is
    /// said: nothing that was typed is lost.
    /// - Returns: what is missing before they can be handed in, if that was wanted.
    static func save(
        _ edit: FormEdit, of task: ReviewTask, in programme: ID<Programme>, by context: ActionContext, tx: Writer
    ) throws -> FieldErrors {
        let (declaredAt, criteria) = try tx.ask(
            together(
                Interests.declaredAt(context.caller, in: programme), criteria(of: programme, round: task.round)))
        guard declaredAt != nil else { throw Refusal.rule("Say first to whom you are too near.") }
        let kept = ReviewForm(try own(task, for: context.caller, in: tx), criteria).data(criteria)
        // Scores that were handed in are neither changed nor put together; handing in twice is no harm.
        guard task.state != .handedIn || edit.agrees(with: kept) else { throw scoresAreIn }
        let form = ReviewForm(try edit.over(kept), criteria)
        var review = try form.review(of: task, by: context.caller.signedIn().id, criteria, id: context.id())
        guard task.isOpen || task.state == .handedIn else {
            throw Refusal.rule("This round is closed for this application: it has been decided.")
        }
        let missing = review.missing(criteria)
        if !missing.isEmpty { review.state = .draft }
        try save(review, criteria: criteria, of: programme, by: context, in: tx)
        return form.isHandedIn ? missing : FieldErrors()
    }

    /// What somebody was given to score, when they may read what belongs to it: nobody does before they have said to whom they
    /// are too near.
    static func readable(
        _ application: ID<Application>, of programme: ID<Programme>, for caller: Caller, in db: Reader
    ) throws -> ReviewTask {
        let given = try task(application, round: nil, of: programme, for: caller, in: db)
        guard try Interests.declaredAt(caller, in: programme, db: db) != nil else { throw Refusal.notFound }
        return given
    }
}
