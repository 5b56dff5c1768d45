/// An address for `href`, `src`, `action` and redirects. It can be made in four ways, and none of them lets a value choose where
/// the link goes or what it runs:
///
/// - a literal, whose values are percent-encoded one path piece at a time: `"/applications/\(id)/edit"`
/// - `Link(external:)` for addresses that people typed: http, https and mailto only
/// - `Link(local:)` for a way back that travelled through the browser: this site only
/// - `Link(fragment:)` for a place on the same page
public struct Link: Sendable, Hashable {
    private var base: String
    private var place: String?

    /// The whole address in ASCII, not yet escaped for HTML: for headers and tests.
    public var address: String { place.map { "\(base)#\($0)" } ?? base }

    private init(base: String, place: String? = nil) {
        self.base = base
        self.place = place
    }

    /// A place on the same page, by its id.
    public init(fragment id: String) { self.init(base: "", place: id.percentEncoded()) }

    /// The same address with one more parameter; without it when the value is nil.
    public func query(_ name: String, _ value: String?) -> Link {
        guard let value else { return self }
        let mark = base.utf8.contains(UInt8(ascii: "?")) ? "&" : "?"
        return Link(base: "\(base)\(mark)\(name.percentEncoded())=\(value.percentEncoded())", place: place)
    }

    public func query(_ name: String, _ value: Int?) -> Link { query(name, value.map { String($0) }) }

    /// The same address, at the place on the page that has this id.
    public func fragment(_ id: String) -> Link { Link(base: base, place: id.percentEncoded()) }
}

extension Link: ExpressibleByStringInterpolation {
    public init(stringLiteral value: StaticString) { self.init(base: value.description) }

    public init(stringInterpolation: StringInterpolation) { self.init(base: stringInterpolation.base) }

    public struct StringInterpolation: StringInterpolationProtocol, Sendable {
        var base = ""

        public init(literalCapacity: Int, interpolationCount: Int) {
            base.reserveCapacity(literalCapacity + interpolationCount * 36)
        }

        public mutating func appendLiteral(_ literal: StaticString) { base += literal.description }

        /// One piece of a path, or one value of a query. An empty piece and a piece of dots only, which a browser would take for
        /// another folder or even another site, become "-".
        public mutating func appendInterpolation(_ piece: String) {
            let harmless = piece.utf8.contains { $0 != UInt8(ascii: ".") }
            base += harmless ? piece.percentEncoded() : "-"
        }

        public mutating func appendInterpolation(_ number: Int) { base += String(number) }

        /// Goes on from another link.
        public mutating func appendInterpolation(_ link: Link) { base += link.base }
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
        self.init(base: address.percentEncoded(keepingASCII: true))
    }

    /// An address on this site: a path from the root. Nil when it would leave the site.
    public init?(local path: String) {
        let bytes = Array(path.utf8.prefix(2))
        guard bytes.first == UInt8(ascii: "/"), bytes.count == 1 || bytes[1] != UInt8(ascii: "/"),
            path.utf8.allSatisfy(\.mayStandInAddress)
        else { return nil }
        self.init(base: path.percentEncoded(keepingASCII: true))
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

    fileprivate var isUnreserved: Bool {
        guard self < 0x80 else { return false }
        let bits = self < 64 ? Self.unreservedLow : Self.unreservedHigh
        return bits & (1 &<< UInt64(self & 63)) != 0
    }
}

extension String {
    /// Every byte but RFC 3986's unreserved ones as %XX; `keepingASCII` leaves the rest of ASCII too.
    fileprivate func percentEncoded(keepingASCII: Bool = false) -> String {
        let isPlain = utf8.withContiguousStorageIfAvailable { bytes in
            bytes.allSatisfy { $0.isUnreserved || (keepingASCII && $0 < 0x80) }
        }
        if isPlain == true { return self }
        let hex = Array("0123456789ABCDEF".utf8)
        var encoded: [UInt8] = []
        encoded.reserveCapacity(utf8.count)
        for byte in utf8 {
            if byte.isUnreserved || (keepingASCII && byte < 0x80) {
                encoded.append(byte)
            } else {
                encoded += [UInt8(ascii: "%"), hex[Int(byte >> 4)], hex[Int(byte & 15)]]
            }
        }
        return String(decoding: encoded, as: UTF8.self)
    }
}
