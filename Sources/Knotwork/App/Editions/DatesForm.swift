import Store

/// The dates of an edition as somebody types them: for each kind of milestone a name, when it starts and when it ends.
struct DatesForm: Sendable {
    struct Entry: Sendable, Hashable {
        var label = ""
        var starts = ""
        var ends = ""
    }

    private(set) var entries: [Milestone.Kind: Entry] = [:]

    subscript(kind: Milestone.Kind) -> Entry { entries[kind] ?? Entry() }

    init(_ data: FormData) {
        for kind in Milestone.Kind.allCases {
            entries[kind] = Entry(
                label: data.text(kind.labelField), starts: data.text(kind.startsField),
                ends: data.text(kind.endsField))
        }
    }

    init(_ milestones: [Milestone]) {
        for milestone in milestones {
            entries[milestone.kind] = Entry(
                label: milestone.label, starts: milestone.kind.typedStart(milestone.startsAt),
                ends: milestone.kind.canLast
                    ? milestone.endsAt.map { $0.london.typed(usual: .endOfDay) } ?? "" : "")
        }
    }

    /// As the form shows it: an entry without a name is called what it is.
    var data: FormData {
        FormData(
            Milestone.Kind.inOrder.flatMap { kind in
                let (entry, ends) = (self[kind], kind.canLast ? [(kind.endsField, [self[kind].ends])] : [])
                let label = entry.label.isEmpty ? kind.label : entry.label
                return [(kind.labelField, [label]), (kind.startsField, [entry.starts])] + ends
            })
    }

    /// The milestones that were typed, or what is wrong with them. `old` are those that hold now: a moment that still reads
    /// as it did is left to the second.
    func milestones(from old: [Milestone], at now: Instant) throws -> [Milestone] {
        var errors = FieldErrors()
        var new = Milestone.Kind.allCases.compactMap { kind in
            milestone(kind, from: old.first { $0.kind == kind }, &errors)
        }
        try errors.check()
        Self.letOpenLastUntilClose(&new)
        let faults = Milestone.faults(new) + [Milestone.deadlineFault(from: old, to: new, at: now)].compactMap(\.self)
        for fault in faults { errors.add(fault.kind.startsField, fault.words) }
        try errors.check()
        return new
    }

    private func milestone(_ kind: Milestone.Kind, from old: Milestone?, _ errors: inout FieldErrors) -> Milestone? {
        let entry = self[kind]
        errors.check(kind.labelField, entry.label, most: 80)
        guard !entry.starts.isEmpty else {
            if !entry.ends.isEmpty { errors.add(kind.startsField, "Say when it starts") }
            return nil
        }
        let starts = errors.moment(kind.startsField, entry.starts, usual: kind.needsTime ? nil : .startOfDay)
        let ends = kind.canLast ? errors.moment(kind.endsField, entry.ends, usual: .endOfDay) : nil
        guard let starts else { return nil }
        return Milestone(
            kind: kind, label: entry.label.isEmpty ? kind.label : entry.label,
            startsAt: Self.kept(starts, old?.startsAt), endsAt: ends.map { Self.kept($0, old?.endsAt) })
    }

    /// What was typed goes to the minute; what is kept may be finer, such as the last second of a day.
    private static func kept(_ typed: Instant, _ old: Instant?) -> Instant {
        guard let old, old.london == typed.london else { return typed }
        return old
    }

    /// On the public road the time in which one can apply is one stretch.
    private static func letOpenLastUntilClose(_ milestones: inout [Milestone]) {
        let close = milestones.first { $0.kind == .applicationsClose }?.startsAt
        for place in milestones.indices where milestones[place].kind == .applicationsOpen {
            milestones[place].endsAt = close.flatMap { $0 > milestones[place].startsAt ? $0 : nil }
        }
    }
}

extension Milestone.Kind {
    var labelField: String { "\(rawValue)-label" }
    var startsField: String { "\(rawValue)-starts" }
    var endsField: String { "\(rawValue)-ends" }

    fileprivate func typedStart(_ instant: Instant) -> String {
        instant.london.typed(usual: needsTime ? nil : .startOfDay)
    }
}
