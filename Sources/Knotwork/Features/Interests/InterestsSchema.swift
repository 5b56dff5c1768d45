import Store

extension Schema {
    static let standingAside = Migration(
        name: "0014-standing-aside",
        sql: """
            CREATE TABLE near_organisation (
                account_id TEXT NOT NULL REFERENCES account(id),
                programme_id TEXT NOT NULL REFERENCES programme(id),
                organisation_key TEXT NOT NULL CHECK (organisation_key <> ''),
                organisation TEXT NOT NULL,
                note TEXT NOT NULL,
                declared_at TEXT NOT NULL,
                PRIMARY KEY (account_id, programme_id, organisation_key)
            );
            CREATE INDEX near_organisation_by_programme ON near_organisation (programme_id, organisation_key);
            CREATE TABLE declaration (
                account_id TEXT NOT NULL REFERENCES account(id),
                programme_id TEXT NOT NULL REFERENCES programme(id),
                made_at TEXT NOT NULL,
                PRIMARY KEY (account_id, programme_id)
            );
            """)
}

extension Schema {
    /// What judges declare about one application.
    static let declaredConflicts = Migration(
        name: "0034-declared-conflicts",
        sql: """
            CREATE TABLE declared_conflict (
                account_id TEXT NOT NULL REFERENCES account(id),
                application_id TEXT NOT NULL REFERENCES application(id),
                kind TEXT NOT NULL CHECK (kind IN ('person', 'organisation', 'help')),
                note TEXT NOT NULL,
                recused BOOLEAN NOT NULL,
                declared_at TEXT NOT NULL,
                PRIMARY KEY (account_id, application_id)
            );
            INSERT INTO declared_conflict (account_id, application_id, kind, note, recused, declared_at)
                SELECT account_id, application_id, kind, note, stands_aside, declared_at FROM conflict;
            DROP TABLE conflict;
            CREATE INDEX declared_conflict_by_application ON declared_conflict (application_id);
            """)
}
