/// A piece of HTML: bytes that are ready to be sent.
///
/// It is written as a literal. What the programmer wrote stands as it is; every value put into it is made safe on the way in:
///
/// ```swift
/// func row(_ a: Row) -> HTML { "<tr><td>\(a.title)</td><td>\(a.score, places: 1)</td></tr>" }
/// ```
///
/// A literal is a `StaticString`, so a string made at run time can never be passed off as markup.
/// See ``HTML/StringInterpolation`` for what may be interpolated.
public struct HTML: Sendable, Hashable {
    /// The UTF-8 bytes, as they go to the browser.
    public internal(set) var bytes: [UInt8]

    /// Nothing.
    public init() { bytes = [] }

    public var isEmpty: Bool { bytes.isEmpty }

    /// The same as a string: for tests, and for mail.
    public var text: String { String(decoding: bytes, as: UTF8.self) }

    public static func + (left: HTML, right: HTML) -> HTML {
        var both = left
        both += right
        return both
    }

    public static func += (left: inout HTML, right: HTML) {
        left.makeRoom(for: right.bytes.count)
        right.bytes.withUnsafeBufferPointer { left.append(ready: $0) }
    }

    /// An array that is full doubles, and copies all it holds: for a large piece that is exactly what is not wanted, because only
    /// the end of the page follows it.
    private mutating func makeRoom(for count: Int) {
        guard count > 16_384, bytes.capacity - bytes.count < count else { return }
        bytes.reserveCapacity(bytes.count + count + 4096)
    }

    /// Makes room once for a page whose size is roughly known.
    public mutating func reserveCapacity(_ bytes: Int) { self.bytes.reserveCapacity(bytes) }

    mutating func append(literal: StaticString) { bytes.append(literal: literal) }

    mutating func append(ready piece: UnsafeBufferPointer<UInt8>) { bytes.append(contentsOf: piece) }
}

extension HTML: ExpressibleByStringInterpolation {
    public init(stringLiteral value: StaticString) {
        bytes = []
        append(literal: value)
    }

    public init(stringInterpolation: StringInterpolation) { self = stringInterpolation.html }
}

extension HTML: CustomDebugStringConvertible {
    public var debugDescription: String { text }
}

extension Sequence<HTML> {
    /// One after the other, with `separator` between them.
    public func joined(separator: HTML = HTML()) -> HTML {
        var all = HTML()
        var first = true
        for piece in self {
            if !first { all += separator }
            all += piece
            first = false
        }
        return all
    }
}

/// Something that is shown as HTML: `\(component)` inside an HTML literal shows it.
public protocol Component {
    var html: HTML { get }
}

extension HTML: Component {
    public var html: HTML { self }
}
