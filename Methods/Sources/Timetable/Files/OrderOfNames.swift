extension RequestFile {
    /// The same request with stations, visitors, visits and rules in the order of their names, so that the order in
    /// which somebody wrote them changes no plan.
    func inOrderOfNames() -> RequestFile {
        var file = self
        let stations = Renumbering(request.stations.map(\.name))
        let visitors = Renumbering(request.visitors.map(\.name))
        file.request.stations = stations.sorted(request.stations)
        file.lines.stations = stations.sorted(lines.stations)
        file.request.visitors = visitors.sorted(request.visitors)
        file.lines.visitors = visitors.sorted(lines.visitors)
        file.request.walking = stations.sorted(request.walking.map(stations.sorted))
        file.request.previous = request.previous.map {
            .init(visitor: visitors.new[$0.visitor], station: stations.new[$0.station], start: $0.start)
        }.sorted { ($0.visitor, $0.station, $0.start) < ($1.visitor, $1.station, $1.start) }
        file.renumberVisits(stations, visitors)
        file.renumberOrders(stations, visitors)
        return file
    }

    private mutating func renumberVisits(_ stations: Renumbering, _ visitors: Renumbering) {
        let visits = request.visits.map { visit in
            Request.Visit(
                visitor: visitors.new[visit.visitor],
                choices: visit.choices.map { .init(station: stations.new[$0.station], duration: $0.duration) }
                    .sorted { $0.station < $1.station })
        }
        let order = visits.indices.sorted { a, b in
            let keys = [a, b].map { [visits[$0].visitor] + visits[$0].choices.flatMap { [$0.station, $0.duration] } }
            return keys[0] == keys[1] ? a < b : keys[0].lexicographicallyPrecedes(keys[1])
        }
        request.visits = order.map { visits[$0] }
        lines.visits = order.map { lines.visits[$0] }
    }

    private mutating func renumberOrders(_ stations: Renumbering, _ visitors: Renumbering) {
        let orders = request.orders.map {
            Request.Order(
                visitor: $0.visitor.map { visitors.new[$0] }, first: stations.new[$0.first], then: stations.new[$0.then]
            )
        }
        let order = orders.indices.sorted { a, b in
            (orders[a].visitor ?? -1, orders[a].first, orders[a].then, a)
                < (orders[b].visitor ?? -1, orders[b].first, orders[b].then, b)
        }
        request.orders = order.map { orders[$0] }
        lines.orders = order.map { lines.orders[$0] }
    }
}

/// Numbers by name: which number each old one becomes.
private struct Renumbering {
    private let order: [Int]
    let new: [Int]

    init(_ names: [String]) {
        let order = names.indices.sorted { (names[$0], $0) < (names[$1], $1) }
        var new = order
        for (place, old) in order.enumerated() { new[old] = place }
        self.order = order
        self.new = new
    }

    func sorted<Value>(_ values: [Value]) -> [Value] { order.map { values[$0] } }
}
