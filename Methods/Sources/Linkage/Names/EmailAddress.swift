import Similarity

/// An e-mail address in its parts: nil parts when the text is none ("anonymous", "n/a").
struct EmailAddress: Sendable, Equatable {
    var mailbox: [UInt8]
    var domain: [UInt8]

    init?(_ text: [UInt8]) {
        var buffer: [UInt8] = []
        guard let end = text.withUnsafeBufferPointer({ Self.read($0, into: &buffer) }) else { return nil }
        (mailbox, domain) = (Array(buffer[..<end]), Array(buffer[(end + 1)...]))
    }

    /// Brings a text into the form `mailbox@domain` in small letters, without a tag behind a plus sign; where the mailbox
    /// ends, or nil when the text is no address.
    static func read(_ text: Bytes, into buffer: inout [UInt8]) -> Int? {
        buffer.removeAll(keepingCapacity: true)
        if text.allSatisfy({ $0 < 0x80 }) {
            for byte in text where byte != Letters.space { buffer.append(byte &- 65 < 26 ? byte | 0x20 : byte) }
        } else {
            buffer = Letters.lower(Array(text)).filter { $0 != Letters.space }
        }
        if buffer.starts(with: scheme) { buffer.removeFirst(scheme.count) }
        guard let at = buffer.lastIndex(of: 64), at > 0, at < buffer.count - 3, buffer[(at + 1)...].contains(46) else {
            return nil
        }
        if buffer[(at + 1)...].elementsEqual(otherGmail) { buffer.replaceSubrange((at + 1)..., with: gmail) }
        guard let plus = buffer[..<at].firstIndex(of: UInt8(ascii: "+")), plus > 0 else { return at }
        buffer.removeSubrange(plus..<at)
        return plus
    }

    private static let scheme = Array("mailto:".utf8)
    private static let otherGmail = Array("googlemail.com".utf8)
    private static let gmail = Array("gmail.com".utf8)

    /// Providers at which anybody can have an address: such a domain says nothing of an organisation.
    static func isFree(_ domain: Bytes) -> Bool {
        freeStems.contains { domain.starts(with: $0) } || domain.count <= longestFree && free.contains(Array(domain))
    }

    /// A mailbox of an office rather than a person.
    static func isRole(_ mailbox: Bytes) -> Bool { mailbox.count <= longestRole && roles.contains(Array(mailbox)) }

    private static let longestFree = free.reduce(0) { max($0, $1.count) }
    private static let longestRole = roles.reduce(0) { max($0, $1.count) }

    private static let freeStems = [
        "gmail.", "hotmail.", "yahoo.", "outlook.", "live.", "aol.", "gmx.", "msn.", "ymail.",
    ].map { Array($0.utf8) }

    private static let free = Set(
        [
            "icloud.com", "me.com", "mac.com", "btinternet.com", "btopenworld.com", "sky.com", "virginmedia.com",
            "talktalk.net",
            "ntlworld.com", "blueyonder.co.uk", "tiscali.co.uk", "protonmail.com", "proton.me", "mail.com", "email.com",
            "rocketmail.com", "fastmail.com", "zoho.com", "plus.com", "plusnet.com", "o2.co.uk", "hey.com", "pm.me",
            "talk21.com", "orange.co.uk", "bt.com", "inbox.com", "web.de", "tutanota.com", "example.com",
        ].map { Array($0.utf8) })

    private static let roles = Set(
        [
            "info", "admin", "office", "hello", "contact", "enquiries", "enquiry", "team", "mail", "reception",
            "support",
            "help",
            "sales", "events", "noreply", "no-reply", "accounts", "hr", "press", "media", "secretary", "general",
            "post",
        ].map { Array($0.utf8) })
}

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
