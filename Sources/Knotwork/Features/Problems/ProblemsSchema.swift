import Store

extension Schema {
    static let problems = Migration(
        name: "0006-problems",
        sql: """
            CREATE TABLE problem (
                id TEXT PRIMARY KEY,
                programme_id TEXT NOT NULL REFERENCES programme(id),
                slug TEXT NOT NULL,
                number BIGINT NOT NULL,
                title TEXT NOT NULL,
                summary TEXT NOT NULL,
                UNIQUE (programme_id, slug),
                UNIQUE (programme_id, number)
            );
            CREATE TABLE insight (
                id TEXT PRIMARY KEY,
                programme_id TEXT NOT NULL REFERENCES programme(id),
                sighting_id TEXT REFERENCES sighting(id),
                problem_id TEXT REFERENCES problem(id),
                about TEXT NOT NULL,
                kind TEXT NOT NULL CHECK (kind IN ('problem', 'opportunity', 'insight', 'need', 'system challenge')),
                text TEXT NOT NULL,
                attributable BOOLEAN NOT NULL,
                noted_at TEXT NOT NULL
            );
            CREATE INDEX insight_by_programme ON insight (programme_id, kind, id);
            CREATE TABLE theme (
                id TEXT PRIMARY KEY,
                programme_id TEXT NOT NULL REFERENCES programme(id),
                slug TEXT NOT NULL,
                number BIGINT NOT NULL,
                title TEXT NOT NULL,
                why TEXT NOT NULL,
                UNIQUE (programme_id, slug),
                UNIQUE (programme_id, number)
            );
            CREATE TABLE theme_problem (
                theme_id TEXT NOT NULL REFERENCES theme(id),
                problem_id TEXT NOT NULL REFERENCES problem(id),
                position BIGINT NOT NULL,
                PRIMARY KEY (theme_id, problem_id)
            );
            CREATE TABLE note (
                id TEXT PRIMARY KEY,
                problem_id TEXT NOT NULL REFERENCES problem(id),
                import_id TEXT REFERENCES import_file(id),
                line BIGINT NOT NULL,
                text TEXT NOT NULL,
                theme_id TEXT REFERENCES theme(id),
                noted_at TEXT NOT NULL
            );
            CREATE INDEX note_by_problem ON note (problem_id, line);
            CREATE INDEX note_by_theme ON note (theme_id);
            CREATE TABLE backlog_item (
                id TEXT PRIMARY KEY,
                programme_id TEXT NOT NULL REFERENCES programme(id),
                position BIGINT NOT NULL,
                title TEXT NOT NULL,
                parked_at TEXT NOT NULL,
                UNIQUE (programme_id, title)
            );
            """)

    /// What a team needs to frame problems itself: the story, a pack, and what becomes of the backlog.
    static let framing = Migration(
        name: "0020-framing",
        sql: """
            ALTER TABLE problem ADD COLUMN question TEXT NOT NULL DEFAULT '';
            ALTER TABLE problem ADD COLUMN framing TEXT NOT NULL DEFAULT '';
            CREATE TABLE pack_item (
                id TEXT PRIMARY KEY,
                problem_id TEXT NOT NULL REFERENCES problem(id),
                position BIGINT NOT NULL,
                kind TEXT NOT NULL CHECK (kind IN ('report', 'article', 'case study', 'persona', 'research', 'local data',
                    'video', 'link')),
                title TEXT NOT NULL,
                about TEXT NOT NULL,
                url TEXT NOT NULL,
                added_at TEXT NOT NULL
            );
            CREATE INDEX pack_item_by_problem ON pack_item (problem_id, position);
            ALTER TABLE backlog_item ADD COLUMN settled_at TEXT;
            ALTER TABLE backlog_item ADD COLUMN taken_up BOOLEAN NOT NULL DEFAULT FALSE;
            ALTER TABLE backlog_item ADD COLUMN why TEXT NOT NULL DEFAULT '';
            """)
}
