import Markup

/// What stands at the head of a page: whose it is, and where one can go from it.
struct Masthead: Sendable {
    struct Way: Sendable {
        var label: String
        var link: Link
        var isCurrent: Bool

        init(_ label: String, _ link: Link, isCurrent: Bool = false) {
            self.label = label
            self.link = link
            self.isCurrent = isCurrent
        }
    }

    var name: String
    var strapline: String
    var home: Link
    /// The stylesheet with a programme's accent; nil is the house's own colour.
    var accent: Link?
    var ways: [Way]
    /// A second line of ways, for those who work in the programme.
    var rooms: [Way]
    /// Words that stand over every page, such as "Rehearsal: nobody is mailed".
    var banner: String?

    init(
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
    static let knotwork = Masthead(name: "Knotwork", strapline: "", home: "/")
}
