/// What a column can hold, on either engine.
public enum SQLValue: Sendable, Hashable {
    case null
    case integer(Int64)
    /// Finite: NaN and the infinities are refused when bound, because SQLite would keep NaN as NULL.
    case double(Double)
    /// Any Unicode text but NUL (U+0000), which PostgreSQL cannot hold and so both refuse.
    case text(String)
    /// SQLite has no booleans and gives them back as integers 0 and 1.
    case boolean(Bool)
    case bytes([UInt8])

    /// The kind, as an error may name it; never the content, which may be personal.
    var kind: String {
        switch self {
        case .null: "NULL"
        case .integer: "integer"
        case .double: "double"
        case .text: "text"
        case .boolean: "boolean"
        case .bytes: "bytes"
        }
    }
}

/// The column types that mean the same on both engines.
public enum SQLType: String, Sendable, Hashable {
    case text = "TEXT"
    case integer = "BIGINT"
    case double = "DOUBLE PRECISION"
    case boolean = "BOOLEAN"
    case bytes = "BYTEA"
}

/// A Swift type that is bound to, and decoded from, one column.
///
/// An enum with a raw value needs only `extension Kind: SQLConvertible {}`.
public protocol SQLConvertible {
    /// The type of column that holds it.
    static var sqlType: SQLType { get }
    var sqlValue: SQLValue { get }
    /// Throws `SQLMismatch` when the value is of another kind or outside the type's range.
    init(sqlValue: SQLValue) throws
    /// Whether `init(sqlText:)` spares work. A list of a thousand rows is mostly ids, names and moments, and most of its work
    /// would be making a `String` of each on the way.
    static var isReadFromText: Bool { get }
    /// The same as `init(sqlValue: .text(…))`, from UTF-8 that is valid during the call only.
    init(sqlText: UnsafeBufferPointer<UInt8>) throws
}

/// A column held something that the asked-for type cannot be made from.
public struct SQLMismatch: Error, Hashable, CustomStringConvertible {
    public let expected: String
    public let found: String

    public init(expected: any SQLConvertible.Type, found: SQLValue) {
        self.expected = "\(expected)"
        self.found = found.kind
    }

    public var description: String { "expected \(expected), found \(found)" }
}

extension SQLConvertible {
    public static var sqlType: SQLType { .text }
    @inlinable public static var isReadFromText: Bool { false }

    @inlinable
    public init(sqlText: UnsafeBufferPointer<UInt8>) throws {
        try self.init(sqlValue: .text(String(decoding: sqlText, as: UTF8.self)))
    }
}

extension SQLConvertible where Self: RawRepresentable, RawValue: SQLConvertible {
    public static var sqlType: SQLType { RawValue.sqlType }
    public var sqlValue: SQLValue { rawValue.sqlValue }

    @inlinable
    public init(sqlValue: SQLValue) throws {
        guard let value = try Self(rawValue: RawValue(sqlValue: sqlValue)) else {
            throw SQLMismatch(expected: Self.self, found: sqlValue)
        }
        self = value
    }

    @inlinable public static var isReadFromText: Bool { RawValue.isReadFromText }

    @inlinable
    public init(sqlText: UnsafeBufferPointer<UInt8>) throws {
        let raw = try RawValue(sqlText: sqlText)
        guard let value = Self(rawValue: raw) else { throw SQLMismatch(expected: Self.self, found: raw.sqlValue) }
        self = value
    }
}

extension Int64: SQLConvertible {
    public static var sqlType: SQLType { .integer }
    public var sqlValue: SQLValue { .integer(self) }

    @inlinable
    public init(sqlValue: SQLValue) throws {
        guard case .integer(let value) = sqlValue else { throw SQLMismatch(expected: Self.self, found: sqlValue) }
        self = value
    }
}

extension Int: SQLConvertible {
    public static var sqlType: SQLType { .integer }
    public var sqlValue: SQLValue { .integer(Int64(self)) }

    @inlinable
    public init(sqlValue: SQLValue) throws {
        guard case .integer(let value) = sqlValue else { throw SQLMismatch(expected: Self.self, found: sqlValue) }
        self = Int(value)
    }
}

extension Double: SQLConvertible {
    public static var sqlType: SQLType { .double }
    public var sqlValue: SQLValue { .double(self) }

    @inlinable
    public init(sqlValue: SQLValue) throws {
        switch sqlValue {
        case .double(let value): self = value
        case .integer(let value): self = Double(value)
        default: throw SQLMismatch(expected: Self.self, found: sqlValue)
        }
    }
}

extension Bool: SQLConvertible {
    public static var sqlType: SQLType { .boolean }
    public var sqlValue: SQLValue { .boolean(self) }

    @inlinable
    public init(sqlValue: SQLValue) throws {
        switch sqlValue {
        case .boolean(let value): self = value
        case .integer(0): self = false
        case .integer(1): self = true
        default: throw SQLMismatch(expected: Self.self, found: sqlValue)
        }
    }
}

extension String: SQLConvertible {
    public static var sqlType: SQLType { .text }
    public var sqlValue: SQLValue { .text(self) }

    @inlinable
    public init(sqlValue: SQLValue) throws {
        guard case .text(let value) = sqlValue else { throw SQLMismatch(expected: Self.self, found: sqlValue) }
        self = value
    }

    @inlinable public static var isReadFromText: Bool { true }
    @inlinable public init(sqlText: UnsafeBufferPointer<UInt8>) { self.init(decoding: sqlText, as: UTF8.self) }
}

extension [UInt8]: SQLConvertible {
    public static var sqlType: SQLType { .bytes }
    public var sqlValue: SQLValue { .bytes(self) }

    @inlinable
    public init(sqlValue: SQLValue) throws {
        guard case .bytes(let value) = sqlValue else { throw SQLMismatch(expected: Self.self, found: sqlValue) }
        self = value
    }
}

extension Optional: SQLConvertible where Wrapped: SQLConvertible {
    public static var sqlType: SQLType { Wrapped.sqlType }
    public var sqlValue: SQLValue { self?.sqlValue ?? .null }

    @inlinable
    public init(sqlValue: SQLValue) throws {
        self = if case .null = sqlValue { nil } else { try Wrapped(sqlValue: sqlValue) }
    }

    @inlinable public static var isReadFromText: Bool { Wrapped.isReadFromText }
    @inlinable public init(sqlText: UnsafeBufferPointer<UInt8>) throws { self = try Wrapped(sqlText: sqlText) }
}

extension SQLValue: SQLConvertible {
    public var sqlValue: SQLValue { self }
    @inlinable public init(sqlValue: SQLValue) { self = sqlValue }
}
