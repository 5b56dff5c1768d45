/// The workbook itself: its sheets in their order, and from which day its dates count.
final class WorkbookPart: XMLHandler {
    private(set) var sheets: [(name: String, relation: String, isHidden: Bool)] = []
    private(set) var countsFrom1904 = false

    func start(_ tag: String, _ attributes: XMLAttributes) throws(WorkbookFault) {
        switch tag {
        case "workbookPr": countsFrom1904 = attributes.isTrue("date1904")
        case "sheet":
            let state = attributes["state"] ?? "visible"
            sheets.append((attributes["name"] ?? "", attributes.qualified("id") ?? "", state != "visible"))
        default: break
        }
    }
}

/// What the numbers of cells stand for, by the cells' style.
final class StylesPart: XMLHandler {
    private(set) var formats: [NumberFormat] = []
    private var custom: [Int: NumberFormat] = [:]
    private var isInCells = false

    func start(_ tag: String, _ attributes: XMLAttributes) throws(WorkbookFault) {
        switch tag {
        case "numFmt":
            guard let id = attributes["numFmtId"].flatMap(Int.init) else { return }
            custom[id] = NumberFormat(code: attributes["formatCode"] ?? "")
        case "cellXfs": isInCells = true
        case "xf" where isInCells:
            let id = attributes["numFmtId"].flatMap(Int.init) ?? 0
            formats.append(custom[id] ?? NumberFormat(builtIn: id))
        default: break
        }
    }

    func end(_ tag: String) throws(WorkbookFault) { if tag == "cellXfs" { isInCells = false } }
}

/// The texts that cells share. Of rich text all its runs, without the reading aids of East Asian scripts.
final class SharedStrings: XMLHandler {
    private(set) var texts: [String] = []
    private var text = TextCapture()
    private var budget: Int

    /// - Parameter budget: bytes of text that may be kept.
    init(budget: Int) { self.budget = budget }

    func start(_ tag: String, _ attributes: XMLAttributes) throws(WorkbookFault) { text.start(tag) }

    func end(_ tag: String) throws(WorkbookFault) {
        text.end(tag)
        guard tag == "si" else { return }
        budget -= text.count + 16
        guard budget >= 0 else { throw .tooMuchText }
        texts.append(text.taken())
    }

    func text(_ bytes: UnsafeBufferPointer<UInt8>) throws(WorkbookFault) {
        text.append(bytes)
        if text.count > budget { throw .tooMuchText }
    }
}

/// The text of a rich string, as it goes by.
struct TextCapture {
    private var bytes: [UInt8] = []
    private var isOpen = false
    private var aids = 0

    var count: Int { bytes.count }

    mutating func start(_ tag: String) {
        if tag == "rPh" { aids += 1 }
        if tag == "t" { isOpen = aids == 0 }
    }

    mutating func end(_ tag: String) {
        if tag == "rPh" { aids -= 1 }
        if tag == "t" { isOpen = false }
    }

    mutating func append(_ more: UnsafeBufferPointer<UInt8>) { if isOpen { bytes.append(contentsOf: more) } }

    mutating func taken() -> String {
        defer { bytes.removeAll(keepingCapacity: true) }
        return EscapedText.decoded(bytes)
    }
}

/// Characters that XML cannot hold stand in workbooks as `_x000D_`, and an underscore before such a thing as `_x005F_`.
enum EscapedText {
    static func decoded(_ bytes: [UInt8]) -> String {
        guard var place = next(in: bytes, from: 0) else { return String(decoding: bytes, as: UTF8.self) }
        var units: [UInt16] = []
        var done = 0
        while true {
            units += String(decoding: bytes[done..<place], as: UTF8.self).utf16
            units.append(unit(bytes, at: place))
            done = place + 7
            guard let more = next(in: bytes, from: done) else { break }
            place = more
        }
        units += String(decoding: bytes[done...], as: UTF8.self).utf16
        return String(decoding: units, as: UTF16.self)
    }

    /// What decodes to this text: an underscore that would begin an escape is written as one. libxlsxwriter 1.1 leaves that
    /// to us; control characters it escapes by itself.
    static func encoded(_ text: String) -> String {
        let bytes = Array(text.utf8)
        var result: [UInt8] = []
        var done = 0
        while let place = next(in: bytes, from: done) {
            result += bytes[done..<place] + Array("_x005F_".utf8)
            done = place + 1
        }
        return done == 0 ? text : String(decoding: result + bytes[done...], as: UTF8.self)
    }

    private static func next(in bytes: [UInt8], from start: Int) -> Int? {
        guard bytes.count >= start + 7 else { return nil }
        return (start...(bytes.count - 7)).first { place in
            bytes[place] == UInt8(ascii: "_") && bytes[place + 1] == UInt8(ascii: "x")
                && bytes[place + 6] == UInt8(ascii: "_")
                && bytes[(place + 2)..<(place + 6)].allSatisfy { Unicode.Scalar($0).properties.isASCIIHexDigit }
        }
    }

    private static func unit(_ bytes: [UInt8], at place: Int) -> UInt16 {
        UInt16(String(decoding: bytes[(place + 2)..<(place + 6)], as: UTF8.self), radix: 16) ?? 0xFFFD
    }
}
