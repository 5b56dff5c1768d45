import Foundation
import Markup

/// A mail ready to be written out: what stands in its headers and its parts.
struct Mail: Hashable, Sendable {
    /// The message's id: the same at each attempt, so that a receiver can drop the second copy of one.
    var id: String
    var from: Address
    var to: Address
    var replyTo: Address?
    var subject: String
    var text: String
    var calendar: Calendar?
    /// When the outbox took it.
    var date: Instant

    struct Calendar: Hashable, Sendable {
        var method: String
        var text: String
    }
}

/// A mail that must not be written: it would not be one mail to one person any more.
struct Unmailable: Error, CustomStringConvertible {
    let description: String
}

/// Mail as it travels (RFC 5322, 2045, 2046, 2047): ASCII, lines of at most 998 bytes ended by CRLF.
enum MIME {
    /// Throws `Unmailable` for an address of another form than `Address.isMailable` and for a control character, such
    /// as a line's end, in anything that stands in a header.
    static func bytes(_ mail: Mail) throws -> [UInt8] { Array(try text(mail).utf8) }

    private static func text(_ mail: Mail) throws -> String {
        try check(mail)
        let boundary = "=_knotwork_\(mail.id)"  // `=_` stands in no part: they are quoted-printable or base64
        let headers = headers(mail) + ["Content-Type: multipart/alternative;\r\n boundary=\"\(boundary)\""]
        let parts = parts(mail).map { "--\(boundary)\r\n\($0)" }
        return headers.joined(separator: "\r\n") + "\r\n\r\n" + parts.joined() + "--\(boundary)--\r\n"
    }

    private static func check(_ mail: Mail) throws {
        guard mail.from.isSender else {
            throw Unmailable(description: "“\(mail.from.email)” is not a sender’s address")
        }
        for address in [mail.to] + (mail.replyTo.map { [$0] } ?? []) where !address.isMailable {
            throw Unmailable(description: "“\(address.email)” is not an address that mail can be sent to")
        }
        let texts = [mail.id, mail.subject, mail.from.name, mail.to.name, mail.replyTo?.name, mail.calendar?.method]
        for text in texts.compactMap({ $0 }) where !OneLine.isSafe(text) {
            throw Unmailable(description: "a header would hold a control character")
        }
    }

    private static func headers(_ mail: Mail) -> [String] {
        [
            "Date: \(date(mail.date))",
            "From: \(mailbox(mail.from))",
            "To: \(mailbox(mail.to))",
        ] + (mail.replyTo.map { ["Reply-To: \(mailbox($0))"] } ?? []) + [
            "Subject: \(HeaderText.unstructured(mail.subject))",
            "Message-ID: <\(mail.id)@\(mail.from.domain)>",
            // RFC 3834: nobody's holiday answer should come back to us.
            "Auto-Submitted: auto-generated",
            "X-Auto-Response-Suppress: All",
            "MIME-Version: 1.0",
        ]
    }

    /// The plainest first: a mail program shows the last that it understands (RFC 2046, section 5.1.4).
    private static func parts(_ mail: Mail) -> [String] {
        let html = MailLayout.html(subject: mail.subject, Letter(mail.text)).text
        let calendar = mail.calendar.map {
            part("text/calendar; charset=utf-8; method=\($0.method)", "base64", TransferCoding.base64($0.text))
        }
        let (coding, text) = TransferCoding.readable(mail.text)
        return [
            part("text/plain; charset=utf-8", coding, text),
            part("text/html; charset=utf-8", "quoted-printable", TransferCoding.quotedPrintable(html)),
        ] + (calendar.map { [$0] } ?? [])
    }

    private static func part(_ type: String, _ coding: String, _ body: String) -> String {
        "Content-Type: \(type)\r\nContent-Transfer-Encoding: \(coding)\r\n\r\n\(body)"
    }

    private static func mailbox(_ address: Address) -> String {
        guard !address.name.isEmpty else { return address.email }
        return "\(HeaderText.phrase(address.name))\r\n <\(address.email)>"
    }

    /// `Thu, 31 Mar 2022 16:00:00 +0000`
    static func date(_ instant: Instant) -> String {
        let (number, rest) = instant.milliseconds.flooredDivision(by: 86_400_000)
        let day = Day(number: number)
        let clock = [rest / 3_600_000, rest / 60_000 % 60, rest / 1000 % 60].map { padded($0, 2) }
        let month = Day.months[day.month - 1].prefix(3)
        return "\(day.weekday.prefix(3)), \(day.day) \(month) \(day.year) \(clock.joined(separator: ":")) +0000"
    }
}

/// Any text in headers that hold only ASCII (RFC 2047).
enum HeaderText {
    /// Text that stands alone, as a subject does.
    static func unstructured(_ text: String) -> String {
        isPlain(text) ? foldedAtSpaces(text) : encodedWords(text)
    }

    /// A name before an address.
    static func phrase(_ name: String) -> String {
        guard isPlain(name), name.utf8.count <= 60 else { return encodedWords(name) }
        let isAtoms = name.utf8.allSatisfy { byte in
            (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
                || " !#$%&'*+-/^_`{|}~".utf8.contains(byte)
        }
        return isAtoms ? name : "\"\(name.replacing("\\", with: "\\\\").replacing("\"", with: "\\\""))\""
    }

    /// ASCII in words short enough to fold between, that nobody would take for an encoded word.
    private static func isPlain(_ text: String) -> Bool {
        text.utf8.allSatisfy { (32...126).contains($0) } && !text.contains("=?")
            && text.split(separator: " ").allSatisfy { $0.utf8.count <= 60 }
    }

    private static func foldedAtSpaces(_ text: String) -> String {
        var folded = ""
        var length = 10  // the longest header name with its colon
        for word in text.split(separator: " ") {
            if length + word.utf8.count + 1 > 76, !folded.isEmpty {
                folded += "\r\n"
                length = 0
            }
            folded += folded.isEmpty ? "\(word)" : " \(word)"
            length += word.utf8.count + 1
        }
        return folded
    }

    /// Encoded words of at most 64 characters, each of whole characters.
    static func encodedWords(_ text: String) -> String {
        var pieces: [[UInt8]] = [[]]
        for scalar in text.unicodeScalars {
            let bytes = Array(String(scalar).utf8)
            if pieces[pieces.count - 1].count + bytes.count > 39 { pieces.append([]) }
            pieces[pieces.count - 1] += bytes
        }
        return pieces.map { "=?utf-8?B?\(Data($0).base64EncodedString())?=" }.joined(separator: "\r\n ")
    }
}

/// Bodies made of short ASCII lines (RFC 2045, section 6).
enum TransferCoding {
    static func base64(_ text: String) -> String {
        Data(text.utf8).base64EncodedString(options: [
            .lineLength76Characters, .endLineWithCarriageReturn, .endLineWithLineFeed,
        ])
            + "\r\n"
    }

    /// As it is when it is ASCII, so that a link stays whole even for who reads the raw mail; else quoted-printable.
    static func readable(_ text: String) -> (coding: String, text: String) {
        let lines = text.replacing("\r\n", with: "\n").split(separator: "\n", omittingEmptySubsequences: false)
        let isPlain = lines.allSatisfy { line in
            line.utf8.count <= 998 && line.utf8.allSatisfy { (32...126).contains($0) || $0 == UInt8(ascii: "\t") }
        }
        return isPlain ? ("7bit", lines.map { $0 + "\r\n" }.joined()) : ("quoted-printable", quotedPrintable(text))
    }

    /// Readable as it is where it is ASCII; each line's end becomes CRLF.
    static func quotedPrintable(_ text: String) -> String {
        var encoded: [UInt8] = []
        for line in text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            append(line.last == UInt8(ascii: "\r") ? line.dropLast() : line, to: &encoded)
            encoded += [13, 10]
        }
        return String(decoding: encoded, as: UTF8.self)
    }

    private static func append(_ line: Substring.UTF8View, to encoded: inout [UInt8]) {
        var length = 0
        for place in line.indices {
            let isLast = line.index(after: place) == line.endIndex
            let token = token(line[place], isLast: isLast)
            if length + token.count > 75 {
                encoded += "=\r\n".utf8
                length = 0
            }
            encoded += token
            length += token.count
        }
    }

    /// A blank at a line's end could get lost on the way, and so is encoded.
    private static func token(_ byte: UInt8, isLast: Bool) -> [UInt8] {
        let isBlank = byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
        let isPlain = (33...126).contains(byte) && byte != UInt8(ascii: "=")
        if isPlain || (isBlank && !isLast) { return [byte] }
        return Array("=\(Hex.text([byte]).uppercased())".utf8)
    }
}
