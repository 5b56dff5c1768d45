extension HTML {
    /// What may stand inside `\( )` of an HTML literal.
    ///
    /// | written | shown |
    /// | --- | --- |
    /// | `\(name)` | text, escaped for text and for double-quoted attributes; nothing when nil |
    /// | `\(count)` | an integer |
    /// | `\(score, places: 1)` | a number with that many decimal places; "–" when it is not a number |
    /// | `\(grouped: count)` | 52,940 |
    /// | `\(pounds: pence)` | £52,940, or £52,940.50 |
    /// | `\(html)`, `\(component)` | HTML as it is; nothing when nil |
    /// | `\(rows, each: { row in "…" })` | each element as HTML |
    /// | `\(if: late, "<b>Late</b>", else: "…")` | one or the other |
    /// | `\(link: "/people/\(id)")` | an address, for `href`, `src` and `action` |
    /// | `\(link: people, id)` | the same, below a link that there is already |
    ///
    /// Text and HTML are refused where an address or code belongs (`href="\(text)"`, `style="\(text)"`, `onclick="\(text)"`):
    /// a debug build stops there, a release build leaves the value out. Attributes must be written in double quotes.
    public struct StringInterpolation: StringInterpolationProtocol, Sendable {
        var html = HTML()

        public init(literalCapacity: Int, interpolationCount: Int) {
            html.reserveCapacity(literalCapacity + interpolationCount * 40)
        }

        /// Goes on from what is written, with room for so many bytes more.
        @usableFromInline
        init(_ html: HTML, room: Int) {
            self.html = html
            self.html.reserveCapacity(html.bytes.count + room)
        }

        public mutating func appendLiteral(_ literal: StaticString) { html.append(literal: literal) }

        @usableFromInline mutating func append(ready piece: UnsafeBufferPointer<UInt8>) { html.append(ready: piece) }

        @usableFromInline mutating func append(_ piece: HTML) { html += piece }
    }
}

// MARK: - Values made safe

extension HTML.StringInterpolation {
    public mutating func appendInterpolation(_ text: String) {
        guard html.mayTakeText() else { return }
        html.bytes.appendEscaped(text)
    }

    public mutating func appendInterpolation(_ text: Substring) {
        guard html.mayTakeText() else { return }
        html.bytes.appendEscaped(text)
    }

    public mutating func appendInterpolation(_ text: String?) {
        if let text { appendInterpolation(text) }
    }

    public mutating func appendInterpolation(_ number: Int) { html.bytes.append(number) }

    public mutating func appendInterpolation(_ number: Int?) {
        if let number { appendInterpolation(number) }
    }

    /// `places` decimal places (0 to 9), halves away from zero; "–" when the value is not a number.
    public mutating func appendInterpolation(_ number: Double, places: Int) {
        html.bytes.append(number, places: places)
    }

    /// With commas between thousands.
    public mutating func appendInterpolation(grouped number: Int) { html.bytes.append(grouped: number) }

    /// Whole pence as pounds; pence are shown only when there are any.
    public mutating func appendInterpolation(pounds pence: Int) { html.bytes.append(pounds: pence) }

    /// An address, for `href`, `src` and `action`.
    public mutating func appendInterpolation(link: Link) {
        link.bytes.withUnsafeBufferPointer { html.bytes.appendEscaped(utf8: $0) }
    }

    /// The address of what `piece` names below `link`: the same as `\(link: "\(link)/\(piece)")`, for lists of links.
    public mutating func appendInterpolation(link: Link, _ piece: String) {
        link.base.withUnsafeBufferPointer { html.bytes.appendEscaped(utf8: $0) }
        html.bytes.append(UInt8(ascii: "/"))
        html.bytes.append(pieceOfPath: piece)
    }
}

// MARK: - HTML in HTML

extension HTML.StringInterpolation {
    public mutating func appendInterpolation(_ html: HTML) {
        guard self.html.mayTakeText() else { return }
        self.html += html
    }

    public mutating func appendInterpolation(_ html: HTML?) {
        if let html { appendInterpolation(html) }
    }

    @inlinable
    public mutating func appendInterpolation(_ component: some Component) { appendInterpolation(component.html) }

    @inlinable
    public mutating func appendInterpolation(_ component: (some Component)?) {
        if let component { appendInterpolation(component.html) }
    }

    @inlinable
    public mutating func appendInterpolation<Values: Sequence>(_ values: Values, each: (Values.Element) -> HTML) {
        for value in values { appendInterpolation(each(value)) }
    }

    public mutating func appendInterpolation(
        if condition: Bool, _ html: @autoclosure () -> HTML, else other: @autoclosure () -> HTML = HTML()
    ) {
        appendInterpolation(condition ? html() : other())
    }

    /// The only way round the escaping. It ends at the door of this module.
    mutating func appendInterpolation(unsafe text: String) { html.bytes.append(contentsOf: text.utf8) }
}
