import Similarity

/// The forms in which plain values are compared.
enum PlainValues {
    /// The form of a raw value of some kind; empty when it says nothing.
    static func normal(_ raw: [UInt8], _ kind: Kind) -> [UInt8] {
        switch kind {
        case .postcode, .identifier: return said(Letters.solid(raw))
        case .phone: return phone(raw)
        case .date: return date(raw)
        default: return said(Letters.fold(raw))
        }
    }

    /// The form of a raw value as `normal` gives it, written into a buffer that is used again and again.
    static func read(_ raw: Bytes, _ kind: Kind, into buffer: inout [UInt8]) {
        if kind != .date, Letters.fold(raw, keepingSpaces: kind != .postcode && kind != .identifier, into: &buffer) {
            if kind == .phone { buffer = phone(buffer) }
            if buffer.count <= longestNothing, nothing.contains(buffer) { buffer.removeAll(keepingCapacity: true) }
        } else {
            buffer = normal(Array(raw), kind)
        }
    }

    private static let longestNothing = nothing.reduce(0) { max($0, $1.count) }

    private static let nothing: Set<[UInt8]> = Set(
        [
            "na", "n a", "none", "null", "unknown", "nan", "anonymous", "not given", "tbc", "not applicable", "x", "xx",
            "nil",
        ]
        .map { Array($0.utf8) })

    /// Empty for words that mean "nothing".
    static func said(_ folded: [UInt8]) -> [UInt8] { nothing.contains(folded) ? [] : folded }

    /// Digits without the country or trunk prefix.
    static func phone(_ raw: [UInt8]) -> [UInt8] {
        var digits = Letters.digits(raw)[...]
        if digits.starts(with: [48, 48]) { digits = digits.dropFirst(2) }
        if digits.count > 10, digits.starts(with: [52, 52]) { digits = digits.dropFirst(2) }
        while digits.first == 48 { digits = digits.dropFirst() }
        return digits.count < 5 ? [] : Array(digits)
    }

    /// Eight digits, year first, where the text can be so read; otherwise its digits as they stand.
    static func date(_ raw: [UInt8]) -> [UInt8] {
        let words = Letters.words(Letters.fold(raw))
        if words.count >= 3 {
            let parts = words.prefix(3).map { month($0) ?? $0 }
            let day = parts[2].count > 4 ? Array(parts[2].prefix(2)) : parts[2]
            if parts.allSatisfy({ $0.allSatisfy(Letters.isDigit) || $0.count == 2 }) {
                if parts[0].count == 4 { return parts[0] + two(parts[1]) + two(day) }
                if parts[2].count == 4 { return european(parts) }
            }
        }
        let digits = Letters.digits(raw)
        return digits.count < 4 ? [] : Array(digits.prefix(8))
    }

    /// Day, month, year; month, day, year only where it cannot be otherwise.
    private static func european(_ parts: [[UInt8]]) -> [UInt8] {
        let american = number(parts[1]) > 12 && number(parts[0]) <= 12
        return parts[2] + two(parts[american ? 0 : 1]) + two(parts[american ? 1 : 0])
    }

    private static func two(_ digits: [UInt8]) -> [UInt8] {
        digits.count == 1 ? [48] + digits : Array(digits.prefix(2))
    }

    private static func number(_ digits: [UInt8]) -> Int { digits.reduce(0) { $0 * 10 + Int($1) - 48 } }

    private static let months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]

    private static func month(_ word: [UInt8]) -> [UInt8]? {
        guard word.count >= 3, let first = word.first, !Letters.isDigit(first) else { return nil }
        let text = String(decoding: word.prefix(3), as: UTF8.self)
        return months.firstIndex(of: text).map { two(Array(String($0 + 1).utf8)) }
    }
}
