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
}
