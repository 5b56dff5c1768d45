import Foundation
import Markup
import Testing

@testable import Knotwork

@Suite(.timeLimit(.minutes(20))) struct MIMETests {
    static let mail = Mail(
        id: "0191-ab", from: Address(email: "team@challenge.example", name: "The team"),
        to: Address(email: "ann@council.example", name: "Ann Lee"), subject: "Your link",
        text: "Hello Ann,\n\nHere it is.", date: Instant(milliseconds: 1_648_742_400_000))

    @Test func `a mail has the headers that it needs and no other`() throws {
        let lines = try text(Self.mail).components(separatedBy: "\r\n\r\n")[0].components(separatedBy: "\r\n")
        #expect(
            lines == [
                "Date: Thu, 31 Mar 2022 16:00:00 +0000",
                "From: The team", " <team@challenge.example>",
                "To: Ann Lee", " <ann@council.example>",
                "Subject: Your link",
                "Message-ID: <0191-ab@challenge.example>",
                "Auto-Submitted: auto-generated",
                "X-Auto-Response-Suppress: All",
                "MIME-Version: 1.0",
                "Content-Type: multipart/alternative;", " boundary=\"=_knotwork_0191-ab\"",
            ])
    }

    @Test func `text comes first, then HTML, then the calendar`() throws {
        var mail = Self.mail
        mail.calendar = Mail.Calendar(method: "REQUEST", text: "BEGIN:VCALENDAR\r\n")
        mail.replyTo = Address(email: "reply@challenge.example")
        let text = try text(mail)
        let types = text.components(separatedBy: "\r\n").filter { $0.hasPrefix("Content-Type: text/") }
        #expect(
            types == [
                "Content-Type: text/plain; charset=utf-8", "Content-Type: text/html; charset=utf-8",
                "Content-Type: text/calendar; charset=utf-8; method=REQUEST",
            ])
        #expect(text.contains("\r\n\r\nHello Ann,\r\n\r\nHere it is.\r\n--=_knotwork_0191-ab\r\n"))
        #expect(text.contains("\r\n\r\nQkVHSU46VkNBTEVOREFSDQo=\r\n--=_knotwork_0191-ab--\r\n"))
        #expect(text.contains("\r\nReply-To: reply@challenge.example\r\n"))
    }

    @Test func `a line's end in a header is refused, wherever it is`() throws {
        let changes: [(inout Mail) -> Void] = [
            { $0.subject = "Hello\r\nBcc: all@council.example" }, { $0.to.name = "Ann\nBcc: x" },
            { $0.from.name = "A\rB" }, { $0.id = "a\r\n" }, { $0.to.email = "ann@council.example\r\nBcc:x@y.example" },
            { $0.replyTo = Address(email: "a b@c.example") }, { $0.to.email = "a@b.example>,<c@d.example" },
            { $0.subject = "tab\u{0}" }, { $0.calendar = Mail.Calendar(method: "X\r\nY: Z", text: "") },
        ]
        for change in changes {
            var mail = Self.mail
            change(&mail)
            #expect(throws: Unmailable.self) { try MIME.bytes(mail) }
        }
    }

    @Test func `what is written is ASCII in short lines ended by CRLF`() throws {
        var mail = Self.mail
        mail.subject = String(repeating: "Wasser für ", count: 30) + "🌊"
        mail.to.name = "Zoë “Zo” \(String(repeating: "Ōtautahi ", count: 10))"
        mail.text = String(repeating: "Größe 🌊 = 5 ", count: 400) + "\n.\n..\nFrom me \n\t\nend "
        let bytes = try MIME.bytes(mail)
        #expect(bytes.allSatisfy { $0 < 128 })
        let lines = String(decoding: bytes, as: UTF8.self).components(separatedBy: "\r\n")
        #expect(lines.allSatisfy { $0.utf8.count <= 78 && !$0.contains("\n") && !$0.contains("\r") })
        #expect(lines.allSatisfy { !$0.hasSuffix(" ") && !$0.hasSuffix("\t") })
    }

    @Test(arguments: [
        ("Größe", "=?utf-8?B?R3LDtsOfZQ==?="), ("plain", "plain"),
        ("=?utf-8?Q?sly?=", "=?utf-8?B?PT91dGYtOD9RP3NseT89?="),
    ])
    func `only what is not plain ASCII is encoded`(text: String, header: String) {
        #expect(HeaderText.unstructured(text) == header)
    }

    @Test(arguments: [("Ann Lee", "Ann Lee"), ("Lee, Ann", "\"Lee, Ann\""), ("A \"B\" \\", "\"A \\\"B\\\" \\\\\"")])
    func `names are quoted when they hold what means something in addresses`(name: String, header: String) {
        #expect(HeaderText.phrase(name) == header)
    }

    @Test(arguments: [
        ("a=b", "a=3Db\r\n"), ("end \nnext", "end=20\r\nnext\r\n"), ("é", "=C3=A9\r\n"), ("", "\r\n"),
        ("a\r\nb", "a\r\nb\r\n"),
    ])
    func `quoted-printable changes only what it must`(text: String, encoded: String) {
        #expect(TransferCoding.quotedPrintable(text) == encoded)
    }

    @Test func `a link in plain words stays whole, and lines that no server takes are broken softly`() throws {
        var mail = Self.mail
        let link = "https://x.example/sign-in/" + String(repeating: "a", count: 200)
        mail.text = "Sign in:\n\(link)"
        #expect(try text(mail).contains("Content-Transfer-Encoding: 7bit\r\n\r\nSign in:\r\n\(link)\r\n--=_"))
        #expect(TransferCoding.readable(String(repeating: "a", count: 998)).coding == "7bit")
        #expect(TransferCoding.readable(String(repeating: "a", count: 999)).coding == "quoted-printable")
        #expect(TransferCoding.readable("a\u{7}").coding == "quoted-printable")
        #expect(TransferCoding.readable("a\rb").coding == "quoted-printable")
        #expect(TransferCoding.readable("“a”").coding == "quoted-printable")
        #expect(TransferCoding.readable("a\r\nb").text == "a\r\nb\r\n")
    }

    private func text(_ mail: Mail) throws -> String { String(decoding: try MIME.bytes(mail), as: UTF8.self) }
}

@Suite(.timeLimit(.minutes(20))) struct AddressTests {
    @Test(arguments: ["ann@council.example", "a.b+c_d@x-y.example", "o'hara@x.example", "A@B.Example", "a@é.example"])
    func `mail can be sent to these`(email: String) {
        #expect(Address(email: email).isMailable)
    }

    @Test(arguments: [
        "", "ann", "@council.example", "ann@", "a..b@c.example", ".a@c.example", "a@-c.example", "a@c..example",
        "a b@c.example", "a@b@c.example", "ann@[127.0.0.1]", "é@c.example", "o'hara@localhost", "a\"@c.example",
        "a@c.example\r\nRCPT TO:<x@y.example>", "a@c.example>", "a@c.example,d@e.example",
    ])
    func `mail cannot be sent to these`(email: String) {
        #expect(!Address(email: email).isMailable)
    }

    @Test func `a local part or an address may be long, but not too long`() {
        let label = String(repeating: "a", count: 63)
        #expect(Address(email: "\(label)a@\(label).example").isMailable)
        #expect(!Address(email: "\(label)aa@\(label).example").isMailable)
        #expect(!Address(email: "a@\(label).\(label).\(label).\(label).example").isMailable)
    }

    @Test func `the sender is read as people write it`() {
        #expect(Address(parsing: "Knotwork <k@x.example>") == Address(email: "k@x.example", name: "Knotwork"))
        #expect(Address(parsing: "\"What’s your problem?\" <k@x.example>")?.name == "What’s your problem?")
        #expect(Address(parsing: "k@x.example") == Address(email: "k@x.example"))
        #expect(Address(parsing: "Knotwork <k@localhost>")?.isSender == true)
        #expect(Address(parsing: "Knotwork <k@localhost>")?.isMailable == false)
        #expect(Address(parsing: "Knotwork") == nil)
        #expect(Address(parsing: "Knotwork <k@x.example") == nil)
    }
}

@Suite(.timeLimit(.minutes(20))) struct LetterTests {
    @Test func `parts become text, and the text becomes the same parts`() {
        let letter = Letter(
            blocks: [
                .paragraph("Hello Ann,"), .list(["one", "two"]),
                .action(label: "Sign in", url: "https://x.example/sign-in/abc"), .paragraph("Two\nlines"),
            ],
            footer: ["Sent by the team.", "You asked for it."])
        #expect(
            letter.text == """
                Hello Ann,

                - one
                - two

                Sign in:
                https://x.example/sign-in/abc

                Two
                lines

                --\u{20}
                Sent by the team.
                You asked for it.
                """)
        #expect(Letter(letter.text) == letter)
    }

    @Test func `the HTML shows the same words, made safe`() {
        let letter = Letter("See https://x.example/a?b=1&c=2.\n\n<script>\n\nGo:\njavascript:alert(1)")
        let html = MailLayout.html(subject: "A & B", letter).text
        #expect(
            html.contains(
                "<h1 style=\"margin:0 0 24px;font:600 26px/1.2 Charter,'Palatino Linotype',Georgia,serif\">A &amp; B</h1>"
            ))
        #expect(
            html.contains(
                "<a href=\"https://x.example/a?b=1&amp;c=2\" style=\"color:#0b5b5d\">https://x.example/a?b=1&amp;c=2</a>."
            ))
        #expect(html.contains("&lt;script&gt;") && !html.contains("<script>"))
        #expect(!html.contains("href=\"javascript"))
    }

    @Test func `an address on its own below a label is something to press`() {
        let html = MailLayout.html(subject: "S", Letter("Sign in:\nhttps://x.example/s\n\n--\nWho\n")).text
        #expect(html.contains("<a href=\"https://x.example/s\" style=\"display:inline-block;"))
        #expect(
            html.contains(
                "border-top:1px solid #dcd7cc;font-size:14px;color:#595760\">\n<p style=\"margin:0 0 6px\">Who</p>"))
    }
}

@Suite(.timeLimit(.minutes(20))) struct CalendarEntryTests {
    static var entry: CalendarEntry {
        CalendarEntry(
            uid: "event-1@x.example", title: "Webinar; how to apply, and why",
            starts: Instant(milliseconds: 1_648_742_400_000), ends: Instant(milliseconds: 1_648_746_000_000),
            organiser: Address(email: "team@x.example", name: "The \"team\""))
    }

    @Test func `an event is written as RFC 5545 asks`() {
        var entry = Self.entry
        entry.place = "Town Hall, Room 2\nDale Street"
        #expect(
            entry.text(at: Instant(milliseconds: 0))
                == [
                    "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Knotwork//Knotwork//EN", "CALSCALE:GREGORIAN",
                    "METHOD:PUBLISH", "BEGIN:VEVENT", "UID:event-1@x.example", "SEQUENCE:0", "DTSTAMP:19700101T000000Z",
                    "DTSTART:20220331T160000Z", "DTEND:20220331T170000Z", "SUMMARY:Webinar\\; how to apply\\, and why",
                    "LOCATION:Town Hall\\, Room 2\\nDale Street", "ORGANIZER;CN=\"The team\":mailto:team@x.example",
                    "STATUS:CONFIRMED", "TRANSP:OPAQUE", "END:VEVENT", "END:VCALENDAR", "",
                ].joined(separator: "\r\n"))
    }

    @Test func `a guest makes it an invitation, and cancelling takes it back`() {
        var entry = Self.entry
        entry.attendee = Address(email: "ann@council.example", name: "Ann")
        #expect(entry.method == .request)
        entry.isCancelled = true
        entry.sequence = 1
        let text = entry.text(at: Instant(milliseconds: 0))
        #expect(text.contains("\r\nMETHOD:CANCEL\r\n") && text.contains("\r\nSTATUS:CANCELLED\r\n"))
        #expect(text.contains("\r\nSEQUENCE:1\r\n"))
        let unfolded = text.replacing("\r\n ", with: "")
        #expect(unfolded.contains("RSVP=TRUE;CN=\"Ann\":mailto:ann@council.example\r\n"))
    }

    @Test func `long lines are folded between characters, and nothing gets out of its line`() {
        var entry = Self.entry
        entry.title = String(repeating: "🌊ä", count: 60)
        entry.description = "one\r\nATTENDEE:mailto:evil@x.example\u{0}"
        entry.url = "https://x.example/\r\nX-EVIL:1"
        let text = entry.text(at: Instant(milliseconds: 0))
        let lines = text.components(separatedBy: "\r\n")
        #expect(lines.allSatisfy { $0.utf8.count <= 75 && !$0.contains("\n") })
        #expect(!lines.contains { $0.hasPrefix("ATTENDEE") || $0.hasPrefix("X-EVIL") })
        #expect(text.replacing("\r\n ", with: "").contains("SUMMARY:\(entry.title)\r\n"))
    }
}
