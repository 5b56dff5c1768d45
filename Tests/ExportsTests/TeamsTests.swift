import Testing

@testable import Exports

@Suite(.timeLimit(.minutes(20))) struct TeamsTests {
    static let report = """
        1. Summary
        Meeting title\tRoundtable
        Attended participants\t3
        Start time\t7/20/23, 4:00:29\u{202F}PM
        End time\t7/20/23, 5:30:00\u{202F}PM
        Meeting duration\t1h 29m 31s
        Average attendance time\t50m 2s

        2. Participants
        Name\tFirst Join\tLast Leave\tIn-Meeting Duration\tEmail\tParticipant ID (UPN)\tRole
        Ann Lee\t7/20/23, 4:00:29\u{202F}PM\t7/20/23, 5:30:00\u{202F}PM\t1h 29m 31s\tann@host.example\tann@host.example\tOrganizer
        Bo Ray (External)\t7/20/23, 4:16:29\u{202F}PM\t7/20/23, 5:30:00\u{202F}PM\t1h 13m 42s\tbo@ray.example\tbo@ray.example\tPresenter
        Cy Roe (Unverified)\t7/20/23, 4:17:00\u{202F}PM\t7/20/23, 4:17:48\u{202F}PM\t48s\t\t\tAttendee

        3. In-Meeting Activities
        Name\tJoin Time\tLeave Time\tDuration\tEmail\tRole
        Ann Lee\t7/20/23, 4:00:29\u{202F}PM\t7/20/23, 5:30:00\u{202F}PM\t1h 29m 31s\tann@host.example\tOrganizer
        """

    static func utf16(_ text: String, mark: Bool, bigEndian: Bool = false) -> [UInt8] {
        let crlf = text.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\r\n")
        return Array(((mark ? "\u{FEFF}" : "") + crlf).utf16).flatMap { unit in
            let bytes = [UInt8(truncatingIfNeeded: unit), UInt8(unit >> 8)]
            return bigEndian ? bytes.reversed() : bytes
        }
    }

    @Test(arguments: [
        (true, false, Export.Encoding.utf16LittleEndian), (false, false, .utf16LittleEndian),
        (true, true, .utf16BigEndian),
    ])
    func `the sectioned report is read in UTF-16, with a mark and without`(
        mark: Bool, bigEndian: Bool, encoding: Export.Encoding
    ) throws {
        let bytes = Self.utf16(Self.report, mark: mark, bigEndian: bigEndian)
        let file = try Export.read(bytes, name: "Roundtable - Attendance report 7-20-23.csv")
        #expect(file.source == .teamsAttendance)
        #expect(file.encoding == encoding)
        #expect(file.headerLine == 10)
        #expect(file.dates == .monthFirst)
        #expect(file.rows == 3)
        #expect(
            file.shown == [
                Shown("Ann Lee", "ann@host.example", nil, .host, 90),
                Shown("Bo Ray", "bo@ray.example", nil, .attended, 74),
                Shown("Cy Roe", nil, nil, .attended, 1),
            ])
        #expect(file.meeting?.topic == "Roundtable")
    }

    @Test func `other locales write day first, other case, and UTC behind the headings`() throws {
        let file = try export(
            """
            2. Participants
            Name\tFirst join (UTC)\tLast leave (UTC)\tIn-meeting duration\tEmail\tParticipant ID (UPN)\tRole
            Ann Lee\t20/07/2023, 16:00:29\t20/07/2023, 17:30:00\t1h 29m 31s\tann@host.example\t\tOrganiser
            """)
        #expect(file.source == .teamsAttendance)
        #expect(file.dates == .dayFirst)
        #expect(file.shown == [Shown("Ann Lee", "ann@host.example", nil, .host, 90)])
    }

    @Test func `the log of 2020 is paired up; who never left stayed to the last line`() throws {
        let text = """
            Full Name\tUser Action\tTimestamp
            Ann Lee\tJoined before\t23/04/2020, 10:00:00
            Bo Ray\tJoined\t23/04/2020, 10:05:00
            Bo Ray\tLeft\t23/04/2020, 10:15:00
            Bo Ray\tJoined\t23/04/2020, 10:20:00
            Bo Ray\tLeft\t23/04/2020, 10:50:00
            Ann Lee\tWaved\t23/04/2020, 10:51:00
            """
        let file = try Export.read(Self.utf16(text, mark: false), name: "meetingAttendanceList.csv")
        #expect(file.source == .teamsAttendance)
        #expect(file.encoding == .utf16LittleEndian)
        #expect(file.dates == .dayFirst)
        #expect(file.shown == [Shown("Ann Lee", nil, nil, .attended, 50), Shown("Bo Ray", nil, nil, .attended, 40)])
        #expect(file.refused.map(\.line) == [7])
    }

    @Test func `the report of 2021 has a row for each join, and overlap counts once`() throws {
        let text = """
            Meeting Summary
            Total Number of Participants\t2
            Meeting Title\tLaunch
            Meeting Start Time\t1/27/2022, 9:58:12 AM

            Full Name\tJoin Time\tLeave Time\tDuration\tEmail\tRole\tParticipant ID (UPN)
            Ann Lee\t1/27/2022, 9:58:12 AM\t1/27/2022, 12:00:12 PM\t2h 2m\tann@host.example\tOrganizer\tann@host.example
            Bo Ray\t1/27/2022, 10:00:00 AM\t1/27/2022, 10:30:00 AM\t30m\tbo@ray.example\tPresenter\tbo@ray.example
            Bo Ray\t1/27/2022, 10:20:00 AM\t1/27/2022, 10:50:00 AM\t30m\tbo@ray.example\tPresenter\tbo@ray.example
            """
        let file = try Export.read(Self.utf16(text, mark: true), name: "attendance.csv")
        #expect(
            file.shown == [
                Shown("Ann Lee", "ann@host.example", nil, .host, 122),
                Shown("Bo Ray", "bo@ray.example", nil, .attended, 50),
            ])
        #expect(file.meeting?.topic == "Launch")
    }

    @Test func `an hour is an hour whether the day or the month is first`() throws {
        let file = try export(
            """
            Name\tFirst Join\tLast Leave\tIn-Meeting Duration\tEmail\tRole
            Ann Lee\t3/4/23, 4:00:29 PM\t3/4/23, 5:00:29 PM\t1h\t\tOrganiser
            """)
        #expect(file.dates == .ambiguous)
        #expect(file.people.map(\.minutes) == [60])
        #expect(file.people[0].time == nil)
    }
}
