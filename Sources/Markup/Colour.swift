/// A colour in sRGB, one byte a channel.
public struct Colour: Sendable, Hashable, CustomStringConvertible {
    public var red: UInt8
    public var green: UInt8
    public var blue: UInt8

    public init(red: UInt8, green: UInt8, blue: UInt8) {
        self.red = red
        self.green = green
        self.blue = blue
    }

    /// `#rrggbb` or `rrggbb`, in capitals or not; nil for anything else.
    public init?(_ hex: String) {
        let digits = Array((hex.hasPrefix("#") ? hex.dropFirst() : hex[...]).utf8)
        guard digits.count == 6, digits.allSatisfy(\.isHexDigit),
            let number = UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
        else { return nil }
        self.init(
            red: UInt8(truncatingIfNeeded: number >> 16), green: UInt8(truncatingIfNeeded: number >> 8),
            blue: UInt8(truncatingIfNeeded: number))
    }

    /// `#rrggbb`.
    public var description: String {
        "#" + [red, green, blue].map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    /// Relative luminance, 0 to 1 (WCAG 2.2).
    public var luminance: Double {
        0.2126 * Colour.linear(red) + 0.7152 * Colour.linear(green) + 0.0722 * Colour.linear(blue)
    }

    /// Contrast ratio, 1 to 21 (WCAG 2.2).
    public func contrast(with other: Colour) -> Double {
        let (one, two) = (luminance, other.luminance)
        return (max(one, two) + 0.05) / (min(one, two) + 0.05)
    }

    /// Whether text of this colour and of any size meets AA on `surface`: 4.5 to 1 (WCAG 2.2, 1.4.3).
    public func isReadable(on surface: Colour) -> Bool { contrast(with: surface) >= 4.5 }

    /// A step towards `other`: `share` 0 is this colour, 1 is the other.
    public func mixed(with other: Colour, share: Double) -> Colour {
        func mix(_ one: UInt8, _ two: UInt8) -> UInt8 {
            UInt8(Double(one) + (Double(two) - Double(one)) * min(max(share, 0), 1) + 0.5)
        }
        return Colour(red: mix(red, other.red), green: mix(green, other.green), blue: mix(blue, other.blue))
    }

    public func tint(_ share: Double) -> Colour { mixed(with: .white, share: share) }
    public func shade(_ share: Double) -> Colour { mixed(with: .black, share: share) }

    public static let white = Colour(red: 255, green: 255, blue: 255)
    public static let black = Colour(red: 0, green: 0, blue: 0)

    private static func linear(_ channel: UInt8) -> Double {
        let value = Double(channel) / 255
        return value <= 0.04045 ? value / 12.92 : power2point4((value + 0.055) / 1.055)
    }
}

/// x to the 2.4th for x in 0...1, as the fifth root of x¹² by Newton's method: the standard library has no `pow`.
private func power2point4(_ x: Double) -> Double {
    let square = x * x
    let twelfth = square * square * square * square * square * square
    var root = max(square, 0.001)
    for _ in 0..<40 {
        let fourth = root * root * root * root
        root -= (fourth * root - twelfth) / (5 * fourth)
    }
    return root
}

extension UInt8 {
    fileprivate var isHexDigit: Bool {
        switch self {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"),
            UInt8(ascii: "A")...UInt8(ascii: "F"):
            true
        default: false
        }
    }
}
