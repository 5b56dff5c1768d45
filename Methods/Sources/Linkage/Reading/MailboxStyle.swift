import Similarity

/// How a mailbox is made from its owner's name: the same address is then less new evidence when the names agree already.
struct MailboxStyle: Sendable, Hashable {
    enum Form: UInt8, Sendable {
        case none, givenSurname, initialSurname, givenInitial, surnameGiven, surnameInitial, given, surname, initials
    }

    var form: Form = .none
    /// The byte between the parts, 0 where there is none.
    var separator: UInt8 = 0
    /// How many digits stand at the end.
    var digits: UInt8 = 0

    /// Forms, separators and up to three digits in one byte; 0 when the mailbox is not made from the name.
    var code: UInt8 {
        if form == .none { return 0 }
        let mark: UInt8 = separator == 0 ? 0 : separator == 46 ? 1 : separator == 95 ? 2 : 3
        return (form.rawValue * 4 + mark) * 4 + min(digits, 3)
    }

    init() {}

    /// The style in which `mailbox` is made from a name whose parts are folded and without spaces.
    init(mailbox: Bytes, given: Bytes, surname: Bytes, related: (Bytes) -> Bool) {
        var end = mailbox.count
        while end > 0, Letters.isDigit(mailbox[end - 1]) { end -= 1 }
        guard end > 0 else { return }
        let base = Bytes(rebasing: mailbox[0..<end])
        guard let found = Self.match(base, given, surname, related) else { return }
        form = found.form
        separator = found.separator
        digits = UInt8(min(3, mailbox.count - end))
    }

    private static func match(
        _ base: Bytes, _ given: Bytes, _ surname: Bytes, _ related: (Bytes) -> Bool
    ) -> (form: Form, separator: UInt8)? {
        if !surname.isEmpty, let rest = base.before(suffix: surname) {
            let (front, mark) = rest.withoutLastMark
            if front.isEmpty { return (.surname, 0) }
            if isGiven(front, given, related) { return (.givenSurname, mark) }
            if front.count == 1, let initial = given.first, front[0] == initial { return (.initialSurname, mark) }
        }
        if !surname.isEmpty, let rest = base.after(prefix: surname) {
            let (back, mark) = rest.withoutFirstMark
            if isGiven(back, given, related) { return (.surnameGiven, mark) }
            if back.count == 1, let initial = given.first, back[0] == initial { return (.surnameInitial, mark) }
        }
        if isGiven(base, given, related) { return (.given, 0) }
        return initials(base, given, surname, related)
    }

    private static func initials(
        _ base: Bytes, _ given: Bytes, _ surname: Bytes, _ related: (Bytes) -> Bool
    ) -> (form: Form, separator: UInt8)? {
        guard let last = surname.first, base.last == last, base.count > 1 else { return nil }
        let (front, mark) = Bytes(rebasing: base.dropLast()).withoutLastMark
        if isGiven(front, given, related) { return (.givenInitial, mark) }
        if front.count == 1, front[0] == given.first { return (.initials, mark) }
        return nil
    }

    private static func isGiven(_ text: Bytes, _ given: Bytes, _ related: (Bytes) -> Bool) -> Bool {
        !given.isEmpty && text.count > 1 && (text.elementsEqual(given) || related(text))
    }
}

extension Bytes {
    func before(suffix: Bytes) -> Bytes? {
        guard count >= suffix.count, self[(count - suffix.count)...].elementsEqual(suffix) else { return nil }
        return Bytes(rebasing: self[0..<count - suffix.count])
    }

    func after(prefix: Bytes) -> Bytes? {
        guard starts(with: prefix) else { return nil }
        return Bytes(rebasing: self[prefix.count...])
    }

    static func isMark(_ byte: UInt8) -> Bool { byte == 46 || byte == 95 || byte == 45 }

    var withoutLastMark: (rest: Bytes, mark: UInt8) {
        guard let last, Self.isMark(last) else { return (self, 0) }
        return (Bytes(rebasing: dropLast()), last)
    }

    var withoutFirstMark: (rest: Bytes, mark: UInt8) {
        guard let first, Self.isMark(first) else { return (self, 0) }
        return (Bytes(rebasing: dropFirst()), first)
    }
}
