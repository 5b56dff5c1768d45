/// A date, with or without a time, as a cell writes it, before anybody knows whether the day or the month is first.
struct DateText {
    enum Shape {
        case yearFirst
        /// Two numbers before the year.
        case numeric
        /// The month has its name: nothing to settle.
        case dayThenName, nameThenDay
        /// Days since the last day of 1899, as a spreadsheet counts them: `44588.415`.
        case serial
    }

    var shape: Shape
    /// The three numbers in the order in which they stand; a month's name has become its number.
    private var numbers: (Int, Int, Int)
    private var clock = Clock()
    private var isDotted = false
    /// What stands where a zone belongs and is none that is known.
    private(set) var unknownZone: String?

    private struct Clock {
        var hour = 0
        var minute = 0
        var second = 0
        var offset: Int?
    }

    /// Nil when the whole cell is not a date: nothing may be left over.
    init?(_ cell: some StringProtocol) {
        guard (5...80).contains(cell.utf8.count) else { return nil }
        let text = Words.tidy(cell)
        if let serial = SerialDate(text) {
            (shape, numbers) = (.serial, (serial.days, serial.seconds, 0))
            return
        }
        var tokens = DateTokens(text)
        guard let first = tokens.next() else { return nil }
        switch first {
        case .number(let number, let digits):
            guard let date = Self.startingWithNumber(number, digits: digits, &tokens) else { return nil }
            (shape, numbers) = date
            isDotted = text.contains(".") && text.prefix { $0.isNumber || $0 == "." }.count { $0 == "." } == 2
        case .word(let word):
            guard let month = Self.month(word), tokens.mark(".") || true, let day = tokens.number(),
                let year = tokens.year()
            else { return nil }
            (shape, numbers) = (.nameThenDay, (month, day, year))
        case .mark:
            return nil
        }
        guard tokens.isAtEnd || readTime(&tokens) else { return nil }
    }

    private static func startingWithNumber(
        _ number: Int, digits: Int, _ tokens: inout DateTokens
    ) -> (Shape, (Int, Int, Int))? {
        if let word = tokens.word() {
            guard let month = month(word) else { return nil }
            _ = tokens.mark(".")
            guard let year = tokens.year() else { return nil }
            return (.dayThenName, (number, month, year))
        }
        guard let mark = tokens.mark(among: "/-.") else { return nil }
        if let word = tokens.word() {
            // `10. März 2022` has no second dot, `10-Mar-2022` has the same mark again.
            guard let month = month(word), tokens.mark(mark) || mark == ".", let year = tokens.year() else {
                return nil
            }
            return (.dayThenName, (number, month, year))
        }
        guard let second = tokens.number(), tokens.mark(mark) else { return nil }
        if digits == 4 {
            guard let day = tokens.number() else { return nil }
            return (.yearFirst, (number, second, day))
        }
        guard digits <= 2, let year = tokens.year() else { return nil }
        return (.numeric, (number, second, year))
    }

    private mutating func readTime(_ tokens: inout DateTokens) -> Bool {
        tokens.skipJoint()
        if tokens.isAtEnd { return true }
        guard let hour = tokens.number(), tokens.mark(":") || tokens.mark(".") || tokens.skip("h"),
            let minute = tokens.number()
        else { return false }
        clock.hour = hour
        clock.minute = minute
        if tokens.mark(":") {
            guard let second = tokens.number() else { return false }
            clock.second = second
            if tokens.mark(".") { _ = tokens.number() }
        }
        // What follows a whole time is a zone; one that is not known leaves the time what it is.
        guard readHalf(&tokens) else { return false }
        if tokens.isAtEnd { return true }
        let rest = tokens.rest
        if !readZone(&tokens) || !tokens.isAtEnd { (clock.offset, unknownZone) = (nil, rest) }
        return true
    }

    /// `AM`, `pm`, `p.m.`: on a clock of twelve, 12 is nought.
    private mutating func readHalf(_ tokens: inout DateTokens) -> Bool {
        guard let half = tokens.half() else { return true }
        guard (1...12).contains(clock.hour) else { return clock.hour <= 23 }
        clock.hour = clock.hour % 12 + (half == "p" ? 12 : 0)
        return true
    }

    private mutating func readZone(_ tokens: inout DateTokens) -> Bool {
        _ = tokens.mark("(")
        if let name = tokens.word() {
            guard let minutes = Zones.minutes(name) else { return false }
            clock.offset = minutes * 60
        }
        if tokens.mark("+") {
            guard readOffset(&tokens, sign: 1) else { return false }
        } else if tokens.mark("-") {
            guard readOffset(&tokens, sign: -1) else { return false }
        }
        _ = tokens.mark(")")
        return true
    }

    private mutating func readOffset(_ tokens: inout DateTokens, sign: Int) -> Bool {
        guard case .number(let number, let digits)? = tokens.next() else { return false }
        var hours = number
        var minutes = 0
        if digits > 2 { (hours, minutes) = (number / 100, number % 100) }
        if tokens.mark(":") {
            guard let more = tokens.number() else { return false }
            minutes = more
        }
        guard hours <= 14, minutes < 60 else { return false }
        clock.offset = sign * (hours * 3_600 + minutes * 60)
        return true
    }

    private static func month(_ word: String) -> Int? {
        word.count >= 3 ? Vocabulary.months[word] : nil
    }
}

extension DateText {
    /// The order that this date alone proves; nil when both are possible, or neither.
    var evidence: Export.Dates? {
        switch shape {
        case .yearFirst, .serial: return .iso
        case .dayThenName: return .dayFirst
        case .nameThenDay: return .monthFirst
        case .numeric:
            // Nobody writes the month first between dots.
            if isDotted, moment(.dayFirst) != nil { return .dayFirst }
            if moment(.monthFirst) == nil { return moment(.dayFirst) == nil ? nil : .dayFirst }
            return moment(.dayFirst) == nil ? .monthFirst : nil
        }
    }

    var isOpen: Bool { shape == .numeric && evidence == nil && moment(.dayFirst) != nil }

    /// The moment, read in an order; nil when there is no such date or time.
    func moment(_ order: DateOrder) -> Moment? {
        switch shape {
        case .serial: Moment(days: numbers.0, seconds: numbers.1)
        case .yearFirst: made(numbers.0, numbers.1, numbers.2)
        case .dayThenName: made(numbers.2, numbers.1, numbers.0)
        case .nameThenDay: made(numbers.2, numbers.0, numbers.1)
        case .numeric:
            order == .dayFirst
                ? made(numbers.2, numbers.1, numbers.0) : made(numbers.2, numbers.0, numbers.1)
        }
    }

    private func made(_ year: Int, _ month: Int, _ day: Int) -> Moment? {
        Moment(
            year: year, month: month, day: day, hour: clock.hour, minute: clock.minute, second: clock.second,
            offset: clock.offset)
    }
}
