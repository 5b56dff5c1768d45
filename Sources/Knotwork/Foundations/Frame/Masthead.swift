package import Markup

/// What stands at the head of a page: whose it is, and where one can go from it.
package struct Masthead: Sendable {
    package struct Way: Sendable {
        package var label: String
        package var link: Link
        package var isCurrent: Bool

        package init(_ label: String, _ link: Link, isCurrent: Bool = false) {
            self.label = label
            self.link = link
            self.isCurrent = isCurrent
        }
    }

    package var name: String
    package var strapline: String
    package var home: Link
    /// The stylesheet with a programme's accent; nil is the house's own colour.
    package var accent: Link?
    package var ways: [Way]
    /// A second line of ways, for those who work in the programme.
    package var rooms: [Way]
    /// Words that stand over every page, such as "Rehearsal: nobody is mailed".
    package var banner: String?

    package init(
        name: String, strapline: String, home: Link, accent: Link? = nil, ways: [Way] = [], rooms: [Way] = [],
        banner: String? = nil
    ) {
        self.name = name
        self.strapline = strapline
        self.home = home
        self.accent = accent
        self.ways = ways
        self.rooms = rooms
        self.banner = banner
    }

    /// The head of pages that belong to no programme.
    package static let knotwork = Masthead(name: "Knotwork", strapline: "", home: "/")
}
