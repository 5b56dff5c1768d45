import Store
import Testing

@testable import Knotwork

@Suite(.timeLimit(.minutes(20))) struct CloningTests {
    @Test(arguments: Engines.all)
    func `the next edition takes along what the programme is, and nothing that happened in it`(
        engine: Engine
    ) async throws {
        try await TestApp.run(engine, at: "2022-06-30T10:00:00Z") { app in
            let old = try await app.example().programme
            try await app.browse { visitors in
                let team = try await visitors.person("t@x.example", roles: [.team], in: old.id)
                let answer = try await team.post(
                    "/programmes/\(old.slug)/team/next-edition",
                    [("name", "What’s next?"), ("edition", "LCR 2022–23"), ("slug", "lcr-2022-23"), ("weeks", "52")])
                #expect(answer.location == "/programmes/lcr-2022-23/team")
                let home = try await team.get("/programmes/lcr-2022-23/team")
                #expect(home.status == 200 && home.words.contains("This is a rehearsal"))
                let oldTeam = try await visitors.person("mandeep.roughleye@mcdc.example")
                #expect(
                    try await oldTeam.get("/programmes/lcr-2022-23/team").status == 200, "who runs one runs the next")
                let judge = try await visitors.person("tomasz.arkwell@clearmarkaccreditation.example")
                #expect(
                    try await judge.get("/programmes/lcr-2022-23/reviews").status == 404, "who judged is asked again")
            }
            let counts = try await app.countsByProgramme()
            #expect(counts["lcr-2022-23"] == ["role_grant": 6])
            let (new, dates, oldDates) = try await app.database.read { db in
                let found = try Programmes.find(slug: "lcr-2022-23", in: db)
                return (
                    found, try Programmes.milestones(of: found?.id ?? ID(""), in: db),
                    try Programmes.milestones(of: old.id, in: db)
                )
            }
            let edition = try #require(new)
            #expect(edition.pot == old.pot && edition.about == old.about && edition.accent == old.accent)
            #expect(edition.isRehearsal && edition.resultsReleasedAt == nil)
            #expect(dates.map(\.startsAt.london.day.weekday) == oldDates.map(\.startsAt.london.day.weekday))
            let form = try await app.database.read { try Applications.currentForm(of: edition.id, in: $0) }
            let oldForm = try await app.database.read { try Applications.currentForm(of: old.id, in: $0) }
            #expect(form?.questions.map(\.label) == oldForm?.questions.map(\.label))
            let ids = [form, oldForm].map { Set($0?.questions.map(\.id) ?? []) }
            #expect(ids[0].isDisjoint(with: ids[1]) && !ids[0].isEmpty)
            let backlog = try await app.database.read { try Problems.backlog(of: edition.id, in: $0) }
            let problems = try await app.database.read { try Problems.all(of: old.id, in: $0).map(\.title) }
            #expect(Array(backlog.prefix(problems.count)) == problems)
            for round in Round.allCases {
                let pair = try await app.database.read { db in
                    try [old.id, edition.id].map { try Panels.criteria(of: $0, round: round, in: db).map(\.title) }
                }
                #expect(pair[0] == pair[1] && !pair[0].isEmpty)
            }
        }
    }

    @Test(arguments: [
        ("Liverpool City Region 2021–22", "Liverpool City Region 2022–23"), ("lcr-2021-22", "lcr-2022-23"),
        ("spring-2026", "spring-2027"), ("1999/00", "2000/01"), ("The third edition", "The third edition"),
    ])
    func `the names of the next edition are offered`(old: String, next: String) {
        #expect(CloneForm.aYearLater(old) == next)
    }

    @Test func `dates move by whole weeks and keep their time on the clock when the clocks change`() throws {
        let close = try #require(LondonTime("2022-03-31T17:00")).instant + .seconds(59)
        let milestone = Milestone(kind: .applicationsClose, label: "Close", startsAt: close, endsAt: nil)
        let later = milestone.later(byWeeks: -5)
        #expect(later.startsAt.description == "2022-02-24T17:00:59.000Z", "winter time")
        #expect(milestone.startsAt.description == "2022-03-31T16:00:59.000Z", "summer time")
        #expect(milestone.later(byWeeks: 0) == milestone)
    }

    @Test(arguments: Engines.all)
    func `an address that is taken or no address comes back with what was typed`(engine: Engine) async throws {
        try await TestApp.run(engine) { app in
            let programme = try await app.programme()
            try await app.programme(slug: "other")
            try await app.browse { visitors in
                let team = try await visitors.person("t@x.example", roles: [.team], in: programme.id)
                for slug in ["other", "a/b", "Ümlaut", "-x-"] {
                    let page = try await team.post(
                        "/programmes/sample/team/next-edition",
                        [("name", "Kept"), ("edition", "Next"), ("slug", slug), ("weeks", "52")])
                    #expect(
                        page.status == 422 && page.says("value=\"\(slug)\"") && page.says("value=\"Kept\""), "\(slug)")
                }
                let weeks = try await team.post(
                    "/programmes/sample/team/next-edition",
                    [("name", "Kept"), ("edition", "Next"), ("slug", "fine"), ("weeks", "a year")])
                #expect(weeks.status == 422)
            }
            let slugs: [String] = try await app.database.read {
                try $0.values("SELECT slug FROM programme ORDER BY slug")
            }
            #expect(slugs == ["other", "sample"])
        }
    }

    @Test(arguments: Engines.all)
    func `a rehearsal mails nobody and is listed for its own people only, until somebody ends it`(
        engine: Engine
    ) async throws {
        try await TestApp.run(engine) { app in
            let programme = try await app.programme()
            try await app.browse { visitors in
                let team = try await visitors.person("t@x.example", roles: [.team], in: programme.id)
                _ = try await team.post(
                    "/programmes/sample/team/next-edition",
                    [("name", "Try-out"), ("edition", "Next"), ("slug", "try-out"), ("weeks", "1")])
                let rehearsal = try #require(
                    try await app.database.read { try Programmes.find(slug: "try-out", in: $0) })
                try await app.event(in: rehearsal)
                _ = try await visitors.nobody.post(
                    "/programmes/try-out/events/launch/registrations", [("name", "Ann"), ("email", "ann@home.example")])
                #expect(try await app.mail().map(\.state) == ["rehearsed"])
                let front = try await visitors.nobody.get("/")
                #expect(!front.says("Try-out"))
                let own = try await team.get("/")
                #expect(own.says("Try-out"))

                let page = try await team.get("/programmes/try-out/team/rehearsal")
                #expect(page.words.contains("1 person and 0 applications would count in every figure"))
                #expect(try await team.post("/programmes/try-out/team/rehearsal/end").status == 422)
                #expect(try await app.isRehearsal("try-out"))
                _ = try await team.post("/programmes/try-out/team/rehearsal/end", [("meant", "yes")])
                #expect(try await !app.isRehearsal("try-out"))
                #expect(try await app.mail().map(\.state) == ["rehearsed"], "what was rehearsed never leaves")
                let after = try await visitors.nobody.get("/")
                #expect(after.says("Try-out"))
            }
        }
    }
}

extension TestApp {
    fileprivate func isRehearsal(_ slug: String) async throws -> Bool {
        try await database.read { try Programmes.find(slug: slug, in: $0)?.isRehearsal ?? false }
    }

    /// How many rows each programme has in the tables of what happens to people.
    fileprivate func countsByProgramme() async throws -> [String: [String: Int]] {
        try await database.read { db in
            let tables: [(String, SQL)] = [
                ("sighting", "SELECT programme_id FROM sighting"), ("event", "SELECT programme_id FROM event"),
                ("application", "SELECT programme_id FROM application"),
                ("message", "SELECT programme_id FROM message"),
                ("role_grant", "SELECT programme_id FROM role_grant"), ("insight", "SELECT programme_id FROM insight"),
                ("organisation", "SELECT programme_id FROM organisation"), ("help", "SELECT programme_id FROM help"),
                ("import", "SELECT programme_id FROM import_file"), ("theme", "SELECT programme_id FROM theme"),
                ("finding", "SELECT programme_id FROM finding"),
            ]
            var counts: [String: [String: Int]] = [:]
            for (name, rows) in tables {
                let found = try db.all(
                    """
                    SELECT p.slug, count(*) AS number FROM (\(rows)) x JOIN programme p ON p.id = x.programme_id
                    GROUP BY p.slug
                    """
                ) { (try $0["slug"] as String, try $0["number"] as Int) }
                for (slug, number) in found { counts[slug, default: [:]][name] = number }
            }
            return counts
        }
    }
}
