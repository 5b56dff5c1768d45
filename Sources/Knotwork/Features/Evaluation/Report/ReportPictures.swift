/// The charts of a report, which leaves the app: nothing is a link, and no bar is of few people.
struct ReportPictures {
    var view: EvaluationView
    var safe: SafeCounts

    private var sessions: [WebinarTally] { view.figures.sessions }

    var people: [Picture] { [overlap].compactMap(\.self) }
    var interest: [Picture] { [conversion].compactMap(\.self) }

    /// Organisations and money, which are no counts of people.
    static func ideas(_ view: EvaluationView) -> [Picture] {
        let charts = EvaluationCharts(view: view, home: nil)
        let names = OrganisationNumbers(view.figures.journeys, of: view.programme, named: view.areResultsOut).names
        return [charts.funnel, charts.money(names)].compactMap(\.self)
    }

    private var conversion: Picture? {
        let measured = sessions.indices.filter { sessions[$0].views > 0 }
        guard !measured.isEmpty else { return nil }
        let bars = measured.map { place in
            let (session, booked) = (sessions[place], safe.booked(place))
            return Picture.Bar(
                label: session.event.title, value: safe.rate(place)?.number,
                shown: safe.rate(place)?.words ?? FrozenReport.Figure.hidden,
                note: booked.map { "\($0) of \(session.views)" }, isPoint: isBest(place, of: measured))
        }
        return Picture(
            kind: .bars, key: "conversion", headline: headline(measured), label: "Session",
            measure: "Bookings as a share of views",
            caption: "Bookings that stand, as a share of the views of the session’s booking page.", bars: bars)
    }

    /// The best is known where all are.
    private func best(of measured: [Int]) -> Int? {
        let rates = measured.map { safe.rate($0)?.number }
        guard !rates.contains(nil) else { return nil }
        return measured.max { (safe.rate($0)?.number ?? 0) < (safe.rate($1)?.number ?? 0) }
    }

    private func isBest(_ place: Int, of measured: [Int]) -> Bool { best(of: measured) == place }

    private func headline(_ measured: [Int]) -> String {
        guard let best = best(of: measured), let rate = safe.rate(best), let mean = safe.meanRate else {
            return "How many of the views of each session’s page became bookings"
        }
        let title = sessions[best].event.title
        return "“\(title)” turned \(rate.words) of its views into bookings; the sessions’ mean is \(mean.words)"
    }

    /// Who was in which stages. What is not shown is one row with all that is left, if that is not small itself.
    private var overlap: Picture? {
        let crossings = view.figures.crossings
        guard !crossings.isEmpty else { return nil }
        let known = crossings.filter { (safe.crossing($0.stages) ?? 0) > 0 }
        var bars = known.map { crossing in
            Picture.Bar(label: crossing.name, value: Double(crossing.people), isPoint: crossing.stages.count > 1)
        }
        let others = safe.reach.map { reach in reach - known.reduce(0) { $0 + $1.people } }
        if let others, others >= Releases.threshold {
            bars.append(
                Picture.Bar(label: "All other combinations together", value: Double(others), isPoint: true))
        } else if others != 0 {
            bars.append(Picture.Bar(label: "All other combinations", shown: FrozenReport.Figure.hidden))
        }
        return Picture(
            kind: .bars, key: "overlap", headline: cameBack, label: "In exactly", measure: "People",
            caption: """
                Each person stands in one row. Combinations of fewer than \(Releases.threshold) people, and others that would \
                tell them, are added up, so that nobody can be picked out.
                """, bars: bars)
    }

    private var cameBack: String {
        guard let again = safe.cameBack, let reach = safe.reach, again == 0 || again >= Releases.threshold else {
            return "In which stages people took part"
        }
        let people = Number.count(reach, "person", "people")
        return "\(Number.amongThem(again, "of \(people)", "of \(people)")) took part in more than one stage"
    }
}
