import Store
import Testing

@testable import Knotwork

/// A team without a developer frames its problems, sorts its boards and names its themes.
@Suite(.timeLimit(.minutes(20))) struct FramingTests {
    private let home = "/programmes/sample/team/problems"

    @Test(arguments: Engines.all)
    func `a problem that is framed stands on the public pages with its question and pack`(engine: Engine) async throws {
        try await TestApp.run(engine) { app in
            let programme = try await app.programme()
            try await app.browse { visitors in
                let team = try await visitors.person("t@x.example", roles: [.team], in: programme.id)
                let made = try await team.post(
                    home,
                    [
                        ("title", "New"), ("summary", "Buses that <nobody> waits for."),
                        ("question", "How might we know?"),
                        ("framing", "First part.\nSecond part."),
                    ])
                #expect(made.location == "\(home)/new-2", "the form for one more problem stands under new")
                let packed = try await team.post(
                    "\(home)/new-2/pack",
                    [
                        ("pack_kind", "local data"), ("pack_title", "Who waits where"),
                        ("pack_url", "https://data.example/waits"),
                    ])
                #expect(packed.status == 303)
                let page = try await visitors.nobody.get("/programmes/sample/problems/new-2")
                for words in [
                    "Buses that <nobody> waits for.", "How might we know?", "First part. Second part.",
                    "Who waits where",
                ] { #expect(page.words.contains(words), "\(words)") }
                #expect(page.says("href=\"https://data.example/waits\""))
                let script = try await team.post(
                    "\(home)/new-2/pack",
                    [("pack_kind", "link"), ("pack_title", "Kept"), ("pack_url", "javascript:alert(1)")])
                #expect(script.status == 422 && script.says("value=\"Kept\""))

                let item = try #require(
                    try await team.get("\(home)/new-2").text.firstMatch(of: /pack\/[0-9a-f-]{36}\/removal/))
                _ = try await team.post("\(home)/new-2/\(item.0)")
                let after = try await visitors.nobody.get("/programmes/sample/problems/new-2")
                #expect(!after.words.contains("Who waits where"))
                let empty = try await team.post("\(home)/new-2", [("title", ""), ("summary", "Kept <as typed>")])
                #expect(empty.status == 422 && empty.says("Kept &lt;as typed&gt;"))
            }
        }
    }

    @Test(arguments: Engines.all)
    func `notes that are moved under a theme take its lineage along`(engine: Engine) async throws {
        try await TestApp.run(engine) { app in
            let programme = try await app.programme()
            try await app.browse { visitors in
                let team = try await visitors.person("t@x.example", roles: [.team], in: programme.id)
                for title in ["Buses", "Bins"] { _ = try await team.post(home, [("title", title), ("summary", "S")]) }
                _ = try await team.post(
                    "\(home)/buses/notes", [("notes", "They come late\n\n  Nobody knows when \nToo dear")])
                let ids = try await app.problemIDs(of: programme)
                let named = try await team.post(
                    "/programmes/sample/team/themes",
                    [("title", "Knowing when"), ("why", "People wait."), ("from", ids["bins"] ?? "")])
                #expect(named.status == 303)
                let notes: [String] = try await app.database.read {
                    try $0.values("SELECT id FROM note ORDER BY line")
                }
                #expect(notes.count == 3)
                let theme: String = try await app.database.read { try $0.value("SELECT id FROM theme") ?? "none" }
                let moved = try await team.post(
                    "\(home)/buses/moves", [("note", notes[0]), ("note", notes[1]), ("theme", theme)])
                #expect(moved.location == "\(home)/buses/board")
                let lineage = try await app.database.read { try Problems.lineage(of: programme.id, in: $0) }
                #expect(lineage.map(\.problem.text) == [ids["bins"], ids["buses"]])
                #expect(lineage.map(\.notes) == [0, 2])
                let public0 = try await visitors.nobody.get("/programmes/sample/themes")
                #expect(public0.words.contains("From Bins; Buses (2 notes)"))

                let cut = try await team.post(
                    "/programmes/sample/team/themes/knowing-when",
                    [("title", "Knowing when"), ("why", "W"), ("from", ids["bins"] ?? "")])
                #expect(cut.status == 422 && cut.words.contains("move them first"))
                _ = try await team.post(
                    "\(home)/buses/moves", [("note", notes[0]), ("note", notes[1]), ("theme", "aside")])
                let now = try await team.post(
                    "/programmes/sample/team/themes/knowing-when",
                    [("title", "Knowing when"), ("why", "W"), ("from", ids["bins"] ?? "")])
                #expect(now.status == 303)
                let after = try await app.database.read { try Problems.lineage(of: programme.id, in: $0) }
                #expect(after.map(\.problem.text) == [ids["bins"]])
            }
        }
    }

    @Test(arguments: Engines.all)
    func `a move without a note or a place comes back, and another board's notes stay where they are`(
        engine: Engine
    ) async throws {
        try await TestApp.run(engine) { app in
            let (programme, other) = (try await app.programme(), try await app.programme(slug: "other"))
            try await app.browse { visitors in
                let team = try await visitors.person("t@x.example", roles: [.team], in: programme.id)
                let stranger = try await visitors.person("s@x.example", roles: [.team], in: other.id)
                _ = try await team.post(home, [("title", "Buses"), ("summary", "S")])
                _ = try await stranger.post("/programmes/other/team/problems", [("title", "Buses"), ("summary", "S")])
                _ = try await team.post("\(home)/buses/notes", [("notes", "Ours")])
                _ = try await stranger.post(
                    "/programmes/other/team/themes",
                    [("title", "Theirs"), ("why", "W"), ("from", try await app.problemIDs(of: other)["buses"] ?? "")])
                let note: String = try await app.database.read { try $0.value("SELECT id FROM note") ?? "none" }
                let theme: String = try await app.database.read { try $0.value("SELECT id FROM theme") ?? "none" }
                let nowhere = try await team.post("\(home)/buses/moves", [("note", note)])
                #expect(nowhere.status == 422 && nowhere.says("checked"), "what was ticked stays ticked")
                #expect(try await team.post("\(home)/buses/moves", [("theme", "aside")]).status == 422)
                #expect(try await team.post("\(home)/buses/moves", [("note", note), ("theme", theme)]).status == 422)
                let foreign = "/programmes/other/team/problems/buses"
                #expect(try await stranger.post("\(foreign)/moves", [("note", note), ("theme", theme)]).status == 404)
                #expect(try await stranger.post("\(foreign)/notes/\(note)", [("text", "Mine now")]).status == 404)
            }
            let kept = try await app.database.read { db in
                try db.all("SELECT text, theme_id FROM note") {
                    (try $0["text"] as String, try $0["theme_id"] as String?)
                }
            }
            #expect(kept.map(\.0) == ["Ours"] && kept[0].1 == nil)
        }
    }

    @Test(arguments: Engines.all)
    func `a note that is mended keeps its old words in the activity log, and an empty one leaves the board`(
        engine: Engine
    ) async throws {
        try await TestApp.run(engine) { app in
            let programme = try await app.programme()
            try await app.browse { visitors in
                let team = try await visitors.person("t@x.example", roles: [.team], in: programme.id)
                _ = try await team.post(home, [("title", "Buses"), ("summary", "S")])
                _ = try await team.post("\(home)/buses/notes", [("notes", "They come leight\nToo dear")])
                let notes: [String] = try await app.database.read {
                    try $0.values("SELECT id FROM note ORDER BY line")
                }
                _ = try await team.post("\(home)/buses/notes/\(notes[0])", [("text", "They come late")])
                _ = try await team.post("\(home)/buses/notes/\(notes[1])", [("text", "")])
            }
            let texts: [String] = try await app.database.read { try $0.values("SELECT text FROM note") }
            #expect(texts == ["They come late"])
            let reasons: [String] = try await app.database.read {
                try $0.values("SELECT reason FROM audit_entry WHERE verb LIKE '%a note%' ORDER BY reason")
            }
            #expect(reasons == ["it was: They come leight", "it was: Too dear"])
        }
    }

    @Test(arguments: Engines.all)
    func `an insight names somebody who is known, and can be mended`(engine: Engine) async throws {
        try await TestApp.run(engine) { app in
            let programme = try await app.programme()
            let insights = "/programmes/sample/team/insights"
            try await app.browse { visitors in
                let team = try await visitors.person("t@x.example", roles: [.team], in: programme.id)
                _ = try await team.post(home, [("title", "Buses"), ("summary", "S")])
                _ = try await team.post(
                    "/programmes/sample/team/people",
                    [("name", "Ann Lee"), ("email", "ann@home.example"), ("organisation", "Home Ltd")])
                let unknown = try await team.post(
                    insights, [("kind", "need"), ("text", "Kept <words>"), ("from", "Bo")])
                #expect(unknown.status == 422 && unknown.says("Kept &lt;words&gt;"))
                let problem = try await app.problemIDs(of: programme)["buses"] ?? ""
                let made = try await team.post(
                    insights, [("kind", "need"), ("text", "A <map>"), ("from", "Ann Lee"), ("problem", problem)])
                #expect(made.status == 303)
                let list = try await team.get(insights)
                #expect(list.words.contains("A <map> Need Buses Home Ltd no"))
                let id: String = try await app.database.read { try $0.value("SELECT id FROM insight") ?? "none" }
                let page = try await team.get("\(insights)/\(id)")
                #expect(page.says("value=\"ann@home.example\""))
                _ = try await team.post(
                    "\(insights)/\(id)",
                    [("kind", "opportunity"), ("text", "A map"), ("about", "Maps"), ("attributable", "yes")])
                let after = try await team.get(insights)
                #expect(after.words.contains("A map Opportunity Maps yes, with the organisation"))
            }
        }
    }

    @Test(arguments: Engines.all)
    func `what waits in the backlog is taken up as a problem, or dropped with a reason`(engine: Engine) async throws {
        try await TestApp.run(engine) { app in
            let programme = try await app.programme()
            let context = app.actionContext()
            try await app.database.write { tx in
                for (position, title) in ["Potholes", "Noise"].enumerated() {
                    try Problems.park(title, position: position, of: programme.id, by: context, in: tx)
                }
            }
            try await app.browse { visitors in
                let team = try await visitors.person("t@x.example", roles: [.team], in: programme.id)
                let page = try await team.get(home)
                let ids: [String] = try await app.database.read {
                    try $0.values("SELECT id FROM backlog_item ORDER BY position")
                }
                #expect(page.words.contains("Potholes") && page.words.contains("Noise"))
                let up = try await team.post("/programmes/sample/team/backlog/\(ids[0])/taking-up")
                #expect(up.location == "\(home)/potholes")
                #expect(try await team.post("/programmes/sample/team/backlog/\(ids[0])/taking-up").status == 404)
                let silent = try await team.post(
                    "/programmes/sample/team/backlog/\(ids[1])/dropping", [("item", ids[1]), ("why", "")])
                #expect(silent.status == 422 && silent.words.contains("Say why it is dropped"))
                _ = try await team.post(
                    "/programmes/sample/team/backlog/\(ids[1])/dropping", [("why", "It is quiet now")])
                let shown = try await visitors.nobody.get("/programmes/sample/problems")
                #expect(shown.words.contains("Potholes") && !shown.words.contains("Noise"))
            }
        }
    }
}

extension TestApp {
    /// The ids of a programme's problems by their addresses.
    fileprivate func problemIDs(of programme: Programme) async throws -> [String: String] {
        let all = try await database.read { try Problems.all(of: programme.id, in: $0) }
        return Dictionary(uniqueKeysWithValues: all.map { ($0.slug, $0.id.text) })
    }
}
