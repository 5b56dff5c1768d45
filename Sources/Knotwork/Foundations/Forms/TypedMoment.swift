/// A day, with or without a time of day, as people write it: `27 March 2022, 5 pm`, `27/3/2022 17:00`, `2022-03-27T17:00`.
///
/// Days come before months, as they do in Britain. A time stands on clocks in London.
struct TypedMoment: Hashable, Sendable {
    struct Clock: Hashable, Sendable {
        var hour: Int
        var minute: Int

        static let startOfDay = Clock(hour: 0, minute: 0)
        static let endOfDay = Clock(hour: 23, minute: 59)
    }

    var day: Day
    /// Nil when only the day was written.
    var clock: Clock?

    /// Nil for what is no day, or a day with something behind it that is no time.
    init?(_ typed: String) {
        var words = typed.lowercased().replacing(",", with: " ").split(separator: " ").map(String.init)
        if let first = words.first, let halves = Self.isoHalves(first) { words.replaceSubrange(0..<1, with: halves) }
        if let first = words.first, Day.weekdays.contains(where: { Self.shortens(first, $0) }) { words.removeFirst() }
        guard let (day, used) = Self.day(words) else { return nil }
        self.day = day
        let rest = words.dropFirst(used).filter { $0 != "at" }.joined()
        if rest.isEmpty { return }
        guard let clock = Clock(rest) else { return nil }
        self.clock = clock
    }

    func london(or usual: Clock) -> LondonTime {
        let clock = clock ?? usual
        return LondonTime(day: day, hour: clock.hour, minute: clock.minute)
    }

    private static func isoHalves(_ word: String) -> [String]? {
        let halves = word.split(separator: "t").map(String.init)
        return halves.count == 2 && Day(halves[0]) != nil ? halves : nil
    }

    /// The day at the start of the words, and how many words it took.
    private static func day(_ words: [String]) -> (day: Day, words: Int)? {
        guard let first = words.first else { return nil }
        if let day = Day(first) { return (day, 1) }
        let parts = first.split(whereSeparator: { "/.-".contains($0) }).map(String.init)
        if parts.count == 3, let day = day(parts[0], parts[1], parts[2]) { return (day, 1) }
        guard words.count >= 3, let day = day(words[0], words[1], words[2]) else { return nil }
        return (day, 3)
    }

    private static func day(_ day: String, _ month: String, _ year: String) -> Day? {
        let digits = ["st", "nd", "rd", "th"].reduce(day) { $0.hasSuffix($1) ? String($0.dropLast(2)) : $0 }
        guard let day = Int(digits), let month = self.month(month), year.count == 4, let year = Int(year) else {
            return nil
        }
        return Day(year: year, month: month, day: day)
    }

    private static func month(_ word: String) -> Int? {
        Int(word) ?? Day.months.firstIndex { shortens(word, $0) }.map { $0 + 1 }
    }

    private static func shortens(_ word: String, _ name: String) -> Bool {
        word.count >= 3 && name.lowercased().hasPrefix(word)
    }
}

extension TypedMoment.Clock {
    /// `5pm`, `5.30pm`, `17:00`, `noon`, `midnight`. A number alone says too little.
    init?(_ typed: String) {
        let plain = typed.lowercased().filter { !$0.isWhitespace }
        if plain == "noon" || plain == "midnight" {
            self.init(hour: plain == "noon" ? 12 : 0, minute: 0)
            return
        }
        let half = ["am", "pm"].first { plain.hasSuffix($0) }
        let digits = half == nil ? plain[...] : plain.dropLast(2)
        let parts = digits.split(omittingEmptySubsequences: false) { ":.".contains($0) }
        let numbers = parts.compactMap { part in part.allSatisfy(\.isASCIIDigit) ? Int(part) : nil }
        guard numbers.count == parts.count, parts.count == 2 || half != nil && parts.count == 1,
            parts.count == 1 || parts[1].count == 2
        else { return nil }
        let (hour, minute) = (numbers[0], numbers.count == 2 ? numbers[1] : 0)
        guard (0..<60).contains(minute), half == nil ? (0..<24).contains(hour) : (1...12).contains(hour) else {
            return nil
        }
        self.init(hour: half == nil ? hour : hour % 12 + (half == "pm" ? 12 : 0), minute: minute)
    }
}

extension Character {
    fileprivate var isASCIIDigit: Bool { isASCII && isNumber }
}

extension LondonTime {
    /// As people would type it: `27 March 2022, 5 pm`. The time is left out where it is the usual one.
    func typed(usual: TypedMoment.Clock? = nil) -> String {
        let isUsual = usual.map { $0.hour == hour && $0.minute == minute } ?? false
        return isUsual ? day.long : "\(day.long), \(clock)"
    }
}
