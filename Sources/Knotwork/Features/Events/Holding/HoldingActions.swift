import Names
import Store

/// What a team does to hold an event: announce it, change it, call it off, say what came out of it.
extension Events {
    /// Announces an event under an address made from its title.
    static func announce(_ form: EventForm, in programme: ID<Programme>, by context: ActionContext, tx: Writer) throws
        -> Event
    {
        try Programmes.mustBeTeam(of: programme, context.caller, in: tx)
        let blank = Event(
            id: context.id(), programme: programme, slug: "", kind: .other, mode: .online, title: "", description: "",
            place: "", joinURL: "", startsAt: context.at, endsAt: context.at, capacity: nil, summary: "",
            summaryPublishedAt: nil)
        var event = try form.fill(blank)
        event.slug = try freeSlug(for: event.title, in: programme, db: tx)
        try create(event, by: context, in: tx)
        return event
    }

    /// `new` is where the form for one more event stands.
    private static func freeSlug(for title: String, in programme: ID<Programme>, db: Reader) throws -> String {
        let taken: [String] = try db.values("SELECT slug FROM event WHERE programme_id = \(programme)")
        return Slug.free(title, taken: Set(taken + ["new"]))
    }

    /// Changes an event. Whoever is booked hears of another time or place, once somebody releases the mails; more room
    /// goes to those who wait.
    static func change(
        _ old: Event, to form: EventForm, of programme: Programme, settings: Settings, by context: ActionContext,
        in tx: Writer
    ) throws {
        try Programmes.mustBeTeam(of: programme.id, context.caller, in: tx)
        guard !old.isCancelled else { throw Refusal.rule("This event was cancelled.") }
        var new = try form.fill(old)
        let booked = try places(at: old.id, in: tx)[.booked] ?? 0
        if let capacity = new.capacity, capacity < booked {
            throw FieldErrors("capacity", "\(Number.count(booked, "person has", "people have")) a place already")
        }
        let parts = new.changedParts(from: old)
        guard !parts.isEmpty else { return }
        let moves = new.isElsewhereOrAtAnotherTime(than: old)
        if moves { new.changes += 1 }
        try save(new, in: tx)
        try AuditLog.record(
            "changed", AuditLog.Subject("event", old.id), programme: programme.id,
            reason: parts.joined(separator: ", "),
            by: context, in: tx)
        if moves, new.endsAt > context.at {
            try tellChange(of: new, in: programme, settings: settings, by: context, tx: tx)
        }
        try promote(at: new, of: programme, settings: settings, by: context, in: tx)
    }

    private static func save(_ event: Event, in tx: Writer) throws {
        try tx.execute(
            """
            UPDATE event SET kind = \(event.kind), mode = \(event.mode), title = \(event.title),
                description = \(event.description), place = \(event.place), join_url = \(event.joinURL),
                starts_at = \(event.startsAt), ends_at = \(event.endsAt), capacity = \(event.capacity),
                changes = \(event.changes)
            WHERE id = \(event.id)
            """)
    }

    /// Calls an event off. Everybody who is booked or waits is told, once somebody releases the mails. Returns how many.
    @discardableResult
    static func cancel(
        _ event: Event, because reason: String, of programme: Programme, settings: Settings, by context: ActionContext,
        in tx: Writer
    ) throws -> Int {
        try Programmes.mustBeTeam(of: programme.id, context.caller, in: tx)
        guard !reason.isEmpty else { throw FieldErrors("reason", "Say why: people have made room for it") }
        guard reason.count <= 1_000 else { throw FieldErrors("reason", "This can have 1,000 characters at most") }
        guard event.endsAt > context.at else { throw Refusal.rule("This event is over.") }
        let cancelled = try tx.execute(
            """
            UPDATE event SET cancelled_at = \(context.at), cancelled_because = \(reason), changes = changes + 1
            WHERE id = \(event.id) AND cancelled_at IS NULL
            """)
        guard cancelled > 0 else { throw Refusal.rule("This event was cancelled already.") }
        try AuditLog.record(
            "cancelled", AuditLog.Subject("event", event.id), programme: programme.id, reason: reason, by: context,
            in: tx)
        var off = event
        (off.cancelledAt, off.cancelledBecause, off.changes) = (context.at, reason, event.changes + 1)
        return try tellCancelling(of: off, in: programme, settings: settings, by: context, tx: tx)
    }

    private static func tellCancelling(
        of event: Event, in programme: Programme, settings: Settings, by context: ActionContext, tx: Writer
    ) throws -> Int {
        try withdrawMails(about: event, by: context, in: tx)
        let people = try registered(at: event.id, for: context.caller, in: tx).filter {
            $0.state != .cancelled && EmailAddress($0.sighting.email) != nil
        }
        for person in people {
            try Outbox.send(
                EventMails.cancelled(event, to: person.sighting, in: programme, settings: settings), in: tx,
                at: context.at, randomness: context.randomness)
        }
        return people.count
    }

    /// Keeps what came out of an event; published, everybody can read it.
    static func summarise(
        _ event: Event, _ text: String, publish: Bool, by context: ActionContext, in tx: Writer
    ) throws {
        try Programmes.mustBeTeam(of: event.programme, context.caller, in: tx)
        guard event.endsAt <= context.at else { throw Refusal.rule("The event is not over yet.") }
        guard !publish || !text.isEmpty else { throw FieldErrors("summary", "Write what came out of it") }
        guard text.count <= 20_000 else { throw FieldErrors("summary", "This can have 20,000 characters at most") }
        let published: Instant? = publish ? event.summaryPublishedAt ?? context.at : nil
        try tx.execute(
            """
            UPDATE event SET summary = \(text), summary_published_at = \(published) WHERE id = \(event.id)
            """)
        let verb = publish ? "published the summary of" : "drafted the summary of"
        guard text != event.summary || publish != (event.summaryPublishedAt != nil) else { return }
        try AuditLog.record(
            verb, AuditLog.Subject("event", event.id), programme: event.programme, by: context, in: tx)
    }
}
