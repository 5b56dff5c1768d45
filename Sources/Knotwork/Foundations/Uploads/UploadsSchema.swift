import Store

extension Schema {
    /// Files live in the database, so that one backup restores everything and each process can serve them.
    static let uploads = Migration(
        name: "0003-uploads",
        sql: """
            CREATE TABLE upload (
                id TEXT PRIMARY KEY,
                programme_id TEXT NOT NULL,
                owner_id TEXT,
                name TEXT NOT NULL,
                content_type TEXT NOT NULL,
                size BIGINT,
                sha256 TEXT,
                created_at TEXT NOT NULL,
                kept_at TEXT,
                CONSTRAINT upload_has_a_name CHECK (name <> ''),
                CONSTRAINT upload_is_kept_whole CHECK (kept_at IS NULL OR (size > 0 AND sha256 IS NOT NULL))
            );
            CREATE INDEX upload_unkept ON upload (created_at) WHERE kept_at IS NULL;
            CREATE INDEX upload_by_programme ON upload (programme_id, id);
            CREATE TABLE upload_chunk (
                upload_id TEXT NOT NULL REFERENCES upload(id) ON DELETE CASCADE,
                position BIGINT NOT NULL,
                bytes BYTEA NOT NULL,
                PRIMARY KEY (upload_id, position),
                CONSTRAINT upload_chunk_position CHECK (position >= 0)
            );
            """)
}
