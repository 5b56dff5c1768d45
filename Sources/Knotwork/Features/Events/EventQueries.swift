import Store

extension Events {
    private static let columns: SQL = """
        e.id, e.programme_id, e.slug, e.kind, e.mode, e.title, e.description, e.place, e.join_url, e.starts_at, e.ends_at,
        e.capacity, e.summary, e.summary_published_at, e.cancelled_at, e.cancelled_because, e.changes
        """

    /// All events of a programme in the order in which they take place. Public, but for the join link, which only
    /// `joinURL(of:for:)` gives away.
    static func all(of programme: ID<Programme>, in db: Reader) throws -> [Event] {
        try db.all(
            "SELECT \(columns) FROM event e WHERE e.programme_id = \(programme) ORDER BY e.starts_at, e.id", event)
    }

    static func find(slug: String, in programme: ID<Programme>, db: Reader) throws -> Event? {
        try db.first(
            "SELECT \(columns) FROM event e WHERE e.programme_id = \(programme) AND e.slug = \(slug)", event)
    }

    /// The event that the path of a call names, with its programme; or not found.
    static func of(_ request: PageRequest, in db: Reader) throws -> (programme: Programme, event: Event) {
        let programme = try Programmes.of(request, in: db)
        guard let event = try find(slug: try request.path("event"), in: programme.id, db: db) else {
            throw Refusal.notFound
        }
        return (programme, event)
    }

    /// How one joins online: for people with a place and for the team; nil for everybody else.
    static func joinURL(of event: ID<Event>, for caller: Caller, in db: Reader) throws -> String? {
        try db.value(
            """
            SELECT e.join_url FROM event e WHERE e.id = \(event) AND e.join_url <> '' AND e.cancelled_at IS NULL AND (
                \(caller.may(.team, in: "e.programme_id")) OR EXISTS (
                    SELECT 1 FROM registration r JOIN live_sighting s ON s.id = r.sighting_id
                    WHERE r.event_id = e.id AND r.state = 'booked' AND r.account_id = \(caller.account?.id)))
            """)
    }

    /// The caller's own place at an event.
    static func registration(at event: ID<Event>, for caller: Caller, in db: Reader) throws -> Registration? {
        guard let account = caller.account else { return nil }
        return try db.first(
            "SELECT id, event_id, state FROM registration WHERE event_id = \(event) AND account_id = \(account.id)"
        ) { Registration(id: try $0["id"], event: try $0["event_id"], state: try $0["state"]) }
    }

    /// The coming events, of whichever programme, at which the caller has a place or waits for one, the next first.
    static func coming(
        for caller: Caller, at now: Instant, in db: Reader
    ) throws -> [(event: Event, state: Registration.State)] {
        guard let account = caller.account else { return [] }
        return try db.all(
            """
            SELECT \(columns), r.state FROM event e JOIN registration r ON r.event_id = e.id
            WHERE e.ends_at > \(now) AND e.cancelled_at IS NULL AND r.account_id = \(account.id) AND r.state <> 'cancelled'
            ORDER BY e.starts_at, e.id
            """
        ) { (event: try event($0), state: try $0["state"]) }
    }

    /// How full an event is, by state of the registrations.
    static func places(at event: ID<Event>, in db: Reader) throws -> [Registration.State: Int] {
        let counts = try db.all(
            """
            SELECT r.state, count(*) AS people FROM registration r JOIN live_sighting s ON s.id = r.sighting_id
            WHERE r.event_id = \(event) GROUP BY r.state
            """
        ) { (try $0["state"] as Registration.State, try $0["people"] as Int) }
        return Dictionary(uniqueKeysWithValues: counts)
    }

    /// One event in the team's list: what was booked is one fact, who came another.
    struct Tally: Sendable {
        var event: Event
        var booked: Int
        var waiting: Int
        /// Nil when attendance was not measured.
        var attended: Int?
        var views: Int
    }

    static func tallies(of programme: ID<Programme>, for caller: Caller, in db: Reader) throws -> [Tally] {
        guard try db.value("SELECT 1 WHERE \(caller.may(.team, in: "\(programme)"))", as: Int.self) != nil else {
            return []
        }
        let counts = try db.all(
            """
            SELECT e.id,
                (SELECT count(*) FROM registration r JOIN live_sighting s ON s.id = r.sighting_id
                    WHERE r.event_id = e.id AND r.state = 'booked') AS booked,
                (SELECT count(*) FROM registration r JOIN live_sighting s ON s.id = r.sighting_id
                    WHERE r.event_id = e.id AND r.state = 'waiting') AS waiting,
                (SELECT count(DISTINCT s.person_id) FROM live_sighting s WHERE s.event_id = e.id AND s.kind = 'attendance'
                    AND s.status = 'attended' AND s.excluded = '') AS attended,
                (SELECT coalesce(sum(t.views), 0) FROM traffic t JOIN live_import i ON i.id = t.import_id
                    WHERE t.event_id = e.id) AS views
            FROM event e WHERE e.programme_id = \(programme)
            """
        ) {
            (
                try $0["id"] as ID<Event>,
                (
                    booked: try $0["booked"] as Int, waiting: try $0["waiting"] as Int,
                    attended: try $0["attended"] as Int,
                    views: try $0["views"] as Int
                )
            )
        }
        let byEvent = Dictionary(uniqueKeysWithValues: counts)
        return try all(of: programme, in: db).compactMap { event in
            byEvent[event.id].map {
                Tally(
                    event: event, booked: $0.booked, waiting: $0.waiting,
                    attended: $0.attended == 0 ? nil : $0.attended,
                    views: $0.views)
            }
        }
    }

    /// Who is registered, in the order of their names: for the team.
    static func registered(
        at event: ID<Event>, for caller: Caller, in db: Reader
    ) throws -> [(sighting: Sighting, state: Registration.State)] {
        try db.all(
            """
            SELECT \(People.sightingColumns), r.state FROM registration r JOIN live_sighting s ON s.id = r.sighting_id
            WHERE r.event_id = \(event) AND \(caller.may(.team, in: "s.programme_id"))
            ORDER BY s.name_key, s.id
            """
        ) { (try People.sighting($0), try $0["state"]) }
    }

    private static func event(_ row: Row) throws -> Event {
        Event(
            id: try row["id"], programme: try row["programme_id"], slug: try row["slug"], kind: try row["kind"],
            mode: try row["mode"], title: try row["title"], description: try row["description"],
            place: try row["place"], joinURL: try row["join_url"], startsAt: try row["starts_at"],
            endsAt: try row["ends_at"], capacity: try row["capacity"], summary: try row["summary"],
            summaryPublishedAt: try row["summary_published_at"], cancelledAt: try row["cancelled_at"],
            cancelledBecause: try row["cancelled_because"], changes: try row["changes"])
    }
}

extension Events {
    static let naming = [
        AuditLog.Naming(kind: "event") { "SELECT id, title FROM event WHERE id IN \(list: $0)" }
    ]
}
