/// What a person sent with a form: texts under names, in the order sent, and files.
///
/// The two ways in which browsers send forms (URL-encoded and multipart) give the same value. Texts come clean: UTF-8
/// repaired, newlines as `\n`, control characters dropped (PostgreSQL refuses NUL), and no white space at the ends.
struct FormData: Sendable {
    struct Field: Hashable, Sendable {
        let name: String
        let value: String
    }

    private(set) var fields: [Field] = []
    private var places: [String: [Int]] = [:]
    private var files: [String: [FormFile]] = [:]

    init() {}

    /// The text under a name; empty when there is none.
    func text(_ name: String) -> String { places[name].map { fields[$0[0]].value } ?? "" }

    /// Each text that is not empty under a name, in order: the ticked boxes of a group.
    func texts(_ name: String) -> [String] {
        (places[name] ?? []).map { fields[$0].value }.filter { !$0.isEmpty }
    }

    /// Whether anything, even an empty text, was sent under the name.
    func has(_ name: String) -> Bool { places[name] != nil || files[name] != nil }

    /// Whether a box was ticked. An empty text, `no`, `off`, `false` and `0` say that it was not.
    func flag(_ name: String) -> Bool {
        !["", "no", "off", "false", "0"].contains(text(name).lowercased())
    }

    /// The file chosen under a name; nil when the person chose none.
    func file(_ name: String) -> FormFile? { files[name]?.first }

    var hasFiles: Bool { !files.isEmpty }

    func files(_ name: String) -> [FormFile] { files[name] ?? [] }

    mutating func add(_ name: String, _ value: String) {
        places[name, default: []].append(fields.count)
        fields.append(Field(name: name, value: FormText.clean(value)))
    }

    mutating func add(_ name: String, _ file: FormFile) { files[name, default: []].append(file) }
}

extension FormData: ExpressibleByDictionaryLiteral {
    init(dictionaryLiteral pairs: (String, String)...) {
        for (name, value) in pairs { add(name, value) }
    }
}

/// A file that came with a form, whole and in memory: for imports, which are read at once. Uploads are streamed.
struct FormFile: Hashable, Sendable {
    /// The name on the person's machine, as sent: for showing, never a path.
    let name: String
    /// What the browser says it is; never trusted.
    let contentType: String
    let bytes: [UInt8]
}

/// Text as people typed it, made fit to keep.
enum FormText {
    static func clean(_ text: String) -> String {
        let hasNothingToMend = text.utf8.withContiguousStorageIfAvailable { $0.allSatisfy(isPlain) } ?? false
        if hasNothingToMend { return trimmed(text.unicodeScalars) }
        var kept = String.UnicodeScalarView()
        var afterReturn = false
        for scalar in text.unicodeScalars {
            defer { afterReturn = scalar == "\r" }
            if scalar == "\r" || isBreak(scalar) || (scalar == "\n" && !afterReturn) {
                kept.append("\n")
            } else if !isControl(scalar) {
                kept.append(scalar)
            }
        }
        return trimmed(kept)
    }

    /// Buys “characters of forms looked at by value, not by Unicode category” of docs/performance.md: draft, 0.62 to 0.41 ms.
    ///
    /// A byte that is no part of a control character nor of a newline to be mended. U+0080 to U+009F begin with C2, as
    /// do the pound sign and other harmless characters: those go the long way.
    private static func isPlain(_ byte: UInt8) -> Bool {
        byte >= 0x20 && byte != 0x7F && byte != 0xC2 || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\t")
    }

    /// How word processors and spreadsheets begin a line or a page: dropped, it would run two words together.
    private static func isBreak(_ scalar: Unicode.Scalar) -> Bool { scalar.value == 0x0B || scalar.value == 0x0C }

    /// Unicode's category Cc, but for the tab.
    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        scalar != "\t" && (scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value))
    }

    private static func trimmed(_ scalars: String.UnicodeScalarView) -> String {
        let isInk = { (scalar: Unicode.Scalar) in !scalar.properties.isWhitespace }
        guard let first = scalars.firstIndex(where: isInk), let last = scalars.lastIndex(where: isInk) else {
            return ""
        }
        return String(scalars[first...last])
    }
}
