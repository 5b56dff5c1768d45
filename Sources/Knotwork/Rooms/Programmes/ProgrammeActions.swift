import Store

extension Programmes {
    /// Makes a programme with its dates. Its address must be free.
    static func create(_ programme: Programme, milestones: [Milestone], by deed: Deed, in tx: Writer) throws {
        guard try find(slug: programme.slug, in: tx) == nil else {
            throw Refusal.rule("There is a programme under the address “\(programme.slug)” already.")
        }
        try tx.execute(
            """
            INSERT INTO programme (id, slug, name, strapline, edition, host, area, about, eligibility, how_judged,
                contact_email, accent, pot_pence, rehearsal, created_at, results_released_at)
            VALUES (\(programme.id), \(programme.slug), \(programme.name), \(programme.strapline), \(programme.edition),
                \(programme.host), \(programme.area), \(programme.about), \(programme.eligibility), \(programme.howJudged),
                \(programme.contactEmail), \(programme.accent), \(programme.pot), \(programme.isRehearsal), \(deed.at), NULL)
            """)
        for milestone in milestones { try add(milestone, to: programme.id, by: deed, in: tx) }
        try Ledger.record(
            "created", Ledger.Subject("programme", programme.id), programme: programme.id, by: deed, in: tx)
    }

    private static func add(
        _ milestone: Milestone, to programme: ID<Programme>, by deed: Deed, in tx: Writer
    ) throws {
        let id: ID<Milestone> = deed.id()
        try tx.execute(
            """
            INSERT INTO milestone (id, programme_id, kind, label, starts_at, ends_at)
            VALUES (\(id), \(programme), \(milestone.kind), \(milestone.label), \(milestone.startsAt), \(milestone.endsAt))
            """)
    }
}
