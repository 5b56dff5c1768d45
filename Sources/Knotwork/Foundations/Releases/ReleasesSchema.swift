import Store

extension Schema {
    /// The counts of people behind each publication, with those that were hidden: as confidential as the records themselves. The
    /// number is that of the publication in its programme.
    static let releases = Migration(
        name: "0039-releases",
        sql: """
            CREATE TABLE release_cell (
                programme_id TEXT NOT NULL REFERENCES programme(id),
                number BIGINT NOT NULL CHECK (number > 0),
                cell TEXT NOT NULL,
                people BIGINT NOT NULL CHECK (people >= 0),
                is_shown BOOLEAN NOT NULL,
                PRIMARY KEY (programme_id, number, cell)
            );
            """)
}
