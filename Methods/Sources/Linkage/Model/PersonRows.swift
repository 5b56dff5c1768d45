/// The rows of each person who has several; rows of nobody (`.max`) are left out.
struct PersonRows {
    /// Rows of persons who have one.
    private var single: [UInt32] = []
    /// Rows of all others, person by person, in their order.
    private var rows: [UInt32] = []
    private var starts: [Int] = [0]

    init(_ person: [UInt32]) {
        var sizes = [UInt32](repeating: 0, count: person.count)
        for group in person where group != .max { sizes[Int(group)] += 1 }
        var next = [UInt32](repeating: 0, count: person.count)
        for group in sizes.indices where sizes[group] > 1 {
            next[group] = UInt32(starts[starts.count - 1])
            starts.append(starts[starts.count - 1] + Int(sizes[group]))
        }
        rows = [UInt32](repeating: 0, count: starts[starts.count - 1])
        for (row, group) in person.enumerated() where group != .max {
            if sizes[Int(group)] == 1 {
                single.append(UInt32(row))
            } else {
                rows[Int(next[Int(group)])] = UInt32(row)
                next[Int(group)] += 1
            }
        }
    }

    /// Calls `body` for each row with a value (not 0) that no earlier row of its person has.
    func forEachDistinct(_ value: (Int) -> UInt32, _ body: (_ row: Int, _ value: UInt32) -> Void) {
        for row in single where value(Int(row)) != 0 { body(Int(row), value(Int(row))) }
        var seen: [UInt32] = []
        for (start, end) in zip(starts, starts.dropFirst()) {
            seen.removeAll(keepingCapacity: true)
            for row in rows[start..<end] {
                let value = value(Int(row))
                guard value != 0, !seen.contains(value) else { continue }
                seen.append(value)
                body(Int(row), value)
            }
        }
    }
}
