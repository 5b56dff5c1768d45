/// Files whose cells stand in other quotation marks than `"`: `'Name','Email'`, `“Name”,“Email”`.
enum QuotedCells {
    private static let pairs: [(open: Character, close: Character)] = [
        ("'", "'"), ("“", "”"), ("‘", "’"), ("„", "“"), ("”", "”"),
    ]

    /// The text with those marks made straight double ones; nil when its first line is not wholly of such cells.
    ///
    /// Cost: O(bytes); one line for every other file.
    static func straightened(_ utf8: [UInt8]) -> [UInt8]? {
        let start = utf8.firstIndex { $0 > 0x20 } ?? 0
        let end = utf8[start...].firstIndex { $0 == 0x0A || $0 == 0x0D } ?? utf8.count
        guard end - start < 20_000 else { return nil }
        let first = Array(String(decoding: utf8[start..<end], as: UTF8.self))
        guard let head = first.first, let pair = pairs.first(where: { $0.open == head }) else { return nil }
        for separator: Character in [",", ";", "\t", "|"] {
            guard let cells = cells(first, pair, separator), cells > 1 else { continue }
            return rewritten(String(decoding: utf8, as: UTF8.self), pair, separator)
        }
        return nil
    }

    /// How many cells the line has, each in these marks; nil when one is not.
    private static func cells(
        _ line: [Character], _ pair: (open: Character, close: Character), _ separator: Character
    ) -> Int? {
        var position = 0
        var count = 0
        while position < line.count {
            guard line[position] == pair.open, let close = closing(line, position + 1, pair.close, separator)
            else { return nil }
            count += 1
            position = close + 2
        }
        return count
    }

    private static func closing(_ text: [Character], _ start: Int, _ close: Character, _ separator: Character) -> Int? {
        var position = start
        while position < text.count, !text[position].isNewline {
            if text[position] == close,
                position + 1 >= text.count || text[position + 1] == separator || text[position + 1].isNewline
            {
                return position
            }
            position += 1
        }
        return nil
    }

    private static func rewritten(
        _ whole: String, _ pair: (open: Character, close: Character), _ separator: Character
    ) -> [UInt8] {
        let text = Array(whole)
        var result = ""
        var position = 0
        var startsCell = true
        while position < text.count {
            let character = text[position]
            if startsCell, character == pair.open, let close = closing(text, position + 1, pair.close, separator) {
                result += "\""
                for inside in text[(position + 1)..<close] { result += inside == "\"" ? "\"\"" : String(inside) }
                result += "\""
                position = close + 1
                startsCell = false
            } else {
                result.append(character)
                startsCell = character == separator || character.isNewline
                position += 1
            }
        }
        return Array(result.utf8)
    }
}
