/// A programme's own colour, and the shades that go with it. There is none that cannot be read: a colour below AA on any of the
/// house's surfaces is refused.
public struct Accent: Sendable, Hashable {
    public let colour: Colour

    /// Nil when text in this colour, or a button filled with it, would miss AA somewhere.
    public init?(_ colour: Colour) {
        guard Accent.surfaces.allSatisfy({ colour.isReadable(on: $0) }) else { return nil }
        self.colour = colour
    }

    /// The house's own.
    public static let house = Accent(unchecked: Colour(red: 0x0B, green: 0x5B, blue: 0x5D))

    private init(unchecked colour: Colour) { self.colour = colour }

    /// The nearest colour, going darker, that ``init(_:)`` takes: an offer to somebody whose colour was refused.
    public static func nearest(to colour: Colour) -> Accent {
        (0...100).lazy.compactMap { Accent(colour.shade(Double($0) / 100)) }.first ?? .house
    }

    /// The contrast of a colour where it is lowest, 1 to 21: what ``init(_:)`` measures against 4.5.
    public static func lowestContrast(of colour: Colour) -> Double {
        surfaces.map { colour.contrast(with: $0) }.min() ?? 1
    }

    /// Paper, white and the tinted panels of the stylesheet.
    static let surfaces = [
        Colour(red: 0xFD, green: 0xFC, blue: 0xF9), .white, Colour(red: 0xF4, green: 0xF1, blue: 0xEA),
    ]

    /// Text on the colour: white, which is readable on it because it is readable on white.
    var ink: Colour { .white }
    /// A background so pale that text in the colour itself can be read on it.
    var tint: Colour {
        (84...99).lazy.map { colour.tint(Double($0) / 100) }.first { colour.isReadable(on: $0) } ?? .white
    }
    /// Pressed and hovered.
    var deep: Colour { colour.shade(0.22) }
    /// The marks of a chart that are not the point of it.
    var soft: Colour { colour.tint(0.52) }

    /// The programme's stylesheet, loaded after the house's.
    public var stylesheet: String {
        """
        :root { --accent: \(colour); --accent-ink: \(ink); --accent-tint: \(tint); --accent-deep: \(deep); \
        --accent-soft: \(soft); }

        """
    }
}
