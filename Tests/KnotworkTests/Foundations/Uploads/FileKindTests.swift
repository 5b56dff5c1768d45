import Testing

@testable import Knotwork

@Suite(.timeLimit(.minutes(20))) struct FileKindTests {
    @Test(arguments: [
        ("%PDF-1.7\n", "a.pdf", FileKind.pdf), ("\u{FEFF}\n%PDF-1.4", "a.pdf", .pdf), ("GIF89a..", "a.gif", .gif),
        ("RIFF....WEBPVP8 ", "a.webp", .webp), ("....ftypisom....", "a.mp4", .mp4), ("....ftypmp42....", "a.mov", .mp4),
        ("....ftypqt  ....", "a.mov", .quickTime), ("name,score\r\n\"Ann\",1\n", "a.CSV", .csv),
        ("Plain words.\n\tÄ\n", "a.txt", .text),
        (
            "PK\u{3}\u{4}" + String(repeating: ".", count: 26) + "mimetypeapplication/vnd.oasis.opendocument.text",
            "a.odt", .openText
        ),
    ])
    func `a file is known by its first bytes`(start: String, name: String, kind: FileKind) {
        #expect(FileKind(of: Array(start.utf8), named: name) == kind)
    }

    @Test func `pictures and films that are no text are known as well`() {
        #expect(FileKind(of: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0], named: "") == .png)
        #expect(FileKind(of: [0xFF, 0xD8, 0xFF, 0xE0, 0], named: "") == .jpeg)
        #expect(FileKind(of: [0x1A, 0x45, 0xDF, 0xA3, 0x42, 0x82, 0x84] + Array("webm".utf8), named: "") == .webm)
    }

    @Test(arguments: [
        ("word/document.xml", FileKind.word), ("xl/workbook.xml", .excel), ("ppt/slides/a.xml", .powerPoint),
    ])
    func `office files are told apart by their folders`(entry: String, kind: FileKind) {
        let bytes = zip(["[Content_Types].xml", "_rels/.rels", entry])
        #expect(FileKind(of: bytes, named: "anything") == kind)
    }

    @Test(arguments: [
        ("<html><script>alert(1)</script>", "a.html"), ("<html>", "a.pdf"), ("<svg xmlns=\"x\">", "a.svg"),
        ("MZ\u{0}\u{1}", "a.txt"), ("text with a \u{0} in it", "a.txt"), ("....ftypheic....", "a.heic"),
        ("....ftypavif....", "a.avif"), ("RIFF....WAVEfmt ", "a.wav"), ("plain words", "a.md"), ("", "a.pdf"),
        ("\u{1A}E\u{DF}matroska", "a.mkv"), ("#!/bin/sh\n", "a.sh"),
    ])
    func `other files are not known, whatever they are called`(start: String, name: String) {
        #expect(FileKind(of: Array(start.utf8), named: name) == nil)
    }

    @Test func `an archive that is no document is not known`() {
        #expect(FileKind(of: zip(["photos/a.jpg", "evil.exe"]), named: "a.docx") == nil)
        #expect(FileKind(of: zip(["[Content_Types].xml", "other/a.xml"]), named: "a.docx") == nil)
    }

    @Test(arguments: [
        ("report.pdf", FileKind.pdf, "report.pdf"), ("C:\\Users\\Ann\\report.PDF", .pdf, "report.pdf"),
        ("../../etc/passwd", .text, "passwd.txt"), ("page.html", .png, "page.html.png"),
        ("photo.jpeg", .jpeg, "photo.jpeg"),
        ("", .png, "file.png"), ("...", .png, "file.png"), (".pdf", .pdf, "pdf.pdf"),
        ("a\r\nb\u{0}.pdf", .pdf, "a b.pdf"),
        ("exe.\u{202E}gpj.jpg", .jpeg, "exe.gpj.jpg"), ("what \"is\" <this>?.pdf", .pdf, "what is this.pdf"),
        ("Größe 🌊.pdf", .pdf, "Größe 🌊.pdf"), ("a.pdf  ", .pdf, "a.pdf"),
    ])
    func `names come clean, with an ending that is true`(given: String, kind: FileKind, kept: String) {
        #expect(FileName.clean(given, kind: kind) == kept)
    }

    @Test func `a long name is cut and keeps its ending`() {
        let name = FileName.clean(String(repeating: "ä", count: 500) + ".pdf", kind: .pdf)
        #expect(name == String(repeating: "ä", count: 100) + ".pdf")
    }

    /// The local headers of an archive, which is all that is looked at.
    private func zip(_ entries: [String]) -> [UInt8] {
        var bytes: [UInt8] = []
        for name in entries {
            bytes += [0x50, 0x4B, 3, 4]
            bytes += Array(repeating: 0, count: 22)
            bytes += [UInt8(name.utf8.count), 0, 0, 0]
            bytes += Array(name.utf8)
            bytes += [1, 2, 3]
        }
        return bytes
    }
}
