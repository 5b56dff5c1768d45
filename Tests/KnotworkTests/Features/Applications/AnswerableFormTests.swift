import Delimited
import Foundation
import Store
import Testing

@testable import Knotwork

/// A form that is open can be answered, and one that is not ready says so everywhere.
@Suite(.timeLimit(.minutes(20))) struct AnswerableFormTests {
    @Test(arguments: Engines.all)
    func `without themes nobody is asked for one, and with the first everybody is`(engine: Engine) async throws {
        try await TestApp.run(engine) { app in
            let programme = try await app.programme()
            try await app.install(["themes": .themes, "idea": .text], for: programme)
            try await app.browse { visitors in
                let start = try await visitors.nobody.get("/programmes/sample/applications/new")
                #expect(start.says("name=\"organisation\""))
                _ = try await visitors.nobody.post("/programmes/sample/applications", ann)
                let (applicant, path) = try await visitors.applicant("ann@home.example", programme)
                let part = try await applicant.get("\(path)/sections/1")
                #expect(!part.words.contains("Tell us about themes"))
                let saved = try await applicant.post("\(path)/sections/1", [("idea", "A time bank"), ("go", "on")])
                #expect(saved.status == 303)

                _ = try await visitors.nobody.post(
                    "/programmes/sample/applications",
                    [("name", "Bo"), ("email", "bo@home.example"), ("organisation", "Bo & co")])
                #expect(try await applicant.post("\(path)/submission").status == 303)
                let sent = try await applicant.get(path)
                #expect(sent.words.contains("EOI-0001") && !sent.words.contains("Tell us about themes"))
                #expect(try await !applicant.get("\(path)/sent.txt").says("Tell us about themes"))

                let (late, latePath) = try await visitors.applicant("bo@home.example", programme)
                _ = try await late.post("\(latePath)/sections/1", [("idea", "Another"), ("go", "later")])
                try await app.theme("Joined-up help", in: programme)
                let refused = try await late.post("\(latePath)/submission")
                #expect(refused.status == 422 && refused.words.contains("Answer “Tell us about themes”"))
                #expect(try await late.get("\(latePath)/sections/1").words.contains("Joined-up help"))
            }
        }
    }

    @Test(arguments: Engines.all)
    func `a form that asks nothing is not open, and every page says so`(engine: Engine) async throws {
        try await TestApp.run(engine) { app in
            let programme = try await app.programme()
            let notReady = "The questions of this programme are not ready yet."
            try await app.browse { visitors in
                let team = try await visitors.person("t@x.example", roles: [.team], in: programme.id)
                func looks() async throws {
                    for page in ["", "/how-to-apply"] {
                        let page = try await visitors.nobody.get("/programmes/sample\(page)")
                        #expect(page.status == 200 && !page.says("/applications/new"))
                    }
                    let start = try await visitors.nobody.get("/programmes/sample/applications/new")
                    #expect(start.words.contains(notReady) && !start.says("name=\"organisation\""))
                    let posted = try await visitors.nobody.post("/programmes/sample/applications", ann)
                    #expect(posted.status == 409 && posted.words.contains(notReady))
                    let overview = try await team.get("/programmes/sample/team")
                    #expect(
                        overview.words.contains(
                            "Write the questions of the form Nobody can apply without them, and applications are open. Late"
                        ))
                }
                try await looks()
                try await app.install(["themes": .themes], for: programme)
                try await looks()
                let overview = try await team.get("/programmes/sample/team")
                #expect(
                    overview.words.contains("Name the first theme There is no theme yet, and applications are open."))
                try await app.theme("Joined-up help", in: programme)
                #expect(try await visitors.nobody.get("/programmes/sample").says("/applications/new"))
                #expect(try await !team.get("/programmes/sample/team").words.contains("Name the first theme"))
            }
        }
    }

    @Test(arguments: Engines.all)
    func `a folder that names no questions has a form that can be sent`(engine: Engine) async throws {
        try await TestApp.run(engine, at: "2022-03-08T10:00:00Z") { app in
            var folder = try FolderImport.Folder(path: ExampleTests.folder)
            folder.manifest = try JSONText.parse(Array(Self.bare.utf8), file: "programme.json")
            let (bare, context) = (folder, app.actionContext())
            let remarks = try await app.database.write { tx in
                var loader = try FolderImport(bare, by: context, in: tx)
                _ = try loader.load()
                return loader.remarks
            }
            #expect(remarks == ["The folder names no questions, so applicants are asked the standard ones."])
            let found = try await app.database.read { try Programmes.find(slug: "bare", in: $0) }
            let programme = try #require(found)
            try await app.browse { visitors in
                _ = try await visitors.nobody.post("/programmes/bare/applications", ann)
                let (applicant, path) = try await visitors.applicant("ann@home.example", programme)
                let empty = try await applicant.post("\(path)/submission")
                #expect(empty.status == 422 && empty.words.contains("Answer “What is your idea?”"))
                #expect(!empty.words.contains("Answer “”"))
                let answers = ["idea", "people", "lasting"].map { ($0, "Words") }
                _ = try await applicant.post("\(path)/sections/1", answers + [("go", "on")])
                #expect(try await applicant.post("\(path)/submission").status == 303)
                #expect(try await applicant.get(path).words.contains("EOI-0001"))
            }
        }
    }

    private static let bare = """
        {"format": 1, "key": "bare", "name": "Bare", "time_zone": "Europe/London", "currency": "GBP", "pot": 1000,
         "milestones": [{"key": "expressions", "name": "Apply", "starts": "2022-03-01", "ends": "2022-03-31"}],
         "team": [{"name": "Tam Lee", "email": "tam@bare.example"}],
         "problems": [{"key": "p1", "title": "Loneliness"}], "files": []}
        """
}

private let ann = [("name", "Ann Lee"), ("email", "ann@home.example"), ("organisation", "Time bank")]

extension TestApp {
    /// A form with these questions, themes first.
    fileprivate func install(_ kinds: [String: Question.Kind], for programme: Programme) async throws {
        let context = actionContext()
        let questions = kinds.sorted { $0.key > $1.key }.map { key, kind in
            Question(
                id: context.id(), key: key, section: "Your idea", label: "Tell us about \(key)", hint: "", kind: kind,
                isRequired: true)
        }
        try await database.write { tx in _ = try Applications.install(questions, for: programme.id, by: context, in: tx)
        }
    }

    fileprivate func theme(_ title: String, in programme: Programme) async throws {
        let context = actionContext()
        let theme = Theme(
            id: context.id(), programme: programme.id, slug: Slug.make(title), number: 1, title: title,
            why: "People said so.")
        try await database.write { tx in try Problems.create(theme, from: [], by: context, in: tx) }
    }
}
