import Delimited
import Foundation
import HTTPTypes
import Markup
import Names
import Store
import Testing

@testable import Knotwork

/// The pages, files and report of the evaluation, on the example programme.
@Suite(.timeLimit(.minutes(20))) struct EvaluationTests {
    private static let home = "/programmes/lcr-2021-22/team/evaluation"
    private static let endpoints = [
        "", "/figures/reach", "/report", "/report.html", "/figures.json", "/figures.csv", "/sessions.csv",
        "/journeys.csv", "/findings",
    ]

    @Test(arguments: Engines.all)
    func `the page shows every figure with its definition, as a link to what is behind it`(engine: Engine) async throws
    {
        try await TestApp.run(engine, at: "2022-11-01T10:00:00Z") { app in
            let evidence = try await app.example()
            let figures = Figures(evidence)
            try await app.browse { visitors in
                let team = try await visitors.person("t@team.example", roles: [.team], in: evidence.programme.id)
                let page = try await team.get(Self.home)
                #expect(page.status == 200)
                for figure in figures.all {
                    #expect(page.words.contains("\(figure.value.words) \(figure.title)"))
                    #expect(page.words.contains(figure.definition))
                    #expect(page.says("href=\"\(Self.home)/figures/\(figure.key.rawValue)\""))
                }
                for journey in figures.journeys { #expect(page.words.contains(journey.organisation)) }
                for session in figures.sessions { #expect(page.words.contains(session.rate.words)) }
            }
        }
    }

    @Test(arguments: Engines.all)
    func `the page of a figure lists exactly its people, each with the way to them`(engine: Engine) async throws {
        try await TestApp.run(engine) { app in
            let evidence = try await app.example()
            let figures = Figures(evidence)
            try await app.browse { visitors in
                let team = try await visitors.person("t@team.example", roles: [.team], in: evidence.programme.id)
                for figure in figures.all {
                    let page = try await team.get("\(Self.home)/figures/\(figure.key.rawValue)")
                    #expect(page.status == 200)
                    #expect(Self.rows(page).count == figure.ids.count, "\(figure.key)")
                    guard figure.basis == .people else { continue }
                    #expect(Self.people(page) == figure.ids.sorted(), "\(figure.key)")
                }
                let first = try #require(figures[.reach].ids.first)
                let person = try await team.get("/programmes/lcr-2021-22/team/people/\(first)")
                #expect(person.status == 200)
                let unknown = try await team.get("\(Self.home)/figures/no-such-figure")
                #expect(unknown.status == 404)
            }
        }
    }

    /// The rows of the last table of a page, which is what is behind a figure.
    private static func rows(_ page: Browser.Page) -> [Substring] {
        let table = page.text.components(separatedBy: "<tbody").last ?? ""
        return table.split(separator: "<th scope=\"row\"").dropFirst().map { $0 }
    }

    private static func people(_ page: Browser.Page) -> [String] {
        rows(page).compactMap { row in
            row.split(separator: "/team/people/").dropFirst().first.map { String($0.prefix { $0 != "\"" }) }
        }.sorted()
    }

    @Test(arguments: Engines.all)
    func `every link in every list behind a figure leads the team somewhere`(engine: Engine) async throws {
        try await TestApp.run(engine) { app in
            let evidence = try await app.example()
            let figures = Figures(evidence)
            try await app.browse { visitors in
                let team = try await visitors.person("t@team.example", roles: [.team], in: evidence.programme.id)
                var links: Set<String> = []
                for figure in figures.all {
                    let page = try await team.get("\(Self.home)/figures/\(figure.key.rawValue)")
                    let own = Self.rows(page).compactMap { $0.firstMatch(of: /href="([^"]+)"/).map { String($0.1) } }
                    #expect(own.count == figure.ids.count, "\(figure.key)")
                    links.formUnion(own)
                }
                #expect(links.count > 174)
                for link in links {
                    let page = try await team.get(link)
                    #expect(page.status == 200, "\(link)")
                }
            }
        }
    }

    @Test(arguments: Engines.all)
    func `nobody but the programme's own team finds any of it`(engine: Engine) async throws {
        try await TestApp.run(engine) { app in
            let evidence = try await app.example()
            let other = try await app.programme(slug: "other")
            try await app.browse { visitors in
                var strangers = [try await visitors.person("o@team.example", roles: [.team], in: other.id)]
                for role in Role.allCases where role != .team {
                    strangers.append(
                        try await visitors.person(
                            "\(role.rawValue)@x.example", roles: [role], in: evidence.programme.id))
                }
                for door in Self.endpoints {
                    for stranger in strangers {
                        let page = try await stranger.get(Self.home + door)
                        #expect(page.status == 404, "\(door)")
                        #expect(!page.words.contains("174"))
                    }
                    let page = try await visitors.nobody.get(Self.home + door)
                    #expect(page.status == 303, "\(door)")
                }
            }
        }
    }

    @Test(arguments: Engines.all)
    func `the query itself refuses who is not of the team`(engine: Engine) async throws {
        try await TestApp.run(engine) { app in
            let programme = try await app.programme()
            let context = app.actionContext()
            let assessor = try await app.database.write { tx in
                let address = try #require(EmailAddress("a@panel.example"))
                let account = try Accounts.account(for: address, name: "", by: context, in: tx)
                try Accounts.grant(.assessor, in: programme.id, to: account.id, by: context, in: tx)
                return Caller(
                    account: account,
                    roleGrants: [RoleGrant(programme: programme.id, slug: programme.slug, role: .assessor)])
            }
            await #expect(throws: Refusal.notFound) {
                _ = try await app.database.read {
                    try EvaluationView(of: programme, for: assessor, at: context.at, in: $0)
                }
            }
        }
    }

    @Test(arguments: Engines.all)
    func `the report names no person, and only organisations that are known to be funded`(engine: Engine) async throws {
        try await TestApp.run(engine, at: "2022-11-01T10:00:00Z") { app in
            let evidence = try await app.example()
            let figures = Figures(evidence)
            let written = try await app.database.read { db in
                try db.all("SELECT name, email FROM sighting") {
                    (name: try $0["name"] as String, email: try $0["email"] as String)
                }
            }
            let names = Set(written.map(\.name)).filter { $0.split(separator: " ").count > 1 }
            #expect(names.count > 150)
            let report = String(
                decoding: try await CommandLine(dependencies: app.dependencies).report(of: "lcr-2021-22"), as: UTF8.self
            )
            let words = Browser.Page(status: 200, headers: [:], text: report).words.lowercased()
            for name in names { #expect(!words.contains(name.lowercased()), "\(name)") }
            for email in Set(written.map(\.email)) where !email.isEmpty { #expect(!report.contains(email)) }
            #expect(!report.contains("@x.") && !report.contains(".example"))
            for id in figures.all.flatMap(\.ids) { #expect(!report.contains(id)) }
            for journey in figures.journeys {
                #expect(words.contains(journey.organisation.lowercased()) == journey.funded, "\(journey.organisation)")
            }
        }
    }

    @Test(arguments: Engines.all)
    func `before the results are out the report names no organisation`(engine: Engine) async throws {
        try await TestApp.run(engine, at: "2022-11-01T10:00:00Z") { app in
            let programme = try await app.example().programme
            try await app.database.write { tx in
                try tx.execute("UPDATE programme SET results_released_at = NULL WHERE id = \(programme.id)")
            }
            let early = String(
                decoding: try await CommandLine(dependencies: app.dependencies).report(of: "lcr-2021-22"), as: UTF8.self
            )
            let figures = Figures(try await app.evidence(programme))
            for journey in figures.journeys { #expect(!early.contains(journey.organisation)) }
            #expect(early.contains("Organisation 15"))
        }
    }

    @Test(arguments: Engines.all)
    func `the report is one file with every figure, its definition and the day it was worked out`(engine: Engine)
        async throws
    {
        try await TestApp.run(engine, at: "2022-11-01T10:00:00Z") { app in
            let evidence = try await app.example()
            let figures = Figures(evidence)
            let report = String(
                decoding: try await CommandLine(dependencies: app.dependencies).report(of: "lcr-2021-22"), as: UTF8.self
            )
            #expect(report.hasPrefix("<!doctype html>"))
            #expect(report.contains("<style>") && report.contains("@media print"))
            #expect(!report.contains("href=") && !report.contains("src=") && !report.contains("url("))
            #expect(report.contains("A draft, worked out from the records on 1 November 2022, 10 am"))
            let words = Browser.Page(status: 200, headers: [:], text: report).words
            for figure in figures.all {
                let value = figure.key == .conversionMean ? "too few to show" : figure.value.words
                #expect(words.contains("\(value) \(figure.title)"), "\(figure.key)")
                #expect(words.contains(figure.definition), "\(figure.key)")
            }
        }
    }

    @Test(arguments: Engines.all)
    func `the files can be read by programs, and hold the same figures`(engine: Engine) async throws {
        try await TestApp.run(engine) { app in
            let evidence = try await app.example()
            let figures = Figures(evidence)
            try await app.browse { visitors in
                let team = try await visitors.person("t@team.example", roles: [.team], in: evidence.programme.id)
                let json = try await team.get("\(Self.home)/figures.json")
                #expect(json.headers[.contentType] == "application/json")
                _ = try JSONText.parse(Array(json.text.utf8), file: "figures.json")
                #expect(json.says("\"key\" : \"reach\"") && json.says("\"value\" : 174"))
                let sessions = try await team.get("\(Self.home)/sessions.csv")
                let rows = DelimitedText(sessions.text).records.map(\.fields)
                #expect(rows.count == 6)
                #expect(Set(rows.map(\.count)).count == 1)
                #expect(rows.last?.contains("24.17") == true)
                let journeys = try await team.get("\(Self.home)/journeys.csv")
                #expect(DelimitedText(journeys.text).records.count == 16)
                let table = try await team.get("\(Self.home)/figures.csv")
                #expect(DelimitedText(table.text).records.count == figures.all.count + 1)
            }
        }
    }

    @Test(arguments: Engines.all)
    func `everybody reached is in one combination of stages`(engine: Engine) async throws {
        try await TestApp.run(engine) { app in
            let evidence = try await app.example()
            let figures = Figures(evidence)
            let crossings = figures.crossings
            #expect(crossings.reduce(0) { $0 + $1.people } == figures[.reach].ids.count)
            let heard = crossings.filter { $0.stages.contains(0) }.reduce(0) { $0 + $1.people }
            #expect(heard == figures[.stakeholders].ids.count)
            let launched = crossings.filter { $0.stages.contains(1) }.reduce(0) { $0 + $1.people }
            #expect(launched == figures[.launchAttended].ids.count)
        }
    }

    @Test(arguments: Engines.all)
    func `a programme without any records has an evaluation and a report`(engine: Engine) async throws {
        try await TestApp.run(engine) { app in
            let programme = try await app.programme()
            try await app.browse { visitors in
                let team = try await visitors.person("t@team.example", roles: [.team], in: programme.id)
                for door in Self.endpoints {
                    let page = try await team.get("/programmes/sample/team/evaluation\(door)")
                    #expect(page.status == 200, "\(door)")
                    #expect(!page.says("nan"), "\(door)")
                }
            }
        }
    }

    @Test(arguments: Engines.all)
    func `a quote needs consent, stands in the report, and goes for good when it is taken out`(engine: Engine)
        async throws
    {
        try await TestApp.run(engine) { app in
            let programme = try await app.programme()
            let home = "/programmes/sample/team/evaluation"
            let desk = CommandLine(dependencies: app.dependencies)
            try await app.browse { visitors in
                let team = try await visitors.person("t@team.example", roles: [.team], in: programme.id)
                let quote = [("kind", "quote"), ("words", "<b>It opened doors</b>"), ("speaker", "A small business")]
                let refused = try await team.post("\(home)/findings", quote)
                #expect(refused.status == 422)
                #expect(refused.says("how and when they agreed") && refused.says("&lt;b&gt;It opened doors"))
                let taken = try await team.post("\(home)/findings", quote + [("consent", "by e-mail on 4 May")])
                #expect(taken.status == 303)
                let report = String(decoding: try await desk.report(of: "sample"), as: UTF8.self)
                #expect(report.contains("&lt;b&gt;It opened doors") && report.contains("A small business"))
                #expect(!report.contains("by e-mail on 4 May"))
                let found = try await app.database.read {
                    try Evaluation.findings(of: programme.id, for: .theOperator, in: $0)
                }
                let id = try #require(found.first?.id)
                let other = try await app.programme(slug: "other")
                let stranger = try await visitors.person("o@team.example", roles: [.team], in: other.id)
                let foreign = try await stranger.post("/programmes/other/team/evaluation/findings/\(id.text)/removal")
                #expect(foreign.status == 404)
                let gone = try await team.post("\(home)/findings/\(id.text)/removal")
                #expect(gone.status == 303)
                let after = String(decoding: try await desk.report(of: "sample"), as: UTF8.self)
                #expect(!after.contains("It opened doors"))
            }
        }
    }

}
