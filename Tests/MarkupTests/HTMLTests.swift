import Testing

@testable import Markup

@Suite(.timeLimit(.minutes(20))) struct `HTML as a literal` {
    @Test func `a literal stands as it is written, and values are escaped`() {
        let name = "Fish & <Chips>"
        let html: HTML = "<td class=\"a\">\(name)</td>"
        #expect(html.text == "<td class=\"a\">Fish &amp; &lt;Chips&gt;</td>")
    }

    @Test(arguments: [
        ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
        ("\" onmouseover=\"alert(1)", "&quot; onmouseover=&quot;alert(1)"),
        ("' onmouseover='alert(1)", "&#39; onmouseover=&#39;alert(1)"),
        ("&lt;", "&amp;lt;"),
        ("&amp", "&amp;amp"),
        ("a\0b", "a\u{FFFD}b"),
        ("--></style></title>]]>", "--&gt;&lt;/style&gt;&lt;/title&gt;]]&gt;"),
        ("`back`", "`back`"),
        ("line\u{2028}end\u{2029}", "line\u{2028}end\u{2029}"),
        ("𝔘𝔫𝔦 👩‍🔬 é", "𝔘𝔫𝔦 👩‍🔬 é"),
        ("", ""),
        ("<", "&lt;"),
        ("no special bytes, longer than a small string is", "no special bytes, longer than a small string is"),
    ])
    func `hostile text is shown as it was written, in text and in attributes`(text: String, shown: String) {
        #expect(("<p>\(text)</p>" as HTML).text == "<p>\(shown)</p>")
        #expect(("<p title=\"\(text)\">" as HTML).text == "<p title=\"\(shown)\">")
    }

    @Test func `escaping can be undone and never leaves a bracket or a quote, whatever the text`() {
        var random = SplitMix(seed: 7)
        let alphabet = Array("<>&\"'`=/ax;#\0\u{2028}é漢🏴‍☠️\n\t")
        for _ in 0..<2_000 {
            let text = String(
                (0..<Int.random(in: 0...40, using: &random)).map { _ in alphabet.randomElement(using: &random)! })
            let shown = ("\(text)" as HTML).text
            #expect(!shown.contains { "<>\"'\0".contains($0) })
            #expect(unescaped(shown) == text.replacing("\0", with: "\u{FFFD}"))
        }
    }

    @Test func `a substring, an optional text and a number are values too`() {
        let nothing: String? = nil
        let something: String? = "a<b"
        #expect(("[\("x<y".dropFirst())]" as HTML).text == "[&lt;y]")
        #expect(("[\(nothing)][\(something)]" as HTML).text == "[][a&lt;b]")
        #expect(("\(0) \(-42) \(Int.min) \(Int.max)" as HTML).text == "0 -42 \(Int.min) \(Int.max)")
        #expect(("[\(nil as Int?)]" as HTML).text == "[]")
    }

    @Test(arguments: [
        (12.125, 1, "12.1"), (12.13, 2, "12.13"), (12.125, 2, "12.13"), (-0.04, 1, "0.0"), (-1.25, 1, "-1.3"),
        (0, 0, "0"), (99.95, 1, "100.0"), (1e15, 3, "1000000000000000.000"), (.nan, 1, "–"), (.infinity, 0, "–"),
        (-.infinity, 2, "–"), (1e300, 1, "1e+300"),
    ])
    func `decimals are rounded half away from zero and are never not a number`(
        value: Double, places: Int, shown: String
    ) {
        #expect(("\(value, places: places)" as HTML).text == shown)
    }

    @Test(arguments: [
        (0, "£0", "0"), (5_294_000, "£52,940", "5,294,000"), (5_294_005, "£52,940.05", "5,294,005"),
        (-99, "−£0.99", "−99"), (100_000_000, "£1,000,000", "100,000,000"),
    ])
    func `pence are shown as pounds, thousands apart`(pence: Int, pounds: String, grouped: String) {
        #expect(("\(pounds: pence)" as HTML).text == pounds)
        #expect(("\(grouped: pence)" as HTML).text == grouped)
    }

    @Test func `HTML splices as it is, and nil leaves nothing`() {
        let bold: HTML = "<b>\("A&B")</b>"
        let none: HTML? = nil
        #expect(("<p>\(bold)\(none)\(Optional(bold))</p>" as HTML).text == "<p><b>A&amp;B</b><b>A&amp;B</b></p>")
    }

    @Test func `loops and conditions take HTML, also over several lines`() {
        let rows = [("Kittiwake & Co", 3), ("<Redfell>", 0)]
        let html: HTML = """
            <ul>\(rows, each: { name, count in
                """
                <li>\(name)\(if: count > 0, " <b>\(count)</b>", else: " none")</li>
                """
            })</ul>
            """
        #expect(html.text == "<ul><li>Kittiwake &amp; Co <b>3</b></li><li>&lt;Redfell&gt; none</li></ul>")
    }

    @Test func `a condition that does not hold is not even built`() {
        func mustNotBeBuilt() -> HTML {
            Issue.record("built")
            return ""
        }
        #expect(("\(if: false, mustNotBeBuilt())" as HTML).isEmpty)
    }

    @Test func `pieces join`() {
        let pieces: [HTML] = ["<b>a</b>", "\("<")", ""]
        #expect(pieces.joined(separator: ", ").text == "<b>a</b>, &lt;, ")
        #expect(pieces.joined() == "<b>a</b>&lt;")
        #expect(("a" + "b" as HTML).bytes == [97, 98])
    }

    @Test(arguments: ["href", "src", "action", "formaction", "style", "onclick", "ONLOAD", "srcdoc", "poster"])
    func `text is refused where an address or code belongs`(name: String) {
        for opened in ["<a \(name)=\"", "<a class=\"x\" \(name)=\"/people/", "<a class=\"\" \(name)=\""] {
            var html = HTML()
            html.bytes = Array(opened.utf8)
            #expect(html.openAttributeTakesAddressOrCode)
        }
    }

    @Test(arguments: [
        "<a title=\"", "<a href=\"/x\">", "<a href=\"/x\" title=\"", "<p>href=", "<img alt=\"a=\" class=\"", "", "\"",
        "=\"",
        "<p data-style=\"",
    ])
    func `text is taken everywhere else`(opened: String) {
        var html = HTML()
        html.bytes = Array(opened.utf8)
        #expect(!html.openAttributeTakesAddressOrCode)
    }

    @Test(arguments: ["<a href=", "<a title='", "<p class=\"x\" id=", "<b>x</b><p id='"])
    func `a value outside double quotes is refused in every attribute`(opened: String) {
        var html = HTML()
        html.bytes = Array(opened.utf8)
        #expect(html.startsBareAttribute)
    }

    @Test(arguments: ["", "=", "'", "='", "<p>a=", "<p>a='", "<p title=\"", "<p title=\"=\">x", "a < b and c ="])
    func `an equals sign in text is only that`(opened: String) {
        var html = HTML()
        html.bytes = Array(opened.utf8)
        #expect(html.startsBareAttribute == (opened == "a < b and c ="), "a bare < in text is a mistake of its own")
    }

    @Test func `text in an address stops a debug build`() async {
        await #expect(processExitsWith: .failure) {
            let typed = "javascript:alert(1)"
            _ = "<a href=\"\(typed)\">" as HTML
        }
    }
}

/// What a browser does with the entities that escaping writes.
func unescaped(_ text: String) -> String {
    let entities = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")]
    return entities.reduce(text) { $0.replacing($1.0, with: $1.1) }
}

struct SplitMix: RandomNumberGenerator {
    var state: UInt64
    init(seed: UInt64) { state = seed }
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
