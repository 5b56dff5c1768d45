/// Writes JSON whose members keep their order.
enum JSONOut {
    static func object(_ members: [(String, String)]) -> String {
        "{" + members.map { "\(text($0.0)): \($0.1)" }.joined(separator: ", ") + "}"
    }

    /// - Parameter apart: each element on a line of its own.
    static func list(_ elements: [String], apart: Bool = false) -> String {
        apart && !elements.isEmpty
            ? "[\n" + elements.joined(separator: ",\n") + "\n]" : "[" + elements.joined(separator: ", ") + "]"
    }

    static func text(_ text: String) -> String {
        let isPlain = text.utf8.allSatisfy { $0 >= 32 && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") }
        if isPlain { return "\"\(text)\"" }
        var out = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": out += "\\\""
            case "\\": out += "\\\\"
            case "\n": out += "\\n"
            case "\r": out += "\\r"
            case "\t": out += "\\t"
            case let control where control.value < 32: out += "\\u00" + Hex.text([UInt8(control.value)])
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out + "\""
    }
}
