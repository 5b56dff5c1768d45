/// What kind of packed or compound file stands before us, by its first bytes and what is in it.
enum Container {
    /// A zip archive, which a workbook is.
    static func isZip(_ bytes: [UInt8]) -> Bool {
        bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) || bytes.starts(with: [0x50, 0x4B, 0x05, 0x06])
    }

    /// A compound file, in which older Office programs wrote, and in which newer ones put what has a password.
    static func isCompound(_ bytes: [UInt8]) -> Bool { bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) }

    /// Why a compound file is not read: its folder names its streams in UTF-16.
    static func fault(ofCompound bytes: [UInt8]) -> WorkbookFault {
        if holds(bytes, "EncryptedPackage") { return .protected }
        if holds(bytes, "WordDocument") { return .otherKind("an old Word document (.doc)") }
        if holds(bytes, "PowerPoint Document") { return .otherKind("an old PowerPoint file (.ppt)") }
        if holds(bytes, "__substg1.0") { return .otherKind("an Outlook message (.msg)") }
        return .otherKind("a workbook of Excel 2003 or older (.xls)")
    }

    /// Why an archive is no workbook.
    static func fault(of archive: Archive, _ bytes: [UInt8]) -> WorkbookFault {
        if bytes.dropFirst(30).starts(with: "mimetypeapplication/vnd.oasis.opendocument.".utf8) {
            let isSheet = bytes.dropFirst(73).starts(with: "spreadsheet".utf8)
            return .otherKind(isSheet ? "an OpenDocument spreadsheet (.ods)" : "an OpenDocument file")
        }
        if archive.has("xl/workbook.bin") { return .otherKind("a binary Excel workbook (.xlsb)") }
        if archive.has("word/document.xml") { return .otherKind("a Word document (.docx)") }
        if archive.has("ppt/presentation.xml") { return .otherKind("a PowerPoint file (.pptx)") }
        if archive.has("Index/Document.iwa") { return .otherKind("an Apple Numbers or Pages file") }
        return .otherKind("a zip archive")
    }

    private static func holds(_ bytes: [UInt8], _ name: String) -> Bool {
        let wanted = name.utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] }
        // An entry of the folder begins at a multiple of 128 bytes with its name.
        return stride(from: 512, to: bytes.count, by: 128).contains { bytes[$0...].starts(with: wanted) }
    }
}
