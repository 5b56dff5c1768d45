import Testing

@testable import Exports

@Suite(.timeLimit(.minutes(20))) struct ZoomTests {
    @Test func `the report of totals is read below its preamble, and the host is known`() throws {
        let file = try export(
            """
            \u{FEFF}Topic,ID,Host,Duration (minutes),Start time,End time,Participants
            What's your problem?,812 3456 7890,Ann Lee (ann.lee@host.example),120,"06/16/2026 03:10:26 PM","06/16/2026 05:10:26 PM",5

            Name (original name),Email,Total duration (minutes),Guest
            Ann Lee (ann.lee@host.example),ann.lee@host.example,120,No
            Bo Ray (Wirral Council),,97,Yes
            Cy (she/her) (Cynthia Roe),cy@roe.example,20,Yes
            iPhone (Di Orr),,12,Yes
            07700900123,,3,Yes
            """)
        #expect(file.source == .zoomParticipants)
        #expect(file.encoding == .utf8WithMark)
        #expect(file.headerLine == 4)
        #expect(file.dates == .monthFirst)
        #expect(
            file.shown == [
                Shown("Ann Lee", "ann.lee@host.example", nil, .host, 120),
                Shown("Bo Ray", nil, "Wirral Council", .attended, 97),
                Shown("Cy", "cy@roe.example", nil, .attended, 20),
                Shown("Di Orr", nil, nil, .attended, 12), Shown("07700900123", nil, nil, .attended, 3),
            ])
        #expect(file.people[2].otherName == "Cynthia Roe")
        #expect(file.meeting?.topic == "What's your problem?")
        #expect(file.meeting?.start?.description == "2026-06-16T15:10:26")
        #expect(file.meeting?.minutes == 120)
    }

    @Test func `joins of one person are one, overlap counts once, the waiting room not at all`() throws {
        let file = try export(
            """
            Name (original name),Email,Join time,Leave time,Duration (minutes),Guest,Recording disclaimer response,In waiting room
            Ann Lee,ann@quay.example,06/16/2026 03:00:00 PM,06/16/2026 03:30:00 PM,30,Yes,OK,No
            Ann Lee,ann@quay.example,06/16/2026 03:20:00 PM,06/16/2026 03:50:00 PM,30,Yes,OK,No
            Ann Lee,,06/16/2026 04:00:00 PM,06/16/2026 04:10:00 PM,10,Yes,OK,No
            Bo Ray,,06/16/2026 02:55:00 PM,06/16/2026 03:00:00 PM,5,Yes,,Yes
            Bo Ray,,06/16/2026 03:00:00 PM,06/16/2026 03:45:00 PM,45,Yes,OK,No
            Cy Roe,,06/16/2026 02:55:00 PM,06/16/2026 03:00:00 PM,5,Yes,,Yes
            """)
        #expect(
            file.shown == [
                Shown("Ann Lee", "ann@quay.example", nil, .attended, 60), Shown("Bo Ray", nil, nil, .attended, 45),
            ])
        #expect(file.people[0].lines == [2, 3, 4])
        #expect(file.rows == 6)
        #expect(file.taken == 4)
        #expect(file.refused.map(\.line) == [5, 7])
    }

    @Test func `the report of 2020 to 2023 is read with its trailing comma`() throws {
        let file = try export(
            """
            Meeting ID,Topic,Start Time,End Time,User Email,Duration (Minutes),Participants,
            812 3456 7890,Launch,01/27/2022 09:50:11 AM,01/27/2022 12:05:43 PM,ann@host.example,136,3,

            Name (Original Name),User Email,Join Time,Leave Time,Duration (Minutes),Guest,Recording Consent
            Ann Lee,ann@host.example,01/27/2022 09:50:11 AM,01/27/2022 12:05:43 PM,136,No,
            Croxteth Housing - Bo Ray,,01/27/2022 10:01:00 AM,01/27/2022 11:00:00 AM,59,Yes,Yes
            """)
        #expect(file.source == .zoomParticipants)
        #expect(file.headerLine == 4)
        #expect(file.dates == .monthFirst)
        #expect(
            file.shown == [
                Shown("Ann Lee", "ann@host.example", nil, .host, 136),
                Shown("Bo Ray", nil, "Croxteth Housing", .attended, 59),
            ])
    }

    @Test func `Zoom is month first where nothing settles it, and day first where a date proves it`() throws {
        func dates(_ join: String) throws -> Export.Dates {
            try export(
                """
                Name (original name),Email,Join time,Leave time,Duration (minutes),Guest
                Ann,,\(join) 10:00:00 AM,\(join) 10:30:00 AM,30,Yes
                """
            ).dates
        }
        #expect(try dates("03/04/2026") == .monthFirst)
        #expect(try dates("23/04/2026") == .dayFirst)
    }

    @Test func `two people behind one address stay two, and so do two like devices at one time`() throws {
        let file = try export(
            """
            Name (original name),Email,Join time,Leave time,Duration (minutes),Guest
            Ann Lee,home@quay.example,06/16/2026 03:00:00 PM,06/16/2026 03:30:00 PM,30,Yes
            Bo Lee,home@quay.example,06/16/2026 03:00:00 PM,06/16/2026 03:20:00 PM,20,Yes
            iPhone,,06/16/2026 03:00:00 PM,06/16/2026 03:30:00 PM,30,Yes
            iPhone,,06/16/2026 03:10:00 PM,06/16/2026 03:20:00 PM,10,Yes
            """)
        #expect(file.people.map(\.minutes) == [30, 20, 30, 10])
    }

    @Test func `a webinar's sections are read, who did not come is absent`() throws {
        let file = try export(
            """
            Attendee Report,,,,,,,,,,,
            Report Generated:,"06/16/2026 06:00:00 PM",,,,,,,,,,
            Topic,Webinar ID,Actual Start Time,Actual Duration (minutes),# Registered,# Cancelled,Unique Viewers,Total Users,,,,
            Building your ROI,812 3456 7890,"06/16/2026 03:00:00 PM",62,4,0,2,5,,,,
            Host Details,,,,,,,,,,,
            Attended,User Name (Original Name),Email,Join Time,Leave Time,Time in Session (minutes),Is Guest,Country/Region Name,,,,
            Yes,Ann Lee,ann@host.example,"06/16/2026 02:50:00 PM","06/16/2026 04:02:00 PM",72,No,United Kingdom,,,,
            Panelist Details,,,,,,,,,,,
            Attended,User Name (Original Name),Email,Join Time,Leave Time,Time in Session (minutes),Is Guest,Country/Region Name,,,,
            Yes,Di Orr,di@orr.example,"06/16/2026 02:55:00 PM","06/16/2026 04:00:00 PM",65,Yes,United Kingdom,,,,
            Attendee Details,,,,,,,,,,,
            Attended,User Name (Original Name),First Name,Last Name,Email,Registration Time,Approval Status,Join Time,Leave Time,Time in Session (minutes),Is Guest,Country/Region Name
            Yes,Bo Ray,Bo,Ray,bo@ray.example,"06/10/2026 08:00:00 AM",approved,"06/16/2026 03:00:00 PM","06/16/2026 03:20:00 PM",20,Yes,United Kingdom
            Yes,Bo Ray,Bo,Ray,bo@ray.example,"06/10/2026 08:00:00 AM",approved,"06/16/2026 03:25:00 PM","06/16/2026 03:40:00 PM",15,Yes,United Kingdom
            No,Cy Roe,Cy,Roe,cy@roe.example,"06/11/2026 08:00:00 AM",approved,--,--,--,--,
            Other Attended,,,,,,,,,,,
            User Name,Join Time,Leave Time,Time in Session (minutes),Country/Region Name,,,,,,,
            441512000000,"06/16/2026 03:05:00 PM","06/16/2026 03:15:00 PM",10,United Kingdom,,,,,,,
            """)
        #expect(file.source == .zoomWebinar)
        #expect(file.headerLine == 12)
        #expect(file.dates == .monthFirst)
        #expect(
            file.shown == [
                Shown("Ann Lee", "ann@host.example", nil, .host, 72), Shown("Di Orr", "di@orr.example", nil, .host, 65),
                Shown("Bo Ray", "bo@ray.example", nil, .attended, 35), Shown("Cy Roe", "cy@roe.example", nil, .absent),
                Shown("441512000000", nil, nil, .attended, 10),
            ])
        #expect(file.rows == 6)
        #expect(file.refused.isEmpty)
        #expect(file.people[1].role == "Panelist")
        #expect(file.people[2].time?.description == "2026-06-10T08:00:00")
    }

    @Test func `registrations are bookings, denied ones are cancelled`() throws {
        let file = try export(
            """
            First Name,Last Name,Email,Registration Time,Approval Status,Organization
            Ann,Lee,ann@quay.example,"06/10/2026 08:00:00 AM",approved,Quay Data
            Bo,Ray,bo@ray.example,"06/11/2026 08:00:00 AM",denied,
            Cy,Roe,cy@roe.example,"06/31/2026 08:00:00 AM",approved,
            """)
        #expect(file.source == .zoomRegistration)
        #expect(
            file.shown == [
                Shown("Ann Lee", "ann@quay.example", "Quay Data", .booked),
                Shown("Bo Ray", "bo@ray.example", nil, .cancelled),
            ])
        #expect(file.refused.map(\.line) == [4])
    }

    @Test func `who changed the name in the meeting is one person; who borrowed an account is another`() throws {
        let file = try export(
            """
            Name (original name),Email,Join time,Leave time,Duration (minutes),Guest
            Ann (Ann Lee),,06/16/2026 03:00:00 PM,06/16/2026 03:30:00 PM,30,Yes
            Ann Lee,,06/16/2026 03:40:00 PM,06/16/2026 03:50:00 PM,10,Yes
            Bo Ray (Cy Roe),,06/16/2026 03:00:00 PM,06/16/2026 03:50:00 PM,50,Yes
            Cy Roe,,06/16/2026 03:00:00 PM,06/16/2026 03:40:00 PM,40,Yes
            """)
        #expect(file.people.map(\.minutes) == [40, 50, 40])
        #expect(file.people.map(\.name) == ["Ann", "Bo Ray", "Cy Roe"])
    }
}
