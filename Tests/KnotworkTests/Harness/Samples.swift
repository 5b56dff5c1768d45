import Store

@testable import Knotwork

extension TestApp {
    /// A programme with a pot of £60,000 whose applications are open on 1 March 2022.
    @discardableResult
    func programme(slug: String = "sample", name: String = "What’s your problem?") async throws -> Programme {
        let context = actionContext()
        let programme = Programme(
            id: context.id(), slug: slug, name: name, strapline: "Better ideas for knotty problems",
            edition: "Sample region 2022",
            host: "Sample co-operative", area: "Sample region", about: "What it is.", eligibility: "Who may apply.",
            howJudged: "How it is judged.", contactEmail: "team@sample.example", accent: "#0b5b5d",
            pot: .pounds(60_000), isRehearsal: false, resultsReleasedAt: nil)
        try await database.write { tx in
            try Programmes.create(programme, milestones: Self.milestones, by: context, in: tx)
        }
        return programme
    }

    /// What the command line would do at this moment.
    func actionContext() -> ActionContext { ActionContext(caller: .theOperator, at: clock.now, randomness: .system) }

    private static var milestones: [Milestone] {
        let dates: [(Milestone.Kind, String, String)] = [
            (.launch, "Launch", "2022-01-20T10:00:00Z"),
            (.applicationsOpen, "Applications open", "2022-02-03T09:00:00Z"),
            (.applicationsClose, "Applications close", "2022-03-31T16:00:00Z"),
            (.finals, "Finals", "2022-05-05T09:00:00Z"),
        ]
        return dates.compactMap { kind, label, text in
            Instant(text).map { Milestone(kind: kind, label: label, startsAt: $0, endsAt: nil) }
        }
    }
}
