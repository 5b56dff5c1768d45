import struct Foundation.Data
import struct Foundation.URL

/// JSON (RFC 8259), read so that every fault names its line: strict, without comments or trailing commas; a name that
/// stands twice in one object is refused, because one of the two would be lost without a word.
public enum JSONText {
    /// Reads a file. Throws `InputError` when it cannot be opened or is not JSON.
    public static func read(contentsOf path: String) throws -> JSONValue {
        guard let data = try? Data(contentsOf: URL(fileURLWithPath: path)) else {
            throw InputError("The file cannot be read.", file: path, remedy: "Check its name and that you may read it.")
        }
        return try parse(Array(data), file: path)
    }

    /// Reads one value from `bytes` (UTF-8; a byte order mark is passed over). `file` names it in faults. Throws
    /// `InputError` with the line of the first fault. Cost: one pass, O(bytes); lists and objects may nest 100 deep.
    public static func parse(_ bytes: [UInt8], file: String) throws -> JSONValue {
        var reader = JSONReader(bytes: bytes, file: file)
        return JSONValue(try reader.document(), file: file)
    }

    /// A text as JSON writes it, in its quotation marks.
    public static func quoted(_ text: String) -> String {
        // Most texts have nothing to escape.
        let isPlain = text.utf8.allSatisfy { $0 >= 0x20 && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") }
        if isPlain { return "\"\(text)\"" }
        var json = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": json += "\\\""
            case "\\": json += "\\\\"
            case "\n": json += "\\n"
            case "\r": json += "\\r"
            case "\t": json += "\\t"
            case let control where control.value < 0x20:
                let hex = String(control.value, radix: 16)
                json += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
            default: json.unicodeScalars.append(scalar)
            }
        }
        return json + "\""
    }
}

private struct JSONReader {
    static let deepest = 100

    let bytes: [UInt8]
    let file: String
    var position = 0
    var line = 1

    init(bytes: [UInt8], file: String) {
        self.bytes = bytes
        self.file = file
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
    }

    mutating func document() throws -> JSONValue.Node {
        skipSpace()
        guard position < bytes.count else { throw fault("The file is empty.", remedy: "Write the request as JSON.") }
        let node = try value(depth: 0)
        skipSpace()
        guard position == bytes.count else {
            throw fault(
                "Text follows after the end of the request: \(seen).",
                remedy: "Remove it, or the bracket that closes the request too early.")
        }
        return node
    }

    private mutating func value(depth: Int) throws -> JSONValue.Node {
        guard depth < Self.deepest else {
            throw fault(
                "Lists and objects nest more than \(Self.deepest) deep.",
                remedy: "Close the brackets that are still open.")
        }
        let first = line
        let content: JSONValue.Content =
            switch current ?? 0 {
            case UInt8(ascii: "{"): .object(try object(depth: depth))
            case UInt8(ascii: "["): .array(try array(depth: depth))
            case UInt8(ascii: "\""): .text(try text())
            case UInt8(ascii: "t"): try word("true", .boolean(true))
            case UInt8(ascii: "f"): try word("false", .boolean(false))
            case UInt8(ascii: "n"): try word("null", .null)
            case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): .number(try number())
            default:
                throw fault(
                    "A value is expected, not \(seen).",
                    remedy: missingValue
                        ?? "Write a text in quotation marks, a number, true, false, a list or an object.")
            }
        return JSONValue.Node(line: first, content: content)
    }

    private mutating func object(depth: Int) throws -> [JSONValue.Member] {
        let first = line
        var members: [JSONValue.Member] = []
        var names: Set<String> = []
        position += 1
        if takeAfterSpace("}") { return members }
        repeat {
            skipSpace()
            guard current == UInt8(ascii: "\"") else {
                throw fault(
                    "A name in quotation marks is expected, not \(seen).",
                    remedy: missingValue ?? "Write the members of an object like \"minutes\": 20.")
            }
            let nameLine = line
            let name = try text()
            guard names.insert(name).inserted else {
                throw fault("“\(name)” stands twice in one object.", line: nameLine, remedy: "Remove one of them.")
            }
            guard takeAfterSpace(":") else {
                throw fault(
                    "A colon is expected after “\(name)”, not \(seen).", remedy: "Write it like \"minutes\": 20.")
            }
            skipSpace()
            members.append(JSONValue.Member(name: name, value: try value(depth: depth + 1)))
        } while takeAfterSpace(",")
        guard takeAfterSpace("}") else { throw unclosed("}", opened: first) }
        return members
    }

    private mutating func array(depth: Int) throws -> [JSONValue.Node] {
        let first = line
        var nodes: [JSONValue.Node] = []
        position += 1
        if takeAfterSpace("]") { return nodes }
        repeat {
            skipSpace()
            nodes.append(try value(depth: depth + 1))
        } while takeAfterSpace(",")
        guard takeAfterSpace("]") else { throw unclosed("]", opened: first) }
        return nodes
    }
}

// MARK: - Words and numbers

extension JSONReader {
    private mutating func word(_ word: String, _ content: JSONValue.Content) throws -> JSONValue.Content {
        guard bytes[position...].starts(with: word.utf8) else {
            throw fault("A value is expected, not \(seen).", remedy: "Put texts into quotation marks.")
        }
        position += word.utf8.count
        return content
    }

    private mutating func number() throws -> String {
        let start = position
        _ = take("-")
        let leading = current
        let whole = digits()
        var sound = whole == 1 || (whole > 1 && leading != UInt8(ascii: "0"))
        if take(".") { sound = digits() > 0 && sound }
        if take("e") || take("E") {
            _ = take("+") || take("-")
            sound = digits() > 0 && sound
        }
        let literal = String(decoding: bytes[start..<position], as: UTF8.self)
        guard sound else {
            throw fault("“\(literal)” is not a number.", remedy: "Write numbers like 12, -3 or 0.5.")
        }
        return literal
    }

    private mutating func digits() -> Int {
        let start = position
        while let byte = current, byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") { position += 1 }
        return position - start
    }
}

// MARK: - Texts

extension JSONReader {
    private mutating func text() throws -> String {
        let first = line
        var content: [UInt8] = []
        position += 1
        while let byte = current {
            position += 1
            switch byte {
            case UInt8(ascii: "\""):
                guard let text = String(validating: content, as: UTF8.self) else {
                    throw fault("The text is not UTF-8.", line: first, remedy: "Save the file as UTF-8.")
                }
                return text
            case UInt8(ascii: "\\"): try escape(into: &content)
            case 0..<0x20:
                throw fault(
                    "A text holds a line break or control character.", line: first,
                    remedy: "Close the quotation mark on the same line, or write \\n.")
            default: content.append(byte)
            }
        }
        throw fault(
            "A quotation mark opens here and is never closed.", line: first,
            remedy: "Close it on the same line, or remove it.")
    }

    private mutating func escape(into content: inout [UInt8]) throws {
        guard let byte = current else { return }
        position += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): content.append(byte)
        case UInt8(ascii: "b"): content.append(0x08)
        case UInt8(ascii: "f"): content.append(0x0C)
        case UInt8(ascii: "n"): content.append(0x0A)
        case UInt8(ascii: "r"): content.append(0x0D)
        case UInt8(ascii: "t"): content.append(0x09)
        case UInt8(ascii: "u"): content += Array(String(Character(try scalar())).utf8)
        default: throw fault("A backslash stands before something it cannot escape.", remedy: "Write \\\\ for one.")
        }
    }

    private mutating func scalar() throws -> Unicode.Scalar {
        let high = try unit()
        if UTF16.isLeadSurrogate(high), bytes[position...].starts(with: "\\u".utf8) {
            position += 2
            let low = try unit()
            if UTF16.isTrailSurrogate(low) {
                return UTF16.decode(UTF16.EncodedScalar([high, low]))
            }
        } else if let scalar = Unicode.Scalar(high) {
            return scalar
        }
        throw fault("Half of a surrogate pair stands alone.", remedy: "Write the character itself.")
    }

    private mutating func unit() throws -> UInt16 {
        let hex = bytes[position..<min(position + 4, bytes.count)]
        guard hex.count == 4, hex.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }),
            let unit = UInt16(String(decoding: hex, as: UTF8.self), radix: 16)
        else { throw fault("\\u needs four hexadecimal digits.", remedy: "Write the character itself.") }
        position += 4
        return unit
    }
}

// MARK: - Small steps

extension JSONReader {
    private var current: UInt8? { position < bytes.count ? bytes[position] : nil }

    private mutating func skipSpace() {
        while let byte = current {
            switch byte {
            case UInt8(ascii: "\n"): line += 1
            case UInt8(ascii: "\r"): if !bytes[(position + 1)...].starts(with: [0x0A]) { line += 1 }
            case UInt8(ascii: " "), UInt8(ascii: "\t"): break
            default: return
            }
            position += 1
        }
    }

    private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
        guard current == UInt8(ascii: scalar) else { return false }
        position += 1
        return true
    }

    private mutating func takeAfterSpace(_ scalar: Unicode.Scalar) -> Bool {
        skipSpace()
        return take(scalar)
    }

    /// What stands here, for a message.
    private var seen: String {
        guard position < bytes.count else { return "the end of the file" }
        let rest = bytes[position..<min(position + 24, bytes.count)].prefix { $0 > 0x20 && $0 != UInt8(ascii: ",") }
        return rest.isEmpty ? "a comma" : "“\(String(decoding: rest, as: UTF8.self))”"
    }

    private var missingValue: String? {
        switch current {
        case UInt8(ascii: "}"), UInt8(ascii: "]"): "Remove the comma before it."
        case UInt8(ascii: "'"): "Use straight double quotation marks."
        default: nil
        }
    }

    private func unclosed(_ bracket: String, opened: Int) -> InputError {
        fault(
            "A comma or “\(bracket)” is expected, not \(seen).",
            remedy: "The bracket that needs closing opens on line \(opened).")
    }

    private func fault(_ message: String, line: Int? = nil, remedy: String? = nil) -> InputError {
        InputError(message, file: file, line: line ?? self.line, remedy: remedy)
    }
}
