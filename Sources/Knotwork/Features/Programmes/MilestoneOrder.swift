extension Milestone.Kind {
    /// What it is called when nobody gave it another name.
    var label: String {
        switch self {
        case .listening: "Listening"
        case .launch: "Launch"
        case .webinars: "Webinars"
        case .applicationsOpen: "Applications open"
        case .applicationsClose: "Applications close"
        case .shortlist: "Shortlist"
        case .finals: "Finals"
        case .results: "Results"
        case .evaluation: "Evaluation"
        }
    }

    /// Whether people act by it to the minute, so that a day alone is not enough.
    var needsTime: Bool { self == .applicationsOpen || self == .applicationsClose }

    /// Whether it can last: opening and closing are moments.
    var canLast: Bool { !needsTime }

    /// The order in which things must happen. Listening, webinars and the evaluation go on beside the others.
    fileprivate static let inTurn: [Milestone.Kind] = [
        .launch, .applicationsOpen, .applicationsClose, .shortlist, .finals, .results,
    ]
}

extension Milestone {
    /// Something that is wrong with dates, in words for those who set them.
    struct Fault: Sendable, Hashable {
        var kind: Kind
        var words: String
    }

    /// What is wrong with the order of some dates: none when things can happen in it.
    static func faults(_ milestones: [Milestone]) -> [Fault] {
        let known = Dictionary(milestones.map { ($0.kind, $0) }) { first, _ in first }
        let inTurn = Kind.inTurn.compactMap { known[$0] }
        var faults = zip(inTurn, inTurn.dropFirst()).compactMap { outOfTurn($1, after: $0) }
        if let listening = known[.listening], let launch = known[.launch], launch.startsAt < listening.startsAt {
            faults.append(Fault(kind: .listening, words: "Listening must begin before the launch"))
        }
        for milestone in milestones {
            guard let end = milestone.endsAt, end < milestone.startsAt else { continue }
            faults.append(Fault(kind: milestone.kind, words: "“\(milestone.label)” ends before it starts"))
        }
        if known[.applicationsOpen] == nil, known[.applicationsClose] != nil {
            faults.append(Fault(kind: .applicationsOpen, words: "Say when applications open, since they close"))
        }
        return faults
    }

    private static func outOfTurn(_ later: Milestone, after earlier: Milestone) -> Fault? {
        let isMoment = later.kind == .applicationsClose
        guard isMoment ? later.startsAt <= earlier.startsAt : later.startsAt < earlier.startsAt else { return nil }
        return Fault(
            kind: later.kind,
            words: """
                “\(later.label)” is on \(later.startsAt.london.day.long), which is not after “\(earlier.label)” on \
                \(earlier.startsAt.london.day.long)
                """)
    }

    /// A deadline that was announced stands: while applications are open it can move away, never closer, and they stay open.
    static func deadlineFault(from old: [Milestone], to new: [Milestone], at now: Instant) -> Fault? {
        func moment(_ kind: Kind, in all: [Milestone]) -> Instant? { all.first { $0.kind == kind }?.startsAt }
        guard let opened = moment(.applicationsOpen, in: old), opened <= now,
            let deadline = moment(.applicationsClose, in: old), deadline > now
        else { return nil }
        guard let opens = moment(.applicationsOpen, in: new), opens <= now else {
            return Fault(
                kind: .applicationsOpen,
                words: "Applications are open since \(opened.london.full): they cannot open at a later time than now")
        }
        if let new = moment(.applicationsClose, in: new), new >= deadline { return nil }
        return Fault(
            kind: .applicationsClose,
            words: """
                Applications are open until \(deadline.london.full): people rely on it. The deadline can move later, but not \
                closer
                """)
    }
}
