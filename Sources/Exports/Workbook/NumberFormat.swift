/// What a cell's number stands for, by the format in which it is shown.
enum NumberFormat: Hashable {
    case number
    case percent
    /// A day, with the time of day where the format shows one.
    case date(withTime: Bool)
    case time
    /// Hours that go beyond 24.
    case length
    /// A number with a fixed number of digits, such as `00000 000000` for telephones: noughts and what stands between.
    case digits(String)

    /// The formats that have a number but no code, as ECMA-376 Part 1, 18.8.30 lists them.
    init(builtIn id: Int) {
        switch id {
        case 9, 10: self = .percent
        case 14...17, 27...31, 36, 50...58: self = .date(withTime: false)
        case 22: self = .date(withTime: true)
        case 18...21, 32...35, 45, 47: self = .time
        case 46: self = .length
        default: self = .number
        }
    }

    /// Reads a format code: `dd/mm/yyyy hh:mm`, `[h]:mm`, `0%`, `00000`. Only its part for positive numbers counts.
    init(code: String) {
        let letters = Letters(code)
        let text = letters.plain
        if letters.isLength {
            self = .length
        } else if text.contains("y") || text.contains("d") {
            self = .date(withTime: text.contains("h") || text.contains("s"))
        } else if text.contains("h") || text.contains("s") {
            self = .time
        } else if text.contains("m") {
            self = .date(withTime: false)
        } else if text.contains("%") {
            self = .percent
        } else if letters.shown.utf8.filter({ $0 == UInt8(ascii: "0") }).count > 1,
            letters.shown.allSatisfy({ "0 -()".contains($0) })
        {
            self = .digits(letters.shown)
        } else {
            self = .number
        }
    }

    /// A code's first part, cut into what places digits and dates and what is only shown.
    private struct Letters {
        /// The letters and marks that mean something, in lower case.
        var plain = ""
        /// The same with what is shown between.
        var shown = ""
        /// Whether it has `[h]`, `[mm]` or `[ss]`.
        var isLength = false

        init(_ code: String) {
            var rest = Substring(code)
            while let character = rest.popFirst(), character != ";" {
                switch character {
                case "\"":
                    shown += rest.prefix { $0 != "\"" }
                    rest = rest.drop { $0 != "\"" }.dropFirst()
                case "\\": shown += rest.popFirst().map(String.init) ?? ""
                case "_", "*": _ = rest.popFirst()
                case "[":
                    let inside = rest.prefix { $0 != "]" }.lowercased()
                    rest = rest.drop { $0 != "]" }.dropFirst()
                    isLength = isLength || !inside.isEmpty && Set(inside).count == 1 && "hms".contains(inside.prefix(1))
                default:
                    shown.append(character)
                    plain += character.lowercased()
                }
            }
            for word in ["general", "standard"] where plain.contains(word) { plain = "" }
        }
    }
}
