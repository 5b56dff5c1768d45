import Crypto
import Markup
import Store
import Synchronization

/// The name of one record of a kind: a UUID version 7 as text, so that ids sort by the time they were made.
///
/// `Of` keeps the kinds apart: an `ID<Event>` is no `ID<Person>`.
struct ID<Of>: Hashable, Comparable, Sendable, CustomStringConvertible {
    let text: String

    /// An id read back from where it was kept.
    init(_ text: String) { self.text = text }

    var description: String { text }

    static func < (left: Self, right: Self) -> Bool { left.text < right.text }
}

extension ID: SQLConvertible {
    var sqlValue: SQLValue { .text(text) }
    init(sqlValue: SQLValue) throws { text = try String(sqlValue: sqlValue) }

    static var isReadFromText: Bool { true }
    init(sqlText: UnsafeBufferPointer<UInt8>) { text = String(decoding: sqlText, as: UTF8.self) }
}

extension HTML.StringInterpolation {
    mutating func appendInterpolation<Of>(_ id: ID<Of>) { appendInterpolation(id.text) }
}

/// Where ids and secrets come from; tests fix it.
struct Randomness: Sendable {
    /// That many unpredictable bytes.
    var bytes: @Sendable (Int) -> [UInt8]

    static let system = Randomness { count in
        var generator = SystemRandomNumberGenerator()
        return (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    }

    /// A new id, sortable by `instant` and, where that is the same, by the order in which this process made them (RFC 9562,
    /// version 7, with a counter of 26 bits as in its section 6.2): what one action writes into the audit log stays in order.
    func id<Of>(at instant: Instant) -> ID<Of> {
        var octets = Array(repeating: UInt8(0), count: 10) + bytes(6)
        let milliseconds = UInt64(max(0, instant.milliseconds))
        for place in 0..<6 { octets[place] = UInt8(truncatingIfNeeded: milliseconds >> UInt64(8 * (5 - place))) }
        let turn = Self.made.wrappingAdd(1, ordering: .relaxed).newValue
        octets[6] = 0x70 | UInt8(truncatingIfNeeded: turn >> 22) & 0x0F
        octets[7] = UInt8(truncatingIfNeeded: turn >> 14)
        octets[8] = 0x80 | UInt8(truncatingIfNeeded: turn >> 8) & 0x3F
        octets[9] = UInt8(truncatingIfNeeded: turn)
        return ID(Hex.dashed(octets))
    }

    /// How many ids this process has made. The counter goes on from one millisecond to the next, because actions of several
    /// moments make theirs at once.
    private static let made = Atomic<UInt32>(0)

    /// A secret for a link or a cookie: 32 bytes, written for a URL.
    func secret() -> String { Hex.text(bytes(32)) }
}

/// Bytes as hexadecimal digits.
enum Hex {
    private static let digits = Array("0123456789abcdef".utf8)

    static func text(_ bytes: some Sequence<UInt8>) -> String {
        var text: [UInt8] = []
        text.reserveCapacity(2 * bytes.underestimatedCount)
        for byte in bytes {
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// The 8-4-4-4-12 form of 16 bytes.
    static func dashed(_ bytes: [UInt8]) -> String {
        FixedText.make(36) { text in
            for (place, byte) in bytes.enumerated() {
                if place == 4 || place == 6 || place == 8 || place == 10 { text.put("-") }
                text.put(byte: digits[Int(byte >> 4)])
                text.put(byte: digits[Int(byte & 15)])
            }
        }
    }

    /// SHA-256 of a text: how secrets are kept, so that reading the database opens no door.
    static func fingerprint(_ text: String) -> String { Self.text(SHA256.hash(data: Array(text.utf8))) }

    static func fingerprint(_ bytes: [UInt8]) -> String { text(SHA256.hash(data: bytes)) }
}
