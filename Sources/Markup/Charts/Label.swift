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
        let besides = wrapped.last.map { $0.count + 1 + note.count * 6 / 7 <= Fit.line } ?? false
        let quiet: HTML = "<tspan class=\"quiet\"\(if: besides, " dx=\"0.5em\"")>\(note)</tspan>"
        lines = wrapped.map { "\($0)" }
        if besides { lines[lines.count - 1] += quiet } else { lines.append(quiet) }
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
