/// A whole page: head, skip link, masthead, main part, footer. Nothing in it is inline that a strict content security policy
/// would refuse.
public struct Document: Component, Sendable {
    /// Public pages read like print; the desk, where the team works, is denser.
    public enum Look: String, Sendable { case open, desk }

    public var title: String
    public var site: String
    public var masthead: Masthead
    public var stylesheets: [Link]
    public var scripts: [Link] = []
    public var icon: Link?
    public var look = Look.open
    /// A line across the top: "Rehearsal: no mail leaves".
    public var banner = HTML()
    /// Back link, breadcrumbs or tabs.
    public var above = HTML()
    public var main: HTML
    public var footer: Footer
    /// Says "Error:" in the title, where a screen reader starts.
    public var hasErrors = false

    public init(
        title: String, site: String, masthead: Masthead, stylesheets: [Link], footer: Footer = Footer(), main: HTML
    ) {
        self.title = title
        self.site = site
        self.masthead = masthead
        self.stylesheets = stylesheets
        self.footer = footer
        self.main = main
    }

    public var html: HTML { pieces.joined() }

    /// The page in the order in which it is sent. The main part of a long list is most of it and stands apart, so that nobody has to
    /// copy it before it is sent.
    public var pieces: [HTML] { [opening, main, "</main>\n\(footer)</body>\n</html>\n"] }

    private var opening: HTML {
        """
        <!doctype html>
        <html lang="en-GB">
        \(head)
        <body class="\(look.rawValue)">
        <a class="skip" href="#main">Skip to main content</a>
        \(if: !banner.isEmpty, "<div class=\"banner\"><div class=\"wrap\">\(banner)</div></div>")\
        \(masthead)
        \(if: !above.isEmpty, "<div class=\"wrap above\">\(above)</div>")\
        <main id="main" class="wrap" tabindex="-1">

        """
    }

    private var head: HTML {
        """
        <head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
        <title>\(if: hasErrors, "Error: ")\(title)\(if: title != site, " – \(site)")</title>
        \(stylesheets, each: { "<link rel=\"stylesheet\" href=\"\(link: $0)\">" })\
        \(icon.map { "<link rel=\"icon\" type=\"image/svg+xml\" href=\"\(link: $0)\">" as HTML })\
        \(scripts, each: { "<script src=\"\(link: $0)\" defer></script>" })</head>
        """
    }
}

/// The top of every page: whose it is, and where one can go.
public struct Masthead: Component, Sendable {
    public let html: HTML

    /// - `detail`: beneath the name: "Liverpool City Region 2021–22".
    /// - `account`: who is signed in and the way out, or the way in.
    public init(
        name: String, detail: String? = nil, home: Link, mark: HTML = Brand.mark, places: [Place] = [],
        label: String = "Main", account: HTML = HTML()
    ) {
        html = """
            <header class="site"><div class="wrap"><a class="brand" href="\(link: home)">\(mark)\
            <span>\(name)\(detail.map { "<span class=\"detail\">\($0)</span>" as HTML })</span></a>\
            \(if: !places.isEmpty, """
                <nav class="main" aria-label="\(label)"><ul>\(places, each: { $0.item(current: "page") })</ul></nav>
                """)\
            \(if: !account.isEmpty, "<div class=\"account\">\(account)</div>")</div></header>
            """
    }
}

/// The foot of every page.
public struct Footer: Component, Sendable {
    public let html: HTML

    public init(_ places: [Place] = [], note: HTML = HTML()) {
        html = """
            <footer class="site"><div class="wrap">\
            \(if: !places.isEmpty, """
                <nav aria-label="About this site"><ul>\(places, each: { $0.item(current: "page") })</ul></nav>
                """)\
            \(if: !note.isEmpty, "<p>\(note)</p>")</div></footer>

            """
    }
}

/// The start of a page: what it is about in small above, the title, and a first sentence. `hero` is for a programme's front page.
public struct Heading: Component, Sendable {
    public let html: HTML

    public init(
        _ title: String, over: String? = nil, lead: HTML = HTML(), hero: Bool = false, actions: HTML = HTML()
    ) {
        html = """
            <div class="heading\(if: hero, " hero")">\(over.map { "<p class=\"over\">\($0)</p>" as HTML })<h1>\(title)</h1>\
            \(if: !lead.isEmpty, "<p class=\"lead\">\(lead)</p>")\(actions)</div>

            """
    }
}

/// A part of a page under a heading of its own. On a wide screen `side` sets the heading beside the text.
public struct Section: Component, Sendable {
    public let html: HTML

    public init(_ title: String, id: String? = nil, side: Bool = false, _ content: () -> HTML) {
        html = """
            <section\(if: side, " class=\"side\"")\(if: id != nil, " id=\"\(id)\"")><h2>\(title)</h2>\
            <div>\(content())</div></section>

            """
    }
}
