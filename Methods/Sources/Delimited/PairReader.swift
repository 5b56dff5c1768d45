/// The positions of the columns that are read, and how many there are in all; `number` is -1 when none is asked for.
struct PairColumns: Sendable {
    var first: Int
    var second: Int
    var number: Int
    var count: Int
}

/// The inner loop of `PairLines`: from bytes to numbers, line by line.
struct PairReader {
    static let lineFeed = UInt8(ascii: "\n")
    static let carriageReturn = UInt8(ascii: "\r")
    static let quote = UInt8(ascii: "\"")
    static let comma = UInt8(ascii: ",")

    let lines: PairLines
    let columns: PairColumns
    private(set) var part = PairLines.Part()
    private var lastFirst: Int32 = -1
    private var lastSecond: Int32 = -1

    init(lines: PairLines, columns: PairColumns) {
        self.lines = lines
        self.columns = columns
    }

    typealias Bytes = UnsafeBufferPointer<UInt8>

    /// Reads whole lines from `start` on that begin before the byte `end` of the file, where `text` begins at byte
    /// `offset`. Returns how many bytes of `text` are done with.
    mutating func read(_ text: Bytes, from start: Int, at offset: Int, before end: Int) throws -> Int {
        var place = start
        while place < text.count, offset + place < end {
            guard let next = try line(text, from: place, at: offset) else { return place }
            place = next
        }
        return offset + place < end ? place : text.count
    }

    /// One line. Returns where the next begins; nil, with nothing read, when the line does not end within `text`.
    private mutating func line(_ text: Bytes, from start: Int, at offset: Int) throws -> Int? {
        var fields = (first: 0..<0, second: 0..<0, number: 0..<0)
        var column = 0
        var hasExtra = false
        var begin = start
        var place = start
        while place < text.count {
            let byte = text[place]
            guard byte <= Self.comma else {
                place += 1
                continue
            }
            if byte == Self.quote || byte == Self.carriageReturn { try checkPlain(text, place, begin) }
            guard byte == Self.comma || byte == Self.lineFeed else {
                place += 1
                continue
            }
            let field = begin..<place
            if column == columns.first { fields.first = field }
            if column == columns.second { fields.second = field }
            if column == columns.number { fields.number = field }
            let isExtra = column >= columns.count && !isBlank(text, field)
            hasExtra = hasExtra || isExtra
            column += 1
            begin = place + 1
            place += 1
            if byte == Self.lineFeed {
                if column == 1, isBlank(text, field) { return place }
                if hasExtra {
                    throw PairFault(kind: .fields(column, header: columns.count), offset: offset + start)
                }
                try take(text, fields, at: offset + start)
                return place
            }
        }
        return nil
    }

    /// A quotation mark may only open a field, and close it right before a comma or line end; a carriage return may
    /// only stand before a line feed. All else, also a comma or break inside quotes, is for the careful reader.
    private func checkPlain(_ text: Bytes, _ place: Int, _ begin: Int) throws {
        let next = place + 1 < text.count ? text[place + 1] : Self.lineFeed
        if text[place] == Self.carriageReturn {
            if next != Self.lineFeed { throw NotPlain() }
        } else if place == begin {
            var close = place + 1
            while close < text.count, text[close] != Self.quote {
                if text[close] == Self.comma || text[close] == Self.lineFeed { throw NotPlain() }
                close += 1
            }
        } else if next != Self.comma, next != Self.lineFeed, next != Self.carriageReturn {
            throw NotPlain()
        } else if text[begin] != Self.quote {
            throw NotPlain()
        }
    }

    private func isBlank(_ text: Bytes, _ field: Range<Int>) -> Bool {
        field.isEmpty || (field.count == 1 && text[field.lowerBound] == Self.carriageReturn)
    }

    private mutating func take(
        _ text: Bytes, _ fields: (first: Range<Int>, second: Range<Int>, number: Range<Int>), at offset: Int
    ) throws {
        let one = bare(text, fields.first)
        let other = bare(text, fields.second)
        guard let first = Self.find(one, in: lines.first, near: lastFirst),
            let second = Self.find(other, in: lines.second, near: lastSecond)
        else {
            if lines.skipsStrangers {
                part.strangers += 1
                return
            }
            throw stranger(one, other, at: offset)
        }
        lastFirst = first
        lastSecond = second
        part.firsts.append(first)
        part.seconds.append(second)
        if columns.number >= 0 { part.numbers.append(try number(bare(text, fields.number), at: offset)) }
    }

    /// A file in order names the same again, or the next.
    @inline(__always)
    private static func find(_ name: Bytes, in names: PairLines.Names, near last: Int32) -> Int32? {
        if names.index.isName(name, number: last) { return last }
        if names.index.isName(name, number: last + 1) { return last + 1 }
        return names.index.number(of: name)
    }

    private func stranger(_ one: Bytes, _ other: Bytes, at offset: Int) -> PairFault {
        let isFirst = lines.first.index.number(of: one) == nil
        let names = isFirst ? lines.first : lines.second
        let name = String(decoding: isFirst ? one : other, as: UTF8.self)
        return PairFault(kind: .stranger(column: names.column, name: name, listed: names.listed), offset: offset)
    }

    /// The field without spaces, quotation marks and the carriage return at its ends.
    @inline(__always)
    private func bare(_ text: Bytes, _ field: Range<Int>) -> Bytes {
        var low = field.lowerBound
        var high = field.upperBound
        if high > low, text[high - 1] == Self.carriageReturn { high -= 1 }
        if high - low >= 2, text[low] == Self.quote, text[high - 1] == Self.quote { (low, high) = (low + 1, high - 1) }
        while low < high, text[low] == 0x20 || text[low] == 0x09 { low += 1 }
        while high > low, text[high - 1] == 0x20 || text[high - 1] == 0x09 { high -= 1 }
        return Bytes(rebasing: text[low..<high])
    }

    /// Digits with a sign and a point at most, exactly; anything else by way of the standard library.
    private mutating func number(_ text: Bytes, at offset: Int) throws -> Double {
        var place = 0
        let isNegative = !text.isEmpty && text[0] == UInt8(ascii: "-")
        if isNegative { place = 1 }
        var value = 0
        var decimals = -1
        var digits = 0
        while place < text.count {
            let byte = text[place]
            if byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") {
                value = value &* 10 &+ Int(byte &- UInt8(ascii: "0"))
                digits += 1
                if decimals >= 0 { decimals += 1 }
            } else if byte == UInt8(ascii: "."), decimals < 0 {
                decimals = 0
            } else {
                return try anyNumber(text, at: offset)
            }
            place += 1
        }
        guard digits > 0, digits <= 15 else { return try anyNumber(text, at: offset) }
        part.decimals = max(part.decimals, decimals)
        let magnitude = decimals > 0 ? Double(value) / Self.powers[decimals] : Double(value)
        return isNegative ? -magnitude : magnitude
    }

    private static let powers: [Double] = (0...15).map { power in (0..<power).reduce(1.0) { value, _ in value * 10 } }

    private mutating func anyNumber(_ text: Bytes, at offset: Int) throws -> Double {
        let text = String(decoding: text, as: UTF8.self)
        guard let value = Double(text), value.isFinite else {
            throw PairFault(kind: .number(column: lines.number ?? "", text: text), offset: offset)
        }
        part.decimals = max(part.decimals, PairLines.decimals(of: text))
        return value
    }
}
