import Names
import Testing

@Suite(.timeLimit(.minutes(20))) struct EmailAddressTests {
    @Test(arguments: [
        ("name@example.org", "name@example.org"), ("Ann.Lee+x@Example.ORG", "ann.lee+x@example.org"),
        ("  o'neill@a-b.example\u{00A0}", "o'neill@a-b.example"),
        ("\u{FEFF}\u{200B}a@b.example\u{200E}", "a@b.example"),
        ("info@münchen.example", "info@xn--mnchen-3ya.example"),
        ("info@MÜNCHEN.example", "info@xn--mnchen-3ya.example"),
        ("info@mu\u{308}nchen.example", "info@xn--mnchen-3ya.example"),
        ("info@XN--MNCHEN-3YA.example", "info@xn--mnchen-3ya.example"),
        ("a@straße.example", "a@xn--strae-oqa.example"), ("a@例え。テスト", "a@xn--r8jz45g.xn--zckzah"),
        ("a@ｅｘａｍｐｌｅ.org", "a@example.org"), ("1@2.example", "1@2.example"),
    ])
    func `an address is kept in the form in which mail is sent and two are compared`(typed: String, text: String) throws
    {
        #expect(try EmailAddress(checking: typed).text == text)
        #expect(EmailAddress(text)?.text == text)
    }

    @Test(arguments: [
        ("", EmailAddress.Fault.empty), (" \u{200B}\n", .empty), ("john smith@example.org", .space),
        ("john@exam\u{00A0}ple.org", .space), ("john@example.org ann@example.org", .space),
        ("jo\u{200B}hn@example.org", .unseen),
        ("john\u{7}@example.org", .unseen), ("john", .noAt), ("john@@example.org", .severalAts),
        ("a@b.example,c@d.example", .severalAts), ("@example.org", .noMailbox), ("josé@example.org", .mailboxLetters),
        ("аnn@example.org", .mailboxLetters), ("ann.@example.org", .mailboxDots), (".ann@example.org", .mailboxDots),
        ("a..b@example.org", .mailboxDots), ("a,b@example.org", .mailboxMarks), ("<a@example.org>", .mailboxMarks),
        ("\"a\"@example.org", .mailboxMarks), ("mailto:a@example.org", .mailboxMarks), ("ann@", .noHost),
        ("ann@.example", .host), ("ann@example.", .host), ("ann@a..example", .host), ("ann@-a.example", .host),
        ("ann@a-.example", .host), ("ann@a_b.example", .host), ("ann@[127.0.0.1]", .host), ("ann@127.0.0.1", .host),
        ("ann@example.org>", .host), ("ann@a/b.example", .host), ("ann@mün_chen.example", .host),
        ("ann@☕.example", .host),
        ("ann@\u{301}a.example", .host), ("ann@localhost", .hostWithoutEnding), ("ann@example.x", .hostWithoutEnding),
    ])
    func `what mail cannot be sent to is refused, and said why`(typed: String, fault: EmailAddress.Fault) {
        #expect(throws: fault) { try EmailAddress(checking: typed) }
        #expect(EmailAddress(typed) == nil)
    }

    @Test func `no part may be longer than the standards allow`() {
        let long = String(repeating: "a", count: 64)
        let label = String(repeating: "b", count: 63)
        #expect(EmailAddress("\(long)@\(label).example") != nil)
        #expect(throws: EmailAddress.Fault.mailboxTooLong) { try EmailAddress(checking: "\(long)a@b.example") }
        #expect(throws: EmailAddress.Fault.host) { try EmailAddress(checking: "a@\(label)b.example") }
        #expect(throws: EmailAddress.Fault.host) {
            try EmailAddress(checking: "a@\(String(repeating: "ü", count: 63)).example")
        }
        #expect(throws: EmailAddress.Fault.tooLong) {
            try EmailAddress(checking: "\(long)@\(label).\(label).\(label).example")
        }
    }

    @Test func `it is shown with its host in the letters of its language, when it is the code of them`() {
        #expect(EmailAddress("info@xn--mnchen-3ya.example")?.shown == "info@münchen.example")
        #expect(EmailAddress("ann@example.org")?.shown == "ann@example.org")
        // Codes of what no label may be: a sign, upper case, and what is no code.
        for host in ["xn--ab-6bv", "xn--mnchen-psa", "xn--99999999"] {
            #expect(EmailAddress("a@\(host).example")?.shown == "a@\(host).example")
        }
    }

    @Test func `on one machine a host needs no ending`() throws {
        #expect(try EmailAddress(checking: "knot@localhost", localHost: true).text == "knot@localhost")
        #expect(throws: EmailAddress.Fault.host) { try EmailAddress(checking: "knot@local_host", localHost: true) }
    }

    @Test(arguments: ["a@\(String(repeating: "ü", count: 100_000)).example", String(repeating: "é", count: 200_000)])
    func `a very long text is refused at once`(typed: String) {
        #expect(EmailAddress(typed) == nil)
    }
}
