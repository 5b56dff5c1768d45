import Store

extension Events {
    /// Gives somebody a place, or one on the waiting list when the event is full, and mails them what they need. Asking
    /// again with the same address changes nothing and mails the same again: nobody learns who is registered.
    static func register(
        _ form: RegistrationForm, at event: Event, of programme: Programme, settings: Settings,
        by context: ActionContext,
        in tx: Writer
    ) throws {
        guard !event.isCancelled else { throw Refusal.rule("This event was cancelled.") }
        guard event.endsAt > context.at else { throw Refusal.rule("This event is over.") }
        let account = try Accounts.account(for: form.email, name: form.name, by: context, in: tx)
        let own = Caller(account: account)
        let state: Registration.State
        if let known = try registration(at: event.id, for: own, in: tx), known.state != .cancelled {
            state = known.state
        } else {
            state = try isFull(event, in: tx) ? .waiting : .booked
            try place(form, account, at: event, state: state, by: context, in: tx)
            try Accounts.grant(.participant, in: programme.id, to: account.id, by: context, in: tx)
        }
        let path = try SignIn.askedLink(for: account.id, next: event.link(in: programme), by: context, in: tx)
        let mail = EventMails.registered(
            event, state: state, to: account, in: programme, url: settings.url(path), settings: settings)
        try Outbox.send(mail, in: tx, at: context.at, randomness: context.randomness)
    }

    private static func isFull(_ event: Event, in db: Reader) throws -> Bool {
        guard let capacity = event.capacity else { return false }
        return try places(at: event.id, in: db)[.booked] ?? 0 >= capacity
    }

    private static func place(
        _ form: RegistrationForm, _ account: Account, at event: Event, state: Registration.State,
        by context: ActionContext,
        in tx: Writer
    ) throws {
        let back = try tx.execute(
            """
            UPDATE registration SET state = \(state), changed_at = \(context.at)
            WHERE event_id = \(event.id) AND account_id = \(account.id)
            """)
        if back == 0 {
            let sighting = Sighting(
                id: context.id(), programme: event.programme, occasion: event.occasion, kind: .booking, name: form.name,
                email: form.typedEmail, organisation: form.organisation, status: state.rawValue, seenAt: context.at)
            try People.record(sighting, by: context, in: tx)
            try add(sighting.id, account: account.id, at: event.id, state: state, by: context, in: tx)
        }
        let verb = state == .booked ? "registered" : "joined the waiting list"
        try AuditLog.record(
            verb, AuditLog.Subject("event", event.id), programme: event.programme,
            by: ActionContext(caller: Caller(account: account), at: context.at, randomness: context.randomness), in: tx)
    }

    /// Puts a raw record on an event's list.
    static func add(
        _ sighting: ID<Sighting>, account: ID<Account>?, at event: ID<Event>, state: Registration.State,
        by context: ActionContext,
        in tx: Writer
    ) throws {
        let id: ID<Registration> = context.id()
        try tx.execute(
            """
            INSERT INTO registration (id, event_id, sighting_id, account_id, state, made_at, changed_at)
            VALUES (\(id), \(event), \(sighting), \(account), \(state), \(context.at), \(context.at))
            """)
    }

    /// Gives a place back. Whoever has waited longest gets it and is told.
    static func cancel(
        at event: Event, of programme: Programme, settings: Settings, by context: ActionContext, in tx: Writer
    ) throws {
        _ = try context.caller.signedIn()
        guard let own = try registration(at: event.id, for: context.caller, in: tx), own.state != .cancelled else {
            throw Refusal.rule("You have no place at this event.")
        }
        try tx.execute(
            "UPDATE registration SET state = 'cancelled', changed_at = \(context.at) WHERE id = \(own.id)")
        try AuditLog.record(
            "cancelled", AuditLog.Subject("event", event.id), programme: programme.id, by: context, in: tx)
        if own.state == .booked { try promote(at: event, of: programme, settings: settings, by: context, in: tx) }
    }

    /// Gives free places to those who have waited longest, and tells them.
    static func promote(
        at event: Event, of programme: Programme, settings: Settings, by context: ActionContext, in tx: Writer
    ) throws {
        while try promoteOne(at: event, of: programme, settings: settings, by: context, in: tx) {}
    }

    /// False when nobody waits, or no place is free.
    private static func promoteOne(
        at event: Event, of programme: Programme, settings: Settings, by context: ActionContext, in tx: Writer
    ) throws -> Bool {
        guard event.isAhead(at: context.at), try !isFull(event, in: tx) else { return false }
        let next = try tx.first(
            """
            SELECT r.id, a.id AS account, a.email, a.name FROM registration r JOIN account a ON a.id = r.account_id
            WHERE r.event_id = \(event.id) AND r.state = 'waiting' ORDER BY r.changed_at, r.id LIMIT 1
            """
        ) {
            (
                id: try $0["id"] as ID<Registration>,
                account: Account(id: try $0["account"], email: try $0["email"], name: try $0["name"])
            )
        }
        guard let next else { return false }
        try tx.execute("UPDATE registration SET state = 'booked', changed_at = \(context.at) WHERE id = \(next.id)")
        let path = try SignIn.link(
            for: next.account.id, next: event.link(in: programme), life: SignIn.invitationLife, by: context, in: tx)
        let mail = EventMails.registered(
            event, state: .booked, to: next.account, in: programme, url: settings.url(path), settings: settings)
        try Outbox.send(mail, in: tx, at: context.at, randomness: context.randomness)
        return true
    }
}
