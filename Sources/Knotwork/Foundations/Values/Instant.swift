import Foundation
import Store

/// A moment in time, to the millisecond, kept as fixed-width UTC text (`2022-03-31T16:00:00.000Z`) so that text order
/// is time order on every engine.
struct Instant: Hashable, Comparable, Sendable {
    /// Milliseconds since 1970-01-01T00:00Z.
    var milliseconds: Int64

    init(milliseconds: Int64) { self.milliseconds = milliseconds }

    static var now: Instant { Instant(Date()) }

    init(_ date: Date) { milliseconds = Int64((date.timeIntervalSince1970 * 1000).rounded(.down)) }

    var date: Date { Date(timeIntervalSince1970: Double(milliseconds) / 1000) }

    static func < (left: Self, right: Self) -> Bool { left.milliseconds < right.milliseconds }

    static func + (left: Self, right: Span) -> Instant {
        Instant(milliseconds: left.milliseconds + right.milliseconds)
    }

    static func - (left: Self, right: Span) -> Instant {
        Instant(milliseconds: left.milliseconds - right.milliseconds)
    }

    static func - (left: Self, right: Self) -> Span {
        Span(milliseconds: left.milliseconds - right.milliseconds)
    }
}

/// A length of time.
struct Span: Hashable, Comparable, Sendable {
    var milliseconds: Int64

    static func seconds(_ count: Int) -> Span { Span(milliseconds: Int64(count) * 1000) }
    static func minutes(_ count: Int) -> Span { .seconds(count * 60) }
    static func hours(_ count: Int) -> Span { .minutes(count * 60) }
    static func days(_ count: Int) -> Span { .hours(count * 24) }

    static func < (left: Self, right: Self) -> Bool { left.milliseconds < right.milliseconds }
}

extension Instant: CustomStringConvertible {
    /// The kept form: 24 characters, UTC.
    var description: String {
        let (days, rest) = milliseconds.flooredDivision(by: 86_400_000)
        let (day, clock) = (Day(number: days), Int(rest))
        return FixedText.make(24) { text in
            text.put(day)
            text.put("T")
            text.put(clock / 3_600_000, width: 2)
            text.put(":")
            text.put(clock / 60_000 % 60, width: 2)
            text.put(":")
            text.put(clock / 1000 % 60, width: 2)
            text.put(".")
            text.put(clock % 1000, width: 3)
            text.put("Z")
        }
    }

    /// Reads the kept form and no other; nil for anything else.
    init?(kept text: String) {
        var text = text
        guard let milliseconds = text.withUTF8({ Self.milliseconds(kept: $0) }) else { return nil }
        self.milliseconds = milliseconds
    }

    private static func milliseconds(kept bytes: UnsafeBufferPointer<UInt8>) -> Int64? {
        guard bytes.count == 24 else { return nil }
        var reader = FixedReader(bytes)
        let day = Day(&reader)
        reader.expect("T", at: 10)
        reader.expect(":", at: 13)
        reader.expect(":", at: 16)
        reader.expect(".", at: 19)
        reader.expect("Z", at: 23)
        let (hour, minute) = (reader.number(at: 11, width: 2), reader.number(at: 14, width: 2))
        let (second, rest) = (reader.number(at: 17, width: 2), reader.number(at: 20, width: 3))
        guard let day, reader.isAsExpected, hour < 24, minute < 60, second < 60 else { return nil }
        return Int64(day.number) * 86_400_000 + Int64((hour * 3600 + minute * 60 + second) * 1000 + rest)
    }

    /// Reads the kept form, and ISO 8601 with seconds or milliseconds and `Z`. Nil for anything else.
    init?(_ text: some StringProtocol) {
        let pieces = text.split(separator: "T", omittingEmptySubsequences: false)
        guard pieces.count == 2, let day = Day(pieces[0]), pieces[1].last == "Z" else { return nil }
        let clock = pieces[1].dropLast().split(whereSeparator: { $0 == ":" || $0 == "." })
        let numbers = clock.compactMap { Int64($0) }
        guard numbers.count == clock.count, (3...4).contains(numbers.count), numbers[0] < 24, numbers[1] < 60,
            numbers[2] < 60, numbers.allSatisfy({ $0 >= 0 }), numbers.count == 3 || clock[3].count == 3
        else { return nil }
        let seconds = numbers[0] * 3600 + numbers[1] * 60 + numbers[2]
        milliseconds = Int64(day.number) * 86_400_000 + seconds * 1000 + (numbers.count == 4 ? numbers[3] : 0)
    }
}

extension Instant: SQLConvertible {
    var sqlValue: SQLValue { .text(description) }
    init(sqlValue: SQLValue) throws {
        let text = try String(sqlValue: sqlValue)
        guard let instant = Instant(kept: text) ?? Instant(text) else { throw Unreadable(what: "instant", text: text) }
        self = instant
    }

    static var isReadFromText: Bool { true }
    init(sqlText: UnsafeBufferPointer<UInt8>) throws {
        guard let milliseconds = Self.milliseconds(kept: sqlText) else {
            self = try Instant(sqlValue: .text(String(decoding: sqlText, as: UTF8.self)))
            return
        }
        self.milliseconds = milliseconds
    }
}

/// A kept value that is not of the form in which we keep it: a bug or a damaged file, never a person's mistake.
struct Unreadable: Error, CustomStringConvertible {
    let what: String
    let text: String
    var description: String { "not a kept \(what): \(text)" }
}

func padded(_ number: some BinaryInteger, _ width: Int) -> String {
    let digits = String(number)
    let missing = width - digits.utf8.count
    return missing > 0 ? String(repeating: "0", count: missing) + digits : digits
}

extension Int64 {
    func flooredDivision(by divisor: Int64) -> (Int, Int64) {
        let quotient = self >= 0 ? self / divisor : -((-self + divisor - 1) / divisor)
        return (Int(quotient), self - quotient * divisor)
    }
}
