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

extension Schema {
    /// The sheets of what was handed in before there were any are made of its scores.
    static let sheets = Migration(
        name: "0022-sheets",
        sql: """
            ALTER TABLE review ADD COLUMN sheet TEXT NOT NULL DEFAULT '';
            UPDATE review SET sheet = (
                WITH RECURSIVE entry (place, text) AS (
                    SELECT c.position, c.key || ': ' || coalesce(CAST(s.points AS TEXT), '') || '\n'
                        || CASE WHEN coalesce(s.note, '') = '' THEN '' ELSE '\t' || replace(s.note, '\n', '\n\t') || '\n' END
                    FROM application a JOIN criterion c ON c.programme_id = a.programme_id AND c.round = review.round
                    LEFT JOIN score s ON s.review_id = review.id AND s.criterion_id = c.id
                    WHERE a.id = review.application_id
                ), sofar (place, text) AS (
                    SELECT CAST(-1 AS BIGINT), ''
                    UNION ALL
                    SELECT e.place, l.text || e.text FROM sofar l JOIN entry e
                        ON e.place = (SELECT min(n.place) FROM entry n WHERE n.place > l.place)
                )
                SELECT text FROM sofar ORDER BY place DESC LIMIT 1
            ) || CASE WHEN note = '' THEN '' ELSE 'note:\n\t' || replace(note, '\n', '\n\t') || '\n' END
            WHERE state = 'sealed';
            """)
}

extension Schema {
    /// A review is handed in, and what was handed in stays as its record of scores.
    static let scoreRecords = Migration(
        name: "0035-score-records",
        sql: """
            CREATE TABLE handed_in_review (
                id TEXT PRIMARY KEY,
                application_id TEXT NOT NULL REFERENCES application(id),
                account_id TEXT NOT NULL REFERENCES account(id),
                round TEXT NOT NULL CHECK (round IN ('assessment', 'final')),
                state TEXT NOT NULL CHECK (state IN ('draft', 'handed_in')),
                note TEXT NOT NULL,
                saved_at TEXT NOT NULL,
                handed_in_at TEXT,
                score_record TEXT NOT NULL DEFAULT '',
                UNIQUE (application_id, account_id, round),
                CHECK ((state = 'handed_in') = (handed_in_at IS NOT NULL))
            );
            INSERT INTO handed_in_review
                (id, application_id, account_id, round, state, note, saved_at, handed_in_at, score_record)
                SELECT id, application_id, account_id, round, CASE state WHEN 'sealed' THEN 'handed_in' ELSE state END,
                    note, saved_at, sealed_at, sheet
                FROM review;
            CREATE TABLE given_score (
                review_id TEXT NOT NULL REFERENCES handed_in_review(id),
                criterion_id TEXT NOT NULL REFERENCES criterion(id),
                points BIGINT,
                note TEXT NOT NULL,
                PRIMARY KEY (review_id, criterion_id)
            );
            INSERT INTO given_score (review_id, criterion_id, points, note)
                SELECT review_id, criterion_id, points, note FROM score;
            DROP TABLE score;
            DROP TABLE review;
            ALTER TABLE handed_in_review RENAME TO review;
            ALTER TABLE given_score RENAME TO score;
            CREATE INDEX review_by_account ON review (account_id, round);
            CREATE INDEX review_by_application ON review (application_id, state);
            """)

    /// Who was turned down before the finals, with the reason that they are owed: for Finals, which tells them.
    static let notShortlisted = Migration(
        name: "0038-not-shortlisted",
        sql: """
            CREATE VIEW not_shortlisted AS
                SELECT application_id, reason, decided_at FROM shortlisting WHERE NOT shortlisted;
            """)
}
