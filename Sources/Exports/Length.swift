/// Lengths of time as reports write them.
enum Length {
    /// Seconds in `1h 13m 42s`, `48s`, `1 hr 5 mins`, `1:13:42`, or in a bare number of minutes; nil for anything else.
    static func seconds(_ cell: some StringProtocol) -> Int? {
        let text = Words.tidy(cell).lowercased()
        guard text.utf8.count <= 40, !text.isEmpty else { return nil }
        if let minutes = Double(text) {
            return minutes.isFinite && minutes >= 0 && minutes < 1e7 ? Int((minutes * 60).rounded()) : nil
        }
        return text.contains(":") ? clock(text) : spelt(text)
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
        var number = ""
        var unit = ""
        var found = false
        func close() -> Bool {
            guard let value = Int(number), value < 1_000_000, let size = size(unit) else { return false }
            total += value * size
            (number, unit, found) = ("", "", true)
            return true
        }
        for character in text {
            if character.isNumber {
                if !unit.isEmpty, !close() { return nil }
                number.append(character)
            } else if character.isLetter {
                unit.append(character)
            } else if !character.isWhitespace, character != ",", character != "." {
                return nil
            }
        }
        guard number.isEmpty && unit.isEmpty || close() else { return nil }
        return found ? total : nil
    }

    private static func size(_ unit: String) -> Int? {
        switch unit {
        case "d", "day", "days": 86_400
        case "h", "hr", "hrs", "hour", "hours": 3_600
        case "m", "min", "mins", "minute", "minutes": 60
        case "s", "sec", "secs", "second", "seconds": 1
        default: nil
        }
    }
}
