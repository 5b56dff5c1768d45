/// A header's value with its parameters: `form-data; name="file"; filename="a b.csv"`.
struct HeaderValue {
    /// The part before the first semicolon, in lower case.
    let value: String
    /// Names in lower case; the first of each name counts.
    private(set) var parameters: [String: String] = [:]

    init(_ text: String) {
        var rest = Substring(text)
        value = Self.take(&rest, until: ";").lowercased()
        while rest.popFirst() != nil {
            let name = Self.take(&rest, until: "=", ";").lowercased()
            guard rest.first == "=" else { continue }
            rest.removeFirst()
            rest = rest.drop { $0 == " " || $0 == "\t" }
            let value = rest.first == "\"" ? Self.takeQuoted(&rest) : Self.take(&rest, until: ";")
            if !name.isEmpty, parameters[name] == nil { parameters[name] = value }
        }
    }

    private static func take(_ rest: inout Substring, until ends: Character...) -> String {
        let taken = rest.prefix { !ends.contains($0) }
        rest = rest[taken.endIndex...]
        return taken.trimming { $0 == " " || $0 == "\t" }
    }

    /// Browsers leave a backslash as it is (`C:\list.csv`), others escape quotes with it: only `\"` and `\\` count.
    private static func takeQuoted(_ rest: inout Substring) -> String {
        rest.removeFirst()
        var value = ""
        while let character = rest.popFirst(), character != "\"" {
            if character == "\\", let next = rest.first, next == "\"" || next == "\\" {
                value.append(next)
                rest.removeFirst()
            } else {
                value.append(character)
            }
        }
        _ = take(&rest, until: ";")
        return value
    }
}

extension Substring {
    fileprivate func trimming(_ isBlank: (Character) -> Bool) -> String {
        var kept = drop(while: isBlank)
        while let last = kept.last, isBlank(last) { kept.removeLast() }
        return String(kept)
    }
}
