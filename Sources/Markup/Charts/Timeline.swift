extension Chart {
    /// A moment or a span on a timeline. `start` and `end` are in any unit that is the same for all, days for instance.
    public struct Span: Sendable {
        var label: String
        var when: String
        var start: Double
        var end: Double?
        var link: Link?
        var isPoint: Bool

        /// - `when`: the date or dates in words.
        /// - `isPoint`: whether it is what the headline speaks of.
        public init(
            _ label: String, when: String, start: Double, end: Double? = nil, link: Link? = nil, isPoint: Bool = false
        ) {
            self.label = label
            self.when = when
            self.start = start
            self.end = end
            self.link = link
            self.isPoint = isPoint
        }
    }

    /// When things happened: a row each, a dot for a moment and a bar for a span, in the order given. Starts that are not finite
    /// are left out of the drawing; an end before its start counts as a moment.
    ///
    /// - `marks`: lines down the whole drawing: a position and its name, such as the start of a month.
    public static func timeline(
        _ headline: String, id: String, _ spans: [Span], marks: [(at: Double, name: String)] = [],
        caption: HTML = HTML(), level: Int = 3
    ) -> HTML {
        let drawable = spans.filter { $0.start.isFinite }
        let scale = TimeScale(drawable.flatMap { [$0.start, $0.end ?? $0.start] } + marks.map(\.at))
        let anyPoint = drawable.contains(where: \.isPoint)
        var rows = HTML()
        var y = marks.isEmpty ? 0 : 1.7
        for span in drawable {
            let label = Label(span.label, note: span.when)
            rows += label.drawn(at: y)
            y += label.height + 0.6
            rows += scale.drawn(span, y: y, isPoint: span.isPoint || !anyPoint)
            y += 1.0
        }
        return figure(
            Words(id: id, headline: headline, caption: caption, level: level), kind: "timeline",
            height: drawable.isEmpty ? 0 : y,
            description: sentence("Dates", spans.map { "\($0.label), \($0.when)" }),
            table: timelineTable(spans, headline: headline, id: id), scale.ruled(marks, height: y) + rows)
    }

    private static func timelineTable(_ spans: [Span], headline: String, id: String) -> HTML {
        guard !spans.isEmpty else { return HTML() }
        let columns = [
            Column<Span>("What", .name) { span in
                span.link.map { "<a href=\"\(link: $0)\">\(span.label)</a>" } ?? "\(span.label)"
            },
            Column<Span>("When") { "\($0.when)" },
        ]
        return Table(caption: headline, columns: columns, rows: spans, narrow: .scroll, id: "\(id)-table").html
    }

    /// From positions in time to percent of the width.
    private struct TimeScale {
        private var first: Double
        private var length: Double

        init(_ positions: [Double]) {
            let finite = positions.filter(\.isFinite)
            first = finite.min() ?? 0
            length = (finite.max() ?? 0) - first
        }

        /// All at one moment stand in the middle.
        private func x(_ position: Double) -> Double {
            guard length > 0, length.isFinite else { return 50 }
            return 2 + 96 * min(max((position - first) / length, 0), 1)
        }

        func drawn(_ span: Span, y: Double, isPoint: Bool) -> HTML {
            let start = x(span.start)
            let end = span.end.map { $0.isFinite ? x($0) : start } ?? start
            let line: HTML = """
                <line class="track" x2="100%" y1="\(y, places: 2)em" y2="\(y, places: 2)em"/>
                """
            guard end > start else {
                return line
                    + """
                    <circle class="mark\(if: isPoint, " point")" cx="\(start, places: 2)%" cy="\(y, places: 2)em" r="0.45em"/>

                    """
            }
            return line
                + """
                <rect class="mark\(if: isPoint, " point")" x="\(start, places: 2)%" y="\(y - 0.35, places: 2)em" \
                width="\(end - start, places: 2)%" height="0.7em" rx="0.2em"/>

                """
        }

        func ruled(_ marks: [(at: Double, name: String)], height: Double) -> HTML {
            var drawn = HTML()
            for (index, mark) in marks.enumerated() where mark.at.isFinite {
                let at = x(mark.at)
                drawn += """
                    <line class="rule" x1="\(at, places: 2)%" x2="\(at, places: 2)%" y1="1.4em" y2="\(height, places: 2)em"/>\
                    <text class="quiet\(if: index > 0 && index < marks.count - 1, " roomy")" x="\(at, places: 2)%" y="1em" \
                    text-anchor="\(if: at < 10, "start", else: at > 90 ? "end" : "middle")">\(mark.name)</text>

                    """
            }
            return drawn
        }
    }
}
