import Store

extension Schema {
    static let people = Migration(
        name: "0004-people",
        sql: """
            CREATE TABLE import_file (
                id TEXT PRIMARY KEY,
                programme_id TEXT NOT NULL REFERENCES programme(id),
                event_id TEXT,
                name TEXT NOT NULL,
                sha256 TEXT NOT NULL,
                source TEXT NOT NULL,
                encoding TEXT NOT NULL,
                header_line BIGINT NOT NULL,
                dates TEXT NOT NULL,
                row_count BIGINT NOT NULL,
                taken BIGINT NOT NULL,
                imported_by TEXT,
                imported_at TEXT NOT NULL,
                undone_at TEXT
            );
            CREATE UNIQUE INDEX import_file_once ON import_file (programme_id, sha256) WHERE undone_at IS NULL;
            CREATE TABLE import_refusal (
                import_id TEXT NOT NULL REFERENCES import_file(id),
                position BIGINT NOT NULL,
                line BIGINT NOT NULL,
                reason TEXT NOT NULL,
                PRIMARY KEY (import_id, position)
            );
            CREATE TABLE person (
                id TEXT PRIMARY KEY,
                created_at TEXT NOT NULL
            );
            CREATE TABLE sighting (
                id TEXT PRIMARY KEY,
                programme_id TEXT NOT NULL REFERENCES programme(id),
                import_id TEXT REFERENCES import_file(id),
                event_id TEXT,
                line BIGINT NOT NULL,
                kind TEXT NOT NULL CHECK (kind IN ('contact', 'booking', 'attendance', 'application', 'help')),
                name TEXT NOT NULL,
                email TEXT NOT NULL,
                organisation TEXT NOT NULL,
                status TEXT NOT NULL,
                minutes BIGINT,
                seen_at TEXT,
                raw TEXT NOT NULL,
                excluded TEXT NOT NULL CHECK (excluded IN ('', 'host', 'team', 'panel')),
                email_key TEXT NOT NULL,
                name_key TEXT NOT NULL,
                person_id TEXT NOT NULL REFERENCES person(id),
                created_at TEXT NOT NULL,
                withdrawn_at TEXT
            );
            CREATE INDEX sighting_by_programme ON sighting (programme_id, kind);
            CREATE INDEX sighting_by_event ON sighting (event_id, kind);
            CREATE INDEX sighting_by_person ON sighting (person_id);
            CREATE INDEX sighting_by_import ON sighting (import_id, line);
            CREATE INDEX sighting_by_email ON sighting (email_key);
            CREATE INDEX sighting_by_name ON sighting (name_key);
            CREATE TABLE verdict (
                id TEXT PRIMARY KEY,
                sighting_a TEXT NOT NULL REFERENCES sighting(id),
                sighting_b TEXT NOT NULL REFERENCES sighting(id),
                together BOOLEAN NOT NULL,
                reason TEXT NOT NULL,
                decided_by TEXT,
                decided_at TEXT NOT NULL,
                undone_at TEXT,
                CHECK (sighting_a < sighting_b)
            );
            CREATE UNIQUE INDEX verdict_once ON verdict (sighting_a, sighting_b) WHERE undone_at IS NULL;
            CREATE TABLE doubt (
                sighting_a TEXT NOT NULL REFERENCES sighting(id),
                sighting_b TEXT NOT NULL REFERENCES sighting(id),
                why TEXT NOT NULL,
                PRIMARY KEY (sighting_a, sighting_b)
            );
            CREATE TABLE organisation (
                id TEXT PRIMARY KEY,
                programme_id TEXT NOT NULL REFERENCES programme(id),
                name TEXT NOT NULL,
                kind TEXT NOT NULL CHECK (kind IN
                    ('council', 'nhs', 'sme', 'vcse', 'university', 'housing', 'other')),
                first_contact TEXT,
                UNIQUE (programme_id, name)
            );
            CREATE TABLE organisation_spelling (
                programme_id TEXT NOT NULL REFERENCES programme(id),
                spelling TEXT NOT NULL,
                organisation_id TEXT NOT NULL REFERENCES organisation(id),
                PRIMARY KEY (programme_id, spelling)
            );
            CREATE TABLE never_mail (
                email TEXT PRIMARY KEY,
                reason TEXT NOT NULL,
                since TEXT NOT NULL
            );
            """)

    /// What a team writes down about people. All of it hangs on a record, as whom the record belongs to can change.
    static let acquaintance = Migration(
        name: "0019-acquaintance",
        sql: """
            CREATE TABLE contact_log (
                id TEXT PRIMARY KEY,
                programme_id TEXT NOT NULL REFERENCES programme(id),
                sighting_id TEXT NOT NULL REFERENCES sighting(id),
                happened_on TEXT NOT NULL,
                minutes BIGINT NOT NULL CHECK (minutes >= 0),
                who TEXT NOT NULL,
                note TEXT NOT NULL,
                next_step TEXT NOT NULL,
                next_by TEXT,
                done_at TEXT,
                noted_at TEXT NOT NULL,
                CHECK (next_step <> '' OR (next_by IS NULL AND done_at IS NULL))
            );
            CREATE INDEX contact_log_by_sighting ON contact_log (sighting_id);
            CREATE INDEX contact_log_by_programme ON contact_log (programme_id, next_by);
            CREATE TABLE introduction (
                id TEXT PRIMARY KEY,
                programme_id TEXT NOT NULL REFERENCES programme(id),
                sighting_a TEXT NOT NULL REFERENCES sighting(id),
                sighting_b TEXT NOT NULL REFERENCES sighting(id),
                introduced_on TEXT NOT NULL,
                who TEXT NOT NULL,
                why TEXT NOT NULL,
                outcome TEXT NOT NULL DEFAULT '',
                outcome_at TEXT,
                noted_at TEXT NOT NULL,
                CHECK (sighting_a <> sighting_b),
                CHECK ((outcome = '') = (outcome_at IS NULL))
            );
            CREATE INDEX introduction_by_a ON introduction (sighting_a);
            CREATE INDEX introduction_by_b ON introduction (sighting_b);
            CREATE TABLE consent (
                id TEXT PRIMARY KEY,
                programme_id TEXT NOT NULL REFERENCES programme(id),
                sighting_id TEXT NOT NULL REFERENCES sighting(id),
                purpose TEXT NOT NULL CHECK (purpose IN ('quote', 'recording', 'photo', 'contact')),
                given BOOLEAN NOT NULL,
                how TEXT NOT NULL CHECK (how <> ''),
                noted_by TEXT NOT NULL,
                noted_at TEXT NOT NULL
            );
            CREATE INDEX consent_by_sighting ON consent (sighting_id, purpose);
            ALTER TABLE never_mail ADD COLUMN programme_id TEXT;
            ALTER TABLE never_mail ADD COLUMN added_by TEXT NOT NULL DEFAULT '';
            """)

    /// Records and files that were not taken back: for Problems and Events, whose own records hang on them.
    static let liveRecords = Migration(
        name: "0036-live-records",
        sql: """
            CREATE VIEW live_sighting AS
                SELECT id, programme_id, import_id, event_id, line, kind, name, email, organisation, status, minutes,
                    seen_at, raw, excluded, name_key, person_id
                FROM sighting WHERE withdrawn_at IS NULL;
            CREATE VIEW live_import AS SELECT id, programme_id FROM import_file WHERE undone_at IS NULL;
            """)

    /// Who is who as a job. A record's home is the person that it begins: for the earliest record of each person there was,
    /// that person; for every other one of its own. What is there already is looked at anew once.
    static let linking = Migration(
        name: "0040-linking",
        sql: """
            ALTER TABLE sighting ADD COLUMN home_person_id TEXT NOT NULL DEFAULT '';
            UPDATE sighting SET home_person_id = CASE WHEN id = (
                SELECT t.id FROM sighting t WHERE t.person_id = sighting.person_id
                ORDER BY t.withdrawn_at IS NOT NULL, t.id LIMIT 1) THEN person_id ELSE id END;
            INSERT INTO person (id, created_at) SELECT id, created_at FROM sighting WHERE home_person_id = id;
            CREATE INDEX sighting_by_home ON sighting (home_person_id) WHERE home_person_id <> id;
            ALTER TABLE doubt ADD COLUMN position BIGINT NOT NULL DEFAULT 0;
            CREATE TABLE linking_wait (
                id TEXT PRIMARY KEY,
                at TEXT NOT NULL
            );
            CREATE TABLE linking (
                id BIGINT PRIMARY KEY CHECK (id = 1),
                shaped BIGINT NOT NULL,
                claim TEXT,
                claimed_until TEXT,
                step TEXT NOT NULL,
                done BIGINT NOT NULL,
                total BIGINT NOT NULL,
                finished_at TEXT,
                people DOUBLE PRECISION,
                low DOUBLE PRECISION,
                high DOUBLE PRECISION
            );
            INSERT INTO linking (id, shaped, step, done, total) VALUES (1, 0, '', 0, 0);
            INSERT INTO linking_wait (id, at) SELECT '0040-linking', created_at FROM sighting ORDER BY id LIMIT 1;
            """)
}
