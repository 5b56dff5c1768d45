import HTTPTypes
import Store
import Testing

@testable import Knotwork

/// Asking people to judge, taking them off, reminding them, and what they judge by.
@Suite(.timeLimit(.minutes(20))) struct JudgeTests {
    @Test(arguments: Engines.all)
    func `the team asks somebody to judge, who comes in by the mail's link`(engine: Engine) async throws {
        try await TestApp.run(engine) { app in
            let sample = try await app.panel()
            try await app.browse { visitors in
                let team = try await visitors.person("t@x.example", roles: [.team], in: sample.programme.id)
                let people = "/programmes/sample/team/panel/people"
                let bare = try await team.post(
                    people, [("name", ""), ("email", "nobody"), ("organisation", "Kept Ltd")])
                #expect(bare.status == 422 && bare.says("Enter their name") && bare.says("Kept Ltd"))
                let ann = [
                    ("name", "Ann Lee"), ("email", "ann@x.example"), ("organisation", "Ann Ltd"), ("role", "assessor"),
                ]
                #expect(try await team.post(people, ann).status == 303)
                #expect(try await team.post(people, ann).says("is assessor already"))
                let wrong = try await team.post(people, ann.dropLast() + [("role", "team")])
                #expect(wrong.status == 422, "nobody becomes team this way")
                let list = try await team.get(people)
                #expect(list.words.contains("Ann Lee Ann Ltd Not yet Nothing given"))
                let mail = try #require(try await app.mail(to: "ann@x.example"))
                let link = try #require(mail.split(whereSeparator: \.isWhitespace).first { $0.contains("/sign-in/") })
                let browser = visitors.nobody
                let entered = try await browser.post(String(link.replacing("http://knotwork.example", with: "")))
                #expect(entered.location == "/programmes/sample/reviews/declarations")
                #expect(try await browser.get("/programmes/sample/reviews").status == 200)
                #expect(try await browser.get(people).status == 404)
                let tried = try await browser.post(people, ann)
                #expect(tried.status == 404)
            }
        }
    }

    @Test(arguments: Engines.all)
    func `who is taken off reads nothing any more; who has handed in stays`(engine: Engine) async throws {
        try await TestApp.run(engine) { app in
            let sample = try await app.panel()
            for name in ["ann", "bo"] {
                for application in sample.applications {
                    try await app.assign(application, to: "\(name)@x.example", of: sample.programme)
                }
            }
            try await app.browse { visitors in
                let (ann, bo) = (try await visitors.person("ann@x.example"), try await visitors.person("bo@x.example"))
                try await ann.score(sample.applications[0])
                try await bo.score(sample.applications[0], note: "draft of bo", act: "save")
                let team = try await visitors.person("t@x.example", roles: [.team], in: sample.programme.id)
                let people = "/programmes/sample/team/panel/people"
                let (annID, boID) = (try await app.account("ann@x.example"), try await app.account("bo@x.example"))
                let kept = try await team.post("\(people)/\(annID)/removal", [("round", "assessment")])
                #expect(kept.status == 409 && kept.words.contains("whoever has judged stays"))
                #expect(try await bo.post("\(people)/\(annID)/removal").status == 404)
                #expect(try await team.post("\(people)/\(boID)/removal", [("round", "assessment")]).status == 303)
                #expect(try await team.post("\(people)/\(boID)/removal", [("round", "assessment")]).status == 404)
                #expect(try await bo.get("/programmes/sample/reviews/\(sample.applications[0])").status == 404)
                #expect(try await bo.get("/programmes/sample/reviews").status == 404)
                #expect(try await ann.get("/programmes/sample/reviews").words.contains("1 of 2 handed in"))
            }
            let (given, reviews) = (try await app.rows(in: "assignment"), try await app.rows(in: "review"))
            #expect(given == 2 && reviews == 1)
        }
    }

    @Test(arguments: Engines.all)
    func `reminders go to whom the team member may know to be late, name nothing, and wait for a person`(
        engine: Engine
    ) async throws {
        try await TestApp.run(engine) { app in
            let sample = try await app.panel(applications: 3)
            for name in ["ann", "bo", "cy"] {
                for application in sample.applications {
                    try await app.assign(application, to: "\(name)@x.example", of: sample.programme)
                }
            }
            try await app.standAside("ann@x.example", from: sample.applications[0], in: sample.programme)
            try await app.browse { visitors in
                let ann = try await visitors.person("ann@x.example")
                try await ann.score(sample.applications[1])
                let cy = try await visitors.person("cy@x.example")
                for application in sample.applications { try await cy.score(application) }
                let team = "/programmes/sample/team"
                let near = try await visitors.person("t@x.example", roles: [.team], in: sample.programme.id)
                let other = try await visitors.person("u@x.example", roles: [.team], in: sample.programme.id)
                try await app.standAside("t@x.example", from: sample.applications[2], in: sample.programme)
                func reminds(_ browser: Browser) async throws -> Browser.Page {
                    let written = try await browser.post("\(team)/panel/reminders", [("round", "assessment")])
                    #expect(written.status == 303)
                    return try await browser.get("\(team)/outbox?state=held")
                }
                #expect(try await near.get("\(team)/panel/people").words.contains("1 person has unfinished work"))
                let first = try await reminds(near)
                #expect(first.says("bo@x.example") && !first.says("ann@x.example") && !first.says("cy@x.example"))
                #expect(try await other.get("\(team)/panel/people").words.contains("2 people have unfinished work"))
                let second = try await reminds(other)
                #expect(second.says("bo@x.example") && second.says("ann@x.example") && !second.says("cy@x.example"))
                #expect(
                    !(try await reminds(near)).says("ann@x.example"),
                    "all that she still has to score is what the team member stands aside from")
            }
            let held = try await app.database.read {
                try $0.values("SELECT text FROM message WHERE state = 'held' AND bulk", as: String.self)
            }
            #expect(held.count == 2, "a second press writes nothing twice")
            #expect(
                !held.contains { $0.contains("Org ") || $0.contains { $0.isNumber } }, "a number could be subtracted")
        }
    }

    @Test(arguments: Engines.all)
    func `criteria are set and published before applications open, and locked after`(engine: Engine) async throws {
        try await TestApp.run(engine, at: "2022-01-10T10:00:00Z") { app in
            let programme = try await app.programme()
            try await app.browse { visitors in
                let team = try await visitors.person("t@x.example", roles: [.team], in: programme.id)
                let page = "/programmes/sample/team/panel/criteria"
                func block(_ place: Int, _ title: String, _ weight: String, _ anchors: String) -> [(String, String)] {
                    [
                        ("title-\(place)", title), ("weight-\(place)", weight), ("lowest-\(place)", "1"),
                        ("highest-\(place)", "5"), ("anchors-\(place)", anchors),
                    ]
                }
                let first = block(0, "Need <now>", "60", "1: Says nothing\n5: Says who: and why")
                let uneven = try await team.post(page, first + block(1, "Plan", "30", ""))
                #expect(uneven.status == 422 && uneven.says("they make 90") && uneven.says("Need &lt;now&gt;"))
                let wrong = try await team.post(page, first + block(1, "Plan", "40", "9: Beyond"))
                #expect(wrong.status == 422 && wrong.says("9: Beyond"))
                #expect(try await team.post(page, []).status == 422)
                let done = try await team.post(page, first + block(1, "Plan", "40", "") + block(2, "", "", ""))
                #expect(done.status == 303)
                let final = try await team.post(page, [("round", "final")] + block(0, "Pitch", "100", ""))
                #expect(final.status == 303)
                let published = try await visitors.nobody.get("/programmes/sample/how-to-apply")
                #expect(
                    published.words.contains("Need <now>, 60 %") && published.words.contains("5: Says who: and why"))
                #expect(published.words.contains("Plan, 40 %") && published.words.contains("Pitch, 100 %"))

                app.clock.set("2022-02-03T09:00:00Z")
                // A session ends after a fortnight without use.
                let later = try await visitors.person("t@x.example")
                let late = try await later.post(page, block(0, "Other", "100", ""))
                #expect(late.status == 409 && late.words.contains("stay as they were published"))
                let locked = try await later.get(page)
                #expect(locked.says("No longer to be changed") && !locked.says("name=\"title-0\""))
                #expect(try await visitors.nobody.get("/programmes/sample/how-to-apply").says("Plan"))
            }
        }
    }
}
