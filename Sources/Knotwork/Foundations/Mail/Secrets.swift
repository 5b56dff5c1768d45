import Foundation

/// The secrets in links that sign somebody in, as `Randomness.secret` makes them: 64 hexadecimal digits.
enum Secrets {
    private static let length = 64

    static func areIn(_ text: String) -> Bool { masked(text) != text }

    /// The text with `…` for each secret.
    static func masked(_ text: String) -> String {
        var masked = ""
        var rest = Substring(text)
        while !rest.isEmpty {
            let digits = rest.prefix { $0.isASCII && $0.isHexDigit }
            masked += digits.count >= length ? "…" : digits
            rest = rest[digits.endIndex...]
            let others = rest.prefix { !($0.isASCII && $0.isHexDigit) }
            masked += others
            rest = rest[others.endIndex...]
        }
        return masked
    }

    /// An address of a server with `…` for the password, before the host or as a parameter.
    static func withoutPassword(_ address: String) -> String {
        guard let start = address.range(of: "://")?.upperBound else { return address }
        let rest = address[start...]
        // A password may hold a slash or a question mark that nobody encoded: the last @ of all ends it.
        let host = rest.lastIndex(of: "@").map { rest[rest.index(after: $0)...] }
        guard let host else { return parameters(address) }
        let person = rest[..<host.startIndex].dropLast()
        let shown = person.contains(":") ? "\(person.prefix { $0 != ":" }):…" : String(person)
        return "\(address[..<start])\(shown)@\(parameters(String(host)))"
    }

    private static func parameters(_ address: String) -> String {
        guard let start = address.range(of: "password=")?.upperBound else { return address }
        return "\(address[..<start])…\(address[start...].drop { $0 != "&" })"
    }
}
