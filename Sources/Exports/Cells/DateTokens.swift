/// A cell cut into numbers, words in lower case, and marks; white space, weekdays and words like "at" say nothing.
struct DateTokens {
    enum Token {
        case number(Int, digits: Int)
        case word(String)
        case mark(Character)
    }

    private var tokens: [Token] = []
    private var position = 0

    init(_ text: some StringProtocol) {
        var run: [UInt8] = []
        for byte in text.lowercased().utf8 {
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
        while case .mark(let mark)? = tokens.first, mark == "," || mark == "." { tokens.removeFirst() }
        dropWeekday()
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
            let word = Vocabulary.plain(text)
            if !Self.fillers.contains(word), !Self.isWeekday(word) { tokens.append(.word(word)) }
        } else {
            // A run of digits too long for a number is no part of a date either.
            tokens.append(Int(text).map { .number($0, digits: run.count) } ?? .word(text))
        }
        run.removeAll(keepingCapacity: true)
    }

    /// Words that dates have between their parts, in the languages that are read: ordinals, articles, "o'clock".
    private static let fillers: Set<String> = Set(
        """
        of at st nd rd th the de del da do dos las les le los den der das um uhr om alle ore er eme godz klo kl af il \
        ydd fed ain o os as hrs roku dia
        """.split(separator: " ").map(String.init))

    /// Days of the week in those languages; what is a month elsewhere (`mar`) is told by where it stands.
    private static let weekdays: Set<String> = Set(
        """
        montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag mo di mi fr sa so \
        lundi mardi mercredi jeudi vendredi samedi dimanche lun mer jeu ven sam dim \
        lunes martes miercoles jueves viernes sabado domingo mie jue vie sab dom \
        lunedi martedi mercoledi giovedi venerdi gio \
        maandag dinsdag woensdag donderdag vrijdag zaterdag zondag ma wo vr za zo \
        segunda feira terca quarta quinta sexta seg ter qua qui sex \
        poniedzialek wtorek sroda czwartek piatek sobota niedziela pon wto sro czw pia sob nie \
        dydd llun iau gwener sadwrn sul
        """.split(separator: " ").map(String.init))

    private static let english = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]

    private static func isWeekday(_ word: String) -> Bool {
        weekdays.contains(word) || word.count >= 3 && english.contains { $0.hasPrefix(word) }
    }

    /// A word before a whole date is the day of the week, whatever the language: `mar. 10 mars 2022`, `Mer 9/3/2022`.
    private mutating func dropWeekday() {
        guard case .word? = tokens.first else { return }
        var rest = tokens.dropFirst()
        while case .mark(let mark)? = rest.first, mark == "." || mark == "," { rest.removeFirst() }
        guard case .number(_, let digits)? = rest.first, digits <= 2 || digits == 4 else { return }
        var behind = rest.dropFirst()
        if case .mark(".")? = behind.first { behind.removeFirst() }
        switch behind.first {
        case .word(let word)? where Vocabulary.months[word] != nil: tokens = Array(rest)
        case .mark(let mark)? where "/-".contains(mark): tokens = Array(rest)
        default: return
        }
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

    mutating func skip(_ wanted: String) -> Bool {
        guard !isAtEnd, case .word(wanted) = tokens[position] else { return false }
        position += 1
        return true
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
        if !isAtEnd, case .word(let word) = tokens[position], ["t", "a"].contains(word) { position += 1 }
    }

    /// `am`, `PM`, `p.m.`, `p. m.`, `nachm.`, `yh`: the `a` of AM or the `p` of PM.
    mutating func half() -> Character? {
        guard !isAtEnd, case .word(let word) = tokens[position] else { return nil }
        if let half = Self.halves[word] {
            position += 1
            _ = mark(".")
            return half
        }
        guard word == "a" || word == "p", position + 2 < tokens.count, case .mark(".") = tokens[position + 1],
            case .word("m") = tokens[position + 2]
        else { return nil }
        position += 3
        _ = mark(".")
        return word.first
    }

    private static let halves: [String: Character] = [
        "am": "a", "pm": "p", "vorm": "a", "vormittags": "a", "nachm": "p", "nachmittags": "p", "yb": "a", "yh": "p",
        "yp": "p", "manha": "a", "tarde": "p", "noite": "p", "rano": "a", "popoludniu": "p",
    ]

    /// The tokens that are left, as one text: what stood there and was not understood.
    var rest: String {
        tokens[position...].map { token in
            switch token {
            case .number(let number, _): String(number)
            case .word(let word): word.uppercased()
            case .mark(let mark): String(mark)
            }
        }.joined(separator: " ")
    }
}
