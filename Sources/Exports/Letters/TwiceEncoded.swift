/// UTF-8 that was taken for a code page and encoded again: `ZoÃ«` for `Zoë`, `â€“` for a dash.
enum TwiceEncoded {
    /// The text with such sequences repaired, how many there were, and the line of the first; nil when there is none.
    ///
    /// Cost: O(bytes), and nothing to speak of for text without the tell-tale bytes.
    static func mended(_ utf8: [UInt8]) -> (utf8: [UInt8], count: Int, line: Int)? {
        guard hasSigns(utf8) else { return nil }
        var scalars = Array(String(decoding: utf8, as: UTF8.self).unicodeScalars)
        var count = 0
        var line = 0
        // What was encoded three times needs two rounds.
        for _ in 0..<2 {
            for page in [windows, mac] {
                guard let round = pass(scalars, page) else { continue }
                scalars = round.scalars
                count = max(count, round.count)
                line = line == 0 ? round.line : line
            }
        }
        guard count > 0 else { return nil }
        var text = String.UnicodeScalarView()
        text.append(contentsOf: scalars)
        return (Array(String(text).utf8), count, line)
    }

    /// `Ã`, `Â`, `Å`, `Ä`, `â` or Mac Roman's `√`, `¬`, `‚` in UTF-8, before something that is no plain letter.
    private static func hasSigns(_ utf8: [UInt8]) -> Bool {
        for index in utf8.indices.dropLast(2) {
            switch (utf8[index], utf8[index + 1]) {
            case (0xC3, 0x82...0x85), (0xC3, 0xA2): if utf8[index + 2] >= 0x80 { return true }
            case (0xE2, 0x88): if utf8[index + 2] == 0x9A { return true }
            default: continue
            }
        }
        return false
    }

    private static func pass(_ scalars: [Unicode.Scalar], _ page: [Unicode.Scalar: UInt8])
        -> (scalars: [Unicode.Scalar], count: Int, line: Int)?
    {
        var result: [Unicode.Scalar] = []
        result.reserveCapacity(scalars.count)
        var (count, first, line) = (0, 0, 1)
        var position = 0
        while position < scalars.count {
            if let (scalar, length) = original(scalars, position, page) {
                result.append(scalar)
                count += 1
                if first == 0 { first = line }
                position += length
            } else {
                if scalars[position] == "\n" || scalars[position] == "\r" && next(scalars, position) != "\n" {
                    line += 1
                }
                result.append(scalars[position])
                position += 1
            }
        }
        return count > 0 ? (result, count, first) : nil
    }

    private static func next(_ scalars: [Unicode.Scalar], _ position: Int) -> Unicode.Scalar? {
        position + 1 < scalars.count ? scalars[position + 1] : nil
    }

    /// The character whose UTF-8 the scalars from here on are when each is taken for a byte; only letters of Latin
    /// scripts and the usual punctuation, so that what people really write is left alone.
    private static func original(_ scalars: [Unicode.Scalar], _ start: Int, _ page: [Unicode.Scalar: UInt8])
        -> (Unicode.Scalar, Int)?
    {
        guard scalars[start].value >= 0x80, let lead = page[scalars[start]], start + 1 < scalars.count else {
            return nil
        }
        guard let second = page[scalars[start + 1]], second & 0xC0 == 0x80 else { return nil }
        switch lead {
        case 0xC2...0xC5:
            // `MANHÃ”` in quotation marks is what it is.
            if start > 0, scalars[start - 1].properties.isUppercase, "”’»“".unicodeScalars.contains(scalars[start + 1])
            {
                return nil
            }
            let scalar = Unicode.Scalar(UInt32(lead & 0x1F) << 6 | UInt32(second & 0x3F))
            return scalar.flatMap { $0.value >= 0xA0 ? ($0, 2) : nil }
        case 0xE2:
            guard start + 2 < scalars.count, let third = page[scalars[start + 2]], third & 0xC0 == 0x80 else {
                return nil
            }
            let value = 0x2000 | UInt32(second & 0x3F) << 6 | UInt32(third & 0x3F)
            return value < 0x2200 ? Unicode.Scalar(value).map { ($0, 3) } : nil
        default: return nil
        }
    }

    private static let windows = bytes(of: .windows1252)
    private static let mac = bytes(of: .macRoman)

    /// The byte of each scalar. Latin-1's controls count as well: some tools take UTF-8 for that.
    private static func bytes(of page: Codepage) -> [Unicode.Scalar: UInt8] {
        var bytes: [Unicode.Scalar: UInt8] = [:]
        for byte in UInt8(0x80)...0xFF { bytes[page.scalar(byte)] = byte }
        if page.encoding == .windows1252 {
            for byte in UInt8(0x80)...0x9F where bytes[Unicode.Scalar(byte)] == nil {
                bytes[Unicode.Scalar(byte)] = byte
            }
        }
        return bytes
    }
}
