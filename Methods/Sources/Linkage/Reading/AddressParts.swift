import Names
import Similarity

/// An e-mail address in the parts that are compared; nil when the text is none ("anonymous", "n/a").
///
/// Read leniently, unlike `Names.EmailAddress`, to which mail is sent: a blank, a tag or an accent too many is a slip
/// of the same person. Whether two hosts beyond ASCII are one is for `Names.HostName` to say.
struct AddressParts: Sendable, Equatable {
    var mailbox: [UInt8]
    var domain: [UInt8]

    init?(_ text: [UInt8]) {
        var buffer: [UInt8] = []
        guard let end = text.withUnsafeBufferPointer({ Self.read($0, into: &buffer) }) else { return nil }
        (mailbox, domain) = (Array(buffer[..<end]), Array(buffer[(end + 1)...]))
    }

    /// Brings a text into the form `mailbox@domain` in small letters, without a tag behind a plus sign; where the
    /// mailbox ends, or nil when the text is no address.
    static func read(_ text: Bytes, into buffer: inout [UInt8]) -> Int? {
        buffer.removeAll(keepingCapacity: true)
        if text.allSatisfy({ $0 < 0x80 }) {
            for byte in text where byte != Letters.space { buffer.append(byte &- 65 < 26 ? byte | 0x20 : byte) }
        } else {
            buffer = lowered(String(decoding: text, as: UTF8.self))
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

    /// An address beyond ASCII: its host as it is looked up, where it is one.
    private static func lowered(_ text: String) -> [UInt8] {
        func plain(_ part: Substring) -> [UInt8] { Letters.lower(Array(part.utf8)).filter { $0 != Letters.space } }
        guard let at = text.lastIndex(of: "@"), let host = HostName(text[text.index(after: at)...]) else {
            return plain(text[...])
        }
        return plain(text[...at]) + host.text.utf8
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
