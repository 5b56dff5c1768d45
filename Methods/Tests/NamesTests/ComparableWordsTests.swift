import Names
import Testing

@Suite(.timeLimit(.minutes(20))) struct ComparableWordsTests {
    @Test(arguments: [
        ("The Café (North) Ltd.", "cafe"), ("Kittiwake & Sons CIC", "kittiwake and sons"),
        ("O’Neill-Smith", "oneill smith"),
        ("LTD", "ltd"), ("(all of it)", ""), ("ＷＩＤＥ letters", "wide letters"), ("  a\u{00A0}b ", "a b"),
    ])
    func `two spellings of one name have the same words`(typed: String, words: String) {
        #expect(ComparableWords(typed).text == words)
    }
}
