import Markup

/// The charts of the evaluation. On the team's page their figures are links to what is behind them (`home` is set). Those that
/// count organisations and money stand in the report too, where nothing is a link; `ReportPictures` has those of people.
struct EvaluationCharts {
    var view: EvaluationView
    var home: Link?

    private var figures: Figures { view.figures }

    private func link(_ figure: Figure) -> Link? { home.map { Link("\($0)/figures/\(figure.key.rawValue)") } }

    // MARK: - Webinars

    var conversion: Picture? {
        let sessions = figures.sessions.filter { $0.views > 0 }
        guard let best = sessions.max(by: { ($0.rate.number ?? 0) < ($1.rate.number ?? 0) }) else { return nil }
        let mean = figures[.conversionMean].value.words
        return Picture(
            kind: .bars, key: "conversion",
            headline:
                "“\(best.event.title)” turned \(best.rate.words) of its views into bookings; the sessions’ mean is \(mean)",
            label: "Session", measure: "Bookings as a share of views",
            caption: "Bookings that stand, as a share of the views of the session’s booking page.",
            bars: sessions.map { session in
                Picture.Bar(
                    label: session.event.title, value: session.rate.number, shown: session.rate.words,
                    note: "\(session.bookings) of \(session.views)", isPoint: session.event.id == best.event.id,
                    link: eventLink(session.event))
            })
    }

    private func eventLink(_ event: Event) -> Link? {
        home.map { _ in Link("\(Programmes.teamLink(view.programme))/events/\(event.slug)") }
    }

    // MARK: - Organisations and money

    var funnel: Picture? {
        let (engaged, funded) = (figures[.organisationsEngaged], figures[.funded])
        guard !engaged.ids.isEmpty else { return nil }
        let steps = [
            ("Began an application", engaged), ("Applied", figures[.submitted]),
            ("Shortlisted", figures[.shortlisted]), ("Funded", funded),
        ]
        return Picture(
            kind: .funnel, key: "funnel",
            headline: """
                Of \(Number.count(engaged.ids.count, "organisation", "organisations")) that engaged, \
                \(Number.amongThem(funded.ids.count, "was", "were")) funded
                """,
            label: "Step", measure: "Organisations",
            caption: "Each organisation counts once, however many applications it made.",
            bars: steps.map { Picture.Bar(label: $0, value: $1.value.number, link: link($1)) })
    }

    /// - Parameter names: what an organisation is called here, in the order of the journeys.
    func money(_ names: [String]) -> Picture? {
        guard !figures.awards.isEmpty else { return nil }
        let left = figures[.left].value
        var bars = figures.awards.map { award in
            Picture.Bar(
                label: names[award.journey], value: Figure.Value.money(award.amount).number,
                shown: award.amount.description, isPoint: true)
        }
        bars.append(Picture.Bar(label: "Left in the pot", value: left.number, shown: left.words))
        let funded = Number.count(figures[.funded].ids.count, "organisation", "organisations")
        return Picture(
            kind: .bars, key: "money",
            headline: "\(figures[.awarded].value.words) of \(view.programme.pot) went to \(funded)",
            label: "Organisation", measure: "Awarded", bars: bars)
    }

    // MARK: - People

    private var returned: String {
        let crossings = figures.crossings
        let all = crossings.reduce(0) { $0 + $1.people }
        let again = crossings.filter { $0.stages.count > 1 }.reduce(0) { $0 + $1.people }
        let people = Number.count(all, "person", "people")
        return "\(Number.amongThem(again, "of \(people)", "of \(people)")) took part in more than one stage"
    }

    /// Everything, for those who may see each record anyway.
    var overlap: HTML {
        let crossings = figures.crossings
        guard !crossings.isEmpty else { return "" }
        return Chart.overlap(
            returned, id: "overlap", of: Crossing.stageNames,
            crossings.map { Chart.Combination($0.stages, count: $0.people) },
            caption: "Each person stands in one row: the stages with a dark dot, and no other.")
    }

    // MARK: - Dates

    var timeline: HTML { EvaluationDates(view).drawn?.html ?? "" }
}
