/// What a colour says beside the words; never instead of them.
public enum Tone: String, Sendable, CaseIterable { case neutral, good, warn, bad, accent }

/// A state in a word or two: "Shortlisted", "1 score missing".
public struct Tag: Component, Sendable {
    public let html: HTML

    public init(_ words: String, _ tone: Tone = .neutral) {
        html = "<strong class=\"tag \(tone.rawValue)\">\(words)</strong>"
    }
}

/// A paragraph or more set apart from the text: something to know (`accent`), that went well, needs care or went wrong.
public struct Notice: Component, Sendable {
    public let html: HTML

    /// `announced` reads it out when the page opens: for "Saved" and its like after an action, once a page.
    public init(_ title: String? = nil, _ tone: Tone = .accent, announced: Bool = false, _ content: () -> HTML) {
        html = """
            <div class="notice \(tone.rawValue)"\(if: announced, " role=\"status\"")>\
            \(title.map { "<p class=\"notice-title\">\($0)</p>" as HTML })\(content())</div>

            """
    }
}

/// The page after something was sent: a large panel that says so, with the reference.
public struct Confirmation: Component, Sendable {
    public let html: HTML

    public init(_ title: String, reference: String? = nil, referenceLabel: String = "Your reference") {
        html = """
            <div class="confirmation"><h1>\(title)</h1>\
            \(reference.map { "<p>\(referenceLabel)<br><strong>\($0)</strong></p>" as HTML })</div>

            """
    }
}

/// More for those who want it, closed at first.
public struct Disclosure: Component, Sendable {
    public let html: HTML

    public init(_ summary: String, open: Bool = false, _ content: () -> HTML) {
        html = """
            <details class="disclosure"\(if: open, " open")><summary>\(summary)</summary>\
            <div class="disclosed">\(content())</div></details>

            """
    }
}

/// What stands where a list would be, when there is nothing in it: what is missing and what to do about it.
public struct Nothing: Component, Sendable {
    public let html: HTML

    public init(_ words: String, _ next: HTML = HTML()) {
        html = "<div class=\"nothing\"><p>\(words)</p>\(next)</div>\n"
    }
}

/// Somebody's own words, with who said them.
public struct Quotation: Component, Sendable {
    public let html: HTML

    public init(_ words: String, by who: String? = nil) {
        html = """
            <figure class="quotation"><blockquote><p>\(words)</p></blockquote>\
            \(who.map { "<figcaption>\($0)</figcaption>" as HTML })</figure>

            """
    }
}
