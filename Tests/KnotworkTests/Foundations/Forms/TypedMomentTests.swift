import Testing

@testable import Knotwork

@Suite(.timeLimit(.minutes(20))) struct TypedMomentTests {
    @Test(arguments: [
        ("27 March 2022, 5 pm", "2022-03-27T17:00"), ("27 mar 2022 5pm", "2022-03-27T17:00"),
        ("Sunday 27th March 2022 at 5.30 pm", "2022-03-27T17:30"), ("27/3/2022 17:00", "2022-03-27T17:00"),
        ("27.03.2022 09.05", "2022-03-27T09:05"), ("2022-03-27T17:00", "2022-03-27T17:00"),
        ("2022-03-27 noon", "2022-03-27T12:00"), ("1 2 2022 12 am", "2022-02-01T00:00"),
        ("27 March 2022, midnight", "2022-03-27T00:00"), ("27 March 2022", "2022-03-27T09:00"),
    ])
    func `a date is read as people write it, the day before the month`(typed: String, meant: String) {
        let london = TypedMoment(typed)?.london(or: .init(hour: 9, minute: 0))
        #expect(london?.description == meant)
    }

    @Test(arguments: [
        "", "soon", "31 February 2022", "27 March", "27 March 22", "27 March 2022, 17", "27 March 2022 25:00",
        "27 March 2022 13 pm", "13/27/2022", "27 March 2022 5.3 pm", "27 March 2022 and then",
    ])
    func `what is no date, or no whole one, is not guessed at`(typed: String) {
        #expect(TypedMoment(typed) == nil)
    }

    @Test func `what stands in a field is read back as it was`() throws {
        let moments = [
            "2022-03-27T17:00", "2022-03-27T00:00", "2022-10-30T01:30", "2022-03-27T12:00", "2022-03-27T23:59",
        ]
        for text in moments {
            let london = try #require(LondonTime(text))
            #expect(TypedMoment(london.typed())?.london(or: .endOfDay) == london, "\(text)")
            #expect(TypedMoment(london.typed(usual: .startOfDay))?.london(or: .startOfDay) == london, "\(text)")
        }
    }
}
