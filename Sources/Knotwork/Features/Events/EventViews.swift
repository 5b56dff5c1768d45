import Store

extension Events {
    static func views(
        of programme: ID<Programme>, in db: Reader
    ) throws -> [ID<Event>: [(source: String, views: Int)]] {
        let rows = try db.all(
            """
            SELECT t.event_id, t.source, sum(t.views) AS views FROM traffic t
            JOIN live_import i ON i.id = t.import_id JOIN event e ON e.id = t.event_id
            WHERE e.programme_id = \(programme)
            GROUP BY t.event_id, t.source ORDER BY t.event_id, views DESC, t.source
            """
        ) {
            (event: try $0["event_id"] as ID<Event>, source: try $0["source"] as String, views: try $0["views"] as Int)
        }
        return Dictionary(grouping: rows, by: \.event).mapValues { $0.map { ($0.source, $0.views) } }
    }
}
