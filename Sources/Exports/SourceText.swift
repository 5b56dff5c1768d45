/// A file's bytes as UTF-8, and how they were encoded.
struct SourceText {
    var encoding: Export.Encoding
    /// Without a byte order mark.
    var utf8: [UInt8]

    init(_ bytes: [UInt8]) {
        encoding = Self.sniff(bytes)
        utf8 = Self.decode(bytes, as: encoding)
    }

    /// Control characters other than white space do not occur in exports; a few may have slipped into a cell.
    var looksBinary: Bool {
        let controls = utf8.lazy.filter { $0 < 0x20 && !(0x09...0x0D).contains($0) }.count
        return controls > 8 && controls * 50 > utf8.count
    }

    private static func sniff(_ bytes: [UInt8]) -> Export.Encoding {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return .utf8WithMark }
        if bytes.starts(with: [0xFF, 0xFE]) { return .utf16LittleEndian }
        if bytes.starts(with: [0xFE, 0xFF]) { return .utf16BigEndian }
        if let wide = sniffWide(bytes) { return wide }
        return isMostlyUTF8(bytes) ? .utf8 : .windows1252
    }

    /// UTF-16 without a mark: in text of a Latin script, every second byte is nought.
    private static func sniffWide(_ bytes: [UInt8]) -> Export.Encoding? {
        let sample = bytes.prefix(4096)
        var even = 0
        var odd = 0
        for (index, byte) in sample.enumerated() where byte == 0 {
            if index % 2 == 0 { even += 1 } else { odd += 1 }
        }
        let half = sample.count / 2
        if odd * 2 > half, even * 10 < half { return .utf16LittleEndian }
        if even * 2 > half, odd * 10 < half { return .utf16BigEndian }
        return nil
    }

    /// True when the bytes are UTF-8, but for a few: a file cut off inside a character or with one damaged cell keeps
    /// its encoding, while Windows-1252 text hardly ever forms a valid sequence by chance.
    private static func isMostlyUTF8(_ bytes: [UInt8]) -> Bool {
        var valid = 0
        var invalid = 0
        var position = 0
        while position < bytes.count {
            guard bytes[position] >= 0x80 else {
                position += 1
                continue
            }
            if let length = sequenceLength(bytes, at: position) {
                valid += 1
                position += length
            } else {
                if !isCutOff(bytes, at: position) { invalid += 1 }
                position += 1
            }
        }
        return invalid == 0 || valid > invalid * 4
    }

    /// True for a sequence that the end of the file cuts off.
    private static func isCutOff(_ bytes: [UInt8], at start: Int) -> Bool {
        let rest = bytes[start...]
        return rest.count < 4 && (0xC2...0xF4).contains(bytes[start])
            && rest.dropFirst().allSatisfy { $0 & 0xC0 == 0x80 }
            && rest.count > 1
    }

    private static func sequenceLength(_ bytes: [UInt8], at start: Int) -> Int? {
        let length: Int
        switch bytes[start] {
        case 0xC2...0xDF: length = 2
        case 0xE0...0xEF: length = 3
        case 0xF0...0xF4: length = 4
        default: return nil
        }
        guard start + length <= bytes.count else { return nil }
        return bytes[(start + 1)..<(start + length)].allSatisfy { $0 & 0xC0 == 0x80 } ? length : nil
    }

    private static func decode(_ bytes: [UInt8], as encoding: Export.Encoding) -> [UInt8] {
        switch encoding {
        case .utf8: return bytes
        case .utf8WithMark: return Array(bytes.dropFirst(3))
        case .utf16LittleEndian: return fromUTF16(bytes) { UInt16($0) | UInt16($1) << 8 }
        case .utf16BigEndian: return fromUTF16(bytes) { UInt16($0) << 8 | UInt16($1) }
        case .windows1252: return bytes.flatMap { $0 < 0x80 ? [$0] : Array(Windows1252.text(of: $0).utf8) }
        }
    }

    private static func fromUTF16(_ bytes: [UInt8], unit: (UInt8, UInt8) -> UInt16) -> [UInt8] {
        var units = stride(from: 0, to: bytes.count - 1, by: 2).map { unit(bytes[$0], bytes[$0 + 1]) }
        if units.first == 0xFEFF { units.removeFirst() }
        return Array(String(decoding: units, as: UTF16.self).utf8)
    }
}

/// Windows code page 1252, as WHATWG's Encoding Standard maps it: the five unassigned bytes become C1 controls.
enum Windows1252 {
    static func text(of byte: UInt8) -> Unicode.Scalar {
        (0x80...0x9F).contains(byte) ? Unicode.Scalar(high[Int(byte) - 0x80]) ?? "\u{FFFD}" : Unicode.Scalar(byte)
    }

    private static let high: [UInt16] = [
        0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x008D,
        0x017D, 0x008F, 0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A,
        0x0153, 0x009D, 0x017E, 0x0178,
    ]
}
