import Store

/// The records of one list, for the rows of other tables that belong to them: asked for as one range of ids.
///
/// Buys “counts for the list asked for all rows at once, ids found by their bytes” of docs/performance.md: list, 8.3 to 5.4 ms.
struct IDSpan<Of> {
    /// From the first to the last. A range is looked up in an index at once. What lies in it and is none of the list, as another
    /// programme's of the same weeks, has no place.
    let ids: ClosedRange<ID<Of>>
    private let places: IDPlaces<Of>

    /// Nil when there are none.
    /// - Parameter ids: each once. Their places are those in this list.
    init?(_ ids: [ID<Of>]) {
        guard let first = ids.min(), let last = ids.max() else { return nil }
        self.ids = first...last
        places = IDPlaces(ids)
    }

    func holds(_ column: SQL) -> SQL { "\(column) BETWEEN \(ids.lowerBound) AND \(ids.upperBound)" }

    /// The place of the record to which a row belongs that begins with its id.
    func place(_ row: Row) throws -> Int? { try row.withText(0) { places[$0] } }
}
