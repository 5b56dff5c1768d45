import Store

extension Schema {
    static let strangers = Migration(
        name: "0028-strangers",
        sql: """
            CREATE TABLE stranger_count (
                place TEXT PRIMARY KEY,
                since TEXT NOT NULL,
                forms BIGINT NOT NULL
            );
            CREATE INDEX stranger_count_by_time ON stranger_count (since);
            """)
}
