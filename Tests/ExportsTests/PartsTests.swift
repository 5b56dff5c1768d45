import Testing

@testable import Exports

@Suite(.timeLimit(.minutes(20))) struct PartsTests {
    @Test(arguments: [
        ("06/16/2026 03:10:26 PM", "2026-06-16T15:10:26"), ("7/20/23, 4:16:29\u{202F}PM", "2023-07-20T16:16:29"),
        ("2013/10/16 8:24:52 PM GMT", "2013-10-16T20:24:52Z"), ("11/29/24 22:28", "2024-11-29T22:28:00"),
        ("2022-01-11T10:00:00+01:00", "2022-01-11T10:00:00+01:00"),
        ("2022-01-11 10:00:00+0000", "2022-01-11T10:00:00Z"),
        ("12 Jan 2022", "2022-01-12T00:00:00"), ("Jan 12, 2022 10:02:11", "2022-01-12T10:02:11"),
        ("Thursday, 27th January 2022 at 12:05 am", "2022-01-27T00:05:00"), ("16.06.2026 09:00", "2026-06-16T09:00:00"),
        ("20/07/2023, 16:16 (UTC)", "2023-07-20T16:16:00Z"), ("29/02/2024", "2024-02-29T00:00:00"),
    ])
    func `dates are read as tools write them`(cell: String, expected: String) throws {
        let date = try #require(DateText(cell))
        let order: DateOrder = date.evidence == .monthFirst ? .monthFirst : .dayFirst
        #expect(date.moment(order)?.description == expected)
    }

    @Test(arguments: [
        "", "soon", "12", "12/13", "1234567890", "10:00", "12/01/2022 and more", "+44 151 496 0000", "1/2/3/4",
    ])
    func `what is no date is none`(cell: String) { #expect(DateText(cell) == nil) }

    @Test func `no day exists on the 29th of February of a common year`() {
        #expect(DateText("29/02/2022").map { $0.moment(.dayFirst) } == .some(nil))
    }

    @Test func `seconds count from 1970 on the clock of UTC`() {
        #expect(Moment(year: 1970, month: 1, day: 1)?.seconds == 0)
        #expect(Moment(year: 2000, month: 3, day: 1, hour: 1, offset: 3600)?.seconds == 951_868_800)
    }

    @Test(arguments: [
        ("1h 13m 42s", 4422), ("48s", 48), ("73", 4380), ("1:13:42", 4422), ("1 hr 5 mins", 3900), ("2 hours", 7200),
        ("0", 0),
    ])
    func `lengths are read as reports write them`(cell: String, seconds: Int) {
        #expect(Length.seconds(cell) == seconds)
    }

    @Test(arguments: ["", "long", "-3", "1h 13", "h", "inf", "nan"])
    func `what is no length is none`(cell: String) { #expect(Length.seconds(cell) == nil) }

    @Test(arguments: [
        ("ann@quay.example", ["ann@quay.example"]), (" <Ann.Lee@Quay.example> ", ["Ann.Lee@Quay.example"]),
        ("mailto:ann@quay.example?subject=hi", ["ann@quay.example"]),
        ("Ann Lee <ann@quay.example>, bo@ray.example", ["ann@quay.example", "bo@ray.example"]),
        ("ann@quay.example / ANN@quay.example", ["ann@quay.example"]),
        ("ann@quay.example and bo@ray.example", ["ann@quay.example", "bo@ray.example"]),
        ("Ann Lee (ann@quay.example), Bo: bo@ray.example (home)", ["ann@quay.example", "bo@ray.example"]),
        ("info@Münchner-quay.example", ["info@Münchner-quay.example"]),
        ("o'neil+news@quay.example", ["o'neil+news@quay.example"]), ("\u{200B}ann@quay.example.", ["ann@quay.example"]),
    ])
    func `addresses are found in what people type`(cell: String, expected: [String]) {
        #expect(Address.parse(cell).valid == expected)
        #expect(Address.parse(cell).faulty == nil)
    }

    @Test(arguments: [
        "ann@@quay.example", "ann@quay", "ann.quay.example", "ann lee@", "@quay.example", "a..b@quay.example",
        "ann@-quay.example", "john smith@quay.example", "ann@quay.co m", "john smith@quay.example and bo@ray.example",
        "josé@quay.example", "ann.@quay.example",
    ])
    func `what cannot be an address is not one`(cell: String) {
        #expect(Address.parse(cell).valid.isEmpty)
        #expect(Address.parse(cell).faulty != nil)
    }

    @Test(arguments: [
        "Email consent", "May we email you?", "Product name", "Job title", "Title", "Event name", "Organisation size",
    ])
    func `a question about something is not the thing`(heading: String) {
        #expect(Meaning.identity(Words.key(heading)) == nil)
    }

    @Test func `the preview is JSON with its keys in order`() throws {
        let file = try export("Name,Email\n\"Ann \"\"A\"\" Lee\",ann@quay.example\nBo,bo@\n")
        #expect(
            file.previewJSON == """
                {
                  "source": "contacts",
                  "encoding": "utf-8",
                  "header_line": 1,
                  "dates": "none",
                  "rows": 2,
                  "taken": 1,
                  "refused": [
                    {"line": 3, "reason": "“bo@” is not an address to which mail can be sent. Something must stand after the @: write it like name@example.org.", "column": "Email", "value": "bo@", "remedy": "Correct it in the file, or take the address out."}
                  ],
                  "people": [
                    {"name": "Ann \\"A\\" Lee", "email": "ann@quay.example", "organisation": null, "status": "contact", "minutes": null}
                  ]
                }

                """)
    }
}
