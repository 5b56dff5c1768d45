import Store

/// The list at the door: who is expected, who has come, and who walked in.
struct DoorLine: Sendable {
    var name: String
    var email: String
    var organisation: String
    /// Nil for somebody who walked in.
    var registration: ID<Registration>?
    var state: Registration.State?
    /// The record that they were there; nil as long as they are not.
    var attendance: ID<Sighting>?
    var cameAt: Instant?
}

extension DoorLine {
    /// Whether a piece of a name, an organisation or an address is theirs.
    func fits(_ search: String) -> Bool {
        search.isEmpty || PersonName.key("\(name) \(organisation) \(email)").contains(PersonName.key(search))
    }
}

extension Events {
    /// Everybody expected, by name, then those who walked in: for the team.
    static func door(of event: ID<Event>, for caller: Caller, in db: Reader) throws -> [DoorLine] {
        try expected(at: event, for: caller, in: db) + walkedIn(to: event, for: caller, in: db)
    }

    private static func expected(at event: ID<Event>, for caller: Caller, in db: Reader) throws -> [DoorLine] {
        try db.all(
            """
            SELECT s.name, s.email, s.organisation, r.id, r.state, c.sighting_id, c.checked_in_at
            FROM registration r JOIN live_sighting s ON s.id = r.sighting_id LEFT JOIN check_in c ON c.registration_id = r.id
            WHERE r.event_id = \(event) AND (r.state <> 'cancelled' OR c.sighting_id IS NOT NULL)
                AND \(caller.may(.team, in: "s.programme_id"))
            ORDER BY s.name_key, s.id
            """
        ) {
            DoorLine(
                name: try $0["name"], email: try $0["email"], organisation: try $0["organisation"],
                registration: try $0["id"], state: try $0["state"], attendance: try $0["sighting_id"],
                cameAt: try $0["checked_in_at"])
        }
    }

    private static func walkedIn(to event: ID<Event>, for caller: Caller, in db: Reader) throws -> [DoorLine] {
        try db.all(
            """
            SELECT s.id, s.name, s.email, s.organisation, c.checked_in_at
            FROM check_in c JOIN live_sighting s ON s.id = c.sighting_id
            WHERE c.event_id = \(event) AND c.registration_id IS NULL AND \(caller.may(.team, in: "s.programme_id"))
            ORDER BY s.name_key, s.id
            """
        ) {
            DoorLine(
                name: try $0["name"], email: try $0["email"], organisation: try $0["organisation"],
                attendance: try $0["id"], cameAt: try $0["checked_in_at"])
        }
    }

    /// Notes that somebody with a place has come. Pressing twice is no harm.
    static func checkIn(
        _ registration: ID<Registration>, at event: Event, by context: ActionContext, in tx: Writer
    ) throws {
        try mustBeOpen(event, context, tx)
        let line = try expected(at: event.id, for: context.caller, in: tx).first { $0.registration == registration }
        guard let line else { throw Refusal.notFound }
        guard line.attendance == nil else { return }
        try come(line, to: event, by: context, in: tx)
    }

    /// Notes that somebody came who had no place, under whatever address they give, or none.
    static func walkIn(_ form: WalkInForm, to event: Event, by context: ActionContext, in tx: Writer) throws {
        try mustBeOpen(event, context, tx)
        let line = DoorLine(name: form.name, email: form.email, organisation: form.organisation)
        try come(line, to: event, by: context, in: tx)
    }

    private static func mustBeOpen(_ event: Event, _ context: ActionContext, _ tx: Writer) throws {
        try Programmes.mustBeTeam(of: event.programme, context.caller, in: tx)
        guard event.isCheckInOpen(at: context.at) else {
            throw Refusal.rule("People can be checked in from twelve hours before the event, \(event.when).")
        }
    }

    private static func come(_ line: DoorLine, to event: Event, by context: ActionContext, in tx: Writer) throws {
        let sighting = Sighting(
            id: context.id(), programme: event.programme, occasion: event.occasion, kind: .attendance, name: line.name,
            email: line.email, organisation: line.organisation, status: "attended", seenAt: context.at)
        try People.record(sighting, by: context, in: tx)
        try tx.execute(
            """
            INSERT INTO check_in (sighting_id, event_id, registration_id, checked_in_at)
            VALUES (\(sighting.id), \(event.id), \(line.registration), \(context.at))
            """)
        try AuditLog.record(
            line.registration == nil ? "noted a walk-in" : "checked in", AuditLog.Subject("sighting", sighting.id),
            programme: event.programme, reason: event.title, by: context, in: tx)
    }

    /// Takes back that somebody came: a slip of the finger.
    static func undoCheckIn(_ attendance: ID<Sighting>, at event: Event, by context: ActionContext, in tx: Writer)
        throws
    {
        try Programmes.mustBeTeam(of: event.programme, context.caller, in: tx)
        let undone = try tx.execute(
            "DELETE FROM check_in WHERE sighting_id = \(attendance) AND event_id = \(event.id)")
        guard undone > 0 else { return }
        try People.withdraw(attendance, by: context, in: tx)
        try AuditLog.record(
            "took back a check-in", AuditLog.Subject("sighting", attendance), programme: event.programme,
            reason: event.title, by: context, in: tx)
    }
}

/// Somebody at the door without a place.
struct WalkInForm: Sendable {
    var name: String
    var email: String
    var organisation: String

    init(_ data: FormData) throws {
        var errors = FieldErrors()
        name = data.text("name")
        organisation = data.text("organisation")
        email = data.text("email")
        errors.check("name", name, missing: "Enter their name", most: 200)
        errors.check("organisation", organisation, most: 200)
        errors.checkEmailIfAny("email", email)
        try errors.check()
    }
}
