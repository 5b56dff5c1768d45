import Names
import Store

extension Events {
    static func create(_ event: Event, by context: ActionContext, in tx: Writer) throws {
        guard try find(slug: event.slug, in: event.programme, db: tx) == nil else {
            throw Refusal.rule("There is an event under the address “\(event.slug)” already.")
        }
        try tx.execute(
            """
            INSERT INTO event (id, programme_id, slug, kind, mode, title, description, place, join_url, starts_at,
                ends_at, capacity, summary, summary_published_at)
            VALUES (\(event.id), \(event.programme), \(event.slug), \(event.kind), \(event.mode), \(event.title),
                \(event.description), \(event.place), \(event.joinURL), \(event.startsAt), \(event.endsAt),
                \(event.capacity), \(event.summary), \(event.summaryPublishedAt))
            """)
        try AuditLog.record(
            "announced", AuditLog.Subject("event", event.id), programme: event.programme, by: context, in: tx)
    }

    /// Moves an event between in person, online and both. Registrations stay as they are; each booked person is told,
    /// once somebody releases the mails.
    static func move(
        _ event: Event, to form: MovingForm, of programme: Programme, settings: Settings, by context: ActionContext,
        in tx: Writer
    ) throws {
        try Programmes.mustBeTeam(of: programme.id, context.caller, in: tx)
        guard !event.isCancelled else { throw Refusal.rule("This event was cancelled.") }
        try tx.execute(
            """
            UPDATE event SET mode = \(form.mode), place = \(form.place), join_url = \(form.joinURL), changes = changes + 1
            WHERE id = \(event.id)
            """)
        try AuditLog.record(
            "moved to \(form.mode.label.lowercased())", AuditLog.Subject("event", event.id), programme: programme.id,
            by: context,
            in: tx)
        var moved = event
        (moved.mode, moved.place, moved.changes) = (form.mode, form.place, event.changes + 1)
        try tellChange(of: moved, in: programme, settings: settings, by: context, tx: tx)
    }

    /// Writes to everybody who is booked, once somebody releases the mails. What still waits about an older change is
    /// thrown away: people hear where it stands, not how it got there.
    static func tellChange(
        of event: Event, in programme: Programme, settings: Settings, by context: ActionContext, tx: Writer
    ) throws {
        try withdrawMails(about: event, by: context, in: tx)
        for (sighting, state) in try registered(at: event.id, for: context.caller, in: tx) where state == .booked {
            guard EmailAddress(sighting.email) != nil else { continue }
            try Outbox.send(
                EventMails.moved(event, to: sighting, in: programme, settings: settings), in: tx, at: context.at,
                randomness: context.randomness)
        }
    }

    static func withdrawMails(about event: Event, by context: ActionContext, in tx: Writer) throws {
        let held = try Outbox.messages(
            about: AuditLog.Subject("event", event.id), limit: 10_000, for: context.caller, in: tx
        ).filter { $0.state == .held }.map(\.id)
        if !held.isEmpty { try Outbox.discard(held, of: event.programme, by: context, in: tx) }
    }

    /// Writes down how often an event's page was seen, by where people came from.
    static func take(
        views: Int, from source: String, of event: ID<Event>, file: ID<ImportFile>, in tx: Writer
    ) throws {
        try tx.execute(
            """
            INSERT INTO traffic (event_id, import_id, source, views) VALUES (\(event), \(file), \(source), \(views))
            ON CONFLICT (event_id, import_id, source) DO UPDATE SET views = traffic.views + excluded.views
            """)
    }
}
