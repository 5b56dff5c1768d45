import Markup
import Store

/// Each applicant is told in private before everybody else.
extension Finals {
    /// Writes to each applicant whose outcome is settled and who was not told yet, and again to those whose letter was
    /// thrown away or failed. The letters wait in the outbox until somebody releases them. Returns how many were written;
    /// nobody has two on the way.
    @discardableResult
    static func tell(
        _ programme: Programme, only: ID<Application>? = nil, settings: Settings, by deed: Deed, in tx: Writer
    ) throws -> Int {
        try Programmes.mustBeTeam(of: programme.id, deed.caller, in: tx)
        if let only { try Panels.mustReach(only, of: programme.id, deed.caller, in: tx) }
        let letters = try untold(of: programme.id, for: .theOperator, in: tx).filter {
            only == nil || $0.application.id == only
        }
        return try letters.reduce(0) { try $0 + write($1, of: programme, settings: settings, by: deed, in: tx) }
    }

    private static func write(
        _ letter: Letter, of programme: Programme, settings: Settings, by deed: Deed, in tx: Writer
    ) throws -> Int {
        let id = letter.application.id
        let contacts = try Applications.contacts(of: id, in: tx).filter {
            try !Outbox.isWritten(about: subject(id), to: $0.id, in: tx)
        }
        for contact in contacts {
            try Outbox.dropFailed(about: subject(id), to: contact.id, in: tx)
            let mail = OutcomeMails.told(letter, to: contact, in: programme, settings: settings)
            try Outbox.send(mail, in: tx, at: deed.at, chance: deed.chance)
        }
        guard !contacts.isEmpty else { return 0 }
        try Ledger.record(
            "wrote the outcome to \(Number.count(contacts.count, "person", "people")) of",
            Ledger.Subject("application", id), programme: programme.id, by: deed, in: tx)
        return contacts.count
    }

    /// Notes that a person told an applicant, and how. Saying it again corrects what was said.
    static func note(
        _ form: TellingForm, of application: ID<Application>, in programme: Programme, by deed: Deed, tx: Writer
    ) throws {
        let applicant = try settled(application, of: programme, by: deed, in: tx)
        let word = try form.word(settledAt: applicant.settledAt, at: deed.at)
        try Outbox.note(word, of: subject(application), by: deed, in: tx)
        let how = [word.how.label.lowercased(), word.words].filter { !$0.isEmpty }.joined(separator: ": ")
        try Ledger.record(
            "noted as told", Ledger.Subject("application", application), programme: programme.id,
            reason: "\(how), by \(word.by) on \(word.on.long)", by: deed, in: tx)
    }

    /// Takes back that a person told an applicant. Not once the results are out: they are shown because all were told.
    static func takeBack(
        toldOf application: ID<Application>, in programme: Programme, by deed: Deed, tx: Writer
    ) throws {
        _ = try settled(application, of: programme, by: deed, in: tx)
        guard try Programmes.find(programme.id, in: tx)?.resultsReleasedAt == nil else {
            throw Refusal.rule("The results are out, because everybody was told. Correct how, instead.")
        }
        guard try Outbox.takeBack(toldOf: subject(application), in: tx) else { return }
        try Ledger.record(
            "took back as told", Ledger.Subject("application", application), programme: programme.id, by: deed, in: tx)
    }

    private static func settled(
        _ application: ID<Application>, of programme: Programme, by deed: Deed, in db: Reader
    ) throws -> ToldApplicant {
        try Programmes.mustBeTeam(of: programme.id, deed.caller, in: db)
        let known = try applicants(of: programme.id, only: application, for: deed.caller, in: db).first
        guard let known else { throw Refusal.notFound }
        return known
    }

    /// What a folder of past records says about when an applicant was told: outside this system, by people.
    static func toldElsewhere(
        _ application: ID<Application>, on day: Day, of programme: ID<Programme>, by deed: Deed, in tx: Writer
    ) throws {
        let word = ToldOtherwise(how: .elsewhere, words: "", by: "", on: day, notedAt: deed.at, notedBy: nil)
        try Outbox.note(word, of: subject(application), by: deed, in: tx)
        try Ledger.record(
            "told in private", Ledger.Subject("application", application), programme: programme, by: deed, in: tx)
    }
}
