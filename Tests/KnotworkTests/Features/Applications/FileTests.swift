import HTTPTypes
import Store
import Testing

@testable import Knotwork

/// The questions that the team sets, and answers that are files.
@Suite(.timeLimit(.minutes(20))) struct FileTests {
    @Test(arguments: Engines.all)
    func `the team sets the questions before applications open, and not after`(engine: Engine) async throws {
        try await TestApp.run(engine, at: "2022-01-10T10:00:00Z") { app in
            let programme = try await app.programme()
            try await app.browse { visitors in
                let team = try await visitors.person("t@x.example", roles: [.team], in: programme.id)
                let page = "/programmes/sample/team/applications/questions"
                #expect(try await team.get(page).words.contains("Question 1"))
                #expect(try await team.post(page).says("Ask at least one question"))
                let bare = try await team.post(
                    page, block(0, "What <is> it?", section: "", kind: "nonsense", words: "many"))
                #expect(bare.status == 422 && bare.says("What &lt;is&gt; it?") && bare.says("Say in which part"))
                #expect(bare.says("Say how question 1 is answered") && bare.says("value=\"many\""))
                let twice = block(0, "Cost", kind: "money") + block(1, "Cost again", kind: "money")
                #expect(try await team.post(page, twice).says("Ask only once for an amount"))

                let all =
                    block(0, "Last", section: "End", kind: "text", place: "9")
                    + block(1, "Idea", section: "Start", kind: "long", place: "1", words: "10")
                    + block(2, "Film", section: "Start", kind: "link", place: "2", required: false)
                #expect(try await team.post(page, all).status == 303)
                let kept = try await app.database.read { try Applications.currentForm(of: programme.id, in: $0) }
                #expect(kept?.questions.map(\.label) == ["Idea", "Film", "Last"] && kept?.version == 1)
                #expect(kept?.questions.map(\.isRequired) == [true, false, true])
                #expect(kept?.questions.map(\.guidanceWords) == [10, nil, nil])

                app.clock.set("2022-03-01T10:00:00Z")
                // A session ends after a fortnight without use.
                let later = try await visitors.person("t@x.example")
                #expect(try await later.post(page, block(0, "Another", kind: "text")).status == 409)
                let locked = try await later.get(page)
                #expect(locked.says("No longer to be changed") && !locked.says("name=\"label-0\""))
                let (lead, path) = try await visitors.began("ann@home.example", "Home Ltd", programme)
                _ = try await lead.post(
                    "\(path)/sections/1", [("idea", "one two three four five six seven eight nine ten eleven")])
                #expect(try await lead.get("\(path)/sections/1").words.contains("You have written 11 so far"))
                #expect(try await lead.get("\(path)/check").words.contains("11 words, about 10 were asked for"))
            }
        }
    }

    @Test(arguments: Engines.all)
    func `a file is added, replaced, checked, and read by those alone who may see the application`(
        engine: Engine
    ) async throws {
        try await TestApp.run(engine) { app in
            let programme = try await app.programme()
            let question = try await app.askForFile(in: programme)
            try await app.browse { visitors in
                let (lead, path) = try await visitors.began("ann@home.example", "Home Ltd", programme)
                let files = "\(path)/files/\(question)"
                let chosen = try await lead.post("\(path)/sections/1", [("idea", "Kept"), ("go", "file-\(question)")])
                #expect(chosen.location == files, "what was typed is kept on the way")
                #expect(try await lead.post("\(path)/submission").status == 422, "the file is missing")
                #expect(try await lead.post(files, file: ("file", "x.pdf", Array("<html>".utf8))).status == 422)
                #expect(try await lead.post(files, file: ("file", "x.pdf", [])).status == 422)
                #expect(try await lead.post(files, file: ("file", "old.pdf", pdf("old"))).status == 303)
                #expect(try await lead.post(files, file: ("file", "plan.pdf", pdf("file-secret"))).status == 303)
                #expect(try await lead.get("\(path)/check").says("plan.pdf (PDF, 21 bytes)"))
                #expect(try await lead.get("\(path)/check").says("Kept"))
                let part = try await lead.get("\(files)/content", headers: [.range: "bytes=10-13"])
                #expect(part.status == 206 && part.text == "file")

                let friend = try await visitors.joins("fay@x.example", "critical_friend", path, by: lead)
                #expect(try await friend.get("\(files)/content").says("file-secret"))
                #expect(try await friend.get(files).status == 404)
                #expect(try await friend.post(files, file: ("file", "f.pdf", pdf("theirs"))).status == 404)
                #expect(try await friend.post("\(files)/removal").status == 404)
                let (rival, _) = try await visitors.began("bo@rival.example", "Rival", programme)
                for tried in ["", "/content"] { #expect(try await rival.get(files + tried).status == 404) }
                #expect(try await rival.post(files, file: ("file", "f.pdf", pdf("theirs"))).status == 404)
                #expect(try await rival.post("\(files)/removal").status == 404)
                #expect(try await visitors.nobody.get("\(files)/content").status == 303)

                #expect(try await lead.post("\(path)/submission").status == 303)
                #expect(try await lead.post(files, file: ("file", "late.pdf", pdf("late"))).status == 409)
                #expect(try await lead.post("\(files)/removal").status == 409)
                let sent = try await lead.get("\(path)/sent.txt")
                #expect(
                    sent.says("SHA-256 \(Hex.fingerprint("%PDF-1.7 \nfile-secret"))"), "what was sent proves the file")
                let id = ID<Application>(String(path.split(separator: "/").last ?? ""))
                try await others(visitors, app, programme, id, question)
            }
            let uploads = try await app.database.read { try $0.value("SELECT count(*) FROM upload", as: Int.self) }
            #expect(uploads == 1, "what was replaced, refused or not allowed left nothing")
        }
    }

    private func others(
        _ visitors: Visitors, _ app: TestApp, _ programme: Programme, _ id: ID<Application>,
        _ question: ID<Question>
    ) async throws {
        let review = "/programmes/sample/reviews/\(id)/files/\(question)"
        let judge = try await visitors.person("judge@x.example", roles: [.assessor, .panel], in: programme.id)
        #expect(try await judge.get(review).status == 404, "it was not given to them")
        #expect(try await judge.get("/programmes/sample/applications/\(id)/files/\(question)/content").status == 404)
        try await app.assign(id, to: "judge@x.example", of: programme, declared: false)
        #expect(try await judge.get(review).status == 404, "they have not declared their conflicts")
        try await app.assign(id, to: "judge@x.example", of: programme)
        #expect(try await judge.get(review).says("file-secret"))
        #expect(try await judge.get("/programmes/sample/reviews/\(id)").says(review), "the page leads to it")
        try await app.standAside("judge@x.example", from: id, in: programme)
        #expect(try await judge.get(review).status == 404)

        let team = try await visitors.person("t@x.example", roles: [.team], in: programme.id)
        let theirs = "/programmes/sample/team/applications/\(id)/files/\(question)"
        #expect(try await team.get(theirs).says("file-secret"))
        try await app.standAside("t@x.example", from: id, in: programme)
        #expect(try await team.get(theirs).status == 404)
    }

    private func pdf(_ words: String) -> [UInt8] { Array("%PDF-1.7 \n\(words)".utf8) }

    private func block(
        _ number: Int, _ label: String, section: String = "Part", kind: String, place: String = "", words: String = "",
        required: Bool = true
    ) -> [(String, String)] {
        [
            ("label-\(number)", label), ("hint-\(number)", ""), ("section-\(number)", section),
            ("kind-\(number)", kind),
            ("place-\(number)", place), ("words-\(number)", words), ("required-\(number)", required ? "yes" : ""),
        ]
    }
}

extension TestApp {
    /// A form that asks for an idea and for a file: the file's question.
    func askForFile(in programme: Programme) async throws -> ID<Question> {
        let context = actionContext()
        let questions = [
            Question(
                id: context.id(), key: "idea", section: "Idea", label: "What is your idea?", hint: "", kind: .long,
                isRequired: true),
            Question(
                id: context.id(), key: "plan", section: "Idea", label: "Your plan", hint: "", kind: .file,
                isRequired: true
            ),
        ]
        try await database.write { tx in try Applications.install(questions, for: programme.id, by: context, in: tx) }
        return questions[1].id
    }
}
