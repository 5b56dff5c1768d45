/// One property of a vCard or a calendar (RFC 6350, RFC 5545, vCard 2.1): `ATTENDEE;CN="Lee, Ann":mailto:ann@quay.example`.
struct ContentLine {
    /// The line of the file on which it begins, counted from 1.
    var line: Int
    /// In upper case, without the group that may stand before it.
    var name: String
    /// By names in upper case; those that vCard 2.1 writes without a name are under `TYPE` and `ENCODING`.
    var parameters: [(name: String, values: [String])] = []
    /// As it stands in the file: not decoded.
    var raw = ""

    private static let mostParameters = 100

    /// Nil for a line without a colon.
    init?(_ text: String, line: Int) {
        var rest = Substring(text)
        let head = rest.prefix { $0 != ":" && $0 != ";" }
        rest = rest.dropFirst(head.count)
        self.line = line
        name = (head.split(separator: ".").last ?? "").trimming().uppercased()
        while rest.first == ";", parameters.count < Self.mostParameters {
            rest.removeFirst()
            addParameter(&rest)
        }
        guard rest.popFirst() == ":", !name.isEmpty else { return nil }
        raw = String(rest)
    }

    private mutating func addParameter(_ rest: inout Substring) {
        let key = rest.prefix { !"=;:".contains($0) }
        rest = rest.dropFirst(key.count)
        var name = key.trimming().uppercased()
        var values: [String] = []
        if rest.first == "=" {
            repeat {
                rest.removeFirst()
                values.append(Self.parameterValue(&rest))
            } while rest.first == ","
        } else {
            values = [name]
            let codings = ["QUOTED-PRINTABLE", "BASE64", "8BIT", "7BIT"]
            name = codings.contains(name) ? "ENCODING" : "TYPE"
        }
        parameters.append((name, values))
    }

    private static func parameterValue(_ rest: inout Substring) -> String {
        let value: Substring
        if rest.first == "\"" {
            rest.removeFirst()
            value = rest.prefix { $0 != "\"" }
            rest = rest.dropFirst(value.count + 1)
            // What stands behind the closing mark belongs to nothing.
            rest = rest.drop { !",;:".contains($0) }
        } else {
            value = rest.prefix { !",;:".contains($0) }
            rest = rest.dropFirst(value.count)
        }
        return value.contains("^") ? withoutCarets(value) : String(value)
    }

    /// RFC 6868: how a parameter says a line break, a quotation mark and a caret.
    private static func withoutCarets(_ value: Substring) -> String {
        let meant: [Character: String] = ["n": "\n", "'": "\"", "^": "^"]
        var result = ""
        var rest = value
        while let character = rest.popFirst() {
            if character == "^", let next = rest.first, let text = meant[next] {
                result += text
                rest.removeFirst()
            } else {
                result.append(character)
            }
        }
        return result
    }

    /// The first value of a parameter.
    subscript(parameter: String) -> String? { parameters.first { $0.name == parameter }?.values.first }

    /// All values of a parameter, in upper case.
    func all(_ parameter: String) -> [String] {
        parameters.filter { $0.name == parameter }.flatMap(\.values).flatMap { $0.uppercased().split(separator: ",") }
            .map(String.init)
    }

    /// The value without its transfer encoding, still with its backslashes.
    var decoded: String {
        guard all("ENCODING").contains("QUOTED-PRINTABLE") else { return raw }
        let bytes = QuotedPrintable.decoded(raw)
        let isUTF8 =
            self["CHARSET"].map { $0.uppercased().contains("UTF") } ?? (String(validating: bytes, as: UTF8.self) != nil)
        if isUTF8 { return String(decoding: bytes, as: UTF8.self) }
        return String(String.UnicodeScalarView(bytes.map(Codepage.windows1252.scalar)))
    }

    /// The value as a person reads it.
    var text: String { Self.unescaped(decoded[...]) }

    /// The parts of a value that is made of several, such as `N` and `ORG`.
    var parts: [String] { Self.split(decoded, at: ";").map(Self.unescaped) }

    /// Parts between a mark that no backslash stands before.
    static func split(_ text: String, at mark: Character) -> [Substring] {
        var parts: [Substring] = []
        var start = text.startIndex
        var isEscaped = false
        for place in text.indices {
            if text[place] == mark, !isEscaped {
                parts.append(text[start..<place])
                start = text.index(after: place)
            }
            isEscaped = text[place] == "\\" && !isEscaped
        }
        return parts + [text[start...]]
    }

    private static func unescaped(_ text: Substring) -> String {
        guard text.contains("\\") else { return text.trimming() }
        var result = ""
        var isEscaped = false
        for character in text {
            if isEscaped {
                switch character {
                case "n", "N": result += "\n"
                case ",", ";", ":", "\\": result.append(character)
                default: result += "\\\(character)"
                }
            }
            if !isEscaped, character != "\\" { result.append(character) }
            isEscaped = !isEscaped && character == "\\"
        }
        return result[...].trimming()
    }
}

/// `=C3=A9` for é: how vCard 2.1 writes what is not ASCII.
enum QuotedPrintable {
    static func decoded(_ text: String) -> [UInt8] {
        var bytes: [UInt8] = []
        let source = Array(text.utf8)
        var place = 0
        while place < source.count {
            if source[place] == UInt8(ascii: "="), place + 2 < source.count,
                let byte = UInt8(String(decoding: source[(place + 1)...(place + 2)], as: UTF8.self), radix: 16)
            {
                bytes.append(byte)
                place += 3
            } else {
                bytes.append(source[place])
                place += 1
            }
        }
        return bytes
    }
}

extension Substring {
    func trimming() -> String { Words.trimmed(self) }
}
