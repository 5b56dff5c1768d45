import Store

extension Schema {
    static let panels = Migration(
        name: "0009-panels",
        sql: """
            CREATE TABLE criterion (
                id TEXT PRIMARY KEY,
                programme_id TEXT NOT NULL REFERENCES programme(id),
                round TEXT NOT NULL CHECK (round IN ('assessment', 'final')),
                key TEXT NOT NULL,
                position BIGINT NOT NULL,
                title TEXT NOT NULL,
                weight BIGINT NOT NULL CHECK (weight >= 0),
                lowest BIGINT NOT NULL,
                highest BIGINT NOT NULL,
                UNIQUE (programme_id, round, key),
                CHECK (highest > lowest)
            );
            CREATE TABLE anchor (
                criterion_id TEXT NOT NULL REFERENCES criterion(id),
                points BIGINT NOT NULL,
                words TEXT NOT NULL,
                PRIMARY KEY (criterion_id, points)
            );
            CREATE TABLE conflict (
                account_id TEXT NOT NULL REFERENCES account(id),
                application_id TEXT NOT NULL REFERENCES application(id),
                kind TEXT NOT NULL CHECK (kind IN ('person', 'organisation', 'help')),
                note TEXT NOT NULL,
                stands_aside BOOLEAN NOT NULL,
                declared_at TEXT NOT NULL,
                PRIMARY KEY (account_id, application_id)
            );
            CREATE INDEX conflict_by_application ON conflict (application_id);
            CREATE TABLE assignment (
                application_id TEXT NOT NULL REFERENCES application(id),
                account_id TEXT NOT NULL REFERENCES account(id),
                round TEXT NOT NULL CHECK (round IN ('assessment', 'final')),
                assigned_at TEXT NOT NULL,
                declined_at TEXT,
                reason TEXT NOT NULL DEFAULT '',
                PRIMARY KEY (application_id, account_id, round)
            );
            CREATE INDEX assignment_by_account ON assignment (account_id, round);
            CREATE TABLE review (
                id TEXT PRIMARY KEY,
                application_id TEXT NOT NULL REFERENCES application(id),
                account_id TEXT NOT NULL REFERENCES account(id),
                round TEXT NOT NULL CHECK (round IN ('assessment', 'final')),
                state TEXT NOT NULL CHECK (state IN ('draft', 'sealed')),
                note TEXT NOT NULL,
                saved_at TEXT NOT NULL,
                sealed_at TEXT,
                UNIQUE (application_id, account_id, round),
                CHECK ((state = 'sealed') = (sealed_at IS NOT NULL))
            );
            CREATE INDEX review_by_account ON review (account_id, round);
            CREATE TABLE score (
                review_id TEXT NOT NULL REFERENCES review(id),
                criterion_id TEXT NOT NULL REFERENCES criterion(id),
                points BIGINT,
                note TEXT NOT NULL,
                PRIMARY KEY (review_id, criterion_id)
            );
            CREATE TABLE shortlisting (
                application_id TEXT PRIMARY KEY REFERENCES application(id),
                shortlisted BOOLEAN NOT NULL,
                reason TEXT NOT NULL,
                decided_by TEXT,
                decided_at TEXT NOT NULL,
                told_at TEXT
            );
            """)

    /// How many reviews and assignments each application has is asked for in lists: these indexes answer it alone.
    static let counts = Migration(
        name: "0017-counts",
        sql: """
            CREATE INDEX review_by_application ON review (application_id, state);
            CREATE INDEX assignment_by_application ON assignment (application_id, declined_at);
            """)
}
