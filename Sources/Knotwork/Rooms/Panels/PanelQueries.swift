import Store

extension Panels {
    static func criteria(of programme: ID<Programme>, round: Round, in db: Reader) throws -> [Criterion] {
        let anchors = try db.all(
            """
            SELECT n.criterion_id, n.points, n.words FROM anchor n JOIN criterion c ON c.id = n.criterion_id
            WHERE c.programme_id = \(programme)
            """
        ) { (try $0["criterion_id"] as ID<Criterion>, try $0["points"] as Int, try $0["words"] as String) }
        let words = Dictionary(grouping: anchors, by: \.0)
        return try db.all(
            """
            SELECT id, round, key, title, weight, lowest, highest FROM criterion
            WHERE programme_id = \(programme) AND round = \(round) ORDER BY position
            """
        ) {
            let id: ID<Criterion> = try $0["id"]
            return Criterion(
                id: id, round: try $0["round"], key: try $0["key"], title: try $0["title"], weight: try $0["weight"],
                lowest: try $0["lowest"], highest: try $0["highest"],
                anchors: Dictionary(uniqueKeysWithValues: (words[id] ?? []).map { ($0.1, $0.2) }))
        }
    }
}
