import struct Delimited.DelimitedText
import struct Delimited.InputError
import struct Delimited.Sheet

/// Two rows of which a person has said that they are, or are not, the same.
public struct Couple: Sendable, Hashable {
    /// The id of one row.
    public var first: String
    /// The id of the other.
    public var second: String
    /// Where it was said, for messages.
    var file: String?
    var line: Int?

    public init(_ first: String, _ second: String) { (self.first, self.second) = (first, second) }

    /// Reads couples from a CSV file whose first two columns are row ids.
    ///
    /// Throws `InputError` as `Sheet` does, and for a line without two ids.
    public static func read(contentsOf path: String) throws -> [Couple] {
        let sheet = try Sheet(contentsOf: path)
        guard sheet.header.count >= 2 else {
            throw InputError(
                "There must be two columns of row ids.", file: path, line: 1,
                remedy: "Write two ids a line below a header.")
        }
        return try sheet.records.map { record in
            var couple = Couple(record.fields[0].trimmed, record.fields[1].trimmed)
            (couple.file, couple.line) = (path, record.line)
            guard !couple.first.isEmpty, !couple.second.isEmpty, couple.first != couple.second else {
                throw InputError(
                    "The line needs two different row ids.", file: path, line: record.line,
                    remedy: "Write both ids, or take the line out.")
            }
            return couple
        }
    }

    /// The rows of both ids. Throws `InputError` for an id that no row has.
    func rows(in records: Records) throws -> (Int, Int) { (try row(first, records), try row(second, records)) }

    private func row(_ id: String, _ records: Records) throws -> Int {
        if let row = records.row(of: id) { return row }
        throw InputError(
            "No row has the id “\(id)”.", file: file, line: line, remedy: "Write it as the id column does.")
    }
}

/// What people have said, by canonical row.
struct Constraints: Sendable {
    /// By row, the root of those that must be together.
    private(set) var together: [UInt32]
    /// By row, the rows it must be apart from.
    private(set) var apart: [UInt32: [UInt32]] = [:]

    /// Throws `InputError` for an unknown id, and for couples that contradict each other.
    init(_ records: Records, order: [UInt32], together: [Couple], apart: [Couple]) throws {
        guard !together.isEmpty || !apart.isEmpty else {
            self.together = []
            return
        }
        var places = [UInt32](repeating: 0, count: order.count)
        for (place, row) in order.enumerated() { places[Int(row)] = UInt32(place) }
        var groups = Components(order.count)
        for couple in together {
            let rows = try couple.rows(in: records)
            groups.join(Int(places[rows.0]), Int(places[rows.1]))
        }
        for couple in apart {
            let rows = try couple.rows(in: records)
            let (a, b) = (places[rows.0], places[rows.1])
            guard groups.root(Int(a)) != groups.root(Int(b)) else {
                throw InputError(
                    "“\(couple.first)” and “\(couple.second)” are said to be apart, and other lines put them together.",
                    file: couple.file, line: couple.line, remedy: "Take one of these lines out.")
            }
            self.apart[a, default: []].append(b)
            self.apart[b, default: []].append(a)
        }
        self.together = order.indices.map { UInt32(groups.root($0)) }
    }

    /// By row, whether it must be with another.
    var isBound: [Bool] {
        var bound = [Bool](repeating: false, count: together.count)
        for (row, root) in together.enumerated() where Int(root) != row {
            bound[row] = true
            bound[Int(root)] = true
        }
        return bound
    }

    /// Whether a row must be apart from somebody who now is `person`.
    func forbids(_ row: UInt32, _ person: UInt32, _ persons: [UInt32]) -> Bool {
        apart.isEmpty ? false : (apart[row] ?? []).contains { persons[Int($0)] == person }
    }
}
