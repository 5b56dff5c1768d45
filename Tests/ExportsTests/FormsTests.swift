import Testing

@testable import Exports

@Suite(.timeLimit(.minutes(20))) struct FormsTests {
    @Test func `Microsoft Forms in Windows-1252 with anonymous answers, ticked boxes and repeated questions`() throws {
        let text = """
            ID,Start time,Completion time,Email,Name,"What is your
            full name?",Organisation,Organisation2,Which themes?
            1,1/27/22 10:00:00,1/27/22 10:05:00,anonymous,,Zo\u{EB} Lee,Quay Data,,Data linkage;Digital literacy;
            2,1/28/22 10:00:00,1/28/22 10:05:00,bo@ray.example,Bo Ray,Robert Ray,,Ray & Co,
            3,1/28/22 11:00:00,1/28/22 11:05:00,anonymous,,,,,Data linkage;

            """
        let bytes = text.unicodeScalars.map { UInt8($0.value) }
        let file = try Export.read(bytes, name: "Feedback.csv")
        #expect(file.source == .microsoftForms)
        #expect(file.encoding == .windows1252)
        #expect(file.dates == .monthFirst)
        #expect(file.headerLine == 1)
        #expect(
            file.shown == [
                Shown("Zoë Lee", nil, "Quay Data", .contact), Shown("Bo Ray", "bo@ray.example", "Ray & Co", .contact),
                Shown(nil, nil, nil, .contact),
            ])
        #expect(file.people[1].otherName == "Robert Ray")
        #expect(file.people[0].line == 3)
        #expect(file.people[0].answers.last?.choices == ["Data linkage", "Digital literacy"])
        #expect(file.people[0].time?.description == "2022-01-27T10:05:00")
        #expect(file.mapping[5].heading == "What is your full name?")
        #expect(file.mapping[5].meaning == .name)
    }

    @Test func `Google Forms with year first, a zone and a grid of questions`() throws {
        let file = try export(
            """
            "Timestamp","Username","Your name","Name of your organisation or team","How useful was it? [Pack]","How useful was it? [Launch]"
            "2022/02/16 8:24:52 PM GMT","ann@quay.example","Ann Lee","Quay Data","Very","A little"
            "2022/02/17 12:04:02 AM GMT","","Bo Ray","","","A little"
            """)
        #expect(file.source == .googleForms)
        #expect(file.dates == .iso)
        #expect(
            file.shown == [
                Shown("Ann Lee", "ann@quay.example", "Quay Data", .contact), Shown("Bo Ray", nil, nil, .contact),
            ])
        #expect(file.people[0].answers.map(\.question) == ["How useful was it? [Pack]", "How useful was it? [Launch]"])
        #expect(file.people[0].time?.description == "2022-02-16T20:24:52Z")
        #expect(file.people[1].time?.description == "2022-02-17T00:04:02Z")
    }
}
