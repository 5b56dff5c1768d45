import Store

extension Events {
    /// Gives somebody a place, or one on the waiting list when the event is full, and mails them what they need. Asking
    /// again with the same address changes nothing and mails the same again: nobody learns who is registered.
    static func register(
        _ form: RegistrationForm, at event: Event, of programme: Programme, settings: Settings, by deed: Deed,
        in tx: Writer
    ) throws {
        guard !event.isCancelled else { throw Refusal.rule("This event was cancelled.") }
        guard event.endsAt > deed.at else { throw Refusal.rule("This event is over.") }
        let account = try Accounts.account(for: form.email, name: form.name, by: deed, in: tx)
        let own = Caller(account: account)
        let state: Registration.State
        if let known = try registration(at: event.id, for: own, in: tx), known.state != .cancelled {
            state = known.state
        } else {
            state = try isFull(event, in: tx) ? .waiting : .booked
            try place(form, account, at: event, state: state, by: deed, in: tx)
            try Accounts.grant(.participant, in: programme.id, to: account.id, by: deed, in: tx)
        }
        let path = try SignIn.askedLink(for: account.id, next: event.link(in: programme), by: deed, in: tx)
        let mail = EventMails.registered(
            event, state: state, to: account, in: programme, url: settings.url(path), settings: settings)
        try Outbox.send(mail, in: tx, at: deed.at, chance: deed.chance)
    }

    private static func isFull(_ event: Event, in db: Reader) throws -> Bool {
        guard let capacity = event.capacity else { return false }
        return try places(at: event.id, in: db)[.booked] ?? 0 >= capacity
    }

    private static func place(
        _ form: RegistrationForm, _ account: Account, at event: Event, state: Registration.State, by deed: Deed,
        in tx: Writer
    ) throws {
        let back = try tx.execute(
            """
            UPDATE registration SET state = \(state), changed_at = \(deed.at)
            WHERE event_id = \(event.id) AND account_id = \(account.id)
            """)
        if back == 0 {
            let sighting = Sighting(
                id: deed.id(), programme: event.programme, event: event.id, kind: .booking, name: form.name,
                email: form.typedEmail, organisation: form.organisation, status: state.rawValue, seenAt: deed.at)
            try People.record(sighting, by: deed, in: tx)
            try add(sighting.id, account: account.id, at: event.id, state: state, by: deed, in: tx)
        }
        let verb = state == .booked ? "registered" : "joined the waiting list"
        try Ledger.record(
            verb, Ledger.Subject("event", event.id), programme: event.programme,
            by: Deed(caller: Caller(account: account), at: deed.at, chance: deed.chance), in: tx)
    }

    /// Puts a raw record on an event's list.
    static func add(
        _ sighting: ID<Sighting>, account: ID<Account>?, at event: ID<Event>, state: Registration.State, by deed: Deed,
        in tx: Writer
    ) throws {
        let id: ID<Registration> = deed.id()
        try tx.execute(
            """
            INSERT INTO registration (id, event_id, sighting_id, account_id, state, made_at, changed_at)
            VALUES (\(id), \(event), \(sighting), \(account), \(state), \(deed.at), \(deed.at))
            """)
    }

    /// Gives a place back. Whoever has waited longest gets it and is told.
    static func cancel(
        at event: Event, of programme: Programme, settings: Settings, by deed: Deed, in tx: Writer
    ) throws {
        _ = try deed.caller.signedIn()
        guard let own = try registration(at: event.id, for: deed.caller, in: tx), own.state != .cancelled else {
            throw Refusal.rule("You have no place at this event.")
        }
        try tx.execute(
            "UPDATE registration SET state = 'cancelled', changed_at = \(deed.at) WHERE id = \(own.id)")
        try Ledger.record(
            "cancelled", Ledger.Subject("event", event.id), programme: programme.id, by: deed, in: tx)
        if own.state == .booked { try promote(at: event, of: programme, settings: settings, by: deed, in: tx) }
    }

    /// Gives free places to those who have waited longest, and tells them.
    static func promote(
        at event: Event, of programme: Programme, settings: Settings, by deed: Deed, in tx: Writer
    ) throws {
        while try promoteOne(at: event, of: programme, settings: settings, by: deed, in: tx) {}
    }

    /// False when nobody waits, or no place is free.
    private static func promoteOne(
        at event: Event, of programme: Programme, settings: Settings, by deed: Deed, in tx: Writer
    ) throws -> Bool {
        guard event.isAhead(at: deed.at), try !isFull(event, in: tx) else { return false }
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
        try tx.execute("UPDATE registration SET state = 'booked', changed_at = \(deed.at) WHERE id = \(next.id)")
        let path = try SignIn.link(
            for: next.account.id, next: event.link(in: programme), life: SignIn.invitationLife, by: deed, in: tx)
        let mail = EventMails.registered(
            event, state: .booked, to: next.account, in: programme, url: settings.url(path), settings: settings)
        try Outbox.send(mail, in: tx, at: deed.at, chance: deed.chance)
        return true
    }
}
