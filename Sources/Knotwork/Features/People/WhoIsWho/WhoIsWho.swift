import Support

/// Which raw records are one person: from records and people's word to groups, without a look at what was found before.
///
/// `learned` weighs all that the records say; people's word ("together", "apart") stands above it. Another matcher takes its
/// place by being given to `Linking`.
enum WhoIsWho {
    struct Record: Sendable, Hashable {
        var id: ID<Sighting>
        var programme: ID<Programme>
        /// As they were written.
        var name: String
        var email: String
        var organisation: String
        /// In the form in which two are compared.
        var nameKey: String
        var emailKey: String
        /// Where it was seen: the kind of record and the event.
        var source: String
        /// Whether figures count it: not those who run the programme.
        var counts = true
    }

    struct Verdict: Sendable, Hashable {
        var a: ID<Sighting>
        var b: ID<Sighting>
        var together: Bool
    }

    /// Two records that may be one person, for somebody to look at.
    struct Doubt: Sendable, Hashable {
        var a: ID<Sighting>
        var b: ID<Sighting>
        var why: String
    }

    /// How many people there are, with a 90 % interval.
    struct Reach: Sendable, Equatable {
        var people: Double
        var low: Double
        var high: Double
    }

    struct Grouping: Sendable, Equatable {
        /// Every record stands in exactly one group. Records and groups are in the order of their ids.
        var groups: [[ID<Sighting>]]
        /// The most useful first.
        var doubts: [Doubt]
        var reach: Reach?
    }

    typealias Matcher = @Sendable ([Record], [Verdict], @escaping Progress) async throws -> Grouping
}
