/// Lengths of time as reports write them.
enum Length {
    /// Seconds in `1h 13m 42s`, `48s`, `1 hr and 5 mins`, `1 Std. 7 Min.`, `1:13:42`, `PT1H5M`, or in a bare number of
    /// minutes with a point or a comma; nil for anything else.
    static func seconds(_ cell: some StringProtocol) -> Int? {
        let text = Words.tidy(cell).lowercased()
        guard text.utf8.count <= 60, !text.isEmpty else { return nil }
        if let minutes = number(text) { return minutes < 1e7 ? Int((minutes * 60).rounded()) : nil }
        if text.contains(":") { return clock(text) }
        return spelt(text.hasPrefix("pt") ? String(text.dropFirst(2)) : text)
    }

    /// A number that is not negative, with a point or a comma before its decimals: `62.5`, `62,5`; not `1,000`.
    static func number(_ text: String) -> Double? {
        guard let first = text.utf8.first, (0x30...0x39).contains(first) else { return nil }
        let commas = text.split(separator: ",", omittingEmptySubsequences: false)
        guard commas.count <= 2, text.utf8.allSatisfy({ (0x30...0x39).contains($0) || $0 == 0x2C || $0 == 0x2E })
        else { return nil }
        let number = Double(commas.joined(separator: "."))
        return number.flatMap { $0.isFinite ? $0 : nil }
    }

    /// Whether the lengths of a column are parts of a day, as a spreadsheet keeps them: all of them numbers of one at
    /// most, and one of them with more decimals than anybody writes minutes with.
    static func arePartsOfDay(_ cells: some Sequence<String>) -> Bool {
        var isPrecise = false
        for cell in cells where !Words.isBlank(cell) {
            guard let number = number(cell), number <= 1 else { return false }
            let decimals = cell.split { $0 == "." || $0 == "," }.dropFirst().first?.count ?? 0
            isPrecise = isPrecise || decimals >= 4
        }
        return isPrecise
    }

    /// The nearest whole minute; somebody who was there for some seconds was there for one.
    static func minutes(_ seconds: Int) -> Int { seconds > 0 ? max(1, (seconds + 30) / 60) : 0 }

    private static func clock(_ text: String) -> Int? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false).map { Int($0) }
        guard (2...3).contains(parts.count) else { return nil }
        var total = 0
        for part in parts {
            guard let part, (0..<100_000).contains(part) else { return nil }
            total = total * 60 + part
        }
        return parts.count == 3 ? total : total * 60
    }

    private static func spelt(_ text: String) -> Int? {
        var total = 0
        var number: Int?
        var found = false
        for token in tokens(text) {
            if let value = Int(token) {
                guard number == nil, value < 1_000_000 else { return nil }
                number = value
            } else if let value = number {
                guard let size = Vocabulary.units[Vocabulary.plain(token)] else { return nil }
                (total, number, found) = (total + value * size, nil, true)
            } else {
                guard found, joints.contains(token) else { return nil }
            }
        }
        return found && number == nil ? total : nil
    }

    private static let joints: Set<String> = ["and", "und", "et", "y", "e", "i", "en", "a", "ac"]

    /// Runs of digits and runs of letters; empty when anything else stands there but blanks, commas and dots.
    private static func tokens(_ text: String) -> [String] {
        var tokens: [String] = []
        var run = ""
        func close() {
            if !run.isEmpty { tokens.append(run) }
            run = ""
        }
        for character in text {
            if character.isNumber || character.isLetter {
                if let last = run.last, last.isNumber != character.isNumber { close() }
                run.append(character)
            } else if character.isWhitespace || character == "," || character == "." {
                close()
            } else {
                return []
            }
        }
        close()
        return tokens
    }
}
