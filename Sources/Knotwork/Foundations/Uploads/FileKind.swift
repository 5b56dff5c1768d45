import Store

/// The kinds of files that are taken, each told by its first bytes and served under its own content type. There is no
/// kind that a browser would run: no HTML, no SVG, no script.
enum FileKind: String, CaseIterable, Sendable, SQLConvertible {
    case pdf = "application/pdf"
    case png = "image/png"
    case jpeg = "image/jpeg"
    case gif = "image/gif"
    case webp = "image/webp"
    case mp4 = "video/mp4"
    case quickTime = "video/quicktime"
    case webm = "video/webm"
    case word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    case excel = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    case powerPoint = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
    case openText = "application/vnd.oasis.opendocument.text"
    case csv = "text/csv"
    case text = "text/plain"

    static let pictures: Set<FileKind> = [.png, .jpeg, .gif, .webp]
    static let films: Set<FileKind> = [.mp4, .quickTime, .webm]

    /// Whether a page may show it in place; anything else is for saving.
    var isShownInPlace: Bool { Self.pictures.contains(self) || Self.films.contains(self) }

    /// The endings that its names may have; the first is given to a name with another one.
    var endings: [String] {
        switch self {
        case .pdf: ["pdf"]
        case .png: ["png"]
        case .jpeg: ["jpg", "jpeg"]
        case .gif: ["gif"]
        case .webp: ["webp"]
        case .mp4: ["mp4", "m4v"]
        case .quickTime: ["mov"]
        case .webm: ["webm"]
        case .word: ["docx"]
        case .excel: ["xlsx", "xlsm"]
        case .powerPoint: ["pptx"]
        case .openText: ["odt"]
        case .csv: ["csv"]
        case .text: ["txt", "text", "vcf", "ics"]
        }
    }

    /// For people: `PDF`, `Word`.
    var label: String {
        switch self {
        case .word: "Word"
        case .excel: "Excel"
        case .powerPoint: "PowerPoint"
        case .openText: "OpenDocument"
        case .jpeg: "JPEG"
        case .text: "plain text"
        case .quickTime: "QuickTime"
        default: endings[0].uppercased()
        }
    }
}

extension FileKind {
    /// The kind of a file by its first bytes (up to a chunk); the name decides only between kinds of text. Nil for
    /// everything else.
    init?(of bytes: [UInt8], named name: String) {
        guard let kind = Self.byMagic(bytes) ?? Self.byZip(bytes) ?? Self.byText(bytes, name) else { return nil }
        self = kind
    }

    private static func byMagic(_ bytes: [UInt8]) -> FileKind? {
        if isPDF(bytes) { return .pdf }
        if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) { return .png }
        if bytes.starts(with: [0xFF, 0xD8, 0xFF]) { return .jpeg }
        if bytes.starts(with: "GIF87a".utf8) || bytes.starts(with: "GIF89a".utf8) { return .gif }
        if bytes.starts(with: "RIFF".utf8), bytes.dropFirst(8).starts(with: "WEBP".utf8) { return .webp }
        if bytes.starts(with: [0x1A, 0x45, 0xDF, 0xA3]), bytes.prefix(64).holds(Array("webm".utf8)) { return .webm }
        return byBox(bytes)
    }

    /// Readers look for the mark anywhere in the first kilobyte, so that a page of HTML can be a PDF as well. Not here:
    /// only a byte order mark and blanks may stand before it, as some programs write them.
    private static func isPDF(_ bytes: [UInt8]) -> Bool {
        let text = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
        return text.prefix(64).drop { (9...13).contains($0) || $0 == 32 }.starts(with: "%PDF-".utf8)
    }

    /// ISO base media (ISO/IEC 14496-12): a box `ftyp` whose brand tells MP4 from QuickTime, and both from HEIC.
    private static func byBox(_ bytes: [UInt8]) -> FileKind? {
        guard bytes.count >= 12, bytes[4..<8].elementsEqual("ftyp".utf8) else { return nil }
        let brand = String(decoding: bytes[8..<12], as: UTF8.self)
        if brand == "qt  " { return .quickTime }
        let isFilm = ["isom", "mp41", "mp42", "avc1", "M4V ", "dash", "MSNV", "mmp4"].contains(brand)
        return isFilm || brand.hasPrefix("iso") ? .mp4 : nil
    }

    /// Office files are zip archives: OpenDocument says what it is in its first entry, the others by their folders.
    private static func byZip(_ bytes: [UInt8]) -> FileKind? {
        let entry: [UInt8] = [0x50, 0x4B, 0x03, 0x04]
        guard bytes.starts(with: entry) else { return nil }
        if bytes.dropFirst(30).starts(with: "mimetype\(openText.rawValue)".utf8) { return .openText }
        let names = bytes.places(of: entry).map { bytes.dropFirst($0 + 30).prefix(20) }
        guard names.contains(where: { $0.starts(with: "[Content_Types].xml".utf8) }) else { return nil }
        let folders: [(String, FileKind)] = [("word/", .word), ("xl/", .excel), ("ppt/", .powerPoint)]
        return folders.first { folder, _ in names.contains { $0.starts(with: folder.utf8) } }?.1
    }

    /// Text holds no control characters but those of layout. What it is said to be decides only how it is labelled.
    private static func byText(_ bytes: [UInt8], _ name: String) -> FileKind? {
        let kinds: [FileKind] = [.csv, .text]
        guard let kind = kinds.first(where: { $0.endings.contains(FileName.ending(of: name)) }),
            bytes.allSatisfy({ $0 >= 32 && $0 != 127 || (9...13).contains($0) })
        else { return nil }
        return kind
    }
}

extension Collection<UInt8> {
    fileprivate func holds(_ needle: [UInt8]) -> Bool {
        indices.contains { self[$0] == needle[0] && self[$0...].starts(with: needle) }
    }
}

extension [UInt8] {
    fileprivate func places(of needle: [UInt8]) -> [Int] {
        indices.filter { self[$0] == needle[0] && self[$0...].starts(with: needle) }
    }
}

/// Names of files as people give them, made fit to keep and to hand out again.
enum FileName {
    /// The last piece of the path, without control characters and those that turn text round, at most 100 characters,
    /// with an ending that is true.
    static func clean(_ name: String, kind: FileKind) -> String {
        let last = name.split { $0 == "/" || $0 == "\\" }.last.map(String.init) ?? ""
        let visible = OneLine.clean(String(String.UnicodeScalarView(last.unicodeScalars.filter(isVisible))))
        let plain = visible.trimming { $0 == "." || $0 == " " }
        let ending = ending(of: plain)
        let isTrue = kind.endings.contains(ending)
        let stem = isTrue ? String(plain.dropLast(ending.count + 1)) : plain
        let short = String(stem.prefix(100)).trimming { $0 == "." || $0 == " " }
        return "\(short.isEmpty ? "file" : short).\(isTrue ? ending : kind.endings[0])"
    }

    /// What stands behind the last full stop, in lower case.
    static func ending(of name: String) -> String {
        guard let dot = name.lastIndex(of: ".") else { return "" }
        return name[name.index(after: dot)...].lowercased()
    }

    /// Format characters include those that show `gpj.exe` as `exe.jpg`.
    private static func isVisible(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.generalCategory != .format && !"\"<>:|?*".unicodeScalars.contains(scalar)
    }
}

extension String {
    fileprivate func trimming(_ isBlank: (Character) -> Bool) -> String {
        var kept = drop(while: isBlank)
        while let last = kept.last, isBlank(last) { kept.removeLast() }
        return String(kept)
    }
}
