import Exports
import Store
import Testing

@testable import Knotwork

@Suite(.timeLimit(.minutes(20))) struct FileImportTests {
    private static let path = "/programmes/sample/team/imports"
    private static let attendees = """
        Order no.,Order Date,First Name,Surname,Email,Quantity,Ticket Type,Attendee Status,Organisation
        1,25/02/2022 14:28,Ann,Lee,ann@home.example,1,Free place,Attending,Home <Ltd>
        2,26/02/2022 18:00,Bob,Gray,bob@home.example,1,Free place,Attending,Home <Ltd>
        3,never,Cat,Reed,cat@home.example,1,Free place,Attending,Home <Ltd>

        """

    private static func file(_ text: String, name: String = "attendees.csv") -> (
        field: String, name: String, bytes: [UInt8]
    ) { ("file", name, Array(text.utf8)) }

    @Test(arguments: Engines.all)
    func `a file is looked at, taken and undone, and nothing is saved before`(engine: Engine) async throws {
        try await TestApp.run(engine) { app in
            let programme = try await app.programme()
            try await app.event(in: programme)
            try await app.browse { visitors in
                let team = try await visitors.person("t@host.example", roles: [.team], in: programme.id)
                let preview = try await team.look(at: Self.file(Self.attendees), [("event", "launch")])
                #expect(preview.page.words.contains("3 rows: 2 can be taken, 1 cannot. Nothing is saved yet."))
                #expect(preview.page.words.contains("What it is Eventbrite attendees"))
                #expect(preview.page.words.contains("Dates Day first"))
                #expect(preview.page.words.contains("Line Why 4 "))
                #expect(preview.page.words.contains("Ann Lee ann@home.example Home <Ltd> Booked"))
                #expect(try await app.tally() == Tally(imports: 0, sightings: 0, places: 0, uploads: 1))

                let taken = try await team.post("\(preview.path)/taking", [("event", "launch")])
                #expect(taken.status == 303)
                #expect(try await app.tally() == Tally(imports: 1, sightings: 2, places: 2, uploads: 0))
                let entry = try await team.get(taken.location ?? "")
                #expect(entry.words.contains("3 rows: 2 taken, 1 not."))
                #expect(entry.words.contains("“never” is not a date and time."))
                let list = try await team.get(Self.path)
                #expect(list.words.contains("attendees.csv Eventbrite attendees 3 2 1 1 March 2022 Taken"))

                let undone = try await team.post("\(taken.location ?? "")/undoing")
                #expect(undone.location == taken.location)
                #expect(try await app.tally() == Tally(imports: 1, sightings: 0, places: 0, uploads: 0))
                let again = try await team.post("\(taken.location ?? "")/undoing")
                #expect(again.status == 404)
            }
        }
    }

    @Test(arguments: Engines.all)
    func `what the file leaves open is asked, and what was chosen stays`(engine: Engine) async throws {
        try await TestApp.run(engine) { app in
            let programme = try await app.programme()
            try await app.event(in: programme)
            let open = Self.attendees.replacing("25/02/2022", with: "01/02/2022")
                .replacing("26/02/2022", with: "03/02/2022")
            try await app.browse { visitors in
                let team = try await visitors.person("t@host.example", roles: [.team], in: programme.id)
                let preview = try await team.look(at: Self.file(open))
                #expect(preview.page.says("name=\"dates\""))
                let refused = try await team.post("\(preview.path)/taking", [("event", "launch"), ("dates", "")])
                #expect(refused.status == 422)
                #expect(refused.words.contains("can be read day first or month first. Say which."))
                #expect(refused.says("value=\"launch\" selected"))
                let noEvent = try await team.post("\(preview.path)/taking", [("dates", "month-first")])
                #expect(noEvent.status == 422)
                #expect(noEvent.words.contains("lists who came to an event. Say which event."))
                #expect(noEvent.says("value=\"month-first\" checked"))
                #expect(try await app.tally() == Tally(imports: 0, sightings: 0, places: 0, uploads: 1))
                let taken = try await team.post(
                    "\(preview.path)/taking", [("event", "launch"), ("dates", "month-first")])
                #expect(taken.status == 303)
                let seen: [String] = try await app.database.read {
                    try $0.values("SELECT seen_at FROM sighting ORDER BY seen_at")
                }
                #expect(seen.first?.hasPrefix("2022-01-02") == true)
            }
        }
    }

    @Test(arguments: Engines.all)
    func `the same file a second time says so, and adds nothing`(engine: Engine) async throws {
        try await TestApp.run(engine) { app in
            let programme = try await app.programme()
            try await app.event(in: programme)
            try await app.browse { visitors in
                let team = try await visitors.person("t@host.example", roles: [.team], in: programme.id)
                let first = try await team.look(at: Self.file(Self.attendees))
                _ = try await team.post("\(first.path)/taking", [("event", "launch")])
                let second = try await team.look(at: Self.file(Self.attendees, name: "copy.csv"))
                #expect(second.page.words.contains("This file was taken already It is attendees.csv"))
                let taken = try await team.post("\(second.path)/taking", [("event", "launch")])
                #expect(taken.status == 422)
                #expect(try await app.tally() == Tally(imports: 1, sightings: 2, places: 2, uploads: 1))
                let removed = try await team.post("\(second.path)/removal")
                #expect(removed.location == Self.path)
                #expect(try await app.tally() == Tally(imports: 1, sightings: 2, places: 2, uploads: 0))
            }
        }
    }

    @Test(arguments: Engines.all)
    func `a file that cannot be taken is told in plain words and not kept`(engine: Engine) async throws {
        try await TestApp.run(engine) { app in
            let programme = try await app.programme()
            try await app.event(in: programme)
            try await app.browse { visitors in
                let team = try await visitors.person("t@host.example", roles: [.team], in: programme.id)
                let workbook = (field: "file", name: "people.xlsx", bytes: [0x50, 0x4B, 0x03, 0x04] as [UInt8])
                let refused = try await team.post("\(Self.path)/previews", [("event", "launch")], file: workbook)
                #expect(refused.status == 422)
                #expect(refused.words.contains("as CSV"))
                #expect(refused.says("value=\"launch\" selected"))
                let nothing = try await team.post("\(Self.path)/previews", [], file: ("file", "", []))
                #expect(nothing.status == 422 && nothing.says("Choose the file you exported"))
                #expect(try await app.tally() == Tally(imports: 0, sightings: 0, places: 0, uploads: 0))
            }
        }
    }

    @Test(arguments: Engines.all)
    func `a workbook is taken as it is, from the sheet that was chosen`(engine: Engine) async throws {
        try await TestApp.run(engine) { app in
            let programme = try await app.programme()
            func sheet(_ name: String, _ people: [String]) -> WorkbookWriter.Sheet {
                WorkbookWriter.Sheet(
                    name: name, columns: [.init("Name"), .init("Email"), .init("Date met")],
                    rows: people.map {
                        [.text($0), .text("\($0)@home.example"), .date(year: 2022, month: 2, day: 3)]
                    })
            }
            let bytes = try WorkbookWriter.bytes(
                of: [sheet("Team", ["Ann"]), sheet("Guests & all", ["Bob", "Cat"])], writtenAt: 1)
            try await app.browse { visitors in
                let team = try await visitors.person("t@host.example", roles: [.team], in: programme.id)
                let first = try await team.look(at: ("file", "people.xlsx", bytes))
                #expect(first.page.words.contains("1 row, all of them can be taken."))
                #expect(first.page.words.contains("Sheet Team Other sheets Guests & all"))
                #expect(first.page.says("?sheet=Guests%20%26%20all\""))
                let second = try await team.get("\(first.path)?sheet=Guests%20%26%20all")
                #expect(second.words.contains("2 rows, all of them can be taken."))
                #expect(second.says("name=\"sheet\" value=\"Guests &amp; all\""))
                let taken = try await team.post("\(first.path)/taking", [("sheet", "Guests & all")])
                #expect(taken.status == 303)
                #expect(try await app.tally() == Tally(imports: 1, sightings: 2, places: 0, uploads: 0))
                let seen: [String] = try await app.database.read {
                    try $0.values("SELECT seen_at FROM sighting ORDER BY seen_at")
                }
                #expect(seen.allSatisfy { $0.hasPrefix("2022-02-03") })
            }
        }
    }

    @Test(arguments: Engines.all)
    func `guests in a calendar are booked as they answered`(engine: Engine) async throws {
        try await TestApp.run(engine) { app in
            let programme = try await app.programme()
            try await app.event(in: programme)
            let calendar = """
                BEGIN:VCALENDAR
                BEGIN:VEVENT
                ORGANIZER;CN=Team:mailto:host@host.example
                ATTENDEE;CN=Ann;PARTSTAT=ACCEPTED:mailto:ann@home.example
                ATTENDEE;CN=Bob;PARTSTAT=DECLINED:mailto:bob@home.example
                ATTENDEE;CN=Cat:mailto:cat@home.example
                END:VEVENT
                END:VCALENDAR

                """
            try await app.browse { visitors in
                let team = try await visitors.person("t@host.example", roles: [.team], in: programme.id)
                let preview = try await team.look(at: Self.file(calendar, name: "launch.ics"), [("event", "launch")])
                #expect(preview.page.words.contains("What it is Guests in a calendar"))
                let taken = try await team.post("\(preview.path)/taking", [("event", "launch")])
                #expect(taken.status == 303)
                #expect(try await app.tally() == Tally(imports: 1, sightings: 4, places: 2, uploads: 0))
            }
        }
    }

    @Test(arguments: Engines.all)
    func `UTF-16 as Teams writes it survives the way through the database`(engine: Engine) async throws {
        try await TestApp.run(engine) { app in
            let programme = try await app.programme()
            try await app.event(in: programme)
            let wide: [UInt8] = [0xFF, 0xFE] + Self.attendees.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
            try await app.browse { visitors in
                let team = try await visitors.person("t@host.example", roles: [.team], in: programme.id)
                let preview = try await team.look(at: ("file", "wide.csv", wide), [("event", "launch")])
                #expect(preview.page.words.contains("Encoding UTF-16"))
                let taken = try await team.post("\(preview.path)/taking", [("event", "launch")])
                #expect(taken.status == 303)
                #expect(try await app.tally() == Tally(imports: 1, sightings: 2, places: 2, uploads: 0))
            }
        }
    }

    @Test(arguments: Engines.all)
    func `files and previews are for the programme's own team, a preview for its owner alone`(
        engine: Engine
    ) async throws {
        try await TestApp.run(engine) { app in
            let programme = try await app.programme()
            let other = try await app.programme(slug: "other")
            try await app.event(in: programme)
            try await app.browse { visitors in
                let team = try await visitors.person("t@host.example", roles: [.team], in: programme.id)
                let preview = try await team.look(at: Self.file(Self.attendees))
                let colleague = try await visitors.person("c@host.example", roles: [.team], in: programme.id)
                let notTheirs = try await colleague.get(preview.path)
                #expect(notTheirs.status == 404)
                let first = try await team.look(at: Self.file(Self.attendees + " ", name: "secret-list.csv"))
                let taken = try await team.post("\(first.path)/taking", [("event", "launch")])
                let entry = try #require(taken.location)

                let outsider = try await visitors.person("o@host.example", roles: [.team], in: other.id)
                let panel = try await visitors.person(
                    "p@host.example", roles: [.assessor, .panel, .mentor, .applicant, .participant, .steward],
                    in: programme.id)
                for person in [outsider, panel, visitors.nobody] {
                    for path in [Self.path, entry, preview.path] {
                        let page = try await person.get(path)
                        #expect(page.status != 200 && !page.says("secret-list"))
                    }
                    for path in ["\(preview.path)/taking", "\(preview.path)/removal", "\(entry)/undoing"] {
                        let page = try await person.post(path, [("event", "launch")])
                        #expect(page.status != 200 && page.location?.hasPrefix(Self.path) != true)
                    }
                }
                // Through the door of their own programme, with our ids.
                for path in [entry, preview.path] {
                    let page = try await outsider.get(path.replacing("/sample/", with: "/other/"))
                    #expect(page.status == 404)
                }
                _ = try await outsider.post("\(entry.replacing("/sample/", with: "/other/"))/undoing")
                _ = try await outsider.post("\(preview.path.replacing("/sample/", with: "/other/"))/removal")
                #expect(try await app.tally() == Tally(imports: 1, sightings: 2, places: 2, uploads: 1))
            }
        }
    }

    @Test(arguments: Engines.all)
    func `the command line takes a file and says what it did, or why not`(engine: Engine) async throws {
        try await TestApp.run(engine) { app in
            let programme = try await app.programme()
            try await app.event(in: programme)
            let desk = CommandLine(dependencies: app.dependencies)
            var delivery = CommandLine.Delivery(
                name: "attendees.csv", bytes: Array(Self.attendees.utf8), programme: "sample", event: "lunch")
            let unknown = await #expect(throws: DeskFault.self) { try await desk.take(delivery) }
            #expect(unknown?.description == "There is no event “lunch” in this programme. Known: launch.")
            delivery.event = nil
            let unsaid = await #expect(throws: DeskFault.self) { try await desk.take(delivery) }
            #expect(unsaid?.description.hasSuffix("Say which event. Add --event and one of: launch.") == true)
            delivery.event = "launch"
            let lines = try await desk.take(delivery)
            #expect(lines.first == "“attendees.csv” (Eventbrite attendees): 3 rows, 2 taken, 1 refused.")
            #expect(lines.last?.hasPrefix("line 4: ") == true)
            let again = await #expect(throws: DeskFault.self) { try await desk.take(delivery) }
            #expect(again?.description.contains("taken already") == true)
            #expect(try await app.tally() == Tally(imports: 1, sightings: 2, places: 2, uploads: 0))
        }
    }
}

private struct Tally: Equatable, Sendable {
    var imports: Int
    var sightings: Int
    var places: Int
    var uploads: Int
}

extension TestApp {
    /// What counts in the database now.
    fileprivate func tally() async throws -> Tally {
        try await database.read { db in
            Tally(
                imports: try db.value("SELECT count(*) FROM import_file") ?? -1,
                sightings: try db.value("SELECT count(*) FROM sighting WHERE withdrawn_at IS NULL") ?? -1,
                places: try db.value(
                    """
                    SELECT count(*) FROM registration r JOIN sighting s ON s.id = r.sighting_id
                    WHERE s.withdrawn_at IS NULL
                    """) ?? -1,
                uploads: try db.value("SELECT count(*) FROM upload") ?? -1)
        }
    }
}

extension Browser {
    /// Hands a file in and follows to its preview.
    fileprivate func look(
        at file: (field: String, name: String, bytes: [UInt8]), _ fields: [(String, String)] = []
    ) async throws -> (path: String, page: Page) {
        let answer = try await post("/programmes/sample/team/imports/previews", fields, file: file)
        let location = try #require(answer.location)
        return (String(location.prefix { $0 != "?" }), try await get(location))
    }
}
