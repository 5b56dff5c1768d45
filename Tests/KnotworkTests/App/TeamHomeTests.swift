import Names
import Store
import Testing

@testable import Knotwork

@Suite(.timeLimit(.minutes(20))) struct TeamHomeTests {
    @Test(arguments: Engines.all)
    func `before anything is there the page says what an edition needs`(engine: Engine) async throws {
        try await TestApp.run(engine, at: "2022-01-10T10:00:00Z") { app in
            let programme = try await app.programme()
            try await app.browse { visitors in
                let team = try await visitors.person("t@x.example", roles: [.team], in: programme.id)
                let page = try await team.get("/programmes/sample/team")
                #expect(page.words.contains("Applications open on Thursday 3 February 2022"))
                #expect(page.words.contains("Next: Launch, on Thursday 20 January 2022, in 10 days."))
                let wanted = ["Write down the first problem", "Announce the launch", "Write the questions of the form"]
                for words in wanted { #expect(page.words.contains(words)) }
                #expect(!page.words.contains("Say when applications open"))
            }
        }
    }

    @Test(arguments: Engines.all)
    func `what waits in the rooms stands on one page, with the way to it`(engine: Engine) async throws {
        try await TestApp.run(engine) { app in
            let programme = try await app.programme()
            try await app.event(in: programme)
            let context = app.actionContext()
            try await app.database.write { tx in
                for name in ["ann", "bo"] {
                    let mail = Message(
                        to: Address(email: "\(name)@home.example", name: name), subject: "News", text: "Words.",
                        programme: programme.id, isBulk: true)
                    try Outbox.send(mail, in: tx, at: context.at, randomness: context.randomness)
                }
            }
            app.clock.advance(by: .days(11))
            try await app.browse { visitors in
                let team = try await visitors.person("t@x.example", roles: [.team], in: programme.id)
                let page = try await team.get("/programmes/sample/team")
                #expect(page.words.contains("2 mails wait to be released"))
                #expect(page.words.contains("Publish the summary of “Launch” It was due on Friday 11 March 2022."))
                #expect(page.says("href=\"/programmes/sample/team/events/launch\""))
                #expect(!page.says("ann@home.example"))
            }
        }
    }

    @Test(arguments: Engines.all)
    func `what somebody stands aside from is not counted for them`(engine: Engine) async throws {
        try await TestApp.run(engine, at: "2022-06-30T10:00:00Z") { app in
            let programme = try await app.example().programme
            let funded = try await app.database.read { db in
                try db.value(
                    "SELECT a.id FROM application a JOIN decision d ON d.application_id = a.id WHERE d.amount_pence > 0",
                    as: ID<Application>.self)
            }
            let application = try #require(funded)
            let context = app.actionContext()
            let apart = try #require(EmailAddress("apart@x.example"))
            let account = try await app.database.write { tx in
                let account = try Accounts.account(for: apart, name: "Apart", by: context, in: tx)
                try Accounts.grant(.team, in: programme.id, to: account.id, by: context, in: tx)
                let conflict = Interests.Conflict(kind: "person", note: "Married to them.", isRecused: true)
                try Interests.keep(conflict, of: account.id, with: application, by: context, in: tx)
                return account
            }
            let all = try await app.view(of: programme, for: .theOperator)
            let less = try await app.view(
                of: programme, for: Caller(account: account, roleGrants: []))
            #expect(less.applications.sent == all.applications.sent - 1)
            #expect(less.finals.awards == all.finals.awards - 1)
            #expect(less.finals.awarded < all.finals.awarded)
        }
    }

    @Test(arguments: Engines.all)
    func `a draft counts as helped however the name of its organisation was written`(engine: Engine) async throws {
        try await TestApp.run(engine) { app in
            let programme = try await app.openProgramme()
            try await app.writtenDifferently("Home", as: ["Homely Homes"], in: programme)
            try await app.browse { visitors in
                _ = try await visitors.began("ann@x.example", "Home Ltd", programme)
                _ = try await visitors.began("bo@x.example", "Barn", programme)
                #expect(try await app.view(of: programme, for: .theOperator).applications.unhelped == 2)
                for name in ["THE HOMELY HOMES CIC", "barn ltd."] {
                    let help = Applications.HelpGiven(
                        id: app.actionContext().id(), application: nil, organisation: name, person: "", helper: "Tim",
                        account: nil, kind: .call, minutes: 5, what: "", at: app.clock.now)
                    let context = app.actionContext()
                    try await app.database.write {
                        try Applications.note(help, of: programme.id, by: context, in: $0)
                    }
                }
                #expect(try await app.view(of: programme, for: .theOperator).applications.unhelped == 0)
            }
        }
    }

    @Test(arguments: Engines.all)
    func `the counts are those of the example`(engine: Engine) async throws {
        try await TestApp.run(engine, at: "2022-06-30T10:00:00Z") { app in
            let programme = try await app.example().programme
            let view = try await app.view(of: programme, for: .theOperator)
            #expect(view.applications.sent == 12 && view.applications.drafts == 3)
            #expect(view.finals.awarded == .pounds(52_940) && view.finals.awards == 3)
            #expect(view.phase == .done)
            let listed = try await app.database.read {
                try People.list(of: programme.id, search: "", for: .theOperator, in: $0).count
            }
            #expect(view.people.people == listed)
        }
    }

    @Test func `the latest and most urgent comes first, and each task once`() {
        let order: [TeamTask.Urgency] = [.setUp, .late, .soon, .now]
        #expect(order.sorted() == [.late, .now, .soon, .setUp])
    }
}

extension TestApp {
    func view(of programme: Programme, for caller: Caller) async throws -> Overview {
        let now = clock.now
        return try await database.read { try Overview(of: programme, for: caller, at: now, in: $0) }
    }
}
