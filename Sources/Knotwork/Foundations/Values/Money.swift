import Markup
import Store

/// An amount in whole pence. Written `£16,700` or `£16,700.50`.
struct Money: Hashable, Comparable, Sendable {
    var pence: Int

    init(pence: Int) { self.pence = pence }
    static func pounds(_ pounds: Int) -> Money { Money(pence: pounds * 100) }
    static let zero = Money(pence: 0)

    static func < (left: Self, right: Self) -> Bool { left.pence < right.pence }
    static func + (left: Self, right: Self) -> Money { Money(pence: left.pence + right.pence) }
    static func - (left: Self, right: Self) -> Money { Money(pence: left.pence - right.pence) }

    /// Reads what people write: `16700`, `£16,700`, `16,700.50`. Nil for anything else, and for less than nothing.
    init?(_ text: some StringProtocol) {
        let plain = String(text).filter { !$0.isWhitespace && $0 != "£" && $0 != "," }
        let parts = plain.split(separator: ".", omittingEmptySubsequences: false)
        guard let first = parts.first, let pounds = Int(first), pounds >= 0, pounds < 1_000_000_000_000,
            parts.count <= 2, plain.first != "+"
        else { return nil }
        guard parts.count == 2 else {
            self.init(pence: pounds * 100)
            return
        }
        guard (1...2).contains(parts[1].count), parts[1].allSatisfy(\.isASCII), let tail = Int(parts[1]), tail >= 0
        else { return nil }
        self.init(pence: pounds * 100 + (parts[1].count == 1 ? tail * 10 : tail))
    }
}

extension Money: CustomStringConvertible {
    var description: String {
        let amount = pence.magnitude
        let pounds = "£" + Number.grouped(Int(amount / 100))
        let tail = amount % 100 == 0 ? "" : "." + padded(amount % 100, 2)
        return (pence < 0 ? "−" : "") + pounds + tail
    }
}

extension Money {
    /// As it stands in a field that shows the pound sign itself.
    var typed: String { String(description.dropFirst()) }
}

extension Money: SQLConvertible {
    var sqlValue: SQLValue { .integer(Int64(pence)) }
    init(sqlValue: SQLValue) throws { pence = try Int(sqlValue: sqlValue) }
}

/// Numbers as people read them.
enum Number {
    /// `1,234`
    static func grouped(_ number: Int) -> String {
        var (text, rest) = ("", number.magnitude)
        while rest >= 1000 {
            text = "," + padded(rest % 1000, 3) + text
            rest /= 1000
        }
        return "\(number < 0 ? "−" : "")\(rest)\(text)"
    }

    /// `1 person`, `2 people`
    static func count(_ number: Int, _ one: String, _ many: String) -> String {
        "\(grouped(number)) \(number == 1 ? one : many)"
    }

    /// `12.13 %`; nil is for a share of nothing.
    static func percent(_ share: Double, places: Int = 2) -> String {
        let scale = (0..<places).reduce(1.0) { factor, _ in factor * 10 }
        let scaled = Int((share * 100 * scale).rounded())
        guard places > 0 else { return "\(scaled) %" }
        let unit = Int(scale)
        return "\(scaled < 0 ? "−" : "")\(abs(scaled) / unit).\(padded(abs(scaled) % unit, places)) %"
    }
}

extension HTML.StringInterpolation {
    mutating func appendInterpolation(_ money: Money) { appendInterpolation(pounds: money.pence) }
}

extension Number {
    /// `no problems`, `one problem`, `two problems`, up to twelve in words: for headings and sentences.
    static func counted(_ number: Int, _ one: String, _ many: String) -> String {
        "\(word(number, none: "no")) \(number == 1 ? one : many)"
    }

    /// How many of those just named, with what is said of them: `none were`, `one was`, `two were`.
    static func amongThem(_ number: Int, _ one: String, _ many: String) -> String {
        "\(word(number, none: "none")) \(number == 1 ? one : many)"
    }

    private static func word(_ number: Int, none: String) -> String {
        let names = [
            none, "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
        ]
        return names.indices.contains(number) ? names[number] : grouped(number)
    }
}

extension String {
    var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
