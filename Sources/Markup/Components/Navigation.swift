/// A place to go: one entry of a navigation.
public struct Place: Sendable {
    public let label: String
    public let link: Link
    public let isHere: Bool

    public init(_ label: String, _ link: Link, isHere: Bool = false) {
        self.label = label
        self.link = link
        self.isHere = isHere
    }

    func item(current: HTML) -> HTML {
        "<li><a href=\"\(link: link)\"\(if: isHere, " aria-current=\"\(current)\"")>\(label)</a></li>"
    }
}

/// One step back, on top of a page that belongs to a sequence.
public struct BackLink: Component, Sendable {
    public let html: HTML

    public init(_ label: String = "Back", to link: Link) {
        html = "<a class=\"back\" href=\"\(link: link)\">\(label)</a>\n"
    }
}

/// Where the page stands: the places above it, from the outermost, and its own name.
public struct Breadcrumbs: Component, Sendable {
    public let html: HTML

    public init(_ above: [Place], here: String) {
        html = """
            <nav class="breadcrumbs" aria-label="Breadcrumb"><ol>\(above, each: { $0.item(current: "page") })\
            <li aria-current="page">\(here)</li></ol></nav>

            """
    }
}

/// Several views of one thing, each a page of its own.
public struct Tabs: Component, Sendable {
    public let html: HTML

    /// `label` names the group for people who hear it: "Views of this application".
    public init(_ places: [Place], label: String) {
        html = """
            <nav class="tabs" aria-label="\(label)"><ul>\(places, each: { $0.item(current: "page") })</ul></nav>

            """
    }
}

/// The pages of a long list. Nothing when there is only one.
public struct Pagination: Component, Sendable {
    public let html: HTML

    /// Pages count from 1; `link` gives the address of one.
    public init(page: Int, of pages: Int, label: String = "Pages", link: (Int) -> Link) {
        guard pages > 1 else {
            html = HTML()
            return
        }
        html = """
            <nav class="pagination" aria-label="\(label)">\
            \(if: page > 1, "<a class=\"previous\" rel=\"prev\" href=\"\(link: link(page - 1))\">Previous</a>")\
            <ul>\(Pagination.shown(page, of: pages), each: { number in
                number.map { Pagination.item($0, isHere: $0 == page, link: link($0)) } ?? "<li class=\"gap\">…</li>"
            })</ul>\
            \(if: page < pages, "<a class=\"following\" rel=\"next\" href=\"\(link: link(page + 1))\">Next</a>")</nav>

            """
    }

    private static func item(_ number: Int, isHere: Bool, link: Link) -> HTML {
        """
        <li><a href="\(link: link)" aria-label="Page \(number)"\(if: isHere, " aria-current=\"page\"")>\(number)</a></li>
        """
    }

    /// The first, the last, and those around the current one; nil where pages are left out.
    static func shown(_ page: Int, of pages: Int) -> [Int?] {
        let near = (1...pages).filter { $0 == 1 || $0 == pages || abs($0 - page) <= 1 }
        var shown: [Int?] = []
        for number in near {
            if let last = shown.last ?? nil, number - last == 2 { shown.append(last + 1) }
            if let last = shown.last ?? nil, number - last > 2 { shown.append(nil) }
            shown.append(number)
        }
        return shown
    }
}
