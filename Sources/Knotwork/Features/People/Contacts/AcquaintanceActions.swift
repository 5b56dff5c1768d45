import Names
import Store

extension People {
    /// Writes down a conversation.
    static func note(
        _ form: ConversationForm, with person: ID<Person>, in programme: ID<Programme>, by context: ActionContext,
        tx: Writer
    ) throws {
        let anchor = try anchor(of: person, in: programme, for: context.caller, db: tx)
        let id: ID<Conversation> = context.id()
        try tx.execute(
            """
            INSERT INTO contact_log (id, programme_id, sighting_id, happened_on, minutes, who, note, next_step, next_by,
                noted_at)
            VALUES (\(id), \(programme), \(anchor), \(form.on), \(form.minutes), \(form.who), \(form.note),
                \(form.nextStep), \(form.nextBy), \(context.at))
            """)
        try record("noted a conversation with", anchor, programme, by: context, in: tx)
    }

    /// Ticks off what was promised in a conversation. Twice is no harm.
    static func finish(
        _ conversation: ID<Conversation>, in programme: ID<Programme>, by context: ActionContext, tx: Writer
    ) throws {
        let anchor = try tx.first(
            """
            UPDATE contact_log SET done_at = coalesce(done_at, \(context.at))
            WHERE id = \(conversation) AND programme_id = \(programme) AND next_step <> ''
                AND \(context.caller.may(.team, in: "contact_log.programme_id"))
            RETURNING sighting_id
            """
        ) { try $0["sighting_id"] as ID<Sighting> }
        guard let anchor else { throw Refusal.notFound }
        try record("did what was promised to", anchor, programme, by: context, in: tx)
    }

    /// Writes down that two people were brought together.
    static func introduce(
        _ form: IntroductionForm, _ person: ID<Person>, in programme: ID<Programme>, by context: ActionContext,
        tx: Writer
    ) throws {
        let found = try named(form.to, in: programme, for: context.caller, db: tx)
        guard let other = found.first else {
            throw FieldErrors("intro_to", "Nobody here has this name or address. Add them first")
        }
        guard found.count == 1 else {
            throw FieldErrors("intro_to", "\(found.count) people here are called that: give the e-mail address")
        }
        guard other != person else { throw FieldErrors("intro_to", "That is the same person") }
        let pair = [
            try anchor(of: person, in: programme, for: context.caller, db: tx),
            try anchor(of: other, in: programme, for: context.caller, db: tx),
        ]
        let id: ID<Introduction> = context.id()
        try tx.execute(
            """
            INSERT INTO introduction (id, programme_id, sighting_a, sighting_b, introduced_on, who, why, noted_at)
            VALUES (\(id), \(programme), \(pair[0]), \(pair[1]), \(form.on), \(form.who), \(form.why), \(context.at))
            """)
        for anchor in pair { try record("introduced", anchor, programme, by: context, in: tx) }
    }

    /// Writes down what came of an introduction.
    static func note(
        outcome: String, of introduction: ID<Introduction>, in programme: ID<Programme>, by context: ActionContext,
        tx: Writer
    ) throws {
        var errors = FieldErrors()
        errors.check("outcome", outcome, missing: "Say what came of it, or that nothing did", most: 2_000)
        try errors.check()
        let noted = try tx.execute(
            """
            UPDATE introduction SET outcome = \(outcome), outcome_at = \(context.at)
            WHERE id = \(introduction) AND programme_id = \(programme)
                AND \(context.caller.may(.team, in: "introduction.programme_id"))
            """)
        guard noted == 1 else { throw Refusal.notFound }
        try AuditLog.record(
            "noted what came of", AuditLog.Subject("introduction", introduction), programme: programme, by: context,
            in: tx)
    }

    /// Keeps what somebody said about one use of their words, face or address. Who does not want to be written to is put
    /// on the list of those who never are, with every address that we know.
    static func note(
        _ form: ConsentForm, of person: ID<Person>, in programme: ID<Programme>, by context: ActionContext, tx: Writer
    ) throws {
        let anchor = try anchor(of: person, in: programme, for: context.caller, db: tx)
        let id: ID<Consent> = context.id()
        try tx.execute(
            """
            INSERT INTO consent (id, programme_id, sighting_id, purpose, given, how, noted_by, noted_at)
            VALUES (\(id), \(programme), \(anchor), \(form.purpose), \(form.isGiven), \(form.how),
                \(context.caller.auditName), \(context.at))
            """)
        let verb = form.isGiven ? "noted consent of" : "noted that consent is refused by"
        try record(verb, anchor, programme, reason: form.purpose.label.lowercased(), by: context, in: tx)
        guard form.purpose == .contact, !form.isGiven else { return }
        for record in try sightings(of: person, in: programme, for: context.caller, in: tx) {
            try neverMail(record.email, reason: form.how, of: programme, by: context, in: tx)
        }
    }

    /// Enters somebody whom the team has met.
    static func add(
        _ form: StakeholderForm, to programme: ID<Programme>, by context: ActionContext, in tx: Writer
    ) throws -> ID<Person> {
        try Programmes.mustBeTeam(of: programme, context.caller, in: tx)
        let sighting = Sighting(
            id: context.id(), programme: programme, kind: .contact, name: form.name, email: form.email,
            organisation: form.organisation, status: "contact", seenAt: context.at)
        try record(sighting, by: context, in: tx)
        try record("met", sighting.id, programme, by: context, in: tx)
        return try tx.value("SELECT person_id FROM sighting WHERE id = \(sighting.id)") ?? ID("")
    }

    /// Puts an address on the list of those who are never written to. It holds for every programme.
    static func neverMail(
        _ email: String, reason: String, of programme: ID<Programme>? = nil, by context: ActionContext, in tx: Writer
    ) throws {
        guard let address = EmailAddress(email) else { return }
        try Outbox.neverMail(address, reason: reason, of: programme, by: context, in: tx)
    }

    /// The team puts an address on that list, and says how its owner asked for it.
    static func neverMail(_ form: NeverMailForm, in programme: ID<Programme>, by context: ActionContext, tx: Writer)
        throws
    {
        try Programmes.mustBeTeam(of: programme, context.caller, in: tx)
        try neverMail(form.email, reason: form.reason, of: programme, by: context, in: tx)
        try AuditLog.record(
            "must never write to an address of", AuditLog.Subject("programme", programme), programme: programme,
            reason: form.reason, by: context, in: tx)
    }

    /// Takes an address off the list, because its owner wants to hear from us again. Why is kept.
    static func mailAgain(_ form: NeverMailForm, in programme: ID<Programme>, by context: ActionContext, tx: Writer)
        throws
    {
        try Programmes.mustBeTeam(of: programme, context.caller, in: tx)
        let known = try neverMailed(in: programme, for: context.caller, db: tx)
        guard known.contains(where: { $0.email == form.email }) else { throw Refusal.notFound }
        try Outbox.mailAgain(form.email, in: tx)
        try AuditLog.record(
            "may write again to an address of", AuditLog.Subject("programme", programme), programme: programme,
            reason: form.reason, by: context, in: tx)
    }

    private static func record(
        _ verb: String, _ anchor: ID<Sighting>, _ programme: ID<Programme>, reason: String = "",
        by context: ActionContext,
        in tx: Writer
    ) throws {
        try AuditLog.record(
            verb, AuditLog.Subject("sighting", anchor), programme: programme, reason: reason, by: context, in: tx)
    }
}
