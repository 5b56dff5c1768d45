import Store

extension Releases {
    /// All that was published of a programme's people, the oldest first.
    static func kept(of programme: ID<Programme>, in db: Reader) throws -> [Kept] {
        let rows = try db.all(
            """
            SELECT number, cell, people, is_shown FROM release_cell WHERE programme_id = \(programme)
            ORDER BY number, cell
            """
        ) { (try $0["number"] as Int, try $0["cell"] as String, try $0["people"] as Int, try $0["is_shown"] as Bool) }
        let numbers = Dictionary(grouping: rows, by: \.0).sorted { $0.key < $1.key }
        return numbers.map { number, rows in
            Kept(
                number: number, counts: Dictionary(uniqueKeysWithValues: rows.map { ($0.1, $0.2) }),
                shown: Set(rows.filter(\.3).map(\.1)))
        }
    }

    /// Keeps what is published now with the rest, in the transaction that publishes it.
    static func keep(_ release: Kept, of programme: ID<Programme>, in tx: Writer) throws {
        for (cell, people) in release.counts.sorted(by: { $0.key < $1.key }) {
            try tx.execute(
                """
                INSERT INTO release_cell (programme_id, number, cell, people, is_shown)
                VALUES (\(programme), \(release.number), \(cell), \(people), \(release.shown.contains(cell)))
                """)
        }
    }
}
