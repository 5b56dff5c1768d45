import Names
import Store

/// A conversation: when, how long, who of us, what was said, and what was to happen next. Conversations are the work, and
/// not a by-product of forms.
struct Conversation: Sendable, Hashable {
    var id: ID<Conversation>
    var on: Day
    var minutes: Int
    /// Who of us talked to them.
    var who: String
    var note: String
    /// What was promised; empty when nothing was.
    var nextStep: String
    var nextBy: Day?
    var isDone: Bool

    var isOpen: Bool { !nextStep.isEmpty && !isDone }
}

/// Two people who were brought together, and what came of it.
struct Introduction: Sendable, Hashable {
    var id: ID<Introduction>
    var other: ID<Person>
    var otherName: String
    var on: Day
    var who: String
    var why: String
    /// Empty as long as nobody has asked.
    var outcome: String
}

/// What somebody agreed to, or did not: each word of theirs is kept, the newest one holds.
struct Consent: Sendable, Hashable {
    enum Purpose: String, CaseIterable, Sendable, SQLConvertible {
        case quote, recording, photo, contact

        var label: String {
            switch self {
            case .quote: "To be quoted"
            case .recording: "To be recorded"
            case .photo: "To be in photographs"
            case .contact: "To be written to"
            }
        }
    }

    var purpose: Purpose
    var isGiven: Bool
    /// How they said so: "by e-mail on 4 May".
    var how: String
    var notedBy: String
    var notedAt: Instant
}

/// An address that no announcement goes to.
struct NeverMail: Sendable, Hashable {
    var email: String
    var reason: String
    var addedBy: String
    var since: Instant
}

/// A promise that is still open, with whom it was made.
struct NextStep: Sendable, Hashable {
    var person: ID<Person>
    var name: String
    var conversation: ID<Conversation>
    var step: String
    var by: Day?
    var who: String
}

/// All that a team knows of one person.
struct Acquaintance: Sendable {
    var programme: Programme
    var person: ID<Person>
    var records: [Sighting]
    /// The names of the files that the records came in.
    var files: [ID<ImportFile>: String]
    var conversations: [Conversation]
    var introductions: [Introduction]
    var consents: [Consent]
    var unwanted: [NeverMail]

    /// The names under which they were seen, the usual one first.
    var names: [String] {
        let counts = Dictionary(grouping: records.map(\.name).filter { !$0.isEmpty }, by: \.self).mapValues(\.count)
        return counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key)
    }

    var name: String { names.first ?? "Somebody without a name" }

    var emails: [String] { Set(records.compactMap { EmailAddress($0.email)?.text }).sorted() }

    var minutes: Int { conversations.reduce(0) { $0 + $1.minutes } }

    /// The word that holds for each purpose about which they said something.
    var holding: [Consent] {
        Consent.Purpose.allCases.compactMap { purpose in consents.last { $0.purpose == purpose } }
    }

    init(_ request: PageRequest, in db: Reader) throws {
        programme = try Programmes.of(request, in: db)
        person = try request.id("person")
        let (place, caller) = (programme.id, request.caller)
        records = try People.sightings(of: person, in: place, for: caller, in: db)
        guard !records.isEmpty else { throw Refusal.notFound }
        files = try People.fileNames(behind: person, in: place, for: caller, db: db)
        conversations = try People.conversations(with: person, in: place, for: caller, db: db)
        introductions = try People.introductions(of: person, in: place, for: caller, db: db)
        consents = try People.consents(of: person, in: place, for: caller, db: db)
        unwanted = []
        let all = try People.neverMailed(in: place, for: caller, db: db)
        unwanted = all.filter { emails.contains($0.email) }
    }
}
