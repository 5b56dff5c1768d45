import Store

extension Panels {
    private static func mustTakeCriteria(_ programme: ID<Programme>, at now: Instant, in db: Reader) throws {
        guard let lock = try Applications.lock(of: programme, at: now, in: db) else { return }
        throw Refusal.rule("\(lock) The criteria stay as they were published.")
    }

    /// The team changes the criteria of one round in a form. Rows have places, not names: those of two people are never put
    /// together.
    static func change(
        _ known: [Criterion], _ edit: FormEdit, round: Round, of programme: ID<Programme>, by context: ActionContext,
        in tx: Writer
    ) throws {
        try mustTakeCriteria(programme, at: context.at, in: tx)
        let form = CriteriaForm(try edit.over(CriteriaForm(known).data, whole: true))
        try set(try form.criteria(of: round) { context.id() }, round: round, of: programme, by: context, in: tx)
    }

    /// The team sets the criteria of one round; those of the other stay.
    static func set(
        _ criteria: [Criterion], round: Round, of programme: ID<Programme>, by context: ActionContext, in tx: Writer
    ) throws {
        try Programmes.mustBeTeam(of: programme, context.caller, in: tx)
        try mustTakeCriteria(programme, at: context.at, in: tx)
        let others = try Round.allCases.filter { $0 != round }.flatMap {
            try Panels.criteria(of: programme, round: $0, in: tx)
        }
        try set(criteria + others, of: programme, by: context, in: tx)
    }
}
