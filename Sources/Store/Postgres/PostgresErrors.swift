import CLibPQ

/// PostgreSQL's error codes and fields as `StoreError`.
enum PostgresErrors {
    /// Serialization failure and deadlock: the same transaction may succeed when it is run again.
    static func isConflict(_ code: String) -> Bool { code == "40001" || code == "40P01" }

    /// The server went, is going or is not yet there; or what was prepared on this connection is out of date, because
    /// a table changed ("cached plan must not change result type") or something between here and there dropped it.
    static func needsNewConnection(_ code: String) -> Bool {
        isLoss(code) || code == "0A000" || code == "26000"
    }

    private static func isLoss(_ code: String) -> Bool { code.hasPrefix("08") || code.hasPrefix("57P") }

    static func error(code: String, result: OpaquePointer?) -> StoreError {
        let table = field("t", of: result)
        let constraint = field("n", of: result) ?? ""
        let message = field("M", of: result) ?? "unknown error"
        switch code {
        case "23505": return .unique(columns(of: result, in: table) ?? [constraint])
        case "23503": return .foreignKey
        case "23514": return .check(constraint)
        case "23502": return .notNull([table, field("c", of: result)].compactMap(\.self).joined(separator: "."))
        // The last two: too many connections, and a statement that took longer than it may.
        case "40001", "40P01", "55P03", "53300", "57014": return .busy
        case "53100": return .full
        case "25006": return .readOnly
        case "22021": return .unstorable("text that is not UTF-8")
        default: break
        }
        if isLoss(code) { return .unreachable(message) }
        // "invalid input syntax for type bigint: "…"" would show a value.
        let safe = code.hasPrefix("22") ? message.prefix { $0 != ":" } : message[...]
        return .other(code: "PostgreSQL \(code)", message: String(safe))
    }

    /// The detail reads `Key (a, b)=(…) already exists.`; what stands in the second pair of brackets is personal.
    private static func columns(of result: OpaquePointer?, in table: String?) -> [String]? {
        guard let table, let detail = field("D", of: result), let end = detail.firstRange(of: ")=("),
            let start = detail.firstIndex(of: "(")
        else { return nil }
        let key = detail[detail.index(after: start)..<end.lowerBound]
        if key.contains("(") { return [field("n", of: result) ?? String(key)] }
        return key.split(separator: ", ").map { "\(table).\($0)" }
    }

    /// A field of the error report, by its one-letter name in PostgreSQL's protocol.
    static func field(_ name: Unicode.Scalar, of result: OpaquePointer?) -> String? {
        PQresultErrorField(result, CInt(name.value)).map { String(cString: $0) }
    }

    /// What libpq says about a connection that failed, on one line and without an address that may hold a password.
    static func message(of connection: OpaquePointer?) -> String {
        String(cString: PQerrorMessage(connection))
            .split(whereSeparator: \.isNewline).joined(separator: " ")
    }
}
