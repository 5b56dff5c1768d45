import CLibPQ

/// A statement prepared on one connection.
final class PostgresStatement {
    /// What makes two statements the same to the server: text, and the types of the parameters.
    struct Key: Hashable {
        let text: String
        let types: [PostgresType?]

        init(_ sql: SQL) {
            text = sql.text
            types = sql.values.map(PostgresType.of)
        }
    }

    let name: String
    private var columns: (names: ColumnNames, types: [PostgresType?])?

    init(name: String) {
        self.name = name
    }

    /// Names and types of the columns, read from the first result.
    func columns(in result: OpaquePointer) -> (names: ColumnNames, types: [PostgresType?]) {
        if let columns { return columns }
        let all = 0..<PQnfields(result)
        let columns = (
            names: ColumnNames(all.map { String(cString: PQfname(result, $0)) }),
            types: all.map { PostgresType(rawValue: PQftype(result, $0)) }
        )
        self.columns = columns
        return columns
    }

    /// The text with `$1`, `$2`, … for `?`.
    ///
    /// NULL is written out: as a parameter it would need a type, which the server cannot always tell, as in
    /// `? IS NULL`.
    /// - Throws: `StoreError.other` when there are not as many `?` outside quotes and comments as values.
    static func render(_ sql: SQL) throws -> String {
        var values = sql.values[...]
        var number = 0
        var result = ""
        var isBalanced = true
        for part in SQLParts(sql.text) {
            switch part {
            case .text(let text): result += text
            case .placeholder:
                guard let value = values.popFirst() else {
                    isBalanced = false
                    continue
                }
                if value == .null {
                    result += "NULL"
                } else {
                    number += 1
                    result += "$\(number)"
                }
            }
        }
        guard isBalanced, values.isEmpty else {
            throw StoreError.other(code: "sql", message: "A ? stands in the text of the statement: bind values instead")
        }
        return result
    }
}

/// The text of a statement, cut at the `?` that stand for values.
struct SQLParts: Sequence, IteratorProtocol {
    enum Part: Equatable {
        case text(Substring)
        case placeholder
    }

    private var rest: Substring

    init(_ text: String) {
        rest = text[...]
    }

    mutating func next() -> Part? {
        guard let first = rest.utf8.first else { return nil }
        if first == UInt8(ascii: "?") {
            rest.removeFirst()
            return .placeholder
        }
        let end = Self.endOfText(in: rest)
        defer { rest = rest[end...] }
        return .text(rest[..<end])
    }

    /// Where the text before the next placeholder ends: quoted text, quoted names and comments are passed over.
    private static func endOfText(in text: Substring) -> Substring.Index {
        var rest = text.utf8
        while let byte = rest.first {
            switch byte {
            case UInt8(ascii: "?"): return rest.startIndex
            case UInt8(ascii: "'"), UInt8(ascii: "\""): rest = rest.dropFirst().dropThrough([byte])
            case UInt8(ascii: "-") where rest.starts(with: "--".utf8): rest = rest.dropThrough([UInt8(ascii: "\n")])
            case UInt8(ascii: "/") where rest.starts(with: "/*".utf8): rest = rest.dropFirst(2).dropThrough("*/".utf8)
            default: rest = rest.dropFirst()
            }
        }
        return text.endIndex
    }
}

extension Substring.UTF8View {
    /// What follows the first `mark`; empty when there is none.
    fileprivate func dropThrough(_ mark: some Collection<UInt8>) -> Self {
        var rest = self
        while !rest.isEmpty {
            if rest.starts(with: mark) { return rest.dropFirst(mark.count) }
            rest = rest.dropFirst()
        }
        return rest
    }
}
