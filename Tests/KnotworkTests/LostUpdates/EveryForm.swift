import Names
import Store
import Testing

@testable import Knotwork

/// A programme in which every form can be filled in: something of each kind is there to be changed.
struct EveryForm: Sendable {
    var values: [String: String]
    /// What stands in the addresses of some endpoints instead, by how those end.
    var special: [(end: String, values: [String: String])]

    /// The address of an endpoint with something behind it; nil when a part has none.
    func fill(_ endpoint: Routes.Endpoint) -> String? {
        let own = special.first { endpoint.path.hasSuffix($0.end) }?.values ?? [:]
        return fill(endpoint.path, values.merging(own) { _, new in new })
    }

    /// The addresses of a page with each thing that could stand behind it.
    func everyFill(_ page: Routes.Endpoint) -> [String] {
        let all = [values] + special.map { special in values.merging(special.values) { _, new in new } }
        return Set(all.compactMap { fill(page.path, $0) }).sorted()
    }

    private func fill(_ path: String, _ values: [String: String]) -> String? {
        var pieces: [String] = []
        for piece in path.split(separator: "/") {
            let value = piece.hasPrefix(":") ? values[String(piece.dropFirst())] : String(piece)
            guard let value else { return nil }
            pieces.append(value)
        }
        return "/" + pieces.joined(separator: "/")
    }

    /// Which of several buttons is pressed.
    func button(_ endpoint: Routes.Endpoint) -> [(String, String)] {
        let names = [
            "/sections/:section": ("go", "later"), "/scores": ("act", "save"), "/summary": ("publish", "no"),
            "/decisions/:application": ("without_scores", "yes"),
        ]
        return names.filter { endpoint.path.hasSuffix($0.key) }.map(\.value)
    }

    /// Two for each endpoint: of the team, of those who write an application, and one who judges at two machines.
    struct People: Sendable {
        private var team: [Browser]
        private var writers: [Browser]
        private var judge: [Browser]

        init(_ visitors: Visitors, _ forms: EveryForm) async throws {
            let programmes = try await visitors.app.database.read { try Programmes.all(for: .theOperator, in: $0) }
            for programme in programmes {
                for name in ["t1", "t2"] {
                    _ = try await visitors.person("\(name)@x.example", roles: [.team], in: programme.id)
                }
            }
            (team, writers, judge) = ([], [], [])
            for name in ["t1", "t2"] { team.append(try await visitors.person("\(name)@x.example")) }
            for name in ["ann@home.example", "co@x.example"] { writers.append(try await visitors.person(name)) }
            for _ in 1...2 { judge.append(try await visitors.person("judge@x.example")) }
        }

        func first(_ endpoint: Routes.Endpoint) -> Browser { both(endpoint)[0] }
        func second(_ endpoint: Routes.Endpoint) -> Browser { both(endpoint)[1] }

        private func both(_ endpoint: Routes.Endpoint) -> [Browser] {
            switch endpoint.audience {
            case .everyone, .signedIn: writers
            case .roles(let roles): roles.contains(.team) ? team : judge
            }
        }
    }
}

extension TestApp {
    /// A programme that takes applications, one that was sent, one finalist, a draft of two; and a programme that nobody
    /// has begun to apply to.
    func everyForm() async throws -> EveryForm {
        let sample = try await panel(applications: 2)
        try await frame(sample.programme)
        try await hold(sample.programme)
        try await acquaint(sample.programme)
        try await assign(sample.applications[0], to: "judge@x.example", of: sample.programme)
        try await decide(sample)
        let draft = try await draft(in: sample.programme)
        try await next(after: sample.programme)
        return try await database.read { db in
            func one(_ sql: SQL) throws -> String { try db.value(sql, as: String.self) ?? "none" }
            let values = [
                "programme": "sample", "problem": "buses", "theme": "waiting", "event": "launch", "section": "1",
                "application": draft.text, "figure": "reach", "version": "x",
                "note": try one("SELECT id FROM note ORDER BY line LIMIT 1"),
                "insight": try one("SELECT id FROM insight LIMIT 1"),
                "item": try one("SELECT id FROM pack_item LIMIT 1"),
                "person": try one(
                    "SELECT a.person_id FROM introduction i JOIN sighting a ON a.id = i.sighting_a LIMIT 1"),
                "introduction": try one("SELECT id FROM introduction LIMIT 1"),
                "message": try one("SELECT id FROM message WHERE state = 'held' LIMIT 1"),
                "question": try one("SELECT id FROM question WHERE kind = 'file' LIMIT 1"),
            ]
            return EveryForm(
                values: values,
                special: [
                    ("/summary", ["event": "past"]), ("/panel/criteria", ["programme": "next"]),
                    ("/applications/questions", ["programme": "next"]),
                    ("/decisions/:application", ["application": sample.applications[1].text]),
                    ("/told", ["application": sample.applications[1].text]),
                    ("/shortlisting", ["application": sample.applications[0].text]),
                    ("/scores", ["application": sample.applications[0].text]),
                ])
        }
    }

    private func frame(_ programme: Programme) async throws {
        let context = actionContext()
        try await database.write { tx in
            for title in ["Buses", "Bins", "Benches"] {
                let form = ProblemForm(["title": title, "summary": "S", "question": "How?", "framing": "F"])
                _ = try Problems.frame(form, in: programme.id, by: context, tx: tx)
            }
            let all = try Problems.all(of: programme.id, in: tx)
            try Problems.put("They never come", on: all[0], by: context, in: tx)
            let pack = try PackForm(["pack_kind": "link", "pack_title": "P", "pack_url": "https://data.example"])
            try Problems.add(pack, to: all[0], by: context, in: tx)
            let themes = [("Waiting", all[0].id), ("Sitting", all[1].id), ("Standing", all[2].id)]
            for (title, problem) in themes {
                let theme = ThemeForm(title: title, why: "W", problems: [problem])
                _ = try Problems.name(theme, in: programme.id, by: context, tx: tx)
            }
            let insight = InsightForm(["kind": "problem", "text": "Rain comes in", "about": "Shelters"])
            try Problems.keep(insight, as: nil, in: programme.id, by: context, tx: tx)
            try Problems.park("Bridges", position: 0, of: programme.id, by: context, in: tx)
        }
    }

    private func hold(_ programme: Programme) async throws {
        let coming = try await event(in: programme)
        let (context, now) = (actionContext(), clock.now)
        try await database.write { tx in
            var past = coming
            (past.id, past.slug, past.startsAt, past.endsAt) = (context.id(), "past", now - .days(2), now - .days(1))
            try Events.create(past, by: context, in: tx)
        }
    }

    private func acquaint(_ programme: Programme) async throws {
        let context = actionContext()
        try await database.write { tx in
            let people = try ["Ada", "Bea"].map { name in
                let form = try StakeholderForm(["name": name, "email": "\(name)@council.example"])
                return try People.add(form, to: programme.id, by: context, in: tx)
            }
            let form = try IntroductionForm(
                [
                    "intro_to": "bea@council.example", "intro_on": "1 March 2022", "intro_who": "Tess",
                    "intro_why": "Both wait",
                ], at: context.at)
            try People.introduce(form, people[0], in: programme.id, by: context, tx: tx)
            let mail = Message(
                to: Address(email: "ada@council.example", name: "Ada"), subject: "It moved", text: "Hello.",
                programme: programme.id, isBulk: true)
            try Outbox.send(mail, in: tx, at: context.at, randomness: context.randomness)
        }
    }

    private func decide(_ sample: PanelSample) async throws {
        let context = actionContext()
        let decision = Decision(
            application: sample.applications[1], outcome: .part, amount: .pounds(10_000), condition: "", reason: "Good")
        try await database.write { tx in
            try Panels.shortlist(
                sample.applications[1], shortlisted: true, reason: "Good", of: sample.programme.id, by: context, in: tx)
            try Finals.decide(
                decision, assenting: [.withoutScores], of: sample.programme, by: context, in: tx)
        }
    }

    /// A draft with a question of each kind, of Ann and a co-applicant.
    private func draft(in programme: Programme) async throws -> ID<Application> {
        let context = actionContext()
        let kinds: [Question.Kind] = [.long, .text, .money, .link, .eligibility, .themes, .file]
        let questions = kinds.map { kind in
            Question(
                id: context.id(), key: "q-\(kind.rawValue)", section: "Idea", label: "\(kind)", hint: "", kind: kind,
                isRequired: false)
        }
        try await database.write { _ = try Applications.install(questions, for: programme.id, by: context, in: $0) }
        let start = try StartForm(["name": "Ann", "email": "ann@home.example", "organisation": "Home Ltd"])
        let settings = dependencies.settings
        let id = try await database.write { tx in
            try Applications.start(start, of: programme, settings: settings, by: context, in: tx)
        }
        try await database.write { tx in
            let account = try Accounts.account(
                for: try #require(EmailAddress("co@x.example")), name: "Co", by: context, in: tx)
            try Applications.addMember(
                account, organisation: "Home Ltd", to: id, part: .coApplicant, programme: programme.id, by: context,
                in: tx)
        }
        return id
    }

    /// The next edition, for which nothing has opened yet.
    private func next(after programme: Programme) async throws {
        let context = actionContext()
        try await database.write { tx in
            var next = programme
            (next.id, next.slug) = (context.id(), "next")
            try Programmes.create(next, milestones: [], by: context, in: tx)
            let question = Question(
                id: context.id(), key: "idea", section: "Idea", label: "What?", hint: "", kind: .long, isRequired: true)
            _ = try Applications.install([question], for: next.id, by: context, in: tx)
            let criterion = Criterion(
                id: context.id(), round: .assessment, key: "need", title: "Need", weight: 100, lowest: 1, highest: 5,
                anchors: [5: "Outstanding"])
            try Panels.set([criterion], of: next.id, by: context, in: tx)
        }
    }
}
