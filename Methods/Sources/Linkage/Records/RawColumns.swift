import Similarity
import Support

/// The cells of the records, in an order of the rows that depends on their ids alone.
struct RawColumns {
    let schema: Schema
    let files: [UInt16]
    let fileNames: [String]
    private let columns: [RawColumn]

    init(_ records: Records, order: [UInt32]) {
        schema = records.schema
        files = order.map { records.files[Int($0)] }
        fileNames = records.fileNames
        columns = Parallel.each(records.cells.count) {
            RawColumn(records.cells[$0], records.values[$0], order: order)
        }
    }

    subscript(column: Int) -> RawColumn { columns[column] }

    func columns(_ kind: Kind) -> [Int] {
        schema.columns.indices.filter { schema.columns[$0].kind == kind }
    }

    /// What the columns of a kind are called, for people.
    func label(_ kind: Kind) -> String { columns(kind).map { schema.columns[$0].name }.joined(separator: ", ") }

    /// For each row the first value of all columns of a kind that is not missing.
    func merged(_ kind: Kind) -> RawColumn? {
        let found = columns(kind).map { columns[$0] }
        guard let first = found.first else { return nil }
        return found.count == 1 ? first : RawColumn(merging: found)
    }
}

/// One column: a number for each row, and what the numbers stand for.
struct RawColumn: Sendable {
    /// By row, the number of its value, in the order in which values first occur; 0 where there is none.
    private(set) var cells: [UInt32]
    /// By number, the number in `words`.
    private var places: [UInt32]
    private var words: Vocabulary

    /// Brings the cells into an order of the rows, and numbers the values anew, so that nothing depends on the order of
    /// input.
    init(_ given: [UInt32], _ values: Vocabulary, order: [UInt32]) {
        var numbers = [UInt32](repeating: 0, count: values.count + 1)
        var found: [UInt32] = [0]
        found.reserveCapacity(values.count + 1)
        cells = [UInt32](unsafeUninitializedCapacity: order.count) { cells, count in
            for (place, row) in order.enumerated() {
                let value = given[Int(row)]
                if value != 0, numbers[Int(value)] == 0 {
                    numbers[Int(value)] = UInt32(found.count)
                    found.append(value)
                }
                cells[place] = numbers[Int(value)]
            }
            count = order.count
        }
        (places, words) = (found, values)
    }

    /// The first value of several columns in each row.
    init(merging columns: [RawColumn]) {
        var (cells, words) = ([UInt32](repeating: 0, count: columns[0].cells.count), Vocabulary())
        for column in columns {
            let codes = column.places.map { words.code(column.words[$0]) }
            for row in cells.indices where cells[row] == 0 { cells[row] = codes[Int(column.cells[row])] }
        }
        (self.cells, self.words, places) = (cells, words, Array(0...UInt32(words.count)))
    }

    /// The number of distinct values.
    var count: Int { places.count - 1 }

    subscript(number: Int) -> [UInt8] { words[places[number]] }

    /// Calls `body` with each value's bytes in the order of the numbers, from 1 on.
    func forEach(_ body: (Bytes) -> Void) {
        words.withView { view in
            for place in places.dropFirst() { body(view[place]) }
        }
    }

    /// What `body` makes of each value, 0 (missing) first; in parallel.
    func map<Result>(missing: Result, _ body: ([UInt8]) -> Result) -> [Result] {
        Parallel.pieces(count + 1, of: 2048) { range in range.map { $0 == 0 ? missing : body(self[$0]) } }
            .flatMap(\.self)
    }

    /// By row, what the numbers are translated to.
    func cells(translated codes: [UInt32]) -> [UInt32] { cells.map { codes[Int($0)] } }
}
