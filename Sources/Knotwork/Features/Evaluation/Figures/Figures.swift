/// Every figure of an edition with what is behind it: worked out once, in one pass over the records. The page, the lists, the
/// files, the report and the command line read from here.
struct Figures: Sendable {
    /// In the order in which one tells the story.
    let all: [Figure]
    /// The webinars in the order in which they took place.
    let sessions: [WebinarTally]
    /// Where views of their pages came from, the largest source first.
    let sources: [String]
    /// One line for each organisation that applied or began to, in the order of their applications.
    let journeys: [Journey]
    let awards: [Award]
    let crossings: [Crossing]

    /// An application that was given money.
    struct Award: Sendable, Hashable {
        var id: ID<Application>
        /// The place of its organisation among `journeys`.
        var journey: Int
        var amount: Money
    }

    private let places: [Figure.Key: Int]

    init(_ evidence: Evidence) {
        let turnout = Turnout(evidence)
        let bodies = Bodies(evidence, turnout)
        sessions = turnout.sessions
        sources = turnout.sources
        (journeys, awards) = (bodies.journeys, bodies.awards)
        crossings = turnout.crossings
        all = turnout.figures + bodies.figures
        places = Dictionary(uniqueKeysWithValues: all.enumerated().map { ($1.key, $0) })
    }

    /// Every key has its figure: the two above make one for each, and a test looks.
    subscript(_ key: Figure.Key) -> Figure { all[places[key, default: 0]] }

    /// How the figures are grouped on pages.
    static let groups: [(title: String, keys: [Figure.Key])] = [
        ("People reached", [.reach, .stakeholders, .launchAttended, .rawContacts]),
        (
            "Interest in the webinars",
            [.views, .bookings, .conversionMean, .conversionPooled, .bookingsFromLaunch]
        ),
        (
            "Ideas and money",
            [.organisationsEngaged, .submitted, .shortlisted, .funded, .awarded, .left]
        ),
    ]
}

extension Figure {
    /// The names of the figures, for programs and addresses.
    enum Key: String, CaseIterable, Sendable {
        case stakeholders
        case launchAttended = "launch_attended"
        case views, bookings
        case conversionMean = "conversion_mean"
        case conversionPooled = "conversion_pooled"
        case bookingsFromLaunch = "bookings_from_launch"
        case organisationsEngaged = "organisations_engaged"
        case submitted, shortlisted, funded, awarded, left
        case rawContacts = "raw_contacts"
        case reach
    }
}
