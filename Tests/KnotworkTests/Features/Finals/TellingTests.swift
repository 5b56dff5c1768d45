import HTTPTypes
import Names
import Store
import Testing

@testable import Knotwork

/// Whether an applicant was told follows from the mail that left, or from a person who says how they told them.
@Suite(.timeLimit(.minutes(20))) struct TellingTests {
    @Test(arguments: Engines.all)
    func `letters that are held, thrown away, failed or waiting have told nobody`(engine: Engine) async throws {
        try await TestApp.run(engine, at: "2022-04-20T10:00:00Z") { app in
            let sample = try await app.finalists(1, of: 2)
            try await app.browse { visitors in
                let team = try await visitors.person("t@x.example", roles: [.team], in: sample.programme.id)
                _ = try await team.decide(sample.applications[0], "funded", "20000")
                #expect(try await team.told() == ["Not written to", "Not written to"])
                _ = try await team.post("\(base)/telling")
                _ = try await team.post("\(base)/telling")
                #expect(try await app.mail().map(\.to).sorted() == ["lead1@x.example", "lead2@x.example"])
                #expect(try await team.told() == ["Written waits in the outbox", "Written waits in the outbox"])
                #expect(try await team.release().words.contains("2 applicants have not been told in private yet"))

                try await app.discardMail(of: sample.programme)
                #expect(try await team.told() == ["Not written to", "Not written to"])
                #expect(try await team.release().status == 409, "thrown away is not told")

                _ = try await team.post("\(base)/telling")
                try await app.releaseMail(of: sample.programme)
                #expect(try await team.release().status == 409, "released is not sent")
                let lead = try await visitors.person("lead1@x.example")
                let own = "/programmes/sample/applications/\(sample.applications[0])"
                let waiting = try await lead.get(own).words
                #expect(waiting.contains("You will hear from us") && !waiting.contains("£20,000"))
                let letters = try await app.letters()
                try await app.fail(letters[0])
                try await app.carryMail()
                #expect(try await team.told().contains("Failed No such user"))
                #expect(try await team.release().words.contains("1 applicant has not been told"))

                let failed = try await team.get("\(base)/\(sample.applications[0])")
                #expect(failed.words.contains("failed: No such user") && failed.words.contains("Write to them"))
                #expect(try await team.post("\(base)/\(sample.applications[0])/letters").status == 303)
                try await app.releaseMail(of: sample.programme)
                try await app.carryMail()
                #expect(
                    try await team.told() == [
                        "Told by letter, sent on 20 April 2022", "Told by letter, sent on 20 April 2022",
                    ])
                let told = try await lead.get(own).words
                #expect(told.contains("£20,000") && !told.contains("You will hear"), "the letter leads to what it says")
                #expect(!(try await visitors.nobody.get("/programmes/sample/results").words.contains("Org 1")))
                #expect(try await team.release().status == 303)
            }
        }
    }

    @Test(arguments: Engines.all)
    func `a rehearsal tells nobody, and its letters count no more when it ends`(engine: Engine) async throws {
        try await TestApp.run(engine, at: "2022-04-20T10:00:00Z") { app in
            let sample = try await app.finalists(1)
            try await app.database.write { _ = try $0.execute("UPDATE programme SET rehearsal = TRUE") }
            try await app.browse { visitors in
                let team = try await visitors.person("t@x.example", roles: [.team], in: sample.programme.id)
                _ = try await team.decide(sample.applications[0], "reserve", "")
                _ = try await team.post("\(base)/telling")
                _ = try await team.post("\(base)/telling")
                #expect(try await app.letters().count == 1)
                #expect(try await team.told() == ["Rehearsed nobody was mailed"])
                #expect(try await team.release().status == 409)
                try await app.database.write { _ = try $0.execute("UPDATE programme SET rehearsal = FALSE") }
                _ = try await team.post("\(base)/telling")
                #expect(try await app.letters().count == 2)
            }
        }
    }

    @Test(arguments: Engines.all)
    func `everybody who applied must be told, not the lead alone`(engine: Engine) async throws {
        try await TestApp.run(engine, at: "2022-04-20T10:00:00Z") { app in
            let sample = try await app.finalists(1)
            try await app.join("co@x.example", to: sample.applications[0], in: sample.programme)
            try await app.browse { visitors in
                let team = try await visitors.person("t@x.example", roles: [.team], in: sample.programme.id)
                _ = try await team.decide(sample.applications[0], "reserve", "")
                _ = try await team.post("\(base)/telling")
                try await app.releaseMail(of: sample.programme)
                let letter = try await app.letter(to: "co@x.example")
                try await app.fail(letter)
                try await app.carryMail()
                #expect(try await team.release().words.contains("1 applicant has not been told"))
                let page = try await team.get("\(base)/\(sample.applications[0])").words
                #expect(page.contains("sent on 20 April 2022") && page.contains("failed: No such user"))
                _ = try await team.post("\(base)/telling")
                #expect(
                    try await app.letters().count == 2, "whoever has a letter gets no second, and no failed one stays"
                )
                #expect(try await app.letter(to: "co@x.example") != letter)
            }
        }
    }

    @Test(arguments: Engines.all)
    func `a person says how they told them, corrects it, and takes it back`(engine: Engine) async throws {
        try await TestApp.run(engine, at: "2022-04-20T10:00:00Z") { app in
            let sample = try await app.finalists(1)
            let one = "\(base)/\(sample.applications[0])"
            try await app.browse { visitors in
                let team = try await visitors.person(
                    "t@x.example", name: "Tia", roles: [.team], in: sample.programme.id)
                #expect(try await team.post("\(one)/told", Self.rang).status == 404, "nothing is decided")
                _ = try await team.decide(sample.applications[0], "reserve", "")
                let faults: [(String, String, String)] = [
                    ("told_how", "", "Say how they were told"), ("told_how", "elsewhere", "Say how they were told"),
                    ("told_how", "other", "Say in which way"), ("told_by", "", "Say who told them"),
                    ("told_on", "21 April 2022", "is still to come"),
                    ("told_on", "19 April 2022", "nobody was told before"),
                ]
                for (field, typed, words) in faults {
                    let page = try await team.post("\(one)/told", Self.rang.map { $0.0 == field ? (field, typed) : $0 })
                    #expect(page.status == 422 && page.words.contains(words), "\(field) \(typed)")
                }
                #expect(try await team.post("\(one)/told", Self.rang).status == 303)
                #expect(try await team.told() == ["Told by telephone by Tia, on 20 April 2022"])
                let other = [
                    ("told_how", "other"), ("told_words", "at the <door>"), ("told_by", "Bo"), ("told_on", "20/4/2022"),
                ]
                _ = try await team.post("\(one)/told", other)
                #expect(try await team.told() == ["Told at the <door> by Bo, on 20 April 2022"])
                #expect(try await team.post("\(one)/told/removals").status == 303)
                #expect(try await team.release().status == 409)
                _ = try await team.post("\(one)/told", Self.rang)
                _ = try await team.decide(sample.applications[0], "not_funded", "")
                #expect(try await team.told() == ["Not written to"], "another decision is told anew")
                _ = try await team.post("\(one)/told", Self.rang)
                #expect(try await team.release().status == 303)
                let late = try await team.post("\(one)/told/removals")
                #expect(late.status == 409 && late.words.contains("The results are out"))
                let log = try await team.get("/programmes/sample/team/activity").words
                #expect(log.contains("noted as told") && log.contains("by telephone, by Tia on 20 April 2022"))
            }
        }
    }

    @Test(arguments: Engines.all)
    func `whoever is shortlisted after all is not told the contrary`(engine: Engine) async throws {
        try await TestApp.run(engine, at: "2022-04-20T10:00:00Z") { app in
            let sample = try await app.finalists(0, of: 1)
            let context = app.actionContext()
            try await app.browse { visitors in
                let team = try await visitors.person("t@x.example", roles: [.team], in: sample.programme.id)
                _ = try await team.post("\(base)/telling")
                try await app.releaseMail(of: sample.programme)
            }
            try await app.database.write { tx in
                try Panels.shortlist(
                    sample.applications[0], shortlisted: true, reason: "", of: sample.programme.id, by: context, in: tx)
            }
            #expect(try await app.mail().isEmpty)
        }
    }

    @Test(arguments: Engines.all)
    func `doctor sees results that are out while somebody was not told`(engine: Engine) async throws {
        try await TestApp.run(engine, at: "2022-04-20T10:00:00Z") { app in
            let sample = try await app.finalists(0, of: 1)
            let now = app.clock.now
            try await app.database.write { _ = try $0.execute("UPDATE programme SET results_released_at = \(now)") }
            let broken = try await app.database.read { try Invariants.broken(in: $0) }
            #expect(
                broken == [
                    "Not so: Results are out only when everybody who applied was told first. (\(sample.applications[0]))"
                ])
            try await app.database.write { _ = try $0.execute("UPDATE programme SET results_released_at = NULL") }
        }
    }

    private let base = "/programmes/sample/team/decisions"

    private static let rang = [
        ("told_how", "telephone"), ("told_words", ""), ("told_by", "Tia"), ("told_on", "20 April 2022"),
    ]
}

extension TestApp {
    /// All letters about outcomes, in the order of their making.
    func letters() async throws -> [ID<Message>] {
        try await database.read { try $0.values("SELECT id FROM message WHERE about_kind = 'outcome' ORDER BY id") }
    }

    func letter(to email: String) async throws -> ID<Message> {
        let found: ID<Message>? = try await database.read {
            try $0.value("SELECT id FROM message WHERE to_address = \(email)")
        }
        return try #require(found)
    }

    func discardMail(of programme: Programme) async throws {
        let context = actionContext()
        try await database.write { tx in
            let held = try tx.values("SELECT id FROM message WHERE state = 'held'", as: ID<Message>.self)
            try Outbox.discard(held, of: programme.id, by: context, in: tx)
        }
    }

    func join(_ email: String, to application: ID<Application>, in programme: Programme) async throws {
        let context = actionContext()
        try await database.write { tx in
            let email = try #require(EmailAddress(email))
            let account = try Accounts.account(for: email, name: "Co", by: context, in: tx)
            try Applications.addMember(
                account, organisation: "Org 1", to: application, part: .coApplicant, programme: programme.id,
                by: context,
                in: tx)
        }
    }
}

extension Browser {
    /// What the list of who was told says of each, in order.
    func told() async throws -> [String] {
        let text = try await get("/programmes/sample/team/decisions").text
        guard let table = text.split(separator: "Who was told").dropFirst().last?.split(separator: "</table>").first
        else {
            return []
        }
        return table.split(separator: "<tr").compactMap { row in
            guard row.contains("<td"), let cell = row.split(separator: "<td").last else { return nil }
            return Page(status: 200, headers: [:], text: "<td\(cell)").words
        }
    }

    /// Releases the results as somebody who has read what will be shown.
    func release(ticks: [String] = ["sure"], shown: String? = nil) async throws -> Page {
        let path = "/programmes/sample/team/decisions/release"
        let page = try await get(path).text
        let fingerprint = page.split(separator: "name=\"shown\" value=\"").dropFirst().first?.prefix { $0 != "\"" }
        return try await post(
            path, ticks.map { ($0, "yes") } + [("shown", shown ?? fingerprint.map(String.init) ?? "")])
    }
}
