import Delimited
import Testing

@testable import Exports

@Suite(.timeLimit(.minutes(20))) struct AddressCardTests {
    @Test func `cards of versions 2.1, 3 and 4 are contacts`() throws {
        let file = try export(
            """
            BEGIN:VCARD\r
            VERSION:2.1\r
            N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:M=C3=BCller;J=C3=B6rg=\r
             \r
            FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:J=C3=B6rg=\r
             M=C3=BCller\r
            EMAIL;INTERNET;HOME:joerg@home.example\r
            EMAIL;PREF;INTERNET:joerg@quay.example\r
            TEL;WORK;VOICE:0151 496 0000\r
            PHOTO;ENCODING=BASE64;JPEG:/9j/4AAQSkZJRgABAQ\r
             AAAQABAAD\r
            END:VCARD\r
            BEGIN:VCARD\r
            VERSION:3.0\r
            N:Lee;Ann;Mary;Dr;\r
            FN:Dr Ann Lee\r
            ORG:Quay Data\\, Ltd;Research\r
            item1.EMAIL;type=INTERNET;type=pref:Ann.Lee@Qu\r
             ay.example\r
            item1.X-ABLabel:_$!<Work>!$_\r
            TITLE:Head of data\\nand maps\r
            NOTE:met in May\\; likes maps\r
            CATEGORIES:air,health\r
            ADR;TYPE=HOME:;;1 Dock Road;Liverpool;;L1 1AA;UK\r
            END:VCARD\r
            begin:vcard\r
            version:4.0\r
            fn:Bo Ray\r
            email;pref=2:bo@home.example\r
            email;type="work,x";pref=1:bo@ray.example\r
            tel;value=uri;type=cell:tel:+44-151-496-0001\r
            end:vcard\r

            """, name: "people.vcf")
        #expect(file.source == .addressCards)
        #expect(file.rows == 3 && file.refused.isEmpty)
        #expect(
            file.shown == [
                Shown("Jörg Müller", "joerg@quay.example", nil, .contact),
                Shown("Dr Ann Lee", "Ann.Lee@Quay.example", "Quay Data, Ltd", .contact),
                Shown("Bo Ray", "bo@ray.example", nil, .contact),
            ])
        #expect(file.people.map(\.line) == [1, 13, 26])
        #expect(file.people.map(\.otherEmails) == [["joerg@home.example"], [], ["bo@home.example"]])
        #expect(file.people[0].surname == "Müller" && file.people[1].given == "Ann")
        #expect(
            file.people[1].answers.map { "\($0.question): \($0.text)" } == [
                "Department: Research", "Job title: Head of data\nand maps", "Note: met in May; likes maps",
                "Categories: air,health",
            ])
        #expect(file.people[1].answers.last?.choices == ["air", "health"])
        #expect(file.people[2].answers.map { "\($0.question): \($0.text)" } == ["Telephone (cell): +44-151-496-0001"])
        #expect(file.mapping.first { $0.heading == "Postal address" }?.meaning == .unused)
    }

    @Test func `groups, nobody, wrong addresses and cards without an end are refused, the others taken`() throws {
        let file = try export(
            """
            BEGIN:VCARD
            FN:A team
            KIND:group
            END:VCARD
            BEGIN:VCARD
            TEL:0151
            END:VCARD
            BEGIN:VCARD
            FN:Cy Roe
            EMAIL:cy at roe.example
            END:VCARD
            BEGIN:VCARD
            FN:Di Orr
            BEGIN:VCARD
            FN:Quay Data
            X-ABShowAs:COMPANY
            EMAIL:info@quay.example
            END:VCARD
            BEGIN:VCARD
            N:Orr;Ed;;;
            """, name: "people.vcf")
        #expect(file.shown == [Shown(nil, "info@quay.example", "Quay Data", .contact)])
        #expect(file.refused.map(\.line) == [1, 5, 8, 12, 19])
        #expect(file.refused[0].reason == "The card is a group of cards, not a person.")
        #expect(file.refused[3].reason == "The card that begins here has no end.")
        #expect(file.rows == 6 && file.taken == 1)
    }

    @Test func `a letter that a fold cuts in two, and other encodings`() throws {
        var bytes = Array("BEGIN:VCARD\r\nFN:Zo".utf8) + [0xC3] + Array("\r\n ".utf8) + [0xAB]
        bytes += Array(" Lee\r\nEMAIL:zoe@quay.example\r\nEND:VCARD\r\n".utf8)
        #expect(try Export.read(bytes, name: "a.vcf").people.map(\.name) == ["Zoë Lee"])
        let old = Array("BEGIN:VCARD\nFN:Zo".utf8) + [0xEB] + Array(" Lee\nEND:VCARD\n".utf8)
        let read = try Export.read(old, name: "a.vcf")
        #expect(read.people.map(\.name) == ["Zoë Lee"] && read.encoding == .windows1252)
        let wide: [UInt8] =
            [0xFF, 0xFE] + "BEGIN:VCARD\nFN:Zoë Lee\nEND:VCARD\n".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        let utf16 = try Export.read(wide, name: "a.txt")
        #expect(utf16.people.map(\.name) == ["Zoë Lee"] && utf16.encoding == .utf16LittleEndian)
        #expect(utf16.people[0].line == 1)
    }

    @Test func `damaged cards and calendars never crash`() {
        var random = Generator(seed: 5)
        let wholes = [
            "BEGIN:VCARD\nFN;X=\"a^n:b\";QUOTED-PRINTABLE:A=C3=\n =A9\\,\nEMAIL:a@b.example\nEND:VCARD\n",
            CalendarGuestTests.meeting,
        ].map { Array($0.utf8) }
        for round in 0..<2_000 {
            var bytes = wholes[round % 2]
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                let place = Int.random(in: 0..<bytes.count, using: &random)
                bytes[place] =
                    Bool.random(using: &random)
                    ? UInt8.random(in: 0...255, using: &random)
                    : Array(":;=\"\n\\,^ ".utf8).randomElement(using: &random) ?? 0
            }
            guard let file = try? Export.read(bytes, name: "damaged.ics") else { continue }
            #expect(file.rows == file.taken + file.refused.count)
        }
    }
}

@Suite(.timeLimit(.minutes(20))) struct CalendarGuestTests {
    static let meeting = """
        BEGIN:VCALENDAR
        VERSION:2.0
        BEGIN:VTIMEZONE
        TZID:Europe/London
        END:VTIMEZONE
        BEGIN:VEVENT
        UID:1@quay.example
        SUMMARY:Launch\\, online
        DTSTART;TZID=Europe/London:20220225T143000
        DTEND;TZID=Europe/London:20220225T160000
        ORGANIZER;CN=Host Team:mailto:host@quay.example
        ATTENDEE;CN="Lee, Ann; Dr";PARTSTAT=ACCEPTED;RSVP=TRUE;X-NUM-GUESTS=2:mailto:an
         n@quay.example
        ATTENDEE;CUTYPE=INDIVIDUAL;PARTSTAT=DECLINED;CN=Bo Ray:MAILTO:bo@ray.example
        ATTENDEE;PARTSTAT=TENTATIVE;CN=cy@roe.example;ROLE=OPT-PARTICIPANT:mailto:cy@roe.example
        ATTENDEE;CN=Di Orr:mailto:di@orr.example
        ATTENDEE;CN=Ed Orr;EMAIL=ed@orr.example;PARTSTAT=DELEGATED;DELEGATED-TO="mailto:di@orr.example":/1234/principal/
        ATTENDEE;CN=Host Team;PARTSTAT=ACCEPTED;ROLE=CHAIR:mailto:host@quay.example
        ATTENDEE;CUTYPE=ROOM;CN=Board Room:mailto:room@quay.example
        ATTENDEE;CN=Fay:mailto:no address
        BEGIN:VALARM
        ACTION:EMAIL
        ATTENDEE:mailto:alarm@quay.example
        END:VALARM
        END:VEVENT
        END:VCALENDAR

        """

    @Test func `guests have the state that they answered`() throws {
        let file = try export(Self.meeting, name: "invite.ics")
        #expect(file.source == .calendarGuests)
        #expect(
            file.shown == [
                Shown("Host Team", "host@quay.example", nil, .host),
                Shown("Lee, Ann; Dr", "ann@quay.example", nil, .booked),
                Shown("Bo Ray", "bo@ray.example", nil, .cancelled), Shown(nil, "cy@roe.example", nil, .contact),
                Shown("Di Orr", "di@orr.example", nil, .contact), Shown("Ed Orr", "ed@orr.example", nil, .cancelled),
            ])
        #expect(file.people.map(\.tickets) == [1, 3, 1, 1, 1, 1])
        #expect(file.people[0].lines == [11, 18] && file.people[0].role == "Organiser")
        #expect(file.people[1].line == 12)
        #expect(
            file.people[1].answers.map { "\($0.question): \($0.text)" } == [
                "Answer: accepted", "Asked to answer: TRUE",
            ])
        #expect(file.people[3].answers.map(\.text) == ["tentative"] && file.people[3].role == "Optional")
        #expect(file.people[4].answers.map(\.text) == ["needs-action"])
        #expect(file.people[5].answers.map(\.text) == ["delegated", "mailto:di@orr.example"])
        #expect(file.refused.map(\.line) == [19, 20])
        #expect(file.refused[0].reason == "“Board Room” is a room or a thing, not a person.")
        #expect(file.rows == 9 && file.taken == 7)
        #expect(file.meeting?.topic == "Launch, online" && file.meeting?.minutes == 90)
        #expect(file.meeting?.start?.description == "2022-02-25T14:30:00")
        #expect(file.meeting?.hostEmail == "host@quay.example")
    }

    @Test func `repetitions of one meeting are one, other meetings are told apart`() throws {
        func event(_ uid: String, _ topic: String, _ answer: String) -> String {
            "BEGIN:VEVENT\nUID:\(uid)\nSUMMARY:\(topic)\nDTSTART:20220225T143000Z\nATTENDEE;CN=Ann;PARTSTAT=\(answer):mailto:ann@quay.example\nEND:VEVENT\n"
        }
        let file = try export(
            "BEGIN:VCALENDAR\n\(event("1", "Workshop", "DECLINED"))\(event("1", "Workshop", "ACCEPTED"))\(event("2", "Finals", "TENTATIVE"))END:VCALENDAR\n",
            name: "all.ics")
        #expect(file.people.map(\.status) == [.booked, .contact])
        #expect(file.people.map { $0.answers.first { $0.question == "Meeting" }?.text } == ["Workshop", "Finals"])
        #expect(file.people[0].lines == [6, 12] && file.meeting == nil)
    }

    @Test(arguments: [
        ("BEGIN:VCALENDAR\nEND:VCALENDAR\n", "no meeting"),
        ("BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nEND:VEVENT\nEND:VCALENDAR\n", "names no guests"),
    ])
    func `a calendar without guests is refused with the way out`(text: String, words: String) throws {
        let error = try #require(throws: InputError.self) { try export(text, name: "a.ics") }
        #expect(error.description.contains(words) && error.description.contains("whoever invited"))
    }
}
