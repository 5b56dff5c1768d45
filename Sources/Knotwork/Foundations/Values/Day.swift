import Store

/// A date in the calendar, kept as `2022-03-31`.
struct Day: Hashable, Comparable, Sendable {
    let year: Int
    let month: Int
    let day: Int

    /// Nil for a date that does not exist, such as 30 February.
    init?(year: Int, month: Int, day: Int) {
        guard (1...9999).contains(year), (1...12).contains(month), day >= 1, day <= Self.days(in: month, of: year)
        else {
            return nil
        }
        self.year = year
        self.month = month
        self.day = day
    }

    private static func days(in month: Int, of year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// The day that many days after 1 January 1970 (Hinnant, "chrono-compatible low-level date algorithms").
    init(number: Int) {
        let shifted = number + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    }

    /// Days since 1 January 1970.
    var number: Int { Self.number(year, month, day) }

    private static func number(_ year: Int, _ month: Int, _ day: Int) -> Int {
        let shifted = month <= 2 ? year - 1 : year
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    static func < (left: Self, right: Self) -> Bool { left.number < right.number }

    func adding(days: Int) -> Day { Day(number: number + days) }
}

extension Day: CustomStringConvertible {
    var description: String { FixedText.make(10) { $0.put(self) } }

    init?(_ text: some StringProtocol) {
        var text = String(text)
        let day: Day? = text.withUTF8 { bytes in
            guard bytes.count == 10 else { return nil }
            var reader = FixedReader(bytes)
            return Day(&reader)
        }
        guard let day else { return nil }
        self = day
    }

    /// The date in the first ten places of a text.
    init?(_ reader: inout FixedReader) {
        let (year, month) = (reader.number(at: 0, width: 4), reader.number(at: 5, width: 2))
        let day = reader.number(at: 8, width: 2)
        reader.expect("-", at: 4)
        reader.expect("-", at: 7)
        guard reader.isAsExpected else { return nil }
        self.init(year: year, month: month, day: day)
    }
}

extension FixedText {
    /// `2022-03-31`, ten characters.
    mutating func put(_ day: Day) {
        put(day.year, width: 4)
        put("-")
        put(day.month, width: 2)
        put("-")
        put(day.day, width: 2)
    }
}

extension Day: SQLConvertible {
    var sqlValue: SQLValue { .text(description) }
    init(sqlValue: SQLValue) throws {
        let text = try String(sqlValue: sqlValue)
        guard let day = Day(text) else { throw Unreadable(what: "day", text: text) }
        self = day
    }
}

extension Day {
    static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]
    static let weekdays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]

    var weekday: String { Self.weekdays[((number + 3) % 7 + 7) % 7] }

    /// `31 March 2022`
    var long: String { "\(day) \(Self.months[month - 1]) \(year)" }
    /// `31 March`
    var withoutYear: String { "\(day) \(Self.months[month - 1])" }
    /// `Thursday 31 March 2022`
    var full: String { "\(weekday) \(long)" }
}
