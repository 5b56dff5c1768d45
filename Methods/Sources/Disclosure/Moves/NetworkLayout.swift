/// Figures as the edges of a network whose nodes are the essential sums and one ground.
///
/// This is so for every table in two dimensions, one of them nested or not (Cox 1995, Network models for
/// complementary cell suppression), and for what is left of others once enough is shown.
struct NetworkLayout: Sendable {
    let nodeCount: Int
    /// Raising a figure by one carries one unit from its tail to its head; -1 for figures left out.
    private(set) var tail: [Int]
    private(set) var head: [Int]

    /// Nil when the hidden figures do not make a network.
    init?(_ figures: Figures, isHidden: [Bool]) {
        guard let flip = Self.orientation(figures, isHidden) else { return nil }
        let ground = figures.rows.count
        nodeCount = ground + 1
        tail = Array(repeating: -1, count: figures.count)
        head = tail
        for figure in 0..<figures.count where isHidden[figure] {
            (tail[figure], head[figure]) = (ground, ground)
            for entry in figures.rowsOf[figure] {
                if entry.sign * flip[entry.row] > 0 { head[figure] = entry.row } else { tail[figure] = entry.row }
            }
        }
    }

    private struct Neighbour {
        var row: Int
        var isAlike: Bool
    }

    /// A sign for each row so that no figure stands in two rows with the same one; nil where there is none.
    private static func orientation(_ figures: Figures, _ isHidden: [Bool]) -> [Int]? {
        var neighbours = [[Neighbour]](repeating: [], count: figures.rows.count)
        for figure in 0..<figures.count where isHidden[figure] {
            let entries = figures.rowsOf[figure]
            guard entries.count <= 2, entries.allSatisfy({ abs($0.sign) == 1 }) else { return nil }
            guard entries.count == 2 else { continue }
            let isAlike = entries[0].sign != entries[1].sign
            neighbours[entries[0].row].append(Neighbour(row: entries[1].row, isAlike: isAlike))
            neighbours[entries[1].row].append(Neighbour(row: entries[0].row, isAlike: isAlike))
        }
        var flip = [Int](repeating: 0, count: figures.rows.count)
        for start in flip.indices where flip[start] == 0 {
            guard spread(from: start, neighbours, &flip) else { return nil }
        }
        return flip
    }

    private static func spread(from start: Int, _ neighbours: [[Neighbour]], _ flip: inout [Int]) -> Bool {
        flip[start] = 1
        var stack = [start]
        while let row = stack.popLast() {
            for neighbour in neighbours[row] {
                let wanted = neighbour.isAlike ? flip[row] : -flip[row]
                if flip[neighbour.row] == -wanted { return false }
                if flip[neighbour.row] == wanted { continue }
                flip[neighbour.row] = wanted
                stack.append(neighbour.row)
            }
        }
        return true
    }
}
