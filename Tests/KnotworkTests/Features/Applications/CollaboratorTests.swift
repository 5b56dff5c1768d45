import HTTPTypes
import Names
import Store
import Testing

@testable import Knotwork

/// Co-applicants, critical friends, their remarks and their time.
@Suite(.timeLimit(.minutes(20))) struct CollaboratorTests {
    @Test(arguments: Engines.all)
    func `a critical friend is invited, reads, remarks and writes down the time, and changes nothing`(
        engine: Engine
    ) async throws {
        try await TestApp.run(engine) { app in
            let programme = try await app.openProgramme()
            try await app.browse { visitors in
                let (lead, path) = try await visitors.began("ann@home.example", "Home Ltd", programme)
                _ = try await lead.post("\(path)/sections/1", [("idea", "A time bank"), ("people", "Parents")])
                let invited = try await lead.post(
                    "\(path)/invitations", [("email", "Fay@x.example"), ("part", "critical_friend")])
                #expect(invited.status == 303)
                let mail = try #require(try await app.mail(to: "fay@x.example"))
                #expect(mail.contains("critical friend") && mail.contains("Ann Lee (Home Ltd)"))

                let friend = try await visitors.person("fay@x.example")
                #expect(try await friend.get(path).status == 404, "being asked opens nothing")
                let asked = try await friend.get("\(path)/invitation")
                #expect(asked.words.contains("application of Home Ltd") && !asked.says("time bank"))
                let nameless = try await friend.post("\(path)/invitation", [("answer", "yes")])
                #expect(nameless.status == 422 && nameless.says("Enter your name"))
                #expect(
                    try await friend.post("\(path)/invitation", [("answer", "yes"), ("name", "Fay Ray")]).status == 303)

                #expect(try await app.one("SELECT actor FROM audit_entry WHERE verb = 'joined'") == "Fay Ray")
                let draft = try await friend.get("\(path)/sections/1")
                #expect(draft.says("A time bank") && !draft.says("name=\"idea\""), "to read, not to write")
                #expect(try await friend.get("\(path)/check").says("Parents"))
                #expect(try await friend.post("\(path)/sections/1", [("idea", "Mine")]).status == 409)
                for context in ["submission", "invitations"] {
                    let tried = try await friend.post(
                        "\(path)/\(context)", [("email", "z@x.example"), ("part", "critical_friend")])
                    #expect(tried.status == 404, "\(context)")
                }
                #expect(try await friend.post("\(path)/withdrawal").status == 409)

                let remarks = "\(path)/sections/1/remarks"
                #expect(try await friend.post(remarks, [("remark", "")]).status == 422)
                #expect(try await friend.post(remarks, [("remark", "Say <who> pays")]).status == 303)
                #expect(try await friend.post(remarks, [("remark", "And when")]).status == 303)
                let list = try await lead.get(path)
                #expect(list.words.contains("2 remarks to look at"))
                let section = try await lead.get("\(path)/sections/1")
                #expect(section.words.contains("Fay Ray, critical friend") && section.says("Say &lt;who&gt; pays"))
                let remark = try await app.one("SELECT id FROM remark ORDER BY id LIMIT 1")
                let settle = "\(path)/remarks/\(remark)/settlement"
                #expect(try await friend.post(settle, [("settled", "yes")]).status == 404)
                #expect(try await lead.post(settle, [("settled", "yes")]).status == 303)
                #expect(try await lead.get(path).words.contains("1 remark to look at"))
                #expect(try await app.mails("A remark on your application") == 1, "one mail for what became two")

                #expect(try await friend.post("\(path)/help", [("minutes", "many")]).status == 422)
                #expect(
                    try await friend.post("\(path)/help", [("minutes", "45"), ("what", "Two readings")]).status == 303)
                #expect(try await friend.get(path).words.contains("45 minutes"))
                #expect(try await lead.post("\(path)/help", [("minutes", "5")]).status == 404)
                #expect(!(try await lead.get(path).says("Two readings")))
            }
        }
    }

    @Test(arguments: Engines.all)
    func `a co-applicant writes and sends, but does not invite; the lead can end their part`(engine: Engine)
        async throws
    {
        try await TestApp.run(engine) { app in
            let programme = try await app.openProgramme()
            try await app.browse { visitors in
                let (lead, path) = try await visitors.began("ann@home.example", "Home Ltd", programme)
                let bo = try await visitors.joins("bo@x.example", "co_applicant", path, by: lead)
                let cy = try await visitors.joins("cy@x.example", "co_applicant", path, by: lead)
                let remarked = try await bo.post(
                    "\(path)/sections/1",
                    [("idea", "Ours"), ("people", "All"), ("remark", "Who pays?"), ("go", "remark")])
                #expect(remarked.location == "\(path)/sections/1#remarks")
                #expect(try await lead.get("\(path)/check").says("Ours"), "a remark takes the answers beside it along")
                #expect(try await lead.get("\(path)/sections/1").says("Who pays?"))
                let empty = try await bo.post("\(path)/sections/1", [("idea", "Newer"), ("go", "remark")])
                #expect(empty.status == 422 && empty.words.contains("Write your remark") && empty.says("Newer"))
                let invited = try await bo.post(
                    "\(path)/invitations", [("email", "d@x.example"), ("part", "critical_friend")])
                #expect(invited.status == 404)
                let account = try await app.account("cy@x.example")
                #expect(try await bo.post("\(path)/collaborators/\(account)/leaving").status == 404)
                #expect(try await lead.post("\(path)/collaborators/\(account)/leaving").status == 303)
                #expect(try await cy.get(path).status == 404)
                #expect(try await cy.post("\(path)/sections/1", [("idea", "Theirs")]).status == 404)

                let ann = try await app.account("ann@home.example")
                _ = try await lead.post("\(path)/collaborators/\(ann)/leaving")
                #expect(try await lead.get(path).status == 200, "the lead stays")
                #expect(try await bo.post("\(path)/submission").status == 303)
                #expect(try await app.mails("We have your application EOI-0001") == 2)
                let typing = try await lead.post("\(path)/sections/1", [("idea", "Too late")])
                #expect(typing.status == 409 && typing.words.contains("It was sent meanwhile, as EOI-0001"))
                #expect(typing.says("Too late"))
                let late = try await lead.post(
                    "\(path)/invitations", [("email", "e@x.example"), ("part", "co_applicant")])
                #expect(late.status == 409)
                let own = try await bo.get("/my")
                #expect(own.words.contains("Home Ltd Application EOI-0001, as co-applicant Sent: we are reading it"))
            }
        }
    }

    @Test(arguments: Engines.all)
    func `two who write at the same part lose nothing of each other`(engine: Engine) async throws {
        try await TestApp.run(engine) { app in
            let programme = try await app.openProgramme()
            try await app.browse { visitors in
                let (nell, path) = try await visitors.began("ann@home.example", "Home Ltd", programme)
                let co = try await visitors.joins("co@x.example", "co_applicant", path, by: nell)
                let part = "\(path)/sections/1"
                let old = try #require(PageForm.all(in: try await co.get(part).text).first { $0.action == part })
                _ = try await nell.post(part, [("idea", "Nell wrote this"), ("go", "later")])
                let other = try await co.post(part, old.with("people", ["Parents"]) + [("go", "later")])
                #expect(other.status == 303, "another answer")
                #expect(try await nell.get("\(path)/check").words.contains("Nell wrote this"))
                #expect(try await nell.get("\(path)/check").words.contains("Parents"))

                let same = try await co.post(part, old.with("idea", ["Co wrote that"]) + [("go", "on")])
                #expect(
                    same.status == 422 && same.words.contains("Nell wrote this")
                        && same.says("Co wrote that</textarea>"))
                #expect(same.says("value=\"Parents\""), "what was saved meanwhile stands in the form that came back")
                #expect(try await nell.get("\(path)/check").words.contains("Nell wrote this"))
            }
        }
    }

    /// The check is in the transaction that writes: of those who write at one moment, from the same page, one gets through.
    @Test(arguments: Engines.all)
    func `of many who save the same answer at one moment one is kept, and the others are told`(
        engine: Engine
    ) async throws {
        try await TestApp.run(engine) { app in
            let programme = try await app.openProgramme()
            try await app.browse { visitors in
                let (nell, path) = try await visitors.began("ann@home.example", "Home Ltd", programme)
                let part = "\(path)/sections/1"
                let old = try #require(PageForm.all(in: try await nell.get(part).text).first { $0.action == part })
                let answers = try await withThrowingTaskGroup(of: (Int, Int).self) { group in
                    for number in 1...8 {
                        let fields = old.with("idea", ["Idea \(number)"]) + [("go", "later")]
                        group.addTask { (number, try await nell.post(part, fields).status) }
                    }
                    return try await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
                }
                let kept = answers.filter { $0.value == 303 }.keys
                #expect(kept.count == 1 && answers.values.count { $0 == 422 } == 7, "\(answers)")
                let page = try await nell.get("\(path)/check")
                for number in kept { #expect(page.words.contains("Idea \(number)")) }
            }
        }
    }

    @Test(arguments: Engines.all)
    func `the answer to the lead is the same for known and unknown addresses`(engine: Engine) async throws {
        try await TestApp.run(engine) { app in
            let programme = try await app.openProgramme()
            try await app.browse { visitors in
                let (lead, path) = try await visitors.began("ann@home.example", "Home Ltd", programme)
                _ = try await visitors.person("known@x.example", name: "Known Name", roles: [.team], in: programme.id)
                for email in ["known@x.example", "unknown@x.example"] {
                    let answer = try await lead.post(
                        "\(path)/invitations", [("email", email), ("part", "critical_friend")])
                    #expect(answer.status == 303 && answer.location == "\(path)/collaborators?done=invited")
                }
                let list = try await lead.get("\(path)/collaborators")
                #expect(!list.says("Known Name"), "a name would say that somebody is known")
                let again = try await lead.post(
                    "\(path)/invitations", [("email", "ann@home.example"), ("part", "critical_friend")])
                #expect(again.status == 422 && again.says("takes part in this application already"))
            }
        }
    }

    @Test(arguments: Engines.all)
    func `an invitation that was taken back or refused opens nothing`(engine: Engine) async throws {
        try await TestApp.run(engine) { app in
            let programme = try await app.openProgramme()
            try await app.browse { visitors in
                let (lead, path) = try await visitors.began("ann@home.example", "Home Ltd", programme)
                for email in ["bo@x.example", "cy@x.example"] {
                    _ = try await lead.post("\(path)/invitations", [("email", email), ("part", "co_applicant")])
                }
                let bo = try await visitors.person("bo@x.example", name: "Bo")
                #expect(try await bo.get("/my").says("Home Ltd"))
                let account = try await app.account("bo@x.example")
                _ = try await lead.post("\(path)/collaborators/\(account)/leaving")
                let cy = try await visitors.person("cy@x.example", name: "Cy")
                _ = try await cy.post("\(path)/invitation", [("answer", "no")])
                for one in [bo, cy] {
                    #expect(try await one.get("\(path)/invitation").status == 404)
                    #expect(try await one.post("\(path)/invitation", [("answer", "yes"), ("name", "X")]).status == 404)
                    #expect(try await one.get(path).status == 404)
                    #expect(!(try await one.get("/my").says("Home Ltd")))
                }
                let other = try await visitors.person("stranger@x.example")
                #expect(try await other.get("\(path)/invitation").status == 404)
            }
        }
    }

    @Test(arguments: Engines.all)
    func `inviting an assessor keeps nobody from judging, and who judges cannot join`(engine: Engine) async throws {
        try await TestApp.run(engine) { app in
            let sample = try await app.panel()
            let first = sample.applications[0]
            let path = "/programmes/sample/applications/\(first)"
            try await app.browse { visitors in
                try await app.assign(first, to: "ann@x.example", of: sample.programme)
                try await app.reopen(first, of: sample.programme)
                let lead = try await visitors.person("lead1@x.example")
                let judge = try await visitors.person("ann@x.example", name: "Ann")
                let invited = try await lead.post(
                    "\(path)/invitations", [("email", "ann@x.example"), ("part", "critical_friend")])
                #expect(invited.status == 303)
                let joined = try await judge.post("\(path)/invitation", [("answer", "yes")])
                #expect(joined.status == 409 && joined.words.contains("who judges it cannot take part"))
            }
            let friends = try await app.one("SELECT account_id FROM collaborator WHERE part <> 'lead'")
            #expect(friends.isEmpty)
        }
    }

    @Test(arguments: Engines.all)
    func `who judges sees nothing of those who helped`(engine: Engine) async throws {
        try await TestApp.run(engine) { app in
            let sample = try await app.panel()
            let first = sample.applications[0]
            let path = "/programmes/sample/applications/\(first)"
            try await app.browse { visitors in
                try await app.reopen(first, of: sample.programme)
                let lead = try await visitors.person("lead1@x.example")
                let friend = try await visitors.joins("fay@x.example", "critical_friend", path, by: lead)
                _ = try await friend.post("\(path)/sections/1/remarks", [("remark", "remark-secret")])
                _ = try await friend.post("\(path)/help", [("minutes", "45"), ("what", "time-secret")])
                #expect(try await lead.get("\(path)/sections/1").says("remark-secret"), "there is something to leak")
                #expect(try await lead.post("\(path)/submission").status == 303)
                try await app.assign(first, to: "ann@x.example", of: sample.programme)
                let judge = try await visitors.person("ann@x.example")
                let reviews = "/programmes/sample/reviews"
                for page in [
                    reviews, "\(reviews)/\(first)", path, "\(path)/collaborators", "\(path)/sections/1", "/my",
                ] {
                    let seen = try await judge.get(page)
                    for secret in ["remark-secret", "time-secret", "fay@x.example", "name of fay"] {
                        #expect(!seen.says(secret), "\(page)")
                    }
                }
                let team = try await visitors.person("t@x.example", roles: [.team], in: sample.programme.id)
                let help = try await team.get("/programmes/sample/team/help")
                #expect(help.says("time-secret") && help.words.contains("Org 1 Submitted 1 45"))
                #expect(
                    help.words.contains("Org 2 Submitted 0 None")
                        && help.words.contains("1 of 2 organisations had none"))
                #expect(!(try await team.get("/programmes/sample/team/applications/\(first)").says("remark-secret")))
                let sent = try await friend.get(path)
                #expect(sent.status == 200 && sent.says("answer-1"), "a friend may still read what was sent")
                #expect(try await friend.post("\(path)/sections/1/remarks", [("remark", "late")]).status == 409)
            }
        }
    }

    @Test(arguments: Engines.all)
    func `the team writes help down, and who stands aside does not meet it`(engine: Engine) async throws {
        try await TestApp.run(engine) { app in
            let sample = try await app.panel()
            try await app.browse { visitors in
                let team = try await visitors.person(
                    "t@x.example", name: "Tim", roles: [.team], in: sample.programme.id)
                let help = "/programmes/sample/team/help"
                let fields = [
                    ("helper", "Tim"), ("kind", "call"), ("day-day", "28"), ("day-month", "2"), ("day-year", "2022"),
                    ("minutes", "30"),
                ]
                let nobody = try await team.post(help, fields)
                #expect(nobody.status == 422 && nobody.says("Choose an application"))
                let tomorrow = try await team.post(
                    help,
                    fields.filter { !$0.0.hasPrefix("day-day") } + [("day-day", "31"), ("organisation", "New Co")])
                #expect(tomorrow.status == 422 && tomorrow.says("Enter a day that has been") && tomorrow.says("New Co"))
                let first = sample.applications[0]
                #expect(
                    try await team.post(help, fields + [("application", "\(first)"), ("what", "w-1")]).status == 303)
                #expect(
                    try await team.post(help, fields + [("organisation", "ORG 1 Ltd"), ("what", "w-2")]).status == 303)
                #expect(
                    try await team.post(help, fields + [("organisation", "New Co"), ("what", "w-3")]).status == 303)
                let page = try await team.get(help)
                #expect(page.words.contains("Org 1 Submitted 2 60"), "one organisation, however it was written")
                #expect(page.words.contains("New Co None 1 30") && page.words.contains("28 February 2022"))

                try await app.standAside("t@x.example", from: first, in: sample.programme)
                let after = try await team.get(help)
                #expect(!after.says("w-1") && !after.says("w-2") && !after.says("Org 1") && after.says("w-3"))
                let log = try await team.get("/programmes/sample/team/activity")
                #expect(
                    !log.says("Org%201") && !log.says("ORG%201") && !log.words.lowercased().contains("org 1"))
                let tried = try await team.post(help, fields + [("application", "\(first)")])
                #expect(tried.status == 422, "it is not in the list any more")
            }
        }
    }

    @Test func `access counts an organisation once, however often it applied, and puts those without help first`() {
        let (first, second) = (Self.application("Org", .draft), Self.application("ORG Ltd", .submitted))
        let alone = Self.application("Alone", .draft)
        let help = [Self.help(40, second.id, ""), Self.help(5, nil, "org"), Self.help(3, nil, "Zed")]
        let access = Applications.access([first, second, alone, Self.application("Gone", .withdrawn)], help) {
            OrganisationNames().key($0)
        }
        #expect(access.map(\.organisation) == ["Alone", "Zed", "Org"])
        #expect(access.map(\.minutes) == [0, 3, 45] && access.map(\.conversations) == [0, 1, 2])
        #expect(access.map(\.stage) == [.draft, nil, .submitted], "the furthest of several applications")
    }

    private static func application(_ organisation: String, _ stage: Stage) -> Application {
        let at = Instant(milliseconds: 0)
        return Application(
            id: ID(organisation), programme: ID("p"), form: ID("f"), reference: "", organisation: organisation,
            stage: stage, asked: nil, startedAt: at, savedAt: at, submittedAt: nil, fingerprint: "")
    }

    private static func help(
        _ minutes: Int, _ application: ID<Application>?, _ organisation: String
    ) -> Applications.HelpGiven {
        Applications.HelpGiven(
            id: ID("\(minutes)"), application: application, organisation: organisation, person: "", helper: "",
            account: nil,
            kind: .call, minutes: minutes, what: "", at: Instant(milliseconds: 0))
    }
}

extension Visitors {
    /// Somebody called Ann Lee who has begun an application: at its address.
    func began(_ email: String, _ organisation: String, _ programme: Programme) async throws -> (Browser, String) {
        _ = try await nobody.post(
            "/programmes/\(programme.slug)/applications",
            [("name", "Ann Lee"), ("email", email), ("organisation", organisation)])
        return try await applicant(email, programme)
    }

    /// Somebody called "name of …" who was invited and said yes.
    func joins(_ email: String, _ part: String, _ path: String, by lead: Browser) async throws -> Browser {
        let invited = try await lead.post("\(path)/invitations", [("email", email), ("part", part)])
        #expect(invited.status == 303)
        let browser = try await person(email)
        let name = "name of \(email.prefix { $0 != "@" })"
        let joined = try await browser.post("\(path)/invitation", [("answer", "yes"), ("name", name)])
        #expect(joined.status == 303)
        return browser
    }
}

extension TestApp {
    /// Opens an application again, a minute later.
    func reopen(_ application: ID<Application>, of programme: Programme) async throws {
        clock.advance(by: .minutes(1))
        let (context, settings) = (actionContext(), dependencies.settings)
        let form = try ReopenForm(FormData())
        try await database.write { tx in
            try Applications.reopen(
                application, form, of: programme, judging: App.judging, settings: settings, by: context, in: tx)
        }
    }

    func one(_ query: SQL) async throws -> String {
        try await database.read { try $0.value(query, as: String.self) ?? "" }
    }

    /// What somebody was mailed, as one text; nil when nothing.
    func mail(to email: String) async throws -> String? {
        let texts = try await database.read {
            try $0.values("SELECT text FROM message WHERE to_address = \(email)", as: String.self)
        }
        return texts.isEmpty ? nil : texts.joined(separator: "\n")
    }

    func mails(_ subject: String) async throws -> Int {
        try await database.read {
            try $0.value("SELECT count(*) FROM message WHERE subject = \(subject)", as: Int.self) ?? 0
        }
    }
}
