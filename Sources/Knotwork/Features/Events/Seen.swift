import Store

extension Events {
    /// Somebody seen: a raw record with the person to whom it belongs by now, and whether it counts. That of a booking does as
    /// long as its registration stands.
    struct Seen: Sendable {
        var sighting: ID<Sighting>
        var person: ID<Person>
        var kind: Sighting.Kind
        var event: ID<Event>?
        var name: String
        var organisation: String
        /// Whether it came with a file, and was not written down by somebody.
        var isImported: Bool
        /// Whether the record counts: a booking that stands, somebody who was there.
        var counts: Bool
    }

    /// All live records of a programme whose people are counted, but for what the caller stands aside from: not those of its
    /// own team and hosts.
    static func seen(in programme: ID<Programme>, for caller: Caller, db: Reader) throws -> [Seen] {
        try db.all(
            """
            SELECT s.id, s.person_id, s.kind, s.event_id, s.name, s.organisation, s.import_id IS NOT NULL AS imported,
                CASE s.kind WHEN 'booking' THEN coalesce(r.state = 'booked', s.status = 'booked')
                    WHEN 'attendance' THEN s.status = 'attended' ELSE 1 = 1 END AS counts
            FROM live_sighting s LEFT JOIN registration r ON r.sighting_id = s.id
            WHERE s.programme_id = \(programme) AND s.excluded = ''
                AND NOT \(caller.isRecused(fromSighting: "s.id"))
            ORDER BY s.id
            """
        ) {
            Seen(
                sighting: try $0["id"], person: try $0["person_id"], kind: try $0["kind"], event: try $0["event_id"],
                name: try $0["name"], organisation: try $0["organisation"], isImported: try $0["imported"],
                counts: try $0["counts"])
        }
    }
}
