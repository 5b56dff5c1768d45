import Dispatch
import Foundation
import Synchronization

/// Delimited files whose lines name a pair and may carry a number, such as `item,reviewer,score`, read at the speed of
/// the disk: the names become numbers on the way, on all cores, and the text is never held.
public struct PairLines: Sendable {
    /// A column that holds one of the names known from another file.
    public struct Names: Sendable {
        /// The column that holds the names.
        public var column: String
        /// The names that there are.
        public var index: NameIndex
        /// Where the names are listed, for messages.
        public var listed: String

        public init(column: String, index: NameIndex, listed: String) {
            self.column = column
            self.index = index
            self.listed = listed
        }
    }

    /// What was read from one stretch of the file, in its order.
    public struct Part: Sendable {
        /// The number of the first name of each line.
        public var firsts: [Int32] = []
        /// The number of the second name of each line.
        public var seconds: [Int32] = []
        /// Empty when no number was asked for.
        public var numbers: [Double] = []
        /// The most decimal places that a number was written with.
        public var decimals = 0
        /// Lines passed over because they name something that is not listed.
        public var strangers = 0

        public init() {}
    }

    /// The file that is read.
    public let file: String
    /// The names of the first column.
    public let first: Names
    /// The names of the second column.
    public let second: Names
    /// The column of the number, when there is one.
    public let number: String?
    /// Whether a name that is not listed is passed over with its line instead of being refused.
    public let skipsStrangers: Bool

    /// What is to be read; no file is opened before `read`.
    public init(
        file: String, first: Names, second: Names, number: String? = nil, skipsStrangers: Bool = false
    ) {
        self.file = file
        self.first = first
        self.second = second
        self.number = number
        self.skipsStrangers = skipsStrangers
    }

    /// Reads the whole file; the parts in their order are its lines in their order. Throws `InputError`.
    ///
    /// Cost: O(bytes) over all cores; four bytes a name and eight a number, and a few megabytes of text at a time.
    public func read() throws -> [Part] {
        do {
            return try readPlainly()
        } catch is NotPlain {
            return [try readCarefully()]
        } catch let fault as PairFault {
            throw error(fault, line: try lineNumber(at: fault.offset))
        }
    }

    /// The line on which a pair stands for the second time.
    public func lineOfSecond(_ one: Int32, _ other: Int32) -> Int? {
        guard let sheet = try? Sheet(contentsOf: file), let firstColumn = sheet.index(of: first.column),
            let secondColumn = sheet.index(of: second.column)
        else { return nil }
        let found = sheet.records.filter {
            first.index.number(of: trimmed($0.fields[firstColumn])) == Int(one)
                && second.index.number(of: trimmed($0.fields[secondColumn])) == Int(other)
        }
        return found.dropFirst().first?.line
    }

    /// The first line with a number of this size or more, whatever its sign.
    public func line(ofNumberFrom least: Double) -> Int? {
        guard let number, let sheet = try? Sheet(contentsOf: file), let column = sheet.index(of: number) else {
            return nil
        }
        return sheet.records.first { abs((try? sheet.number($0, column)) ?? 0) >= least }?.line
    }
}

/// The file has line breaks or quotation marks inside fields: it must be read with care instead.
struct NotPlain: Error {}

/// Something is wrong with the line that begins at this byte.
struct PairFault: Error {
    enum Kind {
        case stranger(column: String, name: String, listed: String)
        case number(column: String, text: String)
        case fields(Int, header: Int)
    }

    var kind: Kind
    var offset: Int
}

// MARK: - With care

extension PairLines {
    /// By way of `Sheet`, which can read all that is allowed in delimited text.
    private func readCarefully() throws -> Part {
        let sheet = try Sheet(contentsOf: file)
        let columns = try (sheet.column(first.column), sheet.column(second.column), number.map { try sheet.column($0) })
        var part = Part()
        for record in sheet.records {
            let names = (trimmed(record.fields[columns.0]), trimmed(record.fields[columns.1]))
            guard let one = try known(names.0, in: first, line: record.line),
                let other = try known(names.1, in: second, line: record.line)
            else {
                part.strangers += 1
                continue
            }
            part.firsts.append(one)
            part.seconds.append(other)
            guard let column = columns.2 else { continue }
            part.numbers.append(try sheet.number(record, column))
            part.decimals = max(part.decimals, Self.decimals(of: trimmed(record.fields[column])))
        }
        return part
    }

    private func known(_ name: String, in names: Names, line: Int) throws -> Int32? {
        if let number = names.index.number(of: name) { return Int32(number) }
        if skipsStrangers { return nil }
        let kind = PairFault.Kind.stranger(column: names.column, name: name, listed: names.listed)
        throw error(PairFault(kind: kind, offset: 0), line: line)
    }

    /// How many decimal places a number is written with; one with an exponent counts as having nine.
    static func decimals(of text: String) -> Int {
        if text.contains(where: { $0 == "e" || $0 == "E" }) { return 9 }
        return text.firstIndex(of: ".").map { text.distance(from: $0, to: text.endIndex) - 1 } ?? 0
    }

    func error(_ fault: PairFault, line: Int) -> InputError {
        switch fault.kind {
        case .stranger(let column, let name, let listed):
            InputError(
                name.isEmpty
                    ? "The column “\(column)” is empty."
                    : "The column “\(column)” names “\(name)”, which is not in \(listed).",
                file: file, line: line, remedy: "Correct the name, add it to \(listed), or remove the line.")
        case .number(let column, let text):
            InputError("The column “\(column)” must be a number, not “\(text)”.", file: file, line: line)
        case .fields(let count, let header):
            InputError(
                "The line has \(count) fields, the header \(header).", file: file, line: line,
                remedy: "Put a field that has a comma in it into quotation marks.")
        }
    }
}

// MARK: - Plainly, in parts

extension PairLines {
    private func readPlainly() throws -> [Part] {
        guard let size = try? FileManager.default.attributesOfItem(atPath: file)[.size] as? Int,
            let handle = FileHandle(forReadingAtPath: file)
        else {
            throw InputError("The file cannot be read.", file: file, remedy: "Check its name and that you may read it.")
        }
        let head = try handle.read(upToCount: 1 << 16) ?? Data()
        let (columns, start) = try header(head)
        let count = max(1, min(ProcessInfo.processInfo.activeProcessorCount, size >> 21))
        let bounds = (0...count).map { $0 == 0 ? start : max(start, size / count * $0) }
        let parts = Outcomes(count: count)
        DispatchQueue.concurrentPerform(iterations: count) { index in
            let end = index == count - 1 ? Int.max : bounds[index + 1]
            parts.set(index, Result { try stretch(columns, from: bounds[index], to: end, isFirst: index == 0) })
        }
        return try parts.all()
    }

    private func header(_ head: Data) throws -> (PairColumns, start: Int) {
        let bytes = Array(head)
        let begin = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        guard let end = bytes.firstIndex(of: PairReader.lineFeed) else { throw NotPlain() }
        // A first line that is empty, quoted, parted by something else than commas or ended in an unusual way is left to the careful reader.
        let line =
            bytes[begin..<end].last == PairReader.carriageReturn ? bytes[begin..<end].dropLast() : bytes[begin..<end]
        guard !line.isEmpty, !line.contains(PairReader.quote), !line.contains(PairReader.carriageReturn),
            DelimitedText.separator(of: line) == PairReader.comma
        else {
            throw NotPlain()
        }
        let sheet = try Sheet(Data(line), file: file)
        let columns = PairColumns(
            first: try sheet.column(first.column), second: try sheet.column(second.column),
            number: try number.map { try sheet.column($0) } ?? -1, count: sheet.header.count)
        return (columns, end + 1)
    }

    /// Reads the lines that begin in `start..<end`.
    private func stretch(_ columns: PairColumns, from start: Int, to end: Int, isFirst: Bool) throws -> Part {
        guard let handle = FileHandle(forReadingAtPath: file) else { throw NotPlain() }
        // One byte earlier, so that a line that begins exactly here is found behind the line end before it.
        var offset = isFirst ? start : start - 1
        try handle.seek(toOffset: UInt64(offset))
        var reader = PairReader(lines: self, columns: columns)
        var rest = Data()
        var isAligned = isFirst
        while offset < end {
            guard let more = try handle.read(upToCount: 1 << 21), !more.isEmpty else { break }
            rest.append(more)
            let bytes = rest.count
            let used = try rest.withUnsafeBytes { raw in
                let text = raw.bindMemory(to: UInt8.self)
                var place = 0
                if !isAligned {
                    guard let line = text.firstIndex(of: PairReader.lineFeed) else { return 0 }
                    place = line + 1
                    isAligned = true
                }
                return try reader.read(text, from: place, at: offset, before: end)
            }
            offset += used
            rest = used == bytes ? Data() : rest.subdata(in: used..<bytes)
        }
        if offset < end, !rest.isEmpty, isAligned {
            rest.append(PairReader.lineFeed)
            try rest.withUnsafeBytes {
                _ = try reader.read($0.bindMemory(to: UInt8.self), from: 0, at: offset, before: end)
            }
        }
        return reader.part
    }

    /// The line, counted from 1, to which the byte at `offset` belongs.
    private func lineNumber(at offset: Int) throws -> Int {
        guard let handle = FileHandle(forReadingAtPath: file) else { return 0 }
        var line = 1
        var left = offset
        while left > 0, let data = try handle.read(upToCount: min(left, 1 << 21)), !data.isEmpty {
            line += data.count { $0 == PairReader.lineFeed }
            left -= data.count
        }
        return line
    }
}

/// What the stretches came to, gathered from several threads.
private final class Outcomes: Sendable {
    private let results: Mutex<[Result<PairLines.Part, any Error>?]>

    init(count: Int) { results = Mutex(Array(repeating: nil, count: count)) }

    func set(_ index: Int, _ result: sending Result<PairLines.Part, any Error>) {
        results.withLock { $0[index] = result }
    }

    /// All parts, or the first error in the order of the file; a file that is not plain is told before all.
    func all() throws -> [PairLines.Part] {
        let results = results.withLock { $0.compactMap(\.self) }
        for case .failure(let error) in results where error is NotPlain { throw error }
        return try results.map { try $0.get() }
    }
}
