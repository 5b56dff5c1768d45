import Markup
import Store

/// Each applicant is told in private before everybody else.
extension Finals {
    /// Writes to each applicant whose outcome is settled and who was not told yet, and again to those whose letter was
    /// thrown away or failed. The letters wait in the outbox until somebody releases them. Returns how many were written;
    /// nobody has two on the way.
    @discardableResult
    static func tell(
        _ programme: Programme, only: ID<Application>? = nil, settings: Settings, by context: ActionContext,
        in tx: Writer
    ) throws -> Int {
        try Programmes.mustBeTeam(of: programme.id, context.caller, in: tx)
        if let only { try Panels.mustReach(only, of: programme.id, context.caller, in: tx) }
        let letters = try untold(of: programme.id, for: .theOperator, in: tx).filter {
            only == nil || $0.application.id == only
        }
        return try letters.reduce(0) { try $0 + write($1, of: programme, settings: settings, by: context, in: tx) }
    }

    private static func write(
        _ letter: Letter, of programme: Programme, settings: Settings, by context: ActionContext, in tx: Writer
    ) throws -> Int {
        let id = letter.application.id
        let contacts = try Applications.contacts(of: id, in: tx).filter {
            try !Outbox.isWritten(about: subject(id), to: $0.id, in: tx)
        }
        for contact in contacts {
            try Outbox.dropFailed(about: subject(id), to: contact.id, in: tx)
            let mail = OutcomeMails.told(letter, to: contact, in: programme, settings: settings)
            try Outbox.send(mail, in: tx, at: context.at, randomness: context.randomness)
        }
        guard !contacts.isEmpty else { return 0 }
        try AuditLog.record(
            "wrote the outcome to \(Number.count(contacts.count, "person", "people")) of",
            AuditLog.Subject("application", id), programme: programme.id, by: context, in: tx)
        return contacts.count
    }

    /// Notes that a person told an applicant, and how. Saying it again corrects what was said.
    static func note(
        _ form: TellingForm, of application: ID<Application>, in programme: Programme, by context: ActionContext,
        tx: Writer
    ) throws {
        let applicant = try settled(application, of: programme, by: context, in: tx)
        let word = try form.word(settledAt: applicant.settledAt, at: context.at)
        try Outbox.note(word, of: subject(application), by: context, in: tx)
        let how = [word.how.label.lowercased(), word.words].filter { !$0.isEmpty }.joined(separator: ": ")
        try AuditLog.record(
            "noted as told", AuditLog.Subject("application", application), programme: programme.id,
            reason: "\(how), by \(word.by) on \(word.on.long)", by: context, in: tx)
    }

    /// Takes back that a person told an applicant. Not once the results are out: they are shown because all were told.
    static func takeBack(
        toldOf application: ID<Application>, in programme: Programme, by context: ActionContext, tx: Writer
    ) throws {
        _ = try settled(application, of: programme, by: context, in: tx)
        guard try Programmes.find(programme.id, in: tx)?.resultsReleasedAt == nil else {
            throw Refusal.rule("The results are out, because everybody was told. Correct how, instead.")
        }
        guard try Outbox.takeBack(toldOf: subject(application), in: tx) else { return }
        try AuditLog.record(
            "took back as told", AuditLog.Subject("application", application), programme: programme.id, by: context,
            in: tx)
    }

    private static func settled(
        _ application: ID<Application>, of programme: Programme, by context: ActionContext, in db: Reader
    ) throws -> ToldApplicant {
        try Programmes.mustBeTeam(of: programme.id, context.caller, in: db)
        let known = try applicants(of: programme.id, only: application, for: context.caller, in: db).first
        guard let known else { throw Refusal.notFound }
        return known
    }

    /// What a folder of past records says about when an applicant was told: outside this system, by people.
    static func toldElsewhere(
        _ application: ID<Application>, on day: Day, of programme: ID<Programme>, by context: ActionContext,
        in tx: Writer
    ) throws {
        let word = ToldOtherwise(how: .elsewhere, words: "", by: "", on: day, notedAt: context.at, notedBy: nil)
        try Outbox.note(word, of: subject(application), by: context, in: tx)
        try AuditLog.record(
            "told in private", AuditLog.Subject("application", application), programme: programme, by: context, in: tx)
    }
}
