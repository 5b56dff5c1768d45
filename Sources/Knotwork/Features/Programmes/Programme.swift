import Markup
import Store

/// One edition of a challenge programme.
struct Programme: Sendable, Hashable {
    var id: ID<Programme>
    var slug: String
    var name: String
    var strapline: String
    /// Which time round: "Liverpool City Region 2021–22".
    var edition: String
    var host: String
    var area: String
    var about: String
    var eligibility: String
    var howJudged: String
    var contactEmail: String
    var accent: String
    var pot: Money
    /// A rehearsal works like the real thing and mails nobody.
    var isRehearsal: Bool
    var resultsReleasedAt: Instant?
}

extension Programme {
    /// What differs from an older state, in words for the audit log.
    func changes(from old: Programme) -> [String] {
        let texts: [(String, KeyPath<Programme, String>)] = [
            ("name", \.name), ("strapline", \.strapline), ("edition", \.edition), ("host", \.host), ("area", \.area),
            ("what it is", \.about), ("eligibility", \.eligibility), ("how it is judged", \.howJudged),
            ("contact", \.contactEmail), ("colour", \.accent),
        ]
        let changed = texts.filter { self[keyPath: $0.1] != old[keyPath: $0.1] }.map(\.0)
        return changed + (pot == old.pot ? [] : ["pot from \(old.pot) to \(pot)"])
    }
}

/// One date that a programme announces. The phase follows from these: nobody has to remember a switch.
struct Milestone: Sendable, Hashable {
    enum Kind: String, CaseIterable, Sendable, SQLConvertible {
        case listening, launch, webinars
        case applicationsOpen = "applications_open"
        case applicationsClose = "applications_close"
        case shortlist, finals, results, evaluation
    }

    var kind: Kind
    var label: String
    var startsAt: Instant
    var endsAt: Instant?
}

extension Milestone {
    /// What became of dates, in words for the audit log.
    static func changes(from old: [Milestone], to new: [Milestone]) -> [String] {
        Kind.allCases.compactMap { kind in
            let (before, after) = (old.first { $0.kind == kind }, new.first { $0.kind == kind })
            guard before != after else { return nil }
            guard let after else { return "\(before?.label ?? kind.label): taken out" }
            guard let before, before.startsAt != after.startsAt else {
                return "\(after.label): \(after.startsAt.london.full)"
            }
            return "\(after.label): from \(before.startsAt.london.full) to \(after.startsAt.london.full)"
        }
    }
}

/// Where a programme stands at a moment, from its dates alone.
enum Phase: Hashable, Sendable {
    /// Before applications open.
    case before(opens: Instant?)
    case open(closes: Instant?)
    /// Applications are in and being judged.
    case judging
    /// The results are out.
    case done

    init(_ milestones: [Milestone], released: Instant?, at now: Instant) {
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
    var sentence: String {
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
    static func link(_ programme: Programme) -> Link { Link("/programmes/\(programme.slug)") }
}

enum Programmes {}
