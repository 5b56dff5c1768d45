/// What a form showed of a record when it was made: a mark for the text of each field.
///
/// The form carries it along (`Form.shownName`), so that a form that is sent can be compared with what is kept now, without
/// a version in any table: see docs/decisions/0022-forms-carry-what-they-showed.md.
///
/// As a text it is a row of marks without anything between them: for each field the first 12 hexadecimal digits of the
/// SHA-256 of its name, and the first 16 of its texts, sorted and joined by U+001F.
struct FormVersion: Sendable, Hashable {
    private static let nameDigits = 12
    private static let textDigits = 16

    private var marks: [Substring: Substring] = [:]

    /// Of a form that showed nothing: nobody has read what is kept.
    init() {}

    init(of shown: FormData) {
        for name in shown.names { marks[Self.mark(name)] = Self.mark(shown.texts(name)) }
    }

    /// As a form sent it. What is no version at all is that of a form that showed nothing.
    init(_ text: String) {
        var rest = text[...]
        while rest.count >= Self.nameDigits + Self.textDigits {
            let name = rest.prefix(Self.nameDigits)
            rest = rest.dropFirst(Self.nameDigits)
            marks[name] = rest.prefix(Self.textDigits)
            rest = rest.dropFirst(Self.textDigits)
        }
    }

    var text: String { marks.sorted { $0.key < $1.key }.map { "\($0.key)\($0.value)" }.joined() }

    /// Whether the form had this field at all.
    func showed(_ name: String) -> Bool { marks[Self.mark(name)] != nil }

    /// Whether these texts stood in the field, in whichever order.
    func showed(_ texts: [String], in name: String) -> Bool { marks[Self.mark(name)] == Self.mark(texts) }

    private static func mark(_ name: String) -> Substring { Hex.fingerprint(name).prefix(nameDigits) }

    private static func mark(_ texts: [String]) -> Substring {
        Hex.fingerprint(texts.sorted().joined(separator: "\u{1F}")).prefix(textDigits)
    }
}
