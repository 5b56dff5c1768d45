import Names
import Store
import Testing

@testable import Knotwork

@Suite(.timeLimit(.minutes(20))) struct TeamHomeTests {
    @Test(arguments: Engines.all)
    func `before anything is there the page says what an edition needs`(engine: Engine) async throws {
        try await TestHouse.run(engine, at: "2022-01-10T10:00:00Z") { house in
            let programme = try await house.programme()
            try await house.browse { visitors in
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
        try await TestHouse.run(engine) { house in
            let programme = try await house.programme()
            try await house.event(in: programme)
            let deed = house.deed()
            try await house.database.write { tx in
                for name in ["ann", "bo"] {
                    let mail = Message(
                        to: Address(email: "\(name)@home.example", name: name), subject: "News", text: "Words.",
                        programme: programme.id, isBulk: true)
                    try Outbox.send(mail, in: tx, at: deed.at, chance: deed.chance)
                }
            }
            house.clock.advance(by: .days(11))
            try await house.browse { visitors in
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
        try await TestHouse.run(engine, at: "2022-06-30T10:00:00Z") { house in
            let programme = try await house.example().programme
            let funded = try await house.database.read { db in
                try db.value(
                    "SELECT a.id FROM application a JOIN decision d ON d.application_id = a.id WHERE d.amount_pence > 0",
                    as: ID<Application>.self)
            }
            let application = try #require(funded)
            let deed = house.deed()
            let apart = try #require(EmailAddress("apart@x.example"))
            let account = try await house.database.write { tx in
                let account = try Accounts.account(for: apart, name: "Apart", by: deed, in: tx)
                try Accounts.grant(.team, in: programme.id, to: account.id, by: deed, in: tx)
                let conflict = Applications.Conflict(kind: "person", note: "Married to them.", standsAside: true)
                try Applications.keep(conflict, of: account.id, with: application, by: deed, in: tx)
                return account
            }
            let all = try await house.view(of: programme, for: .theOperator)
            let less = try await house.view(
                of: programme, for: Caller(account: account, standings: []))
            #expect(less.applications.sent == all.applications.sent - 1)
            #expect(less.finals.awards == all.finals.awards - 1)
            #expect(less.finals.awarded < all.finals.awarded)
        }
    }

    @Test(arguments: Engines.all)
    func `a draft counts as helped however the name of its organisation was written`(engine: Engine) async throws {
        try await TestHouse.run(engine) { house in
            let programme = try await house.openProgramme()
            try await house.writtenDifferently("Home", as: ["Homely Homes"], in: programme)
            try await house.browse { visitors in
                _ = try await visitors.began("ann@x.example", "Home Ltd", programme)
                _ = try await visitors.began("bo@x.example", "Barn", programme)
                #expect(try await house.view(of: programme, for: .theOperator).applications.unhelped == 2)
                for name in ["THE HOMELY HOMES CIC", "barn ltd."] {
                    let help = Applications.HelpGiven(
                        id: house.deed().id(), application: nil, organisation: name, person: "", helper: "Tim",
                        account: nil, kind: .call, minutes: 5, what: "", at: house.clock.now)
                    let deed = house.deed()
                    try await house.database.write {
                        try Applications.note(help, of: programme.id, by: deed, in: $0)
                    }
                }
                #expect(try await house.view(of: programme, for: .theOperator).applications.unhelped == 0)
            }
        }
    }

    @Test(arguments: Engines.all)
    func `the counts are those of the example`(engine: Engine) async throws {
        try await TestHouse.run(engine, at: "2022-06-30T10:00:00Z") { house in
            let programme = try await house.example().programme
            let view = try await house.view(of: programme, for: .theOperator)
            #expect(view.applications.sent == 12 && view.applications.drafts == 3)
            #expect(view.finals.awarded == .pounds(52_940) && view.finals.awards == 3)
            #expect(view.phase == .done)
            let listed = try await house.database.read {
                try People.list(of: programme.id, search: "", for: .theOperator, in: $0).count
            }
            #expect(view.people.people == listed)
        }
    }

    @Test func `the latest and most urgent comes first, and each errand once`() {
        let order: [Errand.Urgency] = [.setUp, .late, .soon, .now]
        #expect(order.sorted() == [.late, .now, .soon, .setUp])
    }
}

extension TestHouse {
    func view(of programme: Programme, for caller: Caller) async throws -> Overview {
        let now = clock.now
        return try await database.read { try Overview(of: programme, for: caller, at: now, in: $0) }
    }
}
