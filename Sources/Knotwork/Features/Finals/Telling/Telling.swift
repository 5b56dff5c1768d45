import Store

/// How far an applicant has been told of their outcome: what became of each letter, or what a person says.
struct Telling: Sendable {
    /// The letter to one of those who applied, as far as it got.
    struct Copy: Sendable {
        var account: Account
        /// Nil when there is none: never written, or thrown away.
        var letter: ID<Message>?
        var state: Outbox.State?
        var at: Instant?
        var error: String?
    }

    enum Status: Sendable, Hashable {
        case told(ToldOtherwise)
        case sent(Instant)
        case failed(String)
        case keptBack
        case unwritten
        case waiting
        case rehearsed
        /// There is no address to write to.
        case nobody
    }

    var copies: [Copy] = []
    var word: ToldOtherwise?

    /// Told is who was told: every one of those who applied, lead and co-applicants, by a letter that left. The first
    /// thing that stands in the way is what a team must see to.
    var status: Status {
        if let word { return .told(word) }
        if copies.isEmpty { return .nobody }
        let states = Set(copies.map(\.state))
        if states == [.sent] { return .sent(copies.compactMap(\.at).max() ?? Instant(milliseconds: 0)) }
        if let failed = copies.first(where: { $0.state == .failed }) { return .failed(failed.error ?? "") }
        if states.contains(.withheld) { return .keptBack }
        if states.contains(nil) { return .unwritten }
        return states.contains(.rehearsed) ? .rehearsed : .waiting
    }

    var isTold: Bool {
        switch status {
        case .told, .sent: true
        default: false
        }
    }
}

/// An application whose outcome is settled, and how far it was told.
struct ToldApplicant: Sendable {
    var application: Application
    /// The outcome in words.
    var title: String
    var settledAt: Instant
    var telling: Telling
}

/// How somebody told an applicant, as it was typed.
struct TellingForm: Sendable {
    var how: String
    var words: String
    var by: String
    var on: String

    init(_ data: FormData) {
        how = data.text("told_how")
        words = data.text("told_words")
        by = data.text("told_by")
        on = data.text("told_on")
    }

    init(_ known: ToldOtherwise?, caller: Caller, at now: Instant) {
        how = known?.how.rawValue ?? ""
        words = known?.words ?? ""
        by = known?.by ?? caller.account?.shownName ?? ""
        on = (known?.on ?? now.london.day).long
    }

    var data: FormData { ["told_how": how, "told_words": words, "told_by": by, "told_on": on] }

    /// What people may choose; the rest comes from folders.
    static let choices: [ToldOtherwise.How] = [.telephone, .inPerson, .other]

    func word(settledAt: Instant, at now: Instant) throws -> ToldOtherwise {
        var errors = FieldErrors()
        let how = ToldOtherwise.How(rawValue: how).flatMap { Self.choices.contains($0) ? $0 : nil }
        if how == nil { errors.add("told_how", "Say how they were told") }
        errors.check("told_words", words, missing: how == .other ? "Say in which way" : nil, most: 1_000)
        errors.check("told_by", by, missing: "Say who told them", most: 200)
        let on = errors.pastDay("told_on", on, missing: "Say when they were told", at: now)
        if let on, on < settledAt.london.day {
            errors.add("told_on", "It was decided on \(settledAt.london.day.long): nobody was told before")
        }
        guard let how, let on, errors.isEmpty else { throw errors }
        return ToldOtherwise(how: how, words: words, by: by, on: on, notedAt: now, notedBy: nil)
    }
}
