import Testing

@testable import Delimited

@Suite(.timeLimit(.minutes(20))) struct DelimitedTests {
    @Test func `quotes, doubled quotes and line breaks inside quotes are read`() {
        let text = DelimitedText("name,note\r\n\"Lee, Ann\",\"said \"\"yes\"\"\nthen left\"\r\nBo,\r\n")
        #expect(text.faults.isEmpty)
        #expect(
            text.records.map(\.fields) == [["name", "note"], ["Lee, Ann", "said \"yes\"\nthen left"], ["Bo", ""]])
        #expect(text.records.map(\.line) == [1, 2, 4])
    }

    @Test func `one open quote loses its own line only`() {
        let text = DelimitedText("a,b\n\"open,1\nc,d\n")
        #expect(text.faults.map(\.line) == [2])
        #expect(text.records.map(\.fields) == [["a", "b"], ["c", "d"]])
    }

    @Test func `what is written is read back`() {
        let fields = ["plain", "with, comma", "with \"quotes\"", "two\nlines", ""]
        #expect(DelimitedText(DelimitedText.line(fields)).records.map(\.fields) == [fields])
    }
}
