import Store
import Testing

@testable import Knotwork

/// What a team writes down about people: conversations, introductions, consent, and who is never written to.
@Suite(.timeLimit(.minutes(20))) struct AcquaintanceTests {
    private let home = "/programmes/sample/team/people"

    @Test(arguments: Engines.all)
    func `a conversation stands on the person's page, and its promise is due until it is kept`(
        engine: Engine
    ) async throws {
        try await TestApp.run(engine) { app in
            let programme = try await app.programme()
            try await app.browse { visitors in
                let team = try await visitors.person("t@x.example", name: "Tess", roles: [.team], in: programme.id)
                let ann = try await meet("Ann Lee", "ann@home.example", team)
                let answer = try await team.post(
                    "\(ann)/contacts",
                    [
                        ("contact_on", "28 February 2022"), ("contact_who", "Tess"), ("contact_minutes", "45"),
                        ("contact_note", "What keeps <her> awake"), ("contact_next", "Send the pack"),
                        ("contact_by", "1 March 2022"),
                    ])
                #expect(answer.location == ann)
                let page = try await team.get(ann)
                #expect(page.words.contains("1 conversation, 45 minutes in all"))
                #expect(page.words.contains("What keeps <her> awake"))
                let overview = try await team.get("/programmes/sample/team")
                #expect(overview.words.contains("1 promise is due"))
                let steps = try await team.get("\(home)/next-steps")
                #expect(steps.words.contains("Send the pack") && steps.words.contains("Ann Lee"))
                let done = try #require(page.text.firstMatch(of: /contacts\/[0-9a-f-]{36}\/done/))
                _ = try await team.post("\(ann)/\(done.0)")
                let after = try await team.get("\(home)/next-steps")
                #expect(after.words.contains("Every promise is kept."))
            }
        }
    }

    @Test(arguments: Engines.all)
    func `what another programme's team knows of the same person is not found`(engine: Engine) async throws {
        try await TestApp.run(engine) { app in
            let (programme, other) = (try await app.programme(), try await app.programme(slug: "other"))
            try await app.browse { visitors in
                let team = try await visitors.person("t@x.example", roles: [.team], in: programme.id)
                let ann = try await meet("Ann Lee", "ann@home.example", team)
                _ = try await team.post(
                    "\(ann)/contacts",
                    [("contact_on", "28 February 2022"), ("contact_who", "Tess"), ("contact_note", "A secret")])
                let stranger = try await visitors.person("s@x.example", roles: [.team], in: other.id)
                _ = try await stranger.post(
                    "/programmes/other/team/people", [("name", "Ann"), ("email", "ann@home.example")])
                let theirs = ann.replacing("/sample/", with: "/other/")
                let page = try await stranger.get(theirs)
                #expect(page.status == 200 && !page.says("A secret"), "the person is one, what was said is not theirs")
                #expect(try await stranger.get(ann).status == 404)
                let conversation: String = try await app.database.read {
                    try $0.value("SELECT id FROM contact_log") ?? "none"
                }
                let done = try await stranger.post("\(theirs)/contacts/\(conversation)/done")
                #expect(done.status == 404)
            }
        }
    }

    @Test(arguments: Engines.all)
    func `a conversation that is still to come, or of no length, comes back with what was typed`(
        engine: Engine
    ) async throws {
        try await TestApp.run(engine) { app in
            let programme = try await app.programme()
            try await app.browse { visitors in
                let team = try await visitors.person("t@x.example", roles: [.team], in: programme.id)
                let ann = try await meet("Ann Lee", "ann@home.example", team)
                let page = try await team.post(
                    "\(ann)/contacts",
                    [
                        ("contact_on", "2 March 2022"), ("contact_who", ""), ("contact_minutes", "an <hour>"),
                        ("contact_note", "Kept as typed"), ("contact_by", "5 March 2022"),
                    ])
                #expect(page.status == 422 && page.says("Kept as typed") && page.says("an &lt;hour&gt;"))
                for words in [
                    "2 March 2022 is still to come", "Say who of you talked to them", "Enter a whole number of minutes",
                    "Say what is to happen by then",
                ] { #expect(page.words.contains(words), "\(words)") }
            }
        }
    }

    @Test(arguments: Engines.all)
    func `an introduction stands on both people's pages, with what came of it`(engine: Engine) async throws {
        try await TestApp.run(engine) { app in
            let programme = try await app.programme()
            try await app.browse { visitors in
                let team = try await visitors.person("t@x.example", roles: [.team], in: programme.id)
                let ann = try await meet("Ann Lee", "ann@home.example", team)
                let bo = try await meet("Bo Hart", "bo@home.example", team, at: "Home Ltd")
                let namesake = try await meet("Bo Hart", "bo@elsewhere.example", team, at: "Elsewhere CIC")
                #expect(bo != namesake, "a name alone joins nobody")
                func fields(_ to: String) -> [(String, String)] {
                    [
                        ("intro_to", to), ("intro_on", "1 March 2022"), ("intro_who", "Tess"),
                        ("intro_why", "Both count buses"),
                    ]
                }
                let two = try await team.post("\(ann)/introductions", fields("Bo Hart"))
                #expect(two.status == 422 && two.words.contains("2 people here are called that"))
                let none = try await team.post("\(ann)/introductions", fields("Cy"))
                #expect(none.status == 422 && none.says("value=\"Cy\""))
                let self0 = try await team.post("\(ann)/introductions", fields("ann@home.example"))
                #expect(self0.status == 422)
                #expect(try await team.post("\(ann)/introductions", fields("BO@home.example")).status == 303)
                for page in [ann, bo] {
                    let shown = try await team.get(page)
                    #expect(shown.words.contains("Both count buses"))
                }
                let page = try await team.get(bo)
                let outcome = try #require(page.text.firstMatch(of: /introductions\/[0-9a-f-]{36}\/outcome/))
                #expect(try await team.post("\(bo)/\(outcome.0)", [("outcome", "")]).status == 422)
                _ = try await team.post("\(bo)/\(outcome.0)", [("outcome", "They applied together")])
                let after = try await team.get(ann)
                #expect(after.words.contains("What came of it: They applied together"))
            }
        }
    }

    @Test(arguments: Engines.all)
    func `the newest word about a use holds, and every word is kept`(engine: Engine) async throws {
        try await TestApp.run(engine) { app in
            let programme = try await app.programme()
            try await app.browse { visitors in
                let team = try await visitors.person("t@x.example", name: "Tess", roles: [.team], in: programme.id)
                let ann = try await meet("Ann Lee", "ann@home.example", team)
                for (given, how) in [("yes", "by e-mail"), ("no", "by telephone")] {
                    app.clock.advance(by: .hours(1))
                    let answer = try await team.post(
                        "\(ann)/consents",
                        [("consent_purpose", "quote"), ("consent_given", given), ("consent_how", how)])
                    #expect(answer.status == 303)
                }
                let page = try await team.get(ann)
                #expect(page.words.contains("To be quoted Refused by telephone Tess, 1 March 2022"))
                #expect(page.words.contains("To be quoted, agreed, by e-mail"))
                let wrong = try await team.post("\(ann)/consents", [("consent_how", "kept as typed")])
                #expect(wrong.status == 422 && wrong.says("kept as typed"))
            }
        }
    }

    @Test(arguments: Engines.all)
    func `who refuses to be written to gets no announcement, at any address that we know`(engine: Engine) async throws {
        try await TestApp.run(engine) { app in
            let programme = try await app.programme()
            try await app.browse { visitors in
                let team = try await visitors.person("t@x.example", roles: [.team], in: programme.id)
                let ann = try await meet("Ann Lee", "ann@home.example", team, at: "Home Ltd")
                _ = try await meet("Ann Lee", "ann@work.example", team, at: "Home Ltd")
                let ids: [String] = try await app.database.read {
                    try $0.values("SELECT id FROM sighting ORDER BY id")
                }
                _ = try await team.post("\(home)/verdicts", [("a", ids[0]), ("b", ids[1]), ("verdict", "together")])
                _ = try await team.post(
                    "\(ann)/consents",
                    [("consent_purpose", "contact"), ("consent_given", "no"), ("consent_how", "told Tess")])
                let page = try await team.get("\(home)/never-mail")
                #expect(page.words.contains("2 addresses"))
            }
            let context = app.actionContext()
            try await app.database.write { tx in
                let mail = Message(
                    to: Address(email: "Ann@work.example", name: "Ann"), subject: "News", text: "Words.",
                    programme: programme.id, isBulk: true)
                try Outbox.send(mail, in: tx, at: context.at, randomness: context.randomness)
            }
            let held = try await app.database.read {
                try Outbox.messages(of: programme.id, in: .held, for: .theOperator, from: $0)
            }
            #expect(held.map(\.isUnwanted) == [true])
        }
    }

    @Test(arguments: Engines.all)
    func `a team sees of the list what concerns its own people, and says why somebody leaves it`(
        engine: Engine
    ) async throws {
        try await TestApp.run(engine) { app in
            let (programme, other) = (try await app.programme(), try await app.programme(slug: "other"))
            try await app.browse { visitors in
                let team = try await visitors.person("t@x.example", roles: [.team], in: programme.id)
                let stranger = try await visitors.person("s@x.example", roles: [.team], in: other.id)
                _ = try await stranger.post(
                    "/programmes/other/team/people/never-mail",
                    [("email", "hidden@home.example"), ("reason", "Asked.")])
                _ = try await team.post("\(home)/never-mail", [("email", "Own@home.example"), ("reason", "Rang us.")])
                let wrong = try await team.post("\(home)/never-mail", [("email", "no <address>"), ("reason", "Kept")])
                #expect(wrong.status == 422 && wrong.says("no &lt;address&gt;") && wrong.says("value=\"Kept\""))
                let page = try await team.get("\(home)/never-mail")
                #expect(page.says("own@home.example") && !page.says("hidden@home.example"))

                let foreign = try await team.post(
                    "\(home)/never-mail/removals", [("email", "hidden@home.example"), ("again", "I say so")])
                #expect(foreign.status == 404)
                let silent = try await team.post("\(home)/never-mail/removals", [("email", "own@home.example")])
                #expect(silent.status == 422)
                let off = try await team.post(
                    "\(home)/never-mail/removals", [("email", "own@home.example"), ("again", "Wrote on 1 March.")])
                #expect(off.status == 303)
                let after = try await team.get("\(home)/never-mail")
                #expect(!after.says("own@home.example"))
            }
            let kept: [String] = try await app.database.read { try $0.values("SELECT email FROM never_mail") }
            #expect(kept == ["hidden@home.example"])
        }
    }

    @Test(arguments: Engines.all)
    func `what is written down follows the records when somebody says who is who`(engine: Engine) async throws {
        try await TestApp.run(engine) { app in
            let programme = try await app.programme()
            try await app.browse { visitors in
                let team = try await visitors.person("t@x.example", roles: [.team], in: programme.id)
                let ann = try await meet("Ann Lee", "ann@home.example", team)
                let annie = try await meet("Annie Lee", "annie@work.example", team)
                _ = try await team.post(
                    "\(annie)/contacts",
                    [("contact_on", "28 February 2022"), ("contact_who", "Tess"), ("contact_note", "About buses")])
                let ids: [String] = try await app.database.read {
                    try $0.values("SELECT id FROM sighting ORDER BY id")
                }
                _ = try await team.post("\(home)/verdicts", [("a", ids[0]), ("b", ids[1]), ("verdict", "together")])
                let merged = try await team.get(ann)
                #expect(merged.words.contains("About buses"))
                let verdict: String = try await app.database.read { try $0.value("SELECT id FROM verdict") ?? "none" }
                _ = try await team.post("\(home)/verdicts/\(verdict)/undoing")
                let apart = try await team.get(ann)
                #expect(!apart.words.contains("About buses"))
            }
        }
    }

    /// Enters somebody, and gives the address of their page.
    private func meet(_ name: String, _ email: String, _ team: Browser, at: String = "") async throws -> String {
        let answer = try await team.post(home, [("name", name), ("email", email), ("organisation", at)])
        let page = answer.location ?? "nowhere"
        // Somebody who turns out to be known already has the page that they had.
        return answer.status == 303 ? try await team.get(page).location ?? page : page
    }
}
