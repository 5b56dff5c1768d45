import Similarity
import Testing

extension ExamplesTests {
    @Test func `the example of Similarity does what it says`() throws {
        print(EditDistance.measure("carer", "carers"))  // 1
        print(JaroWinkler.measure("martha", "marhta") > 0.95)  // true
        try check()
    }
}
