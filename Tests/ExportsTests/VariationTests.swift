import Testing

@testable import Exports

/// The same table in every dress that tools and people give it: what is read must not change.
@Suite(.timeLimit(.minutes(20))) struct VariationTests {
    struct Sample: CustomTestStringConvertible {
        var source: Export.Source
        var name = "file.csv"
        /// A column that has to stay the first, as the tool always writes it.
        var firstStays = false
        var header: [String]
        var rows: [[String]]
        var shown: [Shown]

        var testDescription: String { source.rawValue }
    }

    static let samples = [
        Sample(
            source: .eventbriteAttendees,
            header: [
                "Order no.", "Order Date", "First Name", "Surname", "Email", "Quantity", "Attendee Status",
                "Organisation", "Why?",
            ],
            rows: [
                [
                    "1", "27/01/2022 10:00", "Zoë", "O’Neil, jr", "zoe@quay.example", "1", "Attending",
                    "Quay; Ray & Co", "To \"learn\"\nand meet",
                ],
                ["2", "03/02/2022 11:00", "Bo", "Ray", "bo@ray.example", "1", "Not Attending", "", ""],
                ["3", "03/02/2022 11:00", "Cy", "Roe", "", "1", "Checked In", "", "Tabs\tand; more, too"],
            ],
            shown: [
                Shown("Zoë O’Neil, jr", "zoe@quay.example", "Quay; Ray & Co", .booked),
                Shown("Bo Ray", "bo@ray.example", nil, .cancelled), Shown("Cy Roe", nil, nil, .attended),
            ]),
        Sample(
            source: .zoomParticipants,
            header: ["Name (Original Name)", "User Email", "Join Time", "Leave Time", "Duration (Minutes)", "Guest"],
            rows: [
                ["Zoë Lee (Esham Council)", "", "01/27/2022 10:00:00 AM", "01/27/2022 10:30:00 AM", "30", "Yes"],
                ["Zoë Lee (Esham Council)", "", "01/27/2022 10:40:00 AM", "01/27/2022 11:00:00 AM", "20", "Yes"],
                ["Bo Ray", "bo@ray.example", "01/27/2022 10:00:00 AM", "01/27/2022 10:10:00 AM", "10", "Yes"],
            ],
            shown: [
                Shown("Zoë Lee", nil, "Esham Council", .attended, 50),
                Shown("Bo Ray", "bo@ray.example", nil, .attended, 10),
            ]),
        Sample(
            source: .zoomRegistration,
            header: ["First Name", "Last Name", "Email", "Registration Time", "Approval Status", "Organization"],
            rows: [["Zoë", "Lee", "zoe@quay.example", "06/16/2026 03:10:26 PM", "approved", "Quay"]],
            shown: [Shown("Zoë Lee", "zoe@quay.example", "Quay", .booked)]),
        Sample(
            source: .teamsAttendance,
            header: ["Name", "First Join", "Last Leave", "In-Meeting Duration", "Email", "Role"],
            rows: [
                [
                    "Zoë Lee", "7/20/23, 4:00:29\u{A0}PM", "7/20/23, 5:30:00\u{A0}PM", "1h 29m 31s", "zoe@quay.example",
                    "Organizer",
                ],
                ["Bo Ray", "7/20/23, 4:00:29\u{A0}PM", "7/20/23, 4:30:29\u{A0}PM", "30m", "", "Attendee"],
            ],
            shown: [Shown("Zoë Lee", "zoe@quay.example", nil, .host, 90), Shown("Bo Ray", nil, nil, .attended, 30)]),
        Sample(
            source: .microsoftForms,
            header: ["ID", "Start time", "Completion time", "Email", "Name", "Your\norganisation", "Which themes?"],
            rows: [["1", "27/01/2022 10:00:00", "27/01/2022 10:05:00", "anonymous", "Zoë Lee", "Quay", "One;Two;"]],
            shown: [Shown("Zoë Lee", nil, "Quay", .contact)]),
        Sample(
            source: .googleForms, firstStays: true,
            header: ["Timestamp", "Email Address", "Full name", "Company"],
            rows: [["2022/01/27 8:24:52 PM GMT", "zoe@quay.example", "Zoë Lee", "Quay"]],
            shown: [Shown("Zoë Lee", "zoe@quay.example", "Quay", .contact)]),
        Sample(
            source: .mailchimp,
            header: ["Email Address", "First Name", "Last Name", "UNSUB_TIME", "TAGS"],
            rows: [["zoe@quay.example", "Zoë", "Lee", "2022-01-27 10:00:00", "\"Launch\""]],
            shown: [Shown("Zoë Lee", "zoe@quay.example", nil, .neverMail)]),
        Sample(
            source: .contacts,
            header: ["Full name", "E-mail", "Organisation", "Notes"],
            rows: [["Zoë Lee", "zoe@quay.example", "Quay, Ray & Co", "two\nlines"], ["Bo Ray", "", "Ray", ""]],
            shown: [
                Shown("Zoë Lee", "zoe@quay.example", "Quay, Ray & Co", .contact), Shown("Bo Ray", nil, "Ray", .contact),
            ]),
    ]

    @Test(arguments: samples) func `dress does not matter`(sample: Sample) throws {
        var random = Generator(seed: 20_220_622)
        for _ in 0..<60 {
            let dress = Dress(&random)
            let text = dress.text(of: sample, &random)
            let export = try Export.read(dress.bytes(of: text.whole), name: sample.name)
            #expect(export.source == sample.source, "\(dress)")
            #expect(export.encoding == dress.encoding, "\(dress)")
            #expect(export.headerLine == text.headerLine, "\(dress)")
            #expect(export.rows == sample.rows.count, "\(dress)")
            #expect(export.refused.isEmpty, "\(dress)")
            #expect(export.shown == sample.shown, "\(dress)")
        }
    }

    @Test(arguments: [
        "\"Ann", "Ann,Lee,ann@quay.example,1,2,3,4", "Ann,Lee,ann@@quay.example", ",,,x", "Ann,Lee,\"ann@quay.example",
    ])
    func `one bad row, wherever it stands, is the only one that is lost`(bad: String) throws {
        let good = (1...6).map { "Ann\($0),Lee,ann\($0)@quay.example,\"said \"\"yes\"\", then left\"" }
        for place in 0...good.count {
            let rows = Array(good[..<place]) + [bad] + Array(good[place...])
            let file = try export(("Forename,Surname,E-mail,Notes" + rows.map { "\n" + $0 }.joined()))
            #expect(file.refused.map(\.line) == [place + 2])
            #expect(file.people.map(\.given) == (1...6).map { "Ann\($0)" })
            #expect(file.rows == 7)
        }
    }
}

/// One way of writing a table down.
private struct Dress {
    var encoding: Export.Encoding
    var hasMark: Bool
    var separator: Character
    var lineEnd: String
    var quotesAll: Bool
    var trailing: Bool
    var blankLines: Bool
    var above: [String]

    /// Those that hold every letter of the samples; the others have tests of their own.
    private static let encodings = Export.Encoding.allCases.filter { $0 != .windows1250 && $0 != .macRoman }

    init(_ random: inout Generator) {
        encoding = Self.encodings.randomElement(using: &random) ?? .utf8
        hasMark = Bool.random(using: &random)
        separator = [",", ";", "\t"].randomElement(using: &random) ?? ","
        lineEnd = ["\n", "\r\n"].randomElement(using: &random) ?? "\n"
        quotesAll = Bool.random(using: &random)
        trailing = Bool.random(using: &random)
        blankLines = Bool.random(using: &random)
        above =
            [[], ["Report of the launch"], ["Report", "", "made on 27 January"]].randomElement(using: &random) ?? []
    }

    func text(of sample: VariationTests.Sample, _ random: inout Generator) -> (whole: String, headerLine: Int) {
        var order = Array(sample.header.indices)
        if sample.firstStays {
            order = [0] + order.dropFirst().shuffled(using: &random)
        } else {
            order.shuffle(using: &random)
        }
        let lines = ([sample.header] + sample.rows).map { row in line(order.map { row[$0] }) }
        let joined = lines.joined(separator: blankLines ? lineEnd + lineEnd : lineEnd)
        let top = above.map { $0 + lineEnd }.joined()
        return (top + joined + lineEnd, above.count + 1)
    }

    private func line(_ cells: [String]) -> String {
        cells.map(quoted).joined(separator: String(separator)) + (trailing ? String(separator) : "")
    }

    private func quoted(_ cell: String) -> String {
        let needed = cell.contains { $0 == separator || $0 == "\"" || $0.isNewline }
        guard quotesAll || needed else { return cell }
        return "\"" + cell.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
    }

    func bytes(of text: String) -> [UInt8] {
        switch encoding {
        case .utf8: Array(text.utf8)
        case .utf8WithMark: [0xEF, 0xBB, 0xBF] + Array(text.utf8)
        case .utf16LittleEndian: wide(text) { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] }
        case .utf16BigEndian: wide(text) { [UInt8($0 >> 8), UInt8(truncatingIfNeeded: $0)] }
        case .windows1252, .windows1250, .macRoman: text.unicodeScalars.map { $0 == "’" ? 0x92 : UInt8($0.value) }
        }
    }

    private func wide(_ text: String, _ bytes: (UInt16) -> [UInt8]) -> [UInt8] {
        ((hasMark ? "\u{FEFF}" : "") + text).utf16.flatMap(bytes)
    }
}
