/// By name number, the lines of the table of short forms in which the name's first word stands; in one piece, because many
/// threads read it.
struct ShortForms: Sendable {
    private var starts: [UInt32] = [0]
    private var lines: [UInt16] = []

    /// Adds the next name.
    mutating func append(_ name: [UInt8]) {
        let first = name.firstIndex(of: Letters.space).map { Array(name[..<$0]) } ?? name
        lines.append(contentsOf: Nicknames.groups(first))
        starts.append(UInt32(lines.count))
    }

    /// How many names there are.
    var count: Int { starts.count - 1 }

    func isEmpty(_ name: UInt32) -> Bool { starts[Int(name)] == starts[Int(name) + 1] }

    /// Whether two names stand in one line.
    func areRelated(_ a: UInt32, _ b: UInt32) -> Bool {
        for x in starts[Int(a)]..<starts[Int(a) + 1] {
            for y in starts[Int(b)]..<starts[Int(b) + 1] where lines[Int(x)] == lines[Int(y)] { return true }
        }
        return false
    }

    /// Whether a word stands in one of the lines of a name.
    func holds(_ name: UInt32, _ word: [UInt8]) -> Bool {
        Nicknames.groups(word).contains { line in
            (starts[Int(name)]..<starts[Int(name) + 1]).contains { lines[Int($0)] == line }
        }
    }
}
