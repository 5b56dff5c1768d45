/// SQL text in which values are bound, never pasted.
///
/// ```swift
/// try tx.execute("INSERT INTO notes (id, text, pinned) VALUES (\(id), \(text), \(pinned))")
/// let mine: SQL = "author_id = \(author)"
/// try tx.all("SELECT text FROM notes WHERE \(mine) AND kind IN \(list: kinds)") { try $0["text"] as String }
/// ```
///
/// - `\(value)` becomes one parameter, whatever the value holds: text that looks like SQL stays text.
/// - `\(sql)` splices another `SQL`, with its parameters.
/// - `\(list: values)` becomes `(?, ?, …)`; an empty list becomes a query without rows, so `IN` is false and
///   `NOT IN` is true on both engines.
/// - an optional that is `nil` binds NULL.
///
/// One statement takes at most 32,766 values, which is SQLite's limit. A whole number is sent to PostgreSQL as BIGINT;
/// for the few functions that want a smaller one, such as `substr`, write `CAST(\(count) AS INTEGER)`.
///
/// There is no way to make `SQL` from a `String` at run time: text is code only where a programmer wrote it.
/// A `?` in quoted text or in a comment is text; anywhere else it is an error when the statement runs.
public struct SQL: ExpressibleByStringInterpolation, Sendable, Hashable {
    /// The statement with `?` for each parameter; it is also the key under which the engines keep it prepared.
    let text: String
    let values: [SQLValue]

    init(text: String, values: [SQLValue]) {
        self.text = text
        self.values = values
    }

    public init(stringLiteral value: String) {
        self.init(text: value, values: [])
    }

    public init(stringInterpolation: StringInterpolation) {
        self.init(text: stringInterpolation.text, values: stringInterpolation.values)
    }

    public static func + (left: SQL, right: SQL) -> SQL {
        SQL(text: left.text + right.text, values: left.values + right.values)
    }

    public struct StringInterpolation: StringInterpolationProtocol {
        var text = ""
        var values: [SQLValue] = []

        public init(literalCapacity: Int, interpolationCount: Int) {
            text.reserveCapacity(literalCapacity + 2 * interpolationCount)
            values.reserveCapacity(interpolationCount)
        }

        public mutating func appendLiteral(_ literal: String) {
            text += literal
        }

        public mutating func appendInterpolation(_ value: some SQLConvertible) {
            text += "?"
            values.append(value.sqlValue)
        }

        public mutating func appendInterpolation(_ value: (some SQLConvertible)?) {
            text += "?"
            values.append(value.sqlValue)
        }

        public mutating func appendInterpolation(_ sql: SQL) {
            text += sql.text
            values += sql.values
        }

        public mutating func appendInterpolation<Values: Sequence>(list: Values) where Values.Element: SQLConvertible {
            let start = values.count
            for value in list { values.append(value.sqlValue) }
            let count = values.count - start
            guard count > 0 else {
                // Typed, because PostgreSQL compares only like with like.
                text += "(SELECT CAST(NULL AS \(Values.Element.sqlType.rawValue)) WHERE 1 = 0)"
                return
            }
            text += "(?"
            for _ in 1..<count { text += ", ?" }
            text += ")"
        }
    }
}

extension Sequence<SQL> {
    /// The parts in order with `separator` between them; no part gives empty SQL.
    public func joined(separator: SQL) -> SQL {
        var text = ""
        var values: [SQLValue] = []
        var isFirst = true
        for part in self {
            if !isFirst {
                text += separator.text
                values += separator.values
            }
            isFirst = false
            text += part.text
            values += part.values
        }
        return SQL(text: text, values: values)
    }
}

extension SQL: CustomStringConvertible {
    /// The text with `?` for each value: safe to log, because values may be personal.
    public var description: String { text }
}
