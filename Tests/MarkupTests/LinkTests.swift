import Testing

@testable import Markup

@Suite(.timeLimit(.minutes(20))) struct `Links` {
    @Test func `a literal stands, and each value is one piece of the path`() {
        let id = "0190-ab"
        #expect(("/applications/\(id)/edit" as Link).address == "/applications/0190-ab/edit")
        #expect(("/rooms/\(7)" as Link).address == "/rooms/7")
    }

    @Test(arguments: [
        ("a/b", "a%2Fb"), ("a b&c=d?e#f", "a%20b%26c%3Dd%3Fe%23f"), ("é", "%C3%A9"), ("javascript:x", "javascript%3Ax"),
        ("/evil.example", "%2Fevil.example"), ("\\evil", "%5Cevil"), ("\"><b>", "%22%3E%3Cb%3E"), ("%2e", "%252e"),
        ("..", "-"), (".", "-"), ("", "-"), ("a.b", "a.b"), ("\0\n", "%00%0A"),
    ])
    func `a value cannot leave its piece of the path`(value: String, written: String) {
        #expect(("/\(value)/x" as Link).address == "/\(written)/x")
    }

    @Test func `a query and a fragment are encoded, nil is left out`() {
        let link = ("/people" as Link).query("name", "A & B").query("none", nil as String?).query("page", 2).fragment(
            "Ä 1")
        #expect(link.address == "/people?name=A%20%26%20B&page=2#%C3%84%201")
        #expect(
            ("<a href=\"\(link: link)\">" as HTML).text == "<a href=\"/people?name=A%20%26%20B&amp;page=2#%C3%84%201\">"
        )
        #expect(Link(fragment: "f-title").address == "#f-title")
        #expect(("\("/a" as Link)/b" as Link).address == "/a/b")
    }

    @Test(arguments: ["0190-ab", "a/b", "\"><b>", "..", ""])
    func `an address below a link is written as the link of both would be`(piece: String) {
        for link: Link in ["/a", "/a?b=1&c=2", ("/a" as Link).fragment("d")] {
            let both: Link = "\(link)/\(piece)"
            #expect(("<a href=\"\(link: link, piece)\">" as HTML).text == ("<a href=\"\(link: both)\">" as HTML).text)
        }
    }

    @Test(arguments: [
        ("https://www.example.org/a?b=c#d", "https://www.example.org/a?b=c#d"),
        ("HTTP://example.org", "HTTP://example.org"),
        ("mailto:team@example.org", "mailto:team@example.org"), ("https://example.org/é", "https://example.org/%C3%A9"),
        ("https://example.org/a'b", "https://example.org/a'b"),
        ("https://[2001:db8::1]:8080/", "https://[2001:db8::1]:8080/"),
    ])
    func `web and mail addresses are taken`(typed: String, address: String) {
        #expect(Link(external: typed)?.address == address)
    }

    @Test(arguments: [
        "javascript:alert(1)", "JavaScript:alert(1)", " javascript:alert(1)", "java\tscript:alert(1)",
        "java\nscript:alert(1)",
        "\u{1}javascript:alert(1)", "javascript\u{0}:alert(1)", "&#106;avascript:alert(1)", "javascript&colon;alert(1)",
        "javascript%3Aalert(1)", "vbscript:x", "data:text/html,<script>1</script>", "data:text/html;base64,PHM+",
        "blob:x",
        "file:///etc/passwd", "//evil.example", "/local", "", ":", "http:", "http:/x", "http:evil", "https://",
        "https:///x",
        "https://user:pass@evil.example", "https://good.example@evil.example/", "https://good.example\\@evil.example",
        "https:\\\\evil.example", " https://example.org", "https://exa mple.org", "https://example.org/\u{7F}",
        "https://example.org/\"onclick=", "mailto:", "https://:80/", "view-source:https://example.org", "ｊavascript:x",
        "java\u{AD}script:x", "javascript\u{2028}:x", "feed:javascript:x", "https://?x", "https://#",
    ])
    func `every other address is refused, in any disguise`(typed: String) {
        #expect(Link(external: typed) == nil)
    }

    @Test(arguments: [
        "", "x", "//evil.example", "/\\evil.example", "/\t/evil.example", "/\n/evil.example", "https://evil.example",
        " /",
        "/a\r\nSet-Cookie: x",
    ])
    func `a way back never leaves the site`(typed: String) {
        #expect(Link(local: typed) == nil)
    }

    @Test func `a way back on this site is kept`() {
        #expect(Link(local: "/")?.address == "/")
        #expect(Link(local: "/applications/7?tab=notes#f-x")?.address == "/applications/7?tab=notes#f-x")
    }
}
