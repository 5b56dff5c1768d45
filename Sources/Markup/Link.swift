/// An address for `href`, `src`, `action` and redirects. It can be made in four ways, and none of them lets a value choose where
/// the link goes or what it runs:
///
/// - a literal, whose values are percent-encoded one path piece at a time: `"/applications/\(id)/edit"`
/// - `Link(external:)` for addresses that people typed: http, https and mailto only
/// - `Link(local:)` for a way back that travelled through the browser: this site only
/// - `Link(fragment:)` for a place on the same page
public struct Link: Sendable, Hashable {
    /// ASCII up to the mark of a place, and the place: bytes, because a list writes thousands of links and reads none.
    private(set) var base: [UInt8]
    private var place: [UInt8]?

    /// The whole address in ASCII, not yet escaped for HTML: for headers and tests.
    public var address: String { String(decoding: bytes, as: UTF8.self) }

    var bytes: [UInt8] { place.map { base + [UInt8(ascii: "#")] + $0 } ?? base }

    private init(base: [UInt8], place: String? = nil) {
        self.base = base
        self.place = place.map { place in
            var encoded: [UInt8] = []
            encoded.append(percentEncoding: place)
            return encoded
        }
    }

    /// A place on the same page, by its id.
    public init(fragment id: String) { self.init(base: [], place: id) }

    /// The same address with one more parameter; without it when the value is nil.
    public func query(_ name: String, _ value: String?) -> Link {
        guard let value else { return self }
        var link = self
        link.base.append(UInt8(ascii: base.contains(UInt8(ascii: "?")) ? "&" : "?"))
        link.base.append(percentEncoding: name)
        link.base.append(UInt8(ascii: "="))
        link.base.append(percentEncoding: value)
        return link
    }

    public func query(_ name: String, _ value: Int?) -> Link { query(name, value.map { String($0) }) }

    /// The same address, at the place on the page that has this id.
    public func fragment(_ id: String) -> Link { Link(base: base, place: id) }
}

extension Link: ExpressibleByStringInterpolation {
    public init(stringLiteral value: StaticString) {
        self.init(base: [])
        base.append(literal: value)
    }

    public init(stringInterpolation: StringInterpolation) { self.init(base: stringInterpolation.base) }

    public struct StringInterpolation: StringInterpolationProtocol, Sendable {
        var base: [UInt8] = []

        public init(literalCapacity: Int, interpolationCount: Int) {
            base.reserveCapacity(literalCapacity + interpolationCount * 36)
        }

        public mutating func appendLiteral(_ literal: StaticString) { base.append(literal: literal) }

        /// One piece of a path, or one value of a query.
        public mutating func appendInterpolation(_ piece: String) { base.append(pieceOfPath: piece) }

        public mutating func appendInterpolation(_ number: Int) { base.append(number) }

        /// Goes on from another link.
        public mutating func appendInterpolation(_ link: Link) { base.append(contentsOf: link.base) }
    }
}

// MARK: - Addresses from outside

extension Link {
    /// An address that somebody typed or a file held: `http:` and `https:` with a host, and `mailto:`.
    /// Nil for every other scheme, in any disguise: blanks and control characters before or inside, backslashes, a user name
    /// before the host. Characters outside ASCII are percent-encoded.
    public init?(external address: String) {
        guard address.utf8.allSatisfy(\.mayStandInAddress), let colon = address.firstIndex(of: ":") else { return nil }
        let rest = address[address.index(after: colon)...]
        switch address[..<colon].lowercased() {
        case "http", "https": guard Link.namesHost(rest) else { return nil }
        case "mailto": guard !rest.isEmpty else { return nil }
        default: return nil
        }
        self.init(base: [])
        base.append(percentEncoding: address, keepingASCII: true)
    }

    /// An address on this site: a path from the root. Nil when it would leave the site.
    public init?(local path: String) {
        let bytes = Array(path.utf8.prefix(2))
        guard bytes.first == UInt8(ascii: "/"), bytes.count == 1 || bytes[1] != UInt8(ascii: "/"),
            path.utf8.allSatisfy(\.mayStandInAddress)
        else { return nil }
        self.init(base: [])
        base.append(percentEncoding: path, keepingASCII: true)
    }

    private static func namesHost(_ rest: Substring) -> Bool {
        guard rest.hasPrefix("//") else { return false }
        let host = rest.dropFirst(2).prefix { $0 != "/" && $0 != "?" && $0 != "#" }
        return !host.isEmpty && !host.hasPrefix(":") && !host.contains("@")
    }
}

extension UInt8 {
    /// Blanks, control characters and backslashes are what browsers quietly drop or turn round; quotes and brackets have no place
    /// in an address.
    fileprivate var mayStandInAddress: Bool {
        switch self {
        case 0...0x20, 0x7F, UInt8(ascii: "\\"), UInt8(ascii: "\""), UInt8(ascii: "<"), UInt8(ascii: ">"),
            UInt8(ascii: "`"):
            false
        default: true
        }
    }

    /// RFC 3986, section 2.3: letters, digits and `-._~`, a bit for each byte below 64, and for each from there to 127.
    private static let unreservedLow: UInt64 = 1 << 0x2D | 1 << 0x2E | 0x3FF << 0x30
    private static let unreservedHigh: UInt64 = 0x3FF_FFFF << 1 | 1 << 31 | 0x3FF_FFFF << 33 | 1 << 62

    @inline(__always)
    fileprivate var isUnreserved: Bool {
        guard self < 0x80 else { return false }
        let bits = self < 64 ? Self.unreservedLow : Self.unreservedHigh
        return bits & (1 &<< UInt64(self & 63)) != 0
    }
}

extension [UInt8] {
    /// An empty piece and a piece of dots only, which a browser would take for another folder or even another site, become "-".
    /// What is written needs no escaping in HTML.
    mutating func append(pieceOfPath piece: String) {
        let isHarmless = piece.utf8.contains { $0 != UInt8(ascii: ".") }
        if isHarmless { append(percentEncoding: piece) } else { append(UInt8(ascii: "-")) }
    }

    /// Every byte but RFC 3986's unreserved ones as %XX; `keepingASCII` leaves the rest of ASCII too.
    fileprivate mutating func append(percentEncoding text: String, keepingASCII: Bool = false) {
        var text = text
        text.withUTF8 { utf8 in
            var start = 0
            for place in utf8.indices where !(utf8[place].isUnreserved || (keepingASCII && utf8[place] < 0x80)) {
                append(contentsOf: UnsafeBufferPointer(rebasing: utf8[start..<place]))
                append(contentsOf: [UInt8(ascii: "%"), (utf8[place] >> 4).hexDigit, (utf8[place] & 15).hexDigit])
                start = place + 1
            }
            append(contentsOf: UnsafeBufferPointer(rebasing: utf8[start...]))
        }
    }
}

extension UInt8 {
    fileprivate var hexDigit: UInt8 { self < 10 ? UInt8(ascii: "0") + self : UInt8(ascii: "A") + self - 10 }
}
