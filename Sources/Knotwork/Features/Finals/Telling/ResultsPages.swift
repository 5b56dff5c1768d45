import Hummingbird
import Markup

enum ResultsPages {
    static func results(_ request: PageRequest, _ view: ResultsView) -> Response {
        let programme = view.programme
        return Frame.page(
            title: "Results", site: Programmes.site(programme, caller: request.caller, current: .results),
            context: request.context,
            body: view.results.map { announced(programme, $0) } ?? awaited(programme, view.expected, at: request.now))
    }

    /// The same words whether anything is decided or not.
    private static func awaited(_ programme: Programme, _ expected: Instant?, at now: Instant) -> HTML {
        let when: HTML =
            expected.flatMap { $0 > now ? "They are announced on \($0.london.day.full)." : nil }
            ?? "They are announced once every applicant was told."
        return """
            \(Heading("Results", lead: "There are no results yet. \(when)"))
            <p>Each applicant hears from us first, in private and with reasons.</p>
            <p><a href="\(link: Link("\(Programmes.link(programme))/how-to-apply"))">How applications are judged</a></p>
            """
    }

    private static func announced(_ programme: Programme, _ results: Finals.Results) -> HTML {
        let awarded = results.awards.map(\.amount).reduce(.zero, +)
        return """
            \(Heading("Results", lead: "\(counts(results))"))
            \(Markup.Figure.row([
                Markup.Figure("\(awarded)", of: "awarded", definition: "The sum of the awards below.", link: nil),
                Markup.Figure("\(programme.pot - awarded)", of: "left", definition: "Of a pot of \(programme.pot).", link: nil),
            ]))
            <section><h2>Funded projects</h2>\(if: results.awards.isEmpty, Nothing("No project was funded this time.").html)\
            \(Card.row(results.awards.map(card)))</section>
            """
    }

    static func counts(_ results: Finals.Results) -> String {
        """
        \(Number.count(results.applied, "organisation", "organisations").capitalizedFirst) applied, \
        \(Number.amongThem(results.shortlisted, "made", "made")) the shortlist, and \
        \(Number.amongThem(results.funded, "is", "are")) funded.
        """
    }

    private static func card(_ award: Finals.Award) -> Card {
        Card(award.organisation, link: nil, note: "\(award.amount)") {
            "<p>\(award.notes.joined(separator: "; "))</p>"
        }
    }
}
