/// Which of the two comes first in a date written with numbers only.
public enum DateOrder: String, Sendable, Hashable, CaseIterable {
    case dayFirst = "day-first"
    case monthFirst = "month-first"
}

/// A date and time as a file's own clock shows it.
public struct Moment: Sendable, Hashable, Comparable, CustomStringConvertible {
    public var year: Int
    public var month: Int
    public var day: Int
    public var hour = 0
    public var minute = 0
    public var second = 0
    /// Seconds ahead of UTC where the file says so; nil is the local time of whoever exported it.
    public var offset: Int?

    /// Nil for a date that is not in the Gregorian calendar or a time that is not on the clock.
    init?(year: Int, month: Int, day: Int, hour: Int = 0, minute: Int = 0, second: Int = 0, offset: Int? = nil) {
        guard (1900...2200).contains(year), (1...12).contains(month),
            (1...Self.days(inMonth: month, of: year)).contains(day),
            (0...23).contains(hour), (0...59).contains(minute), (0...60).contains(second)
        else { return nil }
        self.year = year
        self.month = month
        self.day = day
        self.hour = hour
        self.minute = minute
        self.second = second
        self.offset = offset
    }

    /// `2022-01-27T10:02:11`, with `Z` or `+01:00` when the file says so.
    public var description: String {
        let date = "\(padded(year, 4))-\(padded(month))-\(padded(day))"
        return "\(date)T\(padded(hour)):\(padded(minute)):\(padded(second))\(zone)"
    }

    private var zone: String {
        guard let offset else { return "" }
        if offset == 0 { return "Z" }
        return "\(offset < 0 ? "-" : "+")\(padded(abs(offset) / 3600)):\(padded(abs(offset) / 60 % 60))"
    }

    private func padded(_ number: Int, _ width: Int = 2) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }

    /// Seconds since 1970-01-01 00:00 by the moment's own clock (UTC when the offset is known).
    public var seconds: Int {
        days * 86_400 + hour * 3_600 + minute * 60 + second - (offset ?? 0)
    }

    public static func < (one: Moment, other: Moment) -> Bool { one.seconds < other.seconds }

    /// Days since 1970-01-01, counted in years that begin in March so that the leap day is the last.
    private var days: Int {
        let marchYear = month > 2 ? year : year - 1
        let monthFromMarch = (month + 9) % 12
        let beforeYear = marchYear * 365 + marchYear / 4 - marchYear / 100 + marchYear / 400
        return beforeYear + (monthFromMarch * 306 + 5) / 10 + day - 1 - 719_468
    }

    /// A spreadsheet's days since the last day of 1899, and the seconds of the day.
    ///
    ///     Moment(days: 44588, seconds: 36_211)?.description  // "2022-01-27T10:03:31"
    init?(days serial: Int, seconds: Int) {
        // Days since 0000-03-01, in eras of 400 years (the count of `days` turned round).
        let day = serial - 25_569 + 719_468
        let era = day / 146_097
        let dayOfEra = day % 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        self.init(
            year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month: month,
            day: dayOfYear - (153 * monthFromMarch + 2) / 5 + 1, hour: seconds / 3_600, minute: seconds / 60 % 60,
            second: seconds % 60)
    }

    static func days(inMonth month: Int, of year: Int) -> Int {
        switch month {
        case 4, 6, 9, 11: 30
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        default: 31
        }
    }
}
