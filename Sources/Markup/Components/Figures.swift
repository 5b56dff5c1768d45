/// A headline number. It is always a link to who or what is behind it, and its definition stands beneath.
public struct Figure: Component, Sendable {
    public let html: HTML

    /// - `value` as shown: "12.13 %", "£52,940", or "Too few to show".
    /// - `of`: what it counts: "people reached".
    /// - `definition`: how it is worked out, in a sentence.
    public init(_ value: String, of what: String, definition: HTML, link: Link?) {
        let shown: HTML = "<span class=\"value\">\(value)</span> <span class=\"what\">\(what)</span>"
        html = """
            <div class="figure"><p>\(link.map { "<a href=\"\(link: $0)\">\(shown)</a>" as HTML } ?? shown)</p>\
            <p class="definition">\(definition)</p></div>
            """
    }

    /// Several side by side.
    public static func row(_ figures: [Figure]) -> HTML {
        "<div class=\"figures\">\(figures, each: \.html)</div>\n"
    }
}

/// One of a few things to choose from or read on about: a problem, a theme, an event.
public struct Card: Component, Sendable {
    public let html: HTML

    /// `level` is the heading's, 2 to 4. `note` is small print: dates, counts.
    public init(_ title: String, link: Link?, level: Int = 3, note: HTML = HTML(), _ content: () -> HTML) {
        let heading: HTML = link.map { "<a href=\"\(link: $0)\">\(title)</a>" } ?? "\(title)"
        html = """
            <article class="card"><h\(level)>\(heading)</h\(level)>\(content())\
            \(if: !note.isEmpty, "<p class=\"meta\">\(note)</p>")</article>

            """
    }

    /// Side by side where there is room.
    public static func row(_ cards: [Card]) -> HTML {
        "<div class=\"cards\">\(cards, each: \.html)</div>\n"
    }
}

/// A moment, in words for people and in ISO 8601 for machines.
public struct Moment: Component, Sendable {
    public let html: HTML

    public init(_ words: String, iso: String) { html = "<time datetime=\"\(iso)\">\(words)</time>" }
}

/// How far a count has come: "4 of 5 scores in", with a bar that says the same.
public struct Progress: Component, Sendable {
    public let html: HTML

    public init(_ done: Int, of all: Int, _ what: String) {
        let share = all > 0 ? min(max(done, 0), all) * 100 / all : 0
        html = """
            <span class="progress"><svg aria-hidden="true" width="100%" height="6">\
            <rect class="track" width="100%" height="6" rx="3"/>\
            \(if: share > 0, "<rect class=\"done\" width=\"\(share)%\" height=\"6\" rx=\"3\"/>")</svg>\
            \(done) of \(all) \(what)</span>
            """
    }
}
