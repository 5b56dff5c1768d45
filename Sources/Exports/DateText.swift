/// A date, with or without a time, as a cell writes it, before anybody knows whether the day or the month is first.
struct DateText {
    enum Shape {
        case yearFirst
        /// Two numbers before the year.
        case numeric
        /// The month has its name: nothing to settle.
        case dayThenName, nameThenDay
    }

    var shape: Shape
    /// The three numbers in the order in which they stand; a month's name has become its number.
    private var numbers: (Int, Int, Int)
    private var clock = Clock()

    private struct Clock {
        var hour = 0
        var minute = 0
        var second = 0
        var offset: Int?
    }

    /// Nil when the whole cell is not a date: nothing may be left over.
    init?(_ cell: some StringProtocol) {
        guard (6...80).contains(cell.utf8.count) else { return nil }
        var tokens = Tokens(Words.tidy(cell))
        guard let first = tokens.next() else { return nil }
        switch first {
        case .number(let number, let digits):
            guard let date = Self.startingWithNumber(number, digits: digits, &tokens) else { return nil }
            (shape, numbers) = date
        case .word(let word):
            guard let month = Self.month(word), let day = tokens.number(), let year = tokens.year() else { return nil }
            (shape, numbers) = (.nameThenDay, (month, day, year))
        case .mark:
            return nil
        }
        guard tokens.isAtEnd || readTime(&tokens) else { return nil }
    }

    private static func startingWithNumber(
        _ number: Int, digits: Int, _ tokens: inout Tokens
    ) -> (Shape, (Int, Int, Int))? {
        if let word = tokens.word() {
            guard let month = month(word), let year = tokens.year() else { return nil }
            return (.dayThenName, (number, month, year))
        }
        guard let mark = tokens.mark(among: "/-.") else { return nil }
        if let word = tokens.word() {
            guard let month = month(word), tokens.mark(mark), let year = tokens.year() else { return nil }
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

    private mutating func readTime(_ tokens: inout Tokens) -> Bool {
        tokens.skipJoint()
        if tokens.isAtEnd { return true }
        guard let hour = tokens.number(), tokens.mark(":") || tokens.mark("."), let minute = tokens.number()
        else { return false }
        clock.hour = hour
        clock.minute = minute
        if tokens.mark(":") {
            guard let second = tokens.number() else { return false }
            clock.second = second
            if tokens.mark(".") { _ = tokens.number() }
        }
        // What follows a whole time is a zone; one that is not known leaves the time what it is.
        return readHalf(&tokens) && (readZone(&tokens) || clock.offset == nil)
    }

    /// `AM`, `pm`, `p.m.`: on a clock of twelve, 12 is nought.
    private mutating func readHalf(_ tokens: inout Tokens) -> Bool {
        guard let half = tokens.half() else { return true }
        guard (1...12).contains(clock.hour) else { return clock.hour <= 23 }
        clock.hour = clock.hour % 12 + (half == "p" ? 12 : 0)
        return true
    }

    private mutating func readZone(_ tokens: inout Tokens) -> Bool {
        _ = tokens.mark("(")
        if let name = tokens.word() {
            guard let hours = Self.zones[name] else { return false }
            clock.offset = hours * 3_600
        }
        if tokens.mark("+") {
            guard readOffset(&tokens, sign: 1) else { return false }
        } else if tokens.mark("-") {
            guard readOffset(&tokens, sign: -1) else { return false }
        }
        _ = tokens.mark(")")
        return true
    }

    private mutating func readOffset(_ tokens: inout Tokens, sign: Int) -> Bool {
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

    private static let zones = ["z": 0, "utc": 0, "gmt": 0, "bst": 1, "cet": 1, "cest": 2, "est": -5, "edt": -4]

    private static func month(_ word: String) -> Int? {
        guard word.count >= 3 else { return nil }
        let names = [
            "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
            "november", "december",
        ]
        if word == "sept" { return 9 }
        return names.firstIndex { $0.hasPrefix(word) }.map { $0 + 1 }
    }
}

extension DateText {
    /// The order that this date alone proves; nil when both are possible, or neither.
    var evidence: Export.Dates? {
        switch shape {
        case .yearFirst: return .iso
        case .dayThenName: return .dayFirst
        case .nameThenDay: return .monthFirst
        case .numeric:
            if moment(.monthFirst) == nil { return moment(.dayFirst) == nil ? nil : .dayFirst }
            return moment(.dayFirst) == nil ? .monthFirst : nil
        }
    }

    var isOpen: Bool { shape == .numeric && evidence == nil && moment(.dayFirst) != nil }

    /// The moment, read in an order; nil when there is no such date or time.
    func moment(_ order: DateOrder) -> Moment? {
        switch shape {
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

/// A cell cut into numbers, words in lower case, and marks; white space, weekdays and words like "at" say nothing.
private struct Tokens {
    enum Token {
        case number(Int, digits: Int)
        case word(String)
        case mark(Character)
    }

    private var tokens: [Token] = []
    private var position = 0

    init(_ text: some StringProtocol) {
        var run: [UInt8] = []
        for byte in text.utf8 {
            let kind = Kind(byte)
            if let last = run.last, Kind(last) != kind { flush(&run) }
            switch kind {
            case .digit: run.append(byte)
            case .letter: run.append(byte < 0x80 ? byte | 0x20 : byte)
            case .space: continue
            case .mark: tokens.append(.mark(Character(Unicode.Scalar(byte))))
            }
        }
        flush(&run)
        if case .mark(",")? = tokens.first { tokens.removeFirst() }
    }

    private enum Kind {
        case digit, letter, space, mark

        /// Bytes beyond ASCII are letters of words that no date has.
        init(_ byte: UInt8) {
            switch byte {
            case 0x30...0x39: self = .digit
            case 0x41...0x5A, 0x61...0x7A, 0x80...: self = .letter
            case 0...0x20: self = .space
            default: self = .mark
            }
        }
    }

    private mutating func flush(_ run: inout [UInt8]) {
        guard let first = run.first else { return }
        let text = String(decoding: run, as: UTF8.self)
        if Kind(first) == .letter {
            if !Self.fillers.contains(text), !Self.isWeekday(text) { tokens.append(.word(text)) }
        } else {
            // A run of digits too long for a number is no part of a date either.
            tokens.append(Int(text).map { .number($0, digits: run.count) } ?? .word(text))
        }
        run.removeAll(keepingCapacity: true)
    }

    private static let fillers: Set<String> = ["of", "at", "st", "nd", "rd", "th", "the"]

    private static let weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]

    private static func isWeekday(_ word: String) -> Bool {
        word.count >= 3 && weekdays.contains { $0.hasPrefix(word) }
    }

    var isAtEnd: Bool { position >= tokens.count }

    mutating func next() -> Token? {
        guard !isAtEnd else { return nil }
        defer { position += 1 }
        return tokens[position]
    }

    mutating func number() -> Int? {
        guard !isAtEnd, case .number(let number, _) = tokens[position] else { return nil }
        position += 1
        return number
    }

    /// Four digits, or two of this century; a comma may stand before it.
    mutating func year() -> Int? {
        _ = mark(",")
        guard !isAtEnd, case .number(let number, let digits) = tokens[position], digits == 4 || digits == 2
        else { return nil }
        position += 1
        return digits == 2 ? 2000 + number : number
    }

    mutating func word() -> String? {
        guard !isAtEnd, case .word(let word) = tokens[position] else { return nil }
        position += 1
        return word
    }

    mutating func mark(_ wanted: Character) -> Bool {
        guard !isAtEnd, case .mark(wanted) = tokens[position] else { return false }
        position += 1
        return true
    }

    mutating func mark(among wanted: String) -> Character? {
        guard !isAtEnd, case .mark(let mark) = tokens[position], wanted.contains(mark) else { return nil }
        position += 1
        return mark
    }

    /// What stands between date and time: a comma, a dash, a `T`.
    mutating func skipJoint() {
        if mark(",") || mark("-") { return }
        if !isAtEnd, case .word("t") = tokens[position] { position += 1 }
    }

    /// The `a` of AM or the `p` of PM.
    mutating func half() -> Character? {
        guard !isAtEnd, case .word(let word) = tokens[position] else { return nil }
        if word == "am" || word == "pm" {
            position += 1
            return word.first
        }
        guard word == "a" || word == "p", position + 2 < tokens.count, case .mark(".") = tokens[position + 1],
            case .word("m") = tokens[position + 2]
        else { return nil }
        position += 3
        _ = mark(".")
        return word.first
    }
}
