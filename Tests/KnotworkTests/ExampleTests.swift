import Delimited
import Foundation
import Store
import Testing

@testable import Knotwork

/// The example programme, from its raw files to its figures: the longest test.
@Suite(.timeLimit(.minutes(20))) struct ExampleTests {
    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("Examples/lcr-2021-22").path

    @Test(arguments: Engines.all)
    func `the raw files come to the published figures`(engine: Engine) async throws {
        try await TestApp.run(engine) { app in
            let evidence = try await app.example()
            let figures = Figures(evidence)
            #expect(figures.all.map(\.key).count == Figure.Key.allCases.count)
            for key in Figure.Key.allCases { #expect(figures[key].key == key) }
            let shown = Dictionary(uniqueKeysWithValues: figures.all.map { ($0.key.rawValue, $0.value.words) })
            #expect(
                shown == [
                    "stakeholders": "75", "launch_attended": "94", "views": "478", "bookings": "58",
                    "conversion_mean": "12.12 %", "conversion_pooled": "12.13 %", "bookings_from_launch": "32.76 %",
                    "organisations_engaged": "15", "submitted": "12", "shortlisted": "4", "funded": "3",
                    "awarded": "£52,940", "left": "£7,060", "raw_contacts": "227", "reach": "174",
                ])
            #expect(figures.sessions.map(\.views) == [171, 35, 99, 53, 120])
            #expect(figures.sessions.map(\.bookings) == [13, 4, 6, 6, 29])
            #expect(figures[.bookingsFromLaunch].parts.last?.formula == "5 / 29")
            for figure in figures.all where figure.basis == .people {
                #expect(figure.key == .bookingsFromLaunch || figure.value == .count(figure.ids.count))
            }
        }
    }

    @Test(arguments: Engines.all)
    func `the organisations' journeys are those of the evaluation`(engine: Engine) async throws {
        try await TestApp.run(engine) { app in
            let journeys = Figures(try await app.example()).journeys
            #expect(journeys.count == 15)
            #expect(journeys.filter(\.insights).count == 4)
            #expect(journeys.filter { $0.launch == .yes }.count == 10)
            #expect(journeys.filter { $0.launch == .joinedAfter }.count == 3)
            #expect(journeys.map(\.webinars).sorted().suffix(4) == [1, 1, 5, 5])
            #expect(journeys.filter(\.help).count == 12)
            #expect(journeys.filter(\.submitted).count == 12)
            #expect(
                Set(journeys.filter(\.funded).map(\.organisation)) == [
                    "Kittiwake North West", "Broadhearth Homes", "Dunlin Labs",
                ])
        }
    }

    @Test(arguments: Engines.all)
    func `loading twice adds nothing`(engine: Engine) async throws {
        try await TestApp.run(engine) { app in
            _ = try await app.example()
            let before = try await app.people()
            let again = try await CommandLine(dependencies: app.dependencies).load(Self.folder)
            #expect(again.first?.contains("nothing was added") == true)
            #expect(try await app.people() == before)
        }
    }

    @Test(arguments: Engines.all)
    func `a mistake in the folder is named with its line, and nothing is loaded`(engine: Engine) async throws {
        try await TestApp.run(engine) { app in
            var folder = try FolderImport.Folder(path: Self.folder)
            let path = "finals/decisions.csv"
            let text = String(decoding: folder.contents[path] ?? [], as: UTF8.self).replacing("20000", with: "30000")
            folder.contents[path] = Array(text.utf8)
            let context = app.actionContext()
            let mistaken = folder
            let error = await #expect(throws: InputError.self) {
                try await app.database.write { tx in
                    var loader = try FolderImport(mistaken, by: context, in: tx)
                    _ = try loader.load()
                }
            }
            #expect(error?.description.contains("decisions.csv, line 17") == true)
            #expect(error?.description.contains("£16,700 is more than is left") == true)
            let programmes = try await app.database.read { try Programmes.all(for: .theOperator, in: $0) }
            #expect(programmes.isEmpty)
        }
    }

    @Test(arguments: Mistake.inTables)
    func `a row that contradicts another is named, and nothing is loaded`(mistake: Mistake) async throws {
        try await TestApp.run(.sqlite) { app in
            var folder = try FolderImport.Folder(path: Self.folder)
            let text = String(decoding: folder.contents[mistake.file] ?? [], as: UTF8.self)
            folder.contents[mistake.file] = Array(try mistake.made(in: text).utf8)
            let (mistaken, context) = (folder, app.actionContext())
            let error = await #expect(throws: InputError.self) {
                try await app.database.write { tx in
                    var loader = try FolderImport(mistaken, by: context, in: tx)
                    _ = try loader.load()
                }
            }
            #expect(error?.description.contains(mistake.said) == true, "\(error?.description ?? "")")
            let programmes = try await app.database.read { try Programmes.all(for: .theOperator, in: $0) }
            #expect(programmes.isEmpty)
        }
    }

    @Test(arguments: Mistake.inManifest)
    func `a manifest that does not fit together is refused with its line and the remedy`(mistake: Mistake) throws {
        let path = Self.folder + "/programme.json"
        let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
        let json = try JSONText.parse(
            Array(try mistake.made(in: String(decoding: bytes, as: UTF8.self)).utf8), file: path)
        let context = ActionContext(caller: .theOperator, at: .now, randomness: .system)
        let error = #expect(throws: InputError.self) { try Manifest(json, by: context) }
        #expect(error?.line != nil)
        #expect(error?.description.contains(mistake.said) == true, "\(error?.description ?? "")")
    }

    @Test(arguments: Engines.all)
    func `an import that is undone leaves the figures, and can be taken again`(engine: Engine) async throws {
        try await TestApp.run(engine) { app in
            let programme = try await app.example().programme
            let imports = try await app.database.read {
                try People.imports(of: programme.id, for: .theOperator, in: $0)
            }
            let zoom = try #require(imports.first { $0.source == "zoom-participants" })
            let context = app.actionContext()
            try await app.database.write { tx in try People.undo(zoom.id, of: programme.id, by: context, in: tx) }
            try await app.link()
            let without = Figures(try await app.evidence(programme))
            #expect(without[.launchAttended].value == .count(0))
            #expect(without[.stakeholders].value == .count(75))
        }
    }
}

extension TestApp {
    /// The example programme, loaded as its team would.
    func example() async throws -> Evidence {
        _ = try await CommandLine(dependencies: dependencies).load(ExampleTests.folder)
        let programme = try await database.read { try Programmes.find(slug: "lcr-2021-22", in: $0) }
        return try await evidence(try #require(programme))
    }

    func evidence(_ programme: Programme) async throws -> Evidence {
        try await database.read { try Evidence(of: programme, for: .theOperator, in: $0) }
    }
}

/// Something that a person gets wrong in a folder: what stands there instead, and what they are told.
struct Mistake: Sendable, CustomTestStringConvertible {
    var file = "programme.json"
    var from: String
    var to: String
    var said: String

    var testDescription: String { said }

    /// The text with the mistake made once.
    func made(in text: String) throws -> String {
        let place = try #require(text.firstRange(of: from), "“\(from)” is not in \(file)")
        return text.replacingCharacters(in: place, with: to)
    }

    static let inManifest = [
        Mistake(from: "\"Europe/London\"", to: "\"London\"", said: "“time_zone” must be Europe/London"),
        Mistake(from: "\"GBP\"", to: "\"pounds\"", said: "“currency” must be GBP"),
        Mistake(
            from: "\"why\": \"On all", to: "\"wy\": \"On all", said: "“themes[0]” has “wy”, which is not known here"),
        Mistake(from: "\"pot\": 60000,", to: "", said: "The file has no “pot”. Add “pot” here."),
        Mistake(
            from: "\"key\": \"webinars\"", to: "\"key\": \"launch\"", said: "“milestones[3].key” is on line 22 already"),
        Mistake(
            from: "\"key\": \"w2\"", to: "\"key\": \"w1\"", said: "already. Take one of the two out, or rename it."),
        Mistake(from: "\"role\": \"lead\"", to: "\"role\": \"boss\"", said: "“team[0].role” must be lead or team"),
        Mistake(from: "\"weight\": 25", to: "\"weight\": 30", said: "weights for assessment that make 105 per cent"),
        Mistake(
            from: "\"is\": \"organisations\"", to: "\"is\": \"orgs\"",
            said: "“files[0].is” is no kind of file. The kinds are"),
        Mistake(from: "boards/p2-miro.csv", to: "boards/p1-miro.csv", said: "already. Take one of the two out"),
        Mistake(from: "\"dates\": \"day-first\"", to: "\"dates\": \"dmy\"", said: "must be day-first or month-first"),
    ]

    static let inTables = [
        Mistake(
            file: "finals/decisions.csv", from: "mandeep.roughleye@", to: "nobody@",
            said: "decisions.csv, line 2: The column “decided_by” names nobody"),
        Mistake(
            file: "boards/notes-to-themes.csv", from: "Not another app", to: "Another app",
            said: "line 2: The column “note” must be the note on line 1: “Not another app”."),
        Mistake(
            file: "applications/help-log.csv", from: "mandeep.roughleye@", to: "nobody@",
            said: "line 2: The column “by” names nobody"),
        Mistake(
            file: "applications/eoi-microsoft-forms.csv", from: "How will it last?", to: "Will it last?",
            said: "“application.answers[4].question” names no heading of “applications/eoi-microsoft-forms.csv”."),
    ]
}
