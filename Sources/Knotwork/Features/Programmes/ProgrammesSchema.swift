import Store

extension Schema {
    static let programmes = Migration(
        name: "0005-programmes",
        sql: """
            CREATE TABLE milestone (
                id TEXT PRIMARY KEY,
                programme_id TEXT NOT NULL REFERENCES programme(id),
                kind TEXT NOT NULL CHECK (kind IN ('listening', 'launch', 'applications_open', 'applications_close', 'webinars',
                    'shortlist', 'finals', 'results', 'evaluation')),
                label TEXT NOT NULL,
                starts_at TEXT NOT NULL,
                ends_at TEXT,
                UNIQUE (programme_id, kind),
                CHECK (ends_at IS NULL OR ends_at >= starts_at)
            );
            """)
}
