import Names
import Testing

extension ExamplesTests {
    @Test func `the example of Names does what it says`() throws {
        let words = ComparableWords("The Café (North) Ltd.")
        print(words.text)  // cafe
        print(words == ComparableWords("cafe"))  // true
        print(EmailAddress(" Info@München.example ")?.text ?? "none")  // info@xn--mnchen-3ya.example
        try check()
    }
}
