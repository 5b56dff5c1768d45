package import Markup
package import Store

/// One edition of a challenge programme.
package struct Programme: Sendable, Hashable {
    package var id: ID<Programme>
    package var slug: String
    package var name: String
    package var strapline: String
    /// Which time round: "Liverpool City Region 2021–22".
    package var edition: String
    package var host: String
    package var area: String
    package var about: String
    package var eligibility: String
    package var howJudged: String
    package var contactEmail: String
    package var accent: String
    package var pot: Money
    /// A rehearsal works like the real thing and mails nobody.
    package var isRehearsal: Bool
    package var resultsReleasedAt: Instant?
}

/// One date that a programme announces. The phase follows from these: nobody has to remember a switch.
package struct Milestone: Sendable, Hashable {
    package enum Kind: String, CaseIterable, Sendable, SQLConvertible {
        case listening, launch
        case applicationsOpen = "applications_open"
        case applicationsClose = "applications_close"
        case shortlist, finals, results, evaluation
    }

    package var kind: Kind
    package var label: String
    package var startsAt: Instant
    package var endsAt: Instant?
}

/// Where a programme stands at a moment, from its dates alone.
package enum Phase: Hashable, Sendable {
    /// Before applications open.
    case before(opens: Instant?)
    case open(closes: Instant?)
    /// Applications are in and being judged.
    case judging
    /// The results are out.
    case done

    package init(_ milestones: [Milestone], released: Instant?, at now: Instant) {
        let opens = milestones.first { $0.kind == .applicationsOpen }?.startsAt
        let closes = milestones.first { $0.kind == .applicationsClose }?.startsAt
        if let released, released <= now {
            self = .done
        } else if let closes, closes <= now {
            self = .judging
        } else if let opens, opens <= now {
            self = .open(closes: closes)
        } else {
            self = .before(opens: opens)
        }
    }

    /// The sentence at the head of the public page.
    package var sentence: String {
        switch self {
        case .before(nil): "Applications are not open yet"
        case .before(let opens?): "Applications open on \(opens.london.day.full)"
        case .open(nil): "Applications are open"
        case .open(let closes?): "Applications are open until \(closes.london.full)"
        case .judging: "Applications are closed and being judged"
        case .done: "The results are out"
        }
    }
}

extension Programmes {
    /// The address of a page of a programme.
    package static func link(_ programme: Programme) -> Link { Link("/programmes/\(programme.slug)") }
}

package enum Programmes {}
