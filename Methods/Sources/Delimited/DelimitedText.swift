/// Delimited text as RFC 4180 describes it, and as people really write it: LF, CRLF or CR line ends, a field quoted
/// or not, quotes doubled inside quotes, line breaks inside quotes, rows of uneven length.
///
/// A fault never loses the rest: the record in which it stands is reported, and reading goes on at the next line.
public struct DelimitedText: Sendable {
    /// One record and the line on which it begins, counted from 1.
    public struct Record: Sendable, Hashable {
        /// The line on which it begins, counted from 1.
        public var line: Int
        /// The fields, without quotation marks around them.
        public var fields: [String]

        public init(line: Int, fields: [String]) {
            self.line = line
            self.fields = fields
        }
    }

    /// A record that cannot be read.
    public struct Fault: Sendable, Hashable {
        /// The line on which it begins, counted from 1.
        public var line: Int
        /// What is wrong, as a sentence.
        public var reason: String
    }

    /// The records that could be read, in order.
    public var records: [Record] = []
    /// The records that could not, in order.
    public var faults: [Fault] = []

    /// Reads all records of `bytes` (UTF-8; a byte order mark is passed over, ill-formed bytes become U+FFFD).
    ///
    /// A line with nothing in it is no record. Cost: one pass, O(bytes).
    public init(_ bytes: [UInt8], separator: UInt8 = UInt8(ascii: ",")) {
        var scanner = Scanner(bytes: bytes, separator: separator)
        while let outcome = scanner.next() {
            switch outcome {
            case .record(let record): records.append(record)
            case .fault(let fault): faults.append(fault)
            }
        }
    }

    /// The same of a text in memory.
    public init(_ text: String, separator: UInt8 = UInt8(ascii: ",")) {
        self.init(Array(text.utf8), separator: separator)
    }
}

extension DelimitedText {
    private enum Outcome {
        case record(Record)
        case fault(Fault)
    }

    private struct Scanner {
        static let quote = UInt8(ascii: "\"")
        static let lineFeed = UInt8(ascii: "\n")
        static let carriageReturn = UInt8(ascii: "\r")

        let bytes: [UInt8]
        let separator: UInt8
        var position = 0
        var line = 1

        init(bytes: [UInt8], separator: UInt8) {
            self.bytes = bytes
            self.separator = separator
            if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
        }

        mutating func next() -> Outcome? {
            while skipLineEnd() {}
            guard position < bytes.count else { return nil }
            let first = line
            var fields: [String] = []
            repeat {
                guard let field = nextField() else {
                    skipLine()
                    return .fault(Fault(line: first, reason: "A quotation mark opens here and is never closed."))
                }
                fields.append(field)
            } while skipSeparator()
            _ = skipLineEnd()
            return .record(Record(line: first, fields: fields))
        }

        private mutating func nextField() -> String? {
            if position < bytes.count, bytes[position] == Self.quote { return quotedField() }
            return plainField()
        }

        private mutating func plainField() -> String {
            let start = position
            while position < bytes.count, !endsField(bytes[position]) { position += 1 }
            return String(decoding: bytes[start..<position], as: UTF8.self)
        }

        /// Nil, with nothing consumed, when the quote is never closed.
        private mutating func quotedField() -> String? {
            let before = (position, line)
            var content: [UInt8] = []
            position += 1
            while position < bytes.count {
                let byte = bytes[position]
                if byte == Self.quote {
                    position += 1
                    guard position < bytes.count, bytes[position] == Self.quote else {
                        // Text behind the closing quote belongs to the field: `"Ann" Lee` is read as `Ann Lee`.
                        return String(decoding: content, as: UTF8.self) + plainField()
                    }
                }
                if byte == Self.lineFeed || byte == Self.carriageReturn && !isLineFeed(position + 1) { line += 1 }
                content.append(byte)
                position += 1
            }
            (position, line) = before
            return nil
        }

        private func isLineFeed(_ place: Int) -> Bool { place < bytes.count && bytes[place] == Self.lineFeed }

        private func endsField(_ byte: UInt8) -> Bool {
            byte == separator || byte == Self.lineFeed || byte == Self.carriageReturn
        }

        private mutating func skipSeparator() -> Bool {
            guard position < bytes.count, bytes[position] == separator else { return false }
            position += 1
            return true
        }

        private mutating func skipLineEnd() -> Bool {
            guard position < bytes.count else { return false }
            switch bytes[position] {
            case Self.carriageReturn:
                position += 1
                if position < bytes.count, bytes[position] == Self.lineFeed { position += 1 }
            case Self.lineFeed:
                position += 1
            default:
                return false
            }
            line += 1
            return true
        }

        private mutating func skipLine() {
            while position < bytes.count, bytes[position] != Self.lineFeed, bytes[position] != Self.carriageReturn {
                position += 1
            }
            _ = skipLineEnd()
        }
    }

    /// One record as a line of RFC 4180 text, ended by CRLF's LF alone as every spreadsheet accepts.
    public static func line(_ fields: [String], separator: Character = ",") -> String {
        fields.map { quoted($0, separator: separator) }.joined(separator: String(separator)) + "\n"
    }

    private static func quoted(_ field: String, separator: Character) -> String {
        guard field.contains(where: { $0 == separator || $0 == "\"" || $0.isNewline }) else { return field }
        return "\"" + field.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
    }
}
