/// A label above a mark: its words, and a quiet note after them.
struct Label {
    static let lineHeight = 1.4

    private var lines: [HTML]
    var height: Double { Double(lines.count) * Label.lineHeight }

    init(_ words: String, note: String?) {
        let wrapped = Fit.wrap(words)
        guard let note, !note.isEmpty else {
            lines = wrapped.map { "\($0)" }
            return
        }
        let quiet: HTML = "<tspan class=\"quiet\">\(note)</tspan>"
        if let last = wrapped.last, last.count + 2 + note.count <= Fit.line {
            lines = wrapped.dropLast().map { "\($0)" } + ["\(last)  \(quiet)"]
        } else {
            lines = wrapped.map { "\($0)" } + [quiet]
        }
    }

    /// The lines, the first one's top at `y` em.
    func drawn(at y: Double, x: HTML = "0") -> HTML {
        var drawn = HTML()
        for (index, line) in lines.enumerated() {
            drawn += "<text x=\"\(x)\" y=\"\(y + 1.05 + Double(index) * Label.lineHeight, places: 2)em\">\(line)</text>"
        }
        return drawn
    }
}
