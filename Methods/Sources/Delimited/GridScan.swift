/// One pass over delimited bytes that notes where the fields of the kept columns stand.
struct GridScan {
    struct Fault {
        enum Kind {
            case openQuote
            case tooWide(Int)
        }
        var offset: Int
        var kind: Kind
    }

    private static let quote = UInt8(ascii: "\"")
    private static let lineFeed = UInt8(ascii: "\n")
    private static let carriageReturn = UInt8(ascii: "\r")

    private let bytes: UnsafeBufferPointer<UInt8>
    private let separator: UInt8
    private let width: Int
    /// For each column of the header, its place among the kept ones, or -1.
    private let slots: [Int]
    private let kept: Int
    private var position: Int

    private(set) var starts: [UInt32] = []
    private(set) var lengths: [UInt32] = []
    private(set) var spill: [UInt8] = []
    private(set) var rowCount = 0
    private(set) var fault: Fault?

    init(_ bytes: UnsafeBufferPointer<UInt8>, width: Int, keeping columns: [Int]) {
        self.bytes = bytes
        separator = DelimitedText.separator(of: bytes)
        self.width = width
        kept = columns.count
        var slots = [Int](repeating: -1, count: width)
        for (slot, column) in columns.enumerated() { slots[column] = slot }
        self.slots = slots
        position = Self.start(bytes)
    }

    /// Passes over the header, then reads every record until the end or the first fault.
    mutating func run() {
        skipRecord()
        let expected = estimatedRows() * kept
        starts.reserveCapacity(expected)
        lengths.reserveCapacity(expected)
        while fault == nil, skipLineEnds() { readRecord() }
    }

    /// The byte at which a row begins.
    mutating func offset(ofRow row: Int) -> Int {
        skipRecord()
        for _ in 0..<row where skipLineEnds() { skipRecord() }
        _ = skipLineEnds()
        return position
    }

    private func estimatedRows() -> Int {
        let sample = min(bytes.count - position, 1 << 16)
        guard sample > 0 else { return 0 }
        let lines = (position..<position + sample).count { bytes[$0] == Self.lineFeed } + 1
        return (bytes.count - position) / max(1, sample / lines) + 16
    }

    /// False at the end of the bytes.
    private mutating func skipLineEnds() -> Bool {
        while position < bytes.count, bytes[position] == Self.lineFeed || bytes[position] == Self.carriageReturn {
            position += 1
        }
        return position < bytes.count
    }

    private mutating func readRecord() {
        let first = position
        let base = starts.count
        for _ in 0..<kept {
            starts.append(0)
            lengths.append(0)
        }
        var column = 0
        var surplus = false
        repeat {
            let field = nextField()
            guard fault == nil else { return }
            if column >= width {
                surplus = surplus || field.length > 0
            } else if slots[column] >= 0 {
                starts[base + slots[column]] = UInt32(truncatingIfNeeded: field.start)
                lengths[base + slots[column]] = UInt32(truncatingIfNeeded: field.length)
            }
            column += 1
        } while skipSeparator()
        if surplus { fault = Fault(offset: first, kind: .tooWide(column)) }
        rowCount += 1
    }

    private mutating func skipSeparator() -> Bool {
        guard position < bytes.count, bytes[position] == separator else { return false }
        position += 1
        return true
    }

    private mutating func nextField() -> (start: Int, length: Int) {
        if position < bytes.count, bytes[position] == Self.quote { return quotedField() }
        let start = position
        skipPlain()
        return (start, position - start)
    }

    private mutating func skipPlain() {
        while position < bytes.count {
            let byte = bytes[position]
            if byte == separator || byte == Self.lineFeed || byte == Self.carriageReturn { return }
            position += 1
        }
    }

    /// A field in quotes without a quote inside stays where it is; any other is written plainly into the spill.
    private mutating func quotedField() -> (start: Int, length: Int) {
        let open = position
        position += 1
        var doubled = false
        while position < bytes.count {
            if bytes[position] != Self.quote {
                position += 1
            } else if position + 1 < bytes.count, bytes[position + 1] == Self.quote {
                doubled = true
                position += 2
            } else {
                break
            }
        }
        guard position < bytes.count else {
            fault = Fault(offset: open, kind: .openQuote)
            return (open, 0)
        }
        let close = position
        position += 1
        let tail = position
        skipPlain()
        if !doubled, tail == position { return (open + 1, close - open - 1) }
        return spilled(open + 1..<close, then: tail..<position)
    }

    private mutating func spilled(_ inside: Range<Int>, then tail: Range<Int>) -> (start: Int, length: Int) {
        let start = spill.count
        var index = inside.lowerBound
        while index < inside.upperBound {
            spill.append(bytes[index])
            index += bytes[index] == Self.quote ? 2 : 1
        }
        spill.append(contentsOf: bytes[tail])
        return (bytes.count + start, spill.count - start)
    }

    private mutating func skipRecord() {
        _ = skipLineEnds()
        repeat { _ = nextField() } while fault == nil && skipSeparator()
        spill.removeAll()
    }

    private static func start(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
        bytes.starts(with: [0xEF, 0xBB, 0xBF] as [UInt8]) ? 3 : 0
    }

    /// Where the first record ends.
    static func endOfFirstRecord(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
        var scan = GridScan(bytes, width: 0, keeping: [])
        scan.skipRecord()
        return scan.fault == nil ? scan.position : bytes.count
    }

    /// How many lines end before a byte: LF, CRLF and CR each count once.
    static func lineEnds(_ bytes: UnsafeBufferPointer<UInt8>, before offset: Int) -> Int {
        var count = 0
        for index in 0..<offset {
            if bytes[index] == lineFeed {
                if index == 0 || bytes[index - 1] != carriageReturn { count += 1 }
            } else if bytes[index] == carriageReturn {
                count += 1
            }
        }
        return count
    }
}
