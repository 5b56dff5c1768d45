/// The dates of an edition and of its events, in their order.
struct EvaluationDates {
    private let view: EvaluationView

    init(_ view: EvaluationView) { self.view = view }

    /// Nil where there is no date.
    var drawn: FrozenReport.Dates? {
        let spans = (milestoneSpans + eventSpans).sorted { ($0.start, $0.when) < ($1.start, $1.when) }
        guard let first = spans.first?.start, let last = spans.map({ $0.end ?? $0.start }).max() else { return nil }
        return FrozenReport.Dates(
            headline: "\(Number.count(Int((last - first) / 7), "week", "weeks")) from the first date to the last",
            spans: spans, marks: Self.quarters(from: Int(first), to: Int(last)))
    }

    /// The announced dates; those of an event that is listed itself are left to it.
    private var milestoneSpans: [FrozenReport.Dates.Span] {
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

    private var eventSpans: [FrozenReport.Dates.Span] {
        view.evidence.events.map { dated($0.title, from: $0.startsAt, to: nil) }
    }

    private func dated(_ label: String, from start: Instant, to end: Instant?) -> FrozenReport.Dates.Span {
        let (first, last) = (start.london.day, end?.london.day)
        let until = last.flatMap { $0 > first ? $0 : nil }
        return FrozenReport.Dates.Span(
            label: label, when: until.map { "\(first.long) to \($0.long)" } ?? first.long, start: Double(first.number),
            end: until.map { Double($0.number) })
    }

    /// The first day of each quarter between two days.
    private static func quarters(from first: Int, to last: Int) -> [FrozenReport.Dates.Mark] {
        guard first <= last else { return [] }
        let days = (first...last).map { Day(number: $0) }
        return days.filter { $0.day == 1 && $0.month % 3 == 1 }.map { day in
            FrozenReport.Dates.Mark(at: Double(day.number), name: "\(Day.months[day.month - 1].prefix(3)) \(day.year)")
        }
    }
}
