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
        let day = Day(number: days)
        let clock = [(rest / 3_600_000, 2), (rest / 60_000 % 60, 2), (rest / 1000 % 60, 2), (rest % 1000, 3)]
        let parts = clock.map { padded($0.0, $0.1) }
        return "\(day)T\(parts[0]):\(parts[1]):\(parts[2]).\(parts[3])Z"
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
        guard let instant = Instant(text) else { throw Unreadable(what: "instant", text: text) }
        self = instant
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
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
}

extension Int64 {
    func flooredDivision(by divisor: Int64) -> (Int, Int64) {
        let quotient = self >= 0 ? self / divisor : -((-self + divisor - 1) / divisor)
        return (Int(quotient), self - quotient * divisor)
    }
}
