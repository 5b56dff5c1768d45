import Markup

/// The charts of the evaluation. On the team's page their figures are links to what is behind them (`home` is set); in the
/// report, which leaves the app, nothing is a link.
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

    /// The same with all small groups in one, so that nobody can be picked out.
    var overlapWithoutSmallGroups: Picture? {
        let crossings = figures.crossings
        guard !crossings.isEmpty else { return nil }
        let withheld = Evaluation.withheld(crossings.map(\.people))
        let others = withheld.reduce(0) { $0 + crossings[$1].people }
        var bars = crossings.enumerated().filter { !withheld.contains($0.offset) }.map { _, crossing in
            Picture.Bar(
                label: crossing.name, value: Double(crossing.people), isPoint: crossing.stages.count > 1)
        }
        if others >= Evaluation.fewestShown {
            bars.append(
                Picture.Bar(
                    label: "\(withheld.count) other combinations together", value: Double(others), isPoint: true))
        } else if others > 0 {
            bars.append(Picture.Bar(label: "Other combinations", shown: "too few to show"))
        }
        return Picture(
            kind: .bars, key: "overlap", headline: returned, label: "In exactly", measure: "People",
            caption: """
                Each person stands in one row. Combinations of fewer than \(Evaluation.fewestShown) people are added up, so \
                that nobody can be picked out.
                """, bars: bars)
    }

    // MARK: - Dates

    var timeline: HTML {
        let spans = (milestoneSpans + eventSpans).sorted { ($0.start, $0.when) < ($1.start, $1.when) }
        guard let first = spans.first?.start, let last = spans.map({ $0.end ?? $0.start }).max() else { return "" }
        let weeks = Int((last - first) / 7)
        return Chart.timeline(
            "\(Number.count(weeks, "week", "weeks")) from the first date to the last", id: "timeline",
            spans.map { Chart.Span($0.label, when: $0.when, start: $0.start, end: $0.end) },
            marks: Self.quarters(from: Int(first), to: Int(last)))
    }

    private struct Dated {
        var label: String
        var when: String
        var start: Double
        var end: Double?
    }

    /// The announced dates; those of an event that is listed itself are left to it.
    private var milestoneSpans: [Dated] {
        let kinds = Set(view.evidence.events.map(\.kind))
        let shown = view.milestones.filter { milestone in
            switch milestone.kind {
            case .launch: !kinds.contains(.launch)
            case .finals: !kinds.contains(.finals)
            case .applicationsClose: false
            default: true
            }
        }
        return shown.map { dated($0.label, from: $0.startsAt, to: $0.endsAt) }
    }

    private var eventSpans: [Dated] {
        view.evidence.events.map { dated($0.title, from: $0.startsAt, to: nil) }
    }

    private func dated(_ label: String, from start: Instant, to end: Instant?) -> Dated {
        let (first, last) = (start.london.day, end?.london.day)
        let until = last.flatMap { $0 > first ? $0 : nil }
        return Dated(
            label: label, when: until.map { "\(first.long) to \($0.long)" } ?? first.long, start: Double(first.number),
            end: until.map { Double($0.number) })
    }

    /// The first day of each quarter between two days.
    private static func quarters(from first: Int, to last: Int) -> [(at: Double, name: String)] {
        guard first <= last else { return [] }
        let days = (first...last).map { Day(number: $0) }
        return days.filter { $0.day == 1 && $0.month % 3 == 1 }.map { day in
            (at: Double(day.number), name: "\(Day.months[day.month - 1].prefix(3)) \(day.year)")
        }
    }
}
