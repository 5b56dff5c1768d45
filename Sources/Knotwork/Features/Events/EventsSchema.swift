import Store

extension Schema {
    static let events = Migration(
        name: "0007-events",
        sql: """
            CREATE TABLE event (
                id TEXT PRIMARY KEY,
                programme_id TEXT NOT NULL REFERENCES programme(id),
                slug TEXT NOT NULL,
                kind TEXT NOT NULL CHECK (kind IN ('launch', 'webinar', 'roundtable', 'finals', 'other')),
                mode TEXT NOT NULL CHECK (mode IN ('online', 'hybrid', 'in_person')),
                title TEXT NOT NULL,
                description TEXT NOT NULL,
                place TEXT NOT NULL,
                join_url TEXT NOT NULL,
                starts_at TEXT NOT NULL,
                ends_at TEXT NOT NULL,
                capacity BIGINT,
                summary TEXT NOT NULL DEFAULT '',
                summary_published_at TEXT,
                UNIQUE (programme_id, slug),
                CHECK (ends_at >= starts_at),
                CHECK (capacity IS NULL OR capacity > 0)
            );
            CREATE TABLE registration (
                id TEXT PRIMARY KEY,
                event_id TEXT NOT NULL REFERENCES event(id),
                sighting_id TEXT NOT NULL UNIQUE REFERENCES sighting(id),
                account_id TEXT REFERENCES account(id),
                state TEXT NOT NULL CHECK (state IN ('booked', 'waiting', 'cancelled')),
                made_at TEXT NOT NULL,
                changed_at TEXT NOT NULL
            );
            CREATE INDEX registration_by_event ON registration (event_id, state, id);
            CREATE UNIQUE INDEX registration_once ON registration (event_id, account_id) WHERE account_id IS NOT NULL;
            CREATE TABLE traffic (
                event_id TEXT NOT NULL REFERENCES event(id),
                import_id TEXT NOT NULL REFERENCES import_file(id),
                source TEXT NOT NULL,
                views BIGINT NOT NULL CHECK (views >= 0),
                PRIMARY KEY (event_id, import_id, source)
            );
            """)

    /// What a team needs to hold events itself: calling one off, and a list at the door.
    static let eventsHeld = Migration(
        name: "0014-events-held",
        sql: """
            ALTER TABLE event ADD COLUMN cancelled_at TEXT;
            ALTER TABLE event ADD COLUMN cancelled_because TEXT NOT NULL DEFAULT '';
            ALTER TABLE event ADD COLUMN changes BIGINT NOT NULL DEFAULT 0;
            CREATE TABLE check_in (
                sighting_id TEXT PRIMARY KEY REFERENCES sighting(id),
                event_id TEXT NOT NULL REFERENCES event(id),
                registration_id TEXT UNIQUE REFERENCES registration(id),
                checked_in_at TEXT NOT NULL
            );
            CREATE INDEX check_in_by_event ON check_in (event_id);
            """)
}
