import CLibPQ

/// The server's numbers for the types that we use, and for those that its functions give back.
enum PostgresType: Oid, Sendable {
    case boolean = 16
    case bytes = 17
    case name = 19
    case integer = 20
    case smallInteger = 21
    case mediumInteger = 23
    case text = 25
    case oid = 26
    case real = 700
    case double = 701
    case unknown = 705
    case paddedText = 1042
    case boundedText = 1043
    case numeric = 1700
    case void = 2278

    /// The type that `value` is sent as; NULL has none and is written into the statement.
    static func of(_ value: SQLValue) -> PostgresType? {
        switch value {
        case .null: nil
        case .integer: .integer
        case .double: .double
        case .text: .text
        case .boolean: .boolean
        case .bytes: .bytes
        }
    }
}

/// Values in PostgreSQL's binary format, one after another.
struct PostgresParameters {
    private var bytes: [UInt8] = []
    private var starts: [Int] = []
    private var lengths: [CInt] = []

    var count: Int { starts.count }

    /// - Throws: `StoreError.unstorable` for what one of the engines cannot hold.
    init(_ values: [SQLValue]) throws {
        for value in values {
            let start = bytes.count
            switch value {
            case .null: continue
            case .integer(let value): append(UInt64(bitPattern: value))
            case .double(let value): append(try Storable.number(value).bitPattern)
            case .boolean(let value): bytes.append(value ? 1 : 0)
            case .bytes(let value):
                try Storable.check(length: value.count)
                bytes += value
            case .text(var value):
                try value.withUTF8 { utf8 in
                    try Storable.check(utf8)
                    bytes += utf8
                }
            }
            starts.append(start)
            lengths.append(CInt(bytes.count - start))
        }
    }

    private mutating func append(_ value: UInt64) {
        Swift.withUnsafeBytes(of: value.bigEndian) { bytes += $0 }
    }

    /// Calls `body` with pointers, lengths and formats (1 is binary), valid only during the call.
    func withPointers<T>(
        _ body: (UnsafePointer<UnsafePointer<CChar>?>?, UnsafePointer<CInt>, UnsafePointer<CInt>) throws -> T
    ) rethrows -> T {
        // libpq takes a null pointer for NULL, so there must be something to point to even when all values are empty.
        let padded = bytes.isEmpty ? [0] : bytes
        return try padded.withUnsafeBytes { buffer in
            let base = buffer.baseAddress?.assumingMemoryBound(to: CChar.self)
            let pointers = starts.map { start in base.map { $0 + start } }
            return try body(pointers, lengths, lengths.map { _ in 1 })
        }
    }
}

/// A result, held by libpq until the last row was read.
final class PostgresRows: Rows {
    let names: ColumnNames
    let mayStopEarly = true
    /// Nil where we do not know the type.
    private let types: [PostgresType?]
    private let count: CInt
    private var row: CInt = -1
    private var result: OpaquePointer?

    /// - Parameter result: owned from now on.
    init(_ result: OpaquePointer, of statement: PostgresStatement) {
        self.result = result
        (names, types) = statement.columns(in: result)
        count = PQntuples(result)
    }

    deinit {
        stop()
    }

    func next() -> Bool {
        row += 1
        return row < count
    }

    func stop() {
        PQclear(result)
        result = nil
    }

    var changed: Int {
        guard let result, let tag = PQcmdStatus(result), let count = PQcmdTuples(result) else { return 0 }
        // For SELECT it counts rows read.
        return String(cString: tag).hasPrefix("SELECT") ? 0 : Int(String(cString: count)) ?? 0
    }

    func text(at index: Int) throws -> UnsafeBufferPointer<UInt8>? {
        guard let bytes = bytes(at: index) else { return nil }
        switch types[index] {
        case .text, .boundedText, .paddedText, .name, .unknown: return bytes.bindMemory(to: UInt8.self)
        case .void: return nil
        default: throw SQLMismatch(expected: String.self, found: try value(at: index))
        }
    }

    /// The value in the current row as the server sent it; nil is NULL.
    private func bytes(at index: Int) -> UnsafeRawBufferPointer? {
        let column = CInt(index)
        let count = Int(PQgetlength(result, row, column))
        // NULL has no length, so only what has none needs to be asked.
        guard count > 0 || PQgetisnull(result, row, column) == 0 else { return nil }
        return UnsafeRawBufferPointer(start: PQgetvalue(result, row, column), count: count)
    }

    func value(at index: Int) throws -> SQLValue {
        guard let bytes = bytes(at: index) else { return .null }
        switch types[index] {
        case .text, .boundedText, .paddedText, .name, .unknown: return .text(String(decoding: bytes, as: UTF8.self))
        case .integer: return .integer(bytes.number(as: Int64.self))
        case .mediumInteger: return .integer(Int64(bytes.number(as: Int32.self)))
        case .smallInteger: return .integer(Int64(bytes.number(as: Int16.self)))
        case .oid: return .integer(Int64(bytes.number(as: UInt32.self)))
        case .boolean: return .boolean(bytes[0] != 0)
        case .double: return .double(Double(bitPattern: bytes.number(as: UInt64.self)))
        case .real: return .double(Double(Float(bitPattern: bytes.number(as: UInt32.self))))
        case .bytes: return .bytes([UInt8](bytes))
        case .numeric: return PostgresNumeric(bytes).value
        case .void: return .null
        case nil:
            throw StoreError.column(
                name: names.all[index], expected: "a type that both engines know",
                found: "type \(PQftype(result, CInt(index)))")
        }
    }
}

/// PostgreSQL's exact decimal, which comes from sums and averages of integers.
struct PostgresNumeric {
    /// An integer if it was made without decimal places and fits, like SQLite's sums; otherwise the nearest double.
    let value: SQLValue

    /// Reads the binary format: counts of base-10,000 digits, the weight of the first, sign, decimal places, digits.
    init(_ bytes: UnsafeRawBufferPointer) {
        func field(_ index: Int) -> Int16 {
            UnsafeRawBufferPointer(rebasing: bytes[(2 * index)..<(2 * index + 2)]).number(as: Int16.self)
        }
        let (count, weight, sign, places) = (Int(field(0)), Int(field(1)), UInt16(bitPattern: field(2)), field(3))
        let digits = (0..<count).map { Int64(field(4 + $0)) }
        switch sign {
        case 0xC000: value = .double(.nan)
        case 0xD000: value = .double(.infinity)
        case 0xF000: value = .double(-.infinity)
        default:
            let isNegative = sign == 0x4000
            let whole = places == 0 ? Self.whole(digits, weight: weight, isNegative: isNegative) : nil
            value = whole.map { .integer($0) } ?? .double(Self.double(digits, weight, isNegative))
        }
    }

    /// Nil when it does not fit.
    private static func whole(_ digits: [Int64], weight: Int, isNegative: Bool) -> Int64? {
        var result: Int64 = 0
        for place in 0..<(weight + 1) {
            let (scaled, overflows) = result.multipliedReportingOverflow(by: 10_000)
            let digit = place < digits.count ? digits[place] : 0
            // Taken away when negative, so that the smallest number fits too.
            let (sum, alsoOverflows) =
                isNegative ? scaled.subtractingReportingOverflow(digit) : scaled.addingReportingOverflow(digit)
            if overflows || alsoOverflows { return nil }
            result = sum
        }
        return result
    }

    /// By way of decimal text, which Swift reads to the nearest double.
    private static func double(_ digits: [Int64], _ weight: Int, _ isNegative: Bool) -> Double {
        let text = digits.map { digit in String(String(10_000 + digit).dropFirst()) }.joined()
        let exponent = 4 * (weight + 1 - digits.count)
        return Double("\(isNegative ? "-" : "")\(text.isEmpty ? "0" : text)e\(exponent)") ?? .nan
    }
}

extension UnsafeRawBufferPointer {
    /// The first bytes as a number in network order.
    fileprivate func number<Number: FixedWidthInteger>(as type: Number.Type) -> Number {
        Number(bigEndian: loadUnaligned(as: type))
    }
}
