import Store

extension Schema {
    /// One row, which a check of health writes anew: see `HealthCheck`.
    static let heartbeat = Migration(
        name: "0026-heartbeat",
        sql: """
            CREATE TABLE heartbeat (
                id BIGINT PRIMARY KEY,
                at TEXT NOT NULL,
                room BYTEA,
                CONSTRAINT heartbeat_is_one CHECK (id = 1)
            );
            INSERT INTO heartbeat (id, at) VALUES (1, '');
            """)
}
