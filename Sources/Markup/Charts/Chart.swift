/// Charts: data in, a figure out. Each says in its headline what it shows, and carries the same figures as a table.
///
/// They are inline SVG measured in the text's own size (`em`) along the height and in shares of the width, so that one drawing
/// serves a phone and a wide screen with words that stay the size of words. Colours come from the stylesheet; labels stand on
/// the marks, and no meaning hangs on colour alone.
///
/// Values that are missing, negative or not finite are "not measured", unless the caller says why one is missing: they are named in
/// the table and draw nothing.
/// The cost is linear in the number of marks.
public enum Chart {
    /// What every chart says in words.
    struct Words {
        var id: String
        var headline: String
        var caption: HTML
        var level: Int
    }

    /// The figure around a drawing of `height` em: headline, drawing with its title and description, caption, table.
    static func figure(
        _ words: Words, kind: String, height: Double, description: String, table: HTML, legend: HTML = HTML(),
        _ drawing: HTML
    ) -> HTML {
        """
        <figure class="chart" id="\(words.id)"><h\(words.level)>\(words.headline)</h\(words.level)>\(legend)\
        \(if: height > 0, """
            <svg class="chart \(kind)" width="100%" height="\(height, places: 2)em" role="img" \
            aria-labelledby="\(words.id)-title" aria-describedby="\(words.id)-desc">\
            <title id="\(words.id)-title">\(words.headline)</title><desc id="\(words.id)-desc">\(description)</desc>
            \(drawing)</svg>
            """, else: "<p class=\"nothing\">There is nothing to draw yet.</p>")\
        \(if: !words.caption.isEmpty, "<figcaption>\(words.caption)</figcaption>")\
        \(if: !table.isEmpty, "\(Disclosure("Table of these figures") { table })")</figure>

        """
    }

    /// What can be drawn: finite and not negative.
    static func drawable(_ value: Double?) -> Double? {
        guard let value, value.isFinite, value >= 0 else { return nil }
        return value
    }

    /// A value in words: as the caller says, else a whole number or one decimal.
    static func shown(_ value: Double?, as words: String?) -> String {
        if value == nil, let words { return words }
        guard let value = drawable(value) else { return "not measured" }
        if let words { return words }
        let whole = value.rounded() == value
        return (whole ? "\(value, places: 0)" : "\(value, places: 1)" as HTML).text
    }

    /// A sentence for those who do not see the drawing; long lists are left to the table.
    static func sentence(_ kind: String, _ parts: [String]) -> String {
        let most = 12
        let rest = parts.count > most ? ", and \(parts.count - most) more in the table" : ""
        return parts.isEmpty ? kind : "\(kind): \(parts.prefix(most).joined(separator: "; "))\(rest)."
    }
}

/// Text on a drawing, which does not wrap by itself.
enum Fit {
    /// Characters that fit a line on the narrowest screen, whatever the system's font.
    static let line = 38

    /// The share of the width that marks may take, in percent, so that `words` of this many characters still fit beside them.
    static func room(beside characters: Int, left: Double = 0) -> Double {
        let narrowest = 19.0
        return min(max(100 * (1 - (Double(characters) * 0.62 + 0.8 + left) / narrowest), 30), 88)
    }

    /// `text` in lines of at most `width` characters, broken between words; longer words are cut.
    static func wrap(_ text: String, _ width: Int = line) -> [String] {
        var lines: [String] = []
        var current = ""
        for word in text.split(whereSeparator: \.isWhitespace).flatMap({ pieces(of: $0, width) }) {
            if current.isEmpty {
                current = word
            } else if current.count + 1 + word.count <= width {
                current += " " + word
            } else {
                lines.append(current)
                current = word
            }
        }
        return current.isEmpty ? lines : lines + [current]
    }

    private static func pieces(of word: Substring, _ width: Int) -> [String] {
        guard word.count > width else { return [String(word)] }
        return [String(word.prefix(width))] + pieces(of: word.dropFirst(width), width)
    }
}
