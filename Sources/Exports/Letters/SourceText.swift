/// A file's bytes as UTF-8, and how they were encoded.
struct SourceText {
    var encoding: Export.Encoding
    /// Without a byte order mark.
    var utf8: [UInt8]
    /// What was mended, for a person to know.
    var remarks: [Export.Remark] = []

    /// Cost: a few passes, O(bytes).
    init(_ bytes: [UInt8]) {
        encoding = Self.sniff(bytes)
        utf8 = Self.decode(bytes, as: encoding)
        if encoding == .utf8 || encoding == .utf8WithMark { mendForeignLines() }
        mendTwiceEncoded()
        if let straight = QuotedCells.straightened(utf8) { utf8 = straight }
    }

    /// One line in another encoding among good ones, as when two files were pasted together.
    private mutating func mendForeignLines() {
        guard let mended = ForeignLines.mended(utf8) else { return }
        utf8 = mended.utf8
        let lines = mended.lines
        let places = lines.prefix(5).map(String.init).joined(separator: ", ") + (lines.count > 5 ? " …" : "")
        remarks.append(
            Export.Remark(
                line: lines.first ?? 0,
                text:
                    "Letters of another encoding were repaired on \(lines.count == 1 ? "line" : "lines") \(places): look "
                    + "at the names there."))
    }

    private mutating func mendTwiceEncoded() {
        guard let mended = TwiceEncoded.mended(utf8) else { return }
        utf8 = mended.utf8
        remarks.append(
            Export.Remark(
                line: mended.line,
                text: "Letters that were encoded twice (like “ZoÃ«” for “Zoë”) were repaired in \(mended.count) "
                    + (mended.count == 1
                        ? "place, on line \(mended.line)." : "places, the first on line \(mended.line).")))
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
        return isMostlyUTF8(bytes) ? .utf8 : Codepage.likeliest(bytes).encoding
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

    /// True when the lines with letters beyond ASCII are UTF-8, or enough of them: a file cut off inside a character,
    /// with a damaged cell or with lines of another origin keeps its encoding. Text of a code page hardly ever forms a
    /// valid line by chance.
    private static func isMostlyUTF8(_ bytes: [UInt8]) -> Bool {
        var tally = (valid: 0, mixed: 0, invalid: 0)
        var (good, bad) = (0, 0)
        func close() {
            if bad == 0, good > 0 { tally.valid += 1 } else if bad > 0, good > 0 { tally.mixed += 1 }
            if bad > 0, good == 0 { tally.invalid += 1 }
            (good, bad) = (0, 0)
        }
        var position = 0
        while position < bytes.count {
            let byte = bytes[position]
            if byte < 0x80 {
                if byte == 0x0A || byte == 0x0D { close() }
                position += 1
            } else if let length = UTF8Sequence.length(bytes[...], at: position) {
                good += 1
                position += length
            } else {
                if !isCutOff(bytes, at: position) { bad += 1 }
                position += 1
            }
        }
        close()
        return tally.invalid + tally.mixed == 0 || (tally.valid + tally.mixed) * 4 >= tally.invalid && tally.valid > 0
            || tally.mixed > tally.invalid
    }

    /// True for a sequence that the end of the file cuts off.
    private static func isCutOff(_ bytes: [UInt8], at start: Int) -> Bool {
        let rest = bytes[start...]
        return rest.count < 4 && (0xC2...0xF4).contains(bytes[start])
            && rest.dropFirst().allSatisfy { $0 & 0xC0 == 0x80 }
            && rest.count > 1
    }

    private static func decode(_ bytes: [UInt8], as encoding: Export.Encoding) -> [UInt8] {
        switch encoding {
        case .utf8: return bytes
        case .utf8WithMark: return Array(bytes.dropFirst(3))
        case .utf16LittleEndian: return fromUTF16(bytes) { UInt16($0) | UInt16($1) << 8 }
        case .utf16BigEndian: return fromUTF16(bytes) { UInt16($0) << 8 | UInt16($1) }
        case .windows1252: return Codepage.windows1252.decode(bytes)
        case .windows1250: return Codepage.windows1250.decode(bytes)
        case .macRoman: return Codepage.macRoman.decode(bytes)
        }
    }

    private static func fromUTF16(_ bytes: [UInt8], unit: (UInt8, UInt8) -> UInt16) -> [UInt8] {
        var units = stride(from: 0, to: bytes.count - 1, by: 2).map { unit(bytes[$0], bytes[$0 + 1]) }
        if units.first == 0xFEFF { units.removeFirst() }
        return Array(String(decoding: units, as: UTF16.self).utf8)
    }
}

enum UTF8Sequence {
    /// How many bytes the character has that begins here; nil when none does.
    static func length(_ bytes: ArraySlice<UInt8>, at start: Int) -> Int? {
        let length: Int
        switch bytes[start] {
        case 0xC2...0xDF: length = 2
        case 0xE0...0xEF: length = 3
        case 0xF0...0xF4: length = 4
        default: return nil
        }
        guard start + length <= bytes.endIndex else { return nil }
        return bytes[(start + 1)..<(start + length)].allSatisfy { $0 & 0xC0 == 0x80 } ? length : nil
    }
}
