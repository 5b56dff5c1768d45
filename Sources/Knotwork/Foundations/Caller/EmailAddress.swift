import Store

/// An e-mail address in the form in which two are compared: trimmed and in lower case.
struct EmailAddress: Hashable, Sendable, SQLConvertible, CustomStringConvertible {
    let text: String

    var description: String { text }

    /// Nil for what no mail could be sent to. Deliberately mild: a link that arrives is the real proof.
    init?(_ typed: String) {
        let plain = typed.lowercased().filter { !$0.isWhitespace }
        let parts = plain.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty, parts[1].contains("."), plain.utf8.count <= 254,
            !parts[1].hasPrefix("."), !parts[1].hasSuffix("."), !parts[1].contains(".."),
            plain.unicodeScalars.allSatisfy({
                $0.value > 32 && $0.value != 127 && !"<>,;:\"()[]\\".unicodeScalars.contains($0)
            })
        else { return nil }
        text = plain
    }

    init(sqlValue: SQLValue) throws {
        let kept = try String(sqlValue: sqlValue)
        guard let address = EmailAddress(kept) else { throw Unreadable(what: "e-mail address", text: kept) }
        self = address
    }

    var sqlValue: SQLValue { .text(text) }
}
