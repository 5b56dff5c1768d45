import Store

extension Schema {
    static let evaluation = Migration(
        name: "0012-evaluation",
        sql: """
            CREATE TABLE finding (
                id TEXT PRIMARY KEY,
                programme_id TEXT NOT NULL REFERENCES programme(id),
                kind TEXT NOT NULL CHECK (kind IN ('quote', 'lesson', 'ask')),
                words TEXT NOT NULL CHECK (words <> ''),
                speaker TEXT NOT NULL,
                consent TEXT NOT NULL,
                added_at TEXT NOT NULL,
                CHECK (kind <> 'quote' OR (speaker <> '' AND consent <> ''))
            );
            CREATE INDEX finding_of_programme ON finding(programme_id, kind, id);
            """)

    /// What people say about the figures, and reports as they were published.
    static let reports = Migration(
        name: "0021-reports",
        sql: """
            CREATE TABLE report_words (
                programme_id TEXT NOT NULL REFERENCES programme(id),
                part TEXT NOT NULL CHECK (part IN ('opening', 'people', 'interest', 'ideas', 'closing')),
                words TEXT NOT NULL,
                edited_at TEXT NOT NULL,
                edited_by TEXT NOT NULL,
                PRIMARY KEY (programme_id, part)
            );
            CREATE TABLE published_report (
                id TEXT PRIMARY KEY,
                programme_id TEXT NOT NULL REFERENCES programme(id),
                number BIGINT NOT NULL CHECK (number > 0),
                content TEXT NOT NULL,
                published_by TEXT NOT NULL,
                published_at TEXT NOT NULL,
                UNIQUE (programme_id, number)
            );
            """)
}
