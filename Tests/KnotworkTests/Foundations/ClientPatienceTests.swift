import Testing

@testable import Knotwork

@Suite(.timeLimit(.minutes(20))) struct ClientPatienceTests {
    /// After how many seconds a client's time is over, when each second brings what `each` does; nil when not within an hour.
    private func seconds(
        _ patience: ClientPatience, asking: Bool = true, waiting: (Int) -> Int = { _ in 0 }, crowded: Bool = false,
        each: (inout ClientPatience) -> Void = { _ in }
    ) -> Int? {
        var patience = patience
        return (1...3600).first { second in
            each(&patience)
            return patience.pass(seconds: 1, isAsking: asking, waiting: waiting(second), isCrowded: crowded)
        }
    }

    private func afterHead() -> ClientPatience {
        var patience = ClientPatience()
        patience.headCame()
        return patience
    }

    @Test func `whoever says nothing goes, sooner before the first request and where places are few`() {
        #expect(seconds(ClientPatience()) == 20)
        #expect(seconds(ClientPatience(), crowded: true) == 5)
        var answered = afterHead()
        answered.requestEnded()
        answered.answered()
        #expect(seconds(answered) == 150)
        #expect(seconds(answered, crowded: true) == 5)
    }

    @Test func `a form may come slowly, but not letter by letter`() {
        #expect(seconds(afterHead()) == 20)
        #expect(seconds(afterHead(), each: { $0.bodyCame(1) }) == 21)
        #expect(seconds(afterHead(), each: { $0.bodyCame(600) }) == nil)
        #expect(seconds(afterHead(), crowded: true, each: { $0.bodyCame(1) }) == 6)
    }

    @Test func `the time that we take ourselves is not the client's`() {
        #expect(seconds(afterHead(), asking: false) == nil)
        var sent = afterHead()
        sent.requestEnded()
        #expect(seconds(sent) == nil, "the page is being made")
    }

    @Test func `a page may be taken slowly, but not left lying`() throws {
        var page = afterHead()
        page.requestEnded()
        page.send(1_000_000)
        page.answered()
        #expect(seconds(page, waiting: { _ in 900_000 }) == 20)
        let slow = try #require(seconds(page, waiting: { max(0, 1_000_000 - 600 * $0) }))
        #expect(slow > 1600, "all of it was taken first")
    }
}
