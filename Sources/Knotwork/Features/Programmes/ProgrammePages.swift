import Hummingbird
import Markup

enum ProgrammePages {
    /// `criteria` is what later features say about how applications are judged.
    static func howToApply(
        _ request: PageRequest, _ programme: Programme, _ milestones: [Milestone], hasThemes: Bool, hasQuestions: Bool,
        criteria: HTML
    ) -> Response {
        let phase = Phase(milestones, released: programme.resultsReleasedAt, at: request.now)
        return Frame.page(
            title: "How to apply", site: Programmes.site(programme, caller: request.caller, current: .howToApply),
            context: request.context,
            body: """
                \(Heading("How to apply", over: phase.sentence, lead: """
                    \(programme.pot) is there for ideas that answer \(hasThemes ? "one of the themes" : "one of the problems").
                    """))
                <section><h2>Who can apply</h2>\(lines(programme.eligibility))</section>
                <section><h2>How it is judged</h2><div>\(lines(programme.howJudged))\(criteria)</div></section>
                <section><h2>What happens when</h2>\(Road(road(milestones, at: request.now)))</section>
                \(hasQuestions ? apply(programme, phase) : "")
                """)
    }

    private static func apply(_ programme: Programme, _ phase: Phase) -> HTML {
        guard case .open = phase else { return "" }
        return """
            <p>\(Button("Start an expression of interest", to: Link("\(Programmes.link(programme))/applications/new")))</p>
            """
    }

    /// A text of several lines: one line is a paragraph, more are a list.
    static func lines(_ text: String) -> HTML {
        let lines = text.split(separator: "\n")
        if lines.count < 2 { return "<p>\(text)</p>" }
        return "<ul>\(lines, each: { "<li>\($0)</li>" })</ul>"
    }

    /// The dates in their order, with where we are now.
    static func road(_ milestones: [Milestone], at now: Instant) -> [Road.Milestone] {
        let shown = milestones.filter { $0.kind != .applicationsClose }
        return shown.map { milestone in
            let end = milestone.endsAt ?? milestone.startsAt
            let state: Road.State = end < now ? .done : milestone.startsAt <= now ? .now : .next
            return Road.Milestone(when(milestone), "\(milestone.label)", state)
        }
    }

    private static func when(_ milestone: Milestone) -> String {
        let start = milestone.startsAt.london.day
        guard let end = milestone.endsAt?.london.day, end != start else { return start.long }
        return start.year == end.year ? "\(start.withoutYear) – \(end.long)" : "\(start.long) – \(end.long)"
    }
}
