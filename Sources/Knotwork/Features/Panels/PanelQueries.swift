import Store

extension Panels {
    static func criteria(of programme: ID<Programme>, round: Round, in db: Reader) throws -> [Criterion] {
        try db.ask(criteria(of: programme, round: round))
    }

    static func criteria(of programme: ID<Programme>, round: Round) -> Query<[Criterion]> {
        let anchors = Query.all(
            """
            SELECT n.criterion_id, n.points, n.words FROM anchor n JOIN criterion c ON c.id = n.criterion_id
            WHERE c.programme_id = \(programme)
            """
        ) { (try $0["criterion_id"] as ID<Criterion>, try $0["points"] as Int, try $0["words"] as String) }
        let criteria = Query.all(
            """
            SELECT id, round, key, title, weight, lowest, highest FROM criterion
            WHERE programme_id = \(programme) AND round = \(round) ORDER BY position
            """
        ) {
            Criterion(
                id: try $0["id"], round: try $0["round"], key: try $0["key"], title: try $0["title"],
                weight: try $0["weight"], lowest: try $0["lowest"], highest: try $0["highest"], anchors: [:])
        }
        return together(anchors, criteria).map { anchors, criteria in
            let words = Dictionary(grouping: anchors, by: \.0)
            return criteria.map { criterion in
                var criterion = criterion
                criterion.anchors = Dictionary(uniqueKeysWithValues: (words[criterion.id] ?? []).map { ($0.1, $0.2) })
                return criterion
            }
        }
    }
}
