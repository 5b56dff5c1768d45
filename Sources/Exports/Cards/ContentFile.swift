import Delimited

/// A file of address cards (.vcf) or a calendar (.ics), cut into its lines.
struct ContentFile {
    enum Kind { case cards, calendar }

    var kind: Kind
    var encoding: Export.Encoding
    var lines: [ContentLine]

    /// Nil for a file that begins with neither.
    init?(_ bytes: [UInt8]) {
        guard let kind = Self.kind(bytes) else { return nil }
        self.kind = kind
        // Lines are folded by bytes, also inside a letter: the encoding shows when they are whole again.
        let source = bytes.prefix(512).contains(0) ? SourceText(bytes).utf8 : bytes
        let (whole, numbers) = Self.unfolded(source)
        let text = SourceText(whole)
        encoding = bytes.prefix(512).contains(0) ? SourceText(bytes).encoding : text.encoding
        lines = zip(text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false), numbers).compactMap {
            ContentLine(String(decoding: $0, as: UTF8.self), line: $1)
        }
    }

    private static func kind(_ bytes: [UInt8]) -> Kind? {
        let start = bytes.prefix(512).lazy.filter { $0 > 0x20 && $0 < 0x7F }.prefix(15)
        let word = String(decoding: Array(start), as: UTF8.self).uppercased()
        if word.hasPrefix("BEGIN:VCARD") { return .cards }
        return word.hasPrefix("BEGIN:VCALENDAR") ? .calendar : nil
    }

    /// Whole lines, each ended by a line feed, and the line on which each began. A line that begins with a blank goes on
    /// with the one before; so does one after `=` in vCard 2.1's quoted text.
    private static func unfolded(_ bytes: [UInt8]) -> (whole: [UInt8], numbers: [Int]) {
        var whole: [UInt8] = []
        var numbers: [Int] = []
        var start = 0
        whole.reserveCapacity(bytes.count)
        for (index, line) in physicalLines(bytes).enumerated() {
            let isFolded = line.first == 0x20 || line.first == 0x09
            if !numbers.isEmpty, isSoft(whole[start...]) {
                whole.removeLast()
                whole += line
            } else if !numbers.isEmpty, isFolded {
                whole += line.dropFirst()
            } else {
                if !numbers.isEmpty { whole.append(0x0A) }
                start = whole.count
                numbers.append(index + 1)
                whole += line
            }
        }
        return (whole, numbers)
    }

    private static func physicalLines(_ bytes: [UInt8]) -> [ArraySlice<UInt8>] {
        var lines: [ArraySlice<UInt8>] = []
        var start = 0
        for (index, byte) in bytes.enumerated() {
            guard byte == 0x0A || byte == 0x0D else { continue }
            if byte == 0x0A, index > 0, bytes[index - 1] == 0x0D {
                start = index + 1
                continue
            }
            lines.append(bytes[start..<index])
            start = index + 1
        }
        return lines + [bytes[start...]]
    }

    private static func isSoft(_ line: ArraySlice<UInt8>) -> Bool {
        guard line.last == UInt8(ascii: "=") else { return false }
        let head = line.prefix(200).prefix { $0 != UInt8(ascii: ":") }
        return String(decoding: head, as: UTF8.self).uppercased().contains("QUOTED-PRINTABLE")
    }

    /// - Throws: when there is nobody in it.
    func export(name: String) throws(InputError) -> Export {
        guard lines.count <= Export.mostRows * 10 else {
            throw InputError("The file has more than \(Export.mostRows * 10) lines.", file: name, remedy: "Split it.")
        }
        var export = Export(
            source: kind == .cards ? .addressCards : .calendarGuests, encoding: encoding, headerLine: 0, dates: .none)
        switch kind {
        case .cards: AddressCards.read(lines, into: &export)
        case .calendar: try CalendarGuests.read(lines, into: &export, name: name)
        }
        export.refused.sort { $0.line < $1.line }
        export.taken = export.rows - export.refused.count
        return export
    }
}
