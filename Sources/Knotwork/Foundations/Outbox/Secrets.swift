/// The secrets in links that sign somebody in, as `Chance.secret` makes them: 64 hexadecimal digits.
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
}
