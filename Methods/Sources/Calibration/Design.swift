/// Who scored what: whether judges can be compared at all, and how firmly.
public struct Design: Sendable, Hashable {
    /// Every judge scored every item: severity falls on all alike and there is nothing to mend.
    public var isFull: Bool
    /// Judges and items that reviews join, directly or through others; largest first. Across two groups only the
    /// belief that judges are alike on average compares anything.
    public var groups: [Group]
    /// The thinnest seam inside the largest group, when less than a tenth of the reviews on its smaller side cross it.
    public var seam: Seam?

    /// Judges and items that hang together.
    public struct Group: Sendable, Hashable {
        /// The numbers of the judges, ascending.
        public var judges: [Int]
        /// The numbers of the items, ascending.
        public var items: [Int]
    }

    /// Where a design nearly falls into two.
    public struct Seam: Sendable, Hashable {
        /// The smaller side.
        public var side: Group
        /// Reviews by which the two sides are joined.
        public var crossing: Int
        /// `crossing` as a share of the reviews that touch the smaller side.
        public var share: Double
    }

    init(_ table: Table) {
        isFull = table.byItem.count == table.items * table.judges
        groups = Self.groups(table)
        seam = isFull ? nil : Seam(table, in: groups[0])
    }

    private static func groups(_ table: Table) -> [Group] {
        var groups: [Group] = []
        var judgeSeen = [Bool](repeating: false, count: table.judges)
        var itemSeen = [Bool](repeating: false, count: table.items)
        for first in 0..<table.items where !itemSeen[first] {
            var group = Group(judges: [], items: [first])
            itemSeen[first] = true
            var next = 0
            while next < group.items.count {
                for review in table.reviews(ofItem: group.items[next]) where !judgeSeen[Int(review.other)] {
                    judgeSeen[Int(review.other)] = true
                    group.judges.append(Int(review.other))
                    for entry in table.reviews(ofJudge: Int(review.other)) where !itemSeen[Int(entry.other)] {
                        itemSeen[Int(entry.other)] = true
                        group.items.append(Int(entry.other))
                    }
                }
                next += 1
            }
            groups.append(Group(judges: group.judges.sorted(), items: group.items.sorted()))
        }
        return groups.sorted { ($1.items.count, $0.items[0]) < ($0.items.count, $1.items[0]) }
    }
}

extension Design.Seam {
    /// The best cut along the second singular vector of the normalised review matrix (spectral bipartitioning,
    /// Dhillon 2001). Nil when no cut is thin.
    init?(_ table: Table, in group: Design.Group) {
        var vector = SecondVector(table, group)
        vector.iterate(40)
        guard let cut = vector.bestCut(), cut.share < 0.1 else { return nil }
        self = cut
    }
}

/// Power iteration between items and judges, the leading vector (which only knows how many reviews each has) removed.
private struct SecondVector {
    let table: Table
    let group: Design.Group
    var item: [Double]
    var judge: [Double]

    init(_ table: Table, _ group: Design.Group) {
        self.table = table
        self.group = group
        item = Array(repeating: 0, count: table.items)
        judge = Array(repeating: 0, count: table.judges)
        for (place, index) in group.judges.enumerated() {
            // Any start that leans on no structure; the golden ratio spreads it evenly.
            judge[index] = (Double(place + 1) * 0.618_033_988_749_895).truncatingRemainder(dividingBy: 1) - 0.5
        }
    }

    /// Vectors are kept divided by the square root of the degree, so that removing the leading one is centring.
    mutating func iterate(_ times: Int) {
        for _ in 0..<times {
            centre()
            for index in group.items { item[index] = average(table.reviews(ofItem: index), of: judge) }
            for index in group.judges { judge[index] = average(table.reviews(ofJudge: index), of: item) }
        }
    }

    private func average(_ reviews: ArraySlice<Table.Entry>, of values: [Double]) -> Double {
        reviews.reduce(0) { $0 + values[Int($1.other)] } / Double(reviews.count)
    }

    private mutating func centre() {
        var sum = 0.0
        var weight = 0.0
        var largest = 1e-300
        for index in group.judges {
            let degree = Double(table.reviews(ofJudge: index).count)
            sum += degree * judge[index]
            weight += degree
            largest = max(largest, abs(judge[index]))
        }
        for index in group.judges { judge[index] = (judge[index] - sum / weight) / largest }
    }

    func bestCut() -> Design.Seam? {
        let nodes =
            group.items.map { (value: item[$0], isItem: true, index: $0) }
            + group.judges.map { (value: judge[$0], isItem: false, index: $0) }
        let order = nodes.sorted { ($0.value, $0.isItem ? 0 : 1, $0.index) < ($1.value, $1.isItem ? 0 : 1, $1.index) }
        let all = 2 * group.items.reduce(0) { $0 + table.reviews(ofItem: $1).count }
        var inside = (
            items: [Bool](repeating: false, count: table.items), judges: [Bool](repeating: false, count: table.judges)
        )
        var (crossing, volume) = (0, 0)
        var best: (place: Int, crossing: Int, share: Double)?
        for (place, node) in order.dropLast().enumerated() {
            let reviews = node.isItem ? table.reviews(ofItem: node.index) : table.reviews(ofJudge: node.index)
            let known = reviews.count { node.isItem ? inside.judges[Int($0.other)] : inside.items[Int($0.other)] }
            crossing += reviews.count - 2 * known
            volume += reviews.count
            if node.isItem { inside.items[node.index] = true } else { inside.judges[node.index] = true }
            let share = Double(crossing) / Double(min(volume, all - volume))
            if share < best?.share ?? 2, volume > reviews.count { best = (place, crossing, share) }
        }
        guard let best else { return nil }
        return seam(order.map { ($0.isItem, $0.index) }, best)
    }

    private func seam(
        _ order: [(isItem: Bool, index: Int)], _ cut: (place: Int, crossing: Int, share: Double)
    ) -> Design.Seam? {
        let sides = [order[...cut.place], order[(cut.place + 1)...]].map { side in
            Design.Group(
                judges: side.filter { !$0.isItem }.map(\.index).sorted(),
                items: side.filter(\.isItem).map(\.index).sorted())
        }
        guard sides.allSatisfy({ !$0.judges.isEmpty && !$0.items.isEmpty }) else { return nil }
        let smaller = sides[0].items.count <= sides[1].items.count ? sides[0] : sides[1]
        return Design.Seam(side: smaller, crossing: cut.crossing, share: cut.share)
    }
}
