import Markup
import Testing

@Suite(.timeLimit(.minutes(20))) struct WordsTests {
    @Test(arguments: [
        ("", 0), (" \t\r\n ", 0), ("one", 1), ("  one two\u{00A0}three\u{2003}four\r\nfive\u{2028}six ", 6),
        ("naïve café – d’accord", 4), ("👩‍👩‍👧 家族", 2), ("e\u{301}te\u{301}", 1),
    ])
    func `words are what stands between white space`(text: String, count: Int) {
        #expect(Words.count(in: text) == count)
        #expect(Words.count(in: text) == text.split(whereSeparator: \.isWhitespace).count)
    }
}
