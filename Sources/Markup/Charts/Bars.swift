extension Chart {
    /// One bar: what it is, how much, and how that is said.
    public struct Bar: Sendable {
        var label: String
        var value: Double?
        var shown: String?
        var note: String?
        var link: Link?
        var isPoint: Bool

        /// - `shown`: the value in words: "24.2 %".
        /// - `note`: what it was worked out from: "29 of 120".
        /// - `link`: who or what is behind it; it stands in the table.
        /// - `isPoint`: whether it is what the headline speaks of; such bars are dark and the others pale.
        public init(
            _ label: String, _ value: Double?, shown: String? = nil, note: String? = nil, link: Link? = nil,
            isPoint: Bool = false
        ) {
            self.label = label
            self.value = value
            self.shown = shown
            self.note = note
            self.link = link
            self.isPoint = isPoint
        }

        var words: String { Chart.shown(value, as: shown) }

        /// A note of a few words follows the value; a longer one stands above the mark.
        var noteBeside: String? { note.flatMap { words.count + $0.count <= 22 ? $0 : nil } }
        var noteAbove: String? { noteBeside == nil ? note : nil }
        /// How many characters stand beside the mark.
        var besides: Int { words.count + (noteBeside.map { $0.count + 1 } ?? 0) }
    }

    /// Horizontal bars from a common zero, in the order given.
    ///
    /// - `headings`: what the table calls the labels and the values.
    /// - `top`: the value that takes the whole width, where several charts share a scale; else the largest.
    public static func bars(
        _ headline: String, id: String, _ bars: [Bar], headings: (label: String, value: String), top: Double? = nil,
        caption: HTML = HTML(), level: Int = 3
    ) -> HTML {
        let top = max(top ?? 0, bars.compactMap { drawable($0.value) }.max() ?? 0)
        let room = Fit.room(beside: bars.map(\.besides).max() ?? 0)
        let anyPoint = bars.contains(where: \.isPoint)
        var drawing = HTML()
        var y = 0.0
        for bar in bars {
            let label = Label(bar.label, note: bar.noteAbove)
            drawing += label.drawn(at: y)
            y += label.height + 0.15
            drawing += mark(bar, of: top, room: room, isPoint: bar.isPoint || !anyPoint, y: y)
            y += 2.0
        }
        return figure(
            Words(id: id, headline: headline, caption: caption, level: level), kind: "bars", height: max(y - 0.6, 0),
            description: sentence("Bars", bars.map { "\($0.label) \($0.words)\($0.note.map { ", \($0)" } ?? "")" }),
            table: table(of: bars, headline: headline, id: id, headings: headings), drawing)
    }

    static func mark(_ bar: Bar, of top: Double, room: Double, isPoint: Bool, y: Double) -> HTML {
        let value = drawable(bar.value)
        let share = top > 0 ? room * ((value ?? 0) / top) : 0
        return """
            \(if: value != nil, """
                <rect class="mark\(if: isPoint, " point")" y="\(y, places: 2)em" width="\(max(share, 0.4), places: 2)%" \
                height="1em"/>
                """)\
            <text class="value\(if: value == nil, " quiet")" x="\(share, places: 2)%" \
            dx="\(value == nil ? 0 : 0.5, places: 1)em" y="\(y + 0.87, places: 2)em">\(bar.words)\
            \(bar.noteBeside.map { "<tspan class=\"quiet\" dx=\"0.5em\">\($0)</tspan>" as HTML })</text>

            """
    }

    static func table(of bars: [Bar], headline: String, id: String, headings: (label: String, value: String)) -> HTML {
        guard !bars.isEmpty else { return HTML() }
        var columns = [
            Column<Bar>(headings.label, .name) { "\($0.label)" },
            Column<Bar>(headings.value, .number) { bar in
                bar.link.map { "<a href=\"\(link: $0)\">\(bar.words)</a>" } ?? "\(bar.words)"
            },
        ]
        if bars.contains(where: { $0.note != nil }) {
            columns.append(Column("From", .number) { "\($0.note)" })
        }
        return Table(caption: headline, columns: columns, rows: bars, narrow: .scroll, id: "\(id)-table").html
    }
}
