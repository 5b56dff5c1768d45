import Testing

@testable import Markup

@Suite(.timeLimit(.minutes(20))) struct `Colours` {
    @Test(arguments: [("#0b5b5d", "#0b5b5d"), ("FFFFFF", "#ffffff"), ("#000000", "#000000"), ("#AbCdEf", "#abcdef")])
    func `a colour is read from its hexadecimal digits`(typed: String, shown: String) {
        #expect(Colour(typed)?.description == shown)
    }

    @Test(arguments: [
        "", "#", "#fff", "#12345", "#1234567", "red", "#gggggg", "##12345", "+12345", "-12345", "#12 345", "#0b5b5d;}",
        "٠٠٠٠٠٠", "url(x)",
    ])
    func `anything else is no colour`(typed: String) {
        #expect(Colour(typed) == nil)
    }

    /// Ratios as published by WebAIM's contrast checker and the WCAG techniques.
    @Test(arguments: [
        ("#000000", "#ffffff", 21.0), ("#ffffff", "#ffffff", 1.0), ("#777777", "#ffffff", 4.48),
        ("#767676", "#ffffff", 4.54),
        ("#ff0000", "#ffffff", 4.0), ("#0000ff", "#ffffff", 8.59), ("#808080", "#000000", 5.32),
        ("#595959", "#ffffff", 7.0),
    ])
    func `contrast is that of WCAG`(one: String, two: String, ratio: Double) throws {
        let (one, two) = (try #require(Colour(one)), try #require(Colour(two)))
        #expect(abs(one.contrast(with: two) - ratio) < 0.005)
        #expect(one.contrast(with: two) == two.contrast(with: one))
    }

    @Test func `text is readable from 4.5 to 1 upwards`() throws {
        #expect(try #require(Colour("#767676")).isReadable(on: .white))
        #expect(!(try #require(Colour("#777777")).isReadable(on: .white)))
    }

    @Test(arguments: ["#ffbf1f", "#00aaff", "#777777", "#ffffff", "#e4572e", "#f4f1ea"])
    func `an accent that cannot be read is refused, and a darker one is offered`(typed: String) throws {
        let colour = try #require(Colour(typed))
        #expect(Accent(colour) == nil)
        let offered = Accent.nearest(to: colour)
        #expect(Accent(offered.colour) == offered)
        #expect(offered.colour.luminance < colour.luminance)
    }

    @Test func `every accent that is taken can be read wherever the stylesheet puts it`() {
        var random = SplitMix(seed: 11)
        var taken = 0
        for _ in 0..<4_000 {
            let bytes = random.next()
            let colour = Colour(
                red: UInt8(truncatingIfNeeded: bytes), green: UInt8(truncatingIfNeeded: bytes >> 8),
                blue: UInt8(truncatingIfNeeded: bytes >> 16))
            guard let accent = Accent(colour) else { continue }
            taken += 1
            for surface in Accent.surfaces + [accent.tint] { #expect(colour.isReadable(on: surface)) }
            #expect(accent.ink.isReadable(on: colour) && accent.ink.isReadable(on: accent.deep))
            #expect(accent.deep.isReadable(on: accent.tint))
            #expect(accent.inkOfPage.isReadable(on: accent.tint))
        }
        #expect(taken > 500)
    }

    @Test func `the programme's stylesheet sets its five colours and nothing else`() {
        #expect(
            Accent.house.stylesheet == """
                :root { --accent: #0b5b5d; --accent-ink: #ffffff; --accent-tint: #d8e5e5; --accent-deep: #094749; --accent-soft: #8ab0b1; }

                """)
        #expect(Accent(.black)?.stylesheet.contains("--accent: #000000") == true)
    }
}

extension Accent {
    fileprivate var inkOfPage: Colour { Colour(red: 0x1C, green: 0x1B, blue: 0x20) }
}
