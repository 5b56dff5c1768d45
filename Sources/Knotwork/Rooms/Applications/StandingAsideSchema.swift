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
