import Markup

/// A chart as data: what it says, and the numbers behind it. A published report keeps it so, and draws it anew each time.
struct Picture: Codable, Sendable, Hashable {
    enum Kind: String, Codable, Sendable { case bars, funnel }

    struct Bar: Codable, Sendable, Hashable {
        var label: String
        /// Nil when it is too small to show, or was not measured.
        var value: Double?
        var shown: String?
        var note: String?
        var isPoint = false
        /// Where the team finds what is behind it. It never leaves the app.
        var link: Link?

        private enum CodingKeys: String, CodingKey { case label, value, shown, note, isPoint }
    }

    var kind: Kind
    var key: String
    var headline: String
    var label: String
    var measure: String
    var caption = ""
    var bars: [Bar]

    var html: HTML {
        let bars = bars.map {
            Chart.Bar(
                $0.label, $0.value, shown: $0.shown, note: $0.note, link: $0.link, isPoint: $0.isPoint)
        }
        return switch kind {
        case .bars: Chart.bars(headline, id: key, bars, headings: (label, measure), caption: "\(caption)")
        case .funnel: Chart.funnel(headline, id: key, bars, headings: (label, measure), caption: "\(caption)")
        }
    }
}
