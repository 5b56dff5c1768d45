import HTTPTypes
import Names
import Store
import Testing

@testable import Knotwork

/// Every address as every role, on the example programme: let in or not found, and no page shows what is not theirs.
@Suite(.timeLimit(.minutes(20))) struct MatrixTests {
    @Test(arguments: Engines.all)
    func `each endpoint opens to those it is for, and is not there for others`(engine: Engine) async throws {
        try await TestApp.run(engine, at: "2022-06-30T10:00:00Z") { app in
            let programme = try await app.example().programme
            let other = try await app.programme(slug: "other")
            let places = try await app.places(in: programme)
            let endpoints = App.routes(app.dependencies).endpoints.filter {
                $0.method == .get && $0.path.contains(":programme")
            }
            try await app.browse { visitors in
                let people = try await visitors.everyRole(in: programme, other: other)
                for endpoint in endpoints {
                    guard let path = places.fill(endpoint.path) else {
                        Issue.record("The matrix has no value for a part of \(endpoint.path)")
                        continue
                    }
                    for one in people {
                        let page = try await one.browser.get(path)
                        #expect(one.expects(endpoint, page.status), "\(one.name) at \(path): \(page.status)")
                        #expect(page.status < 500, "\(one.name) at \(path)")
                        if !one.isTeam { #expect(!page.says(places.secret), "\(one.name) at \(path) sees an address") }
                    }
                }
            }
        }
    }

    @Test(arguments: Engines.all)
    func `what changes something is refused to those it is not for`(engine: Engine) async throws {
        try await TestApp.run(engine, at: "2022-06-30T10:00:00Z") { app in
            let programme = try await app.example().programme
            let other = try await app.programme(slug: "other")
            let places = try await app.places(in: programme)
            let before = try await app.database.read {
                try AuditLog.entries(of: programme.id, limit: 10_000, in: $0).count
            }
            let endpoints = App.routes(app.dependencies).endpoints.filter { endpoint in
                guard endpoint.method == .post, case .roles = endpoint.audience else { return false }
                return true
            }
            try await app.browse { visitors in
                let people = try await visitors.everyRole(in: programme, other: other)
                for endpoint in endpoints {
                    guard let path = places.fill(endpoint.path), case .roles(let roles) = endpoint.audience else {
                        continue
                    }
                    for one in people where one.roles.isDisjoint(with: roles) {
                        let answer = try await one.browser.post(path)
                        #expect([303, 404].contains(answer.status), "\(one.name) at \(path): \(answer.status)")
                    }
                }
            }
            let after = try await app.database.read { try AuditLog.entries(of: programme.id, limit: 10_000, in: $0) }
            let changes = after.filter { !$0.verb.hasPrefix("became") && !$0.verb.hasPrefix("gave the role") }
            #expect(changes.count <= before, "nobody changed anything")
        }
    }
}

/// Real values for the parts of addresses, and something that only the team may read.
struct Places: Sendable {
    var values: [String: String]
    var secret: String

    /// The address with real values; nil when a part has none.
    func fill(_ path: String) -> String? {
        var pieces: [String] = []
        for piece in path.split(separator: "/") {
            guard piece.hasPrefix(":") else {
                pieces.append(String(piece))
                continue
            }
            guard let value = values[String(piece.dropFirst())] else { return nil }
            pieces.append(value)
        }
        return "/" + pieces.joined(separator: "/")
    }
}

/// One browser of the matrix and what it may do.
struct Visitor: Sendable {
    var name: String
    var browser: Browser
    var roles: Set<Role>
    var isSignedIn: Bool
    var isTeam: Bool { roles.contains(.team) }

    /// Whether an answer is right: let in, sent to sign in, or not found.
    func expects(_ endpoint: Routes.Endpoint, _ status: Int) -> Bool {
        switch endpoint.audience {
        case .everyone: return status == 200
        case .signedIn: return isSignedIn ? [200, 404].contains(status) : status == 303
        case .roles(let wanted):
            if !isSignedIn { return status == 303 }
            // An assessor is not given every application: theirs or not found.
            return roles.isDisjoint(with: wanted)
                ? status == 404 : [200, 404].contains(status) && (!isTeam || status == 200)
        }
    }
}

extension Visitors {
    /// Somebody for each role, nobody, and the team of another programme.
    func everyRole(in programme: Programme, other: Programme) async throws -> [Visitor] {
        var all = [Visitor(name: "nobody", browser: nobody, roles: [], isSignedIn: false)]
        for role in Role.allCases {
            let browser = try await person("\(role.rawValue)@matrix.example", roles: [role], in: programme.id)
            all.append(Visitor(name: role.rawValue, browser: browser, roles: [role], isSignedIn: true))
        }
        let stranger = try await person("stranger@matrix.example", roles: [.team], in: other.id)
        all.append(Visitor(name: "another team", browser: stranger, roles: [], isSignedIn: true))
        return all
    }
}

extension Browser {
    /// Reads what would be published of a programme, and publishes it.
    @discardableResult
    func publishReport(_ home: String) async throws -> Page {
        let place = "\(home)/team/evaluation/publication"
        let page = try await get(place)
        let form = try #require(PageForm.all(in: page.text).first { $0.action == place })
        return try await post(place, form.fields)
    }
}

extension TestApp {
    /// The report, as it is published on the web.
    func publishReport(of programme: Programme) async throws {
        let context = actionContext()
        let draft = try await database.read {
            let now = try #require(try Programmes.find(slug: programme.slug, in: $0))
            return try ReportDraft(of: now, for: .theOperator, at: context.at, in: $0)
        }
        let made = try await draft.made()
        let mark = try draft.mark()
        try await database.write { tx in _ = try Evaluation.publish(made, of: draft, read: mark, by: context, in: tx) }
    }

    func places(in programme: Programme) async throws -> Places {
        let context = actionContext()
        let mail = Message(
            to: Address(email: "ann@home.example", name: "Ann"), subject: "For the team's eyes", text: "Words.",
            programme: programme.id, isBulk: true)
        try await database.write { tx in try Outbox.send(mail, in: tx, at: context.at, randomness: context.randomness) }
        try await publishReport(of: programme)
        let upload = try await handedIn(in: programme)
        let third = try await database.read {
            try $0.value("SELECT id FROM application WHERE number = 3", as: String.self)
        }
        let question = try await answeredByFile(ID(third ?? ""), in: programme, words: "ann@home.example")
        return try await database.read { db in
            func one(_ sql: SQL) throws -> String { try db.value(sql, as: String.self) ?? "none" }
            return Places(
                values: [
                    "programme": programme.slug, "event": "launch", "problem": "p1",
                    "theme": try one("SELECT slug FROM theme ORDER BY number LIMIT 1"),
                    "application": try one("SELECT id FROM application WHERE number = 3"), "section": "1",
                    "person": try one("SELECT person_id FROM sighting WHERE kind = 'contact' ORDER BY id LIMIT 1"),
                    "verdict": try one("SELECT id FROM verdict ORDER BY id LIMIT 1"),
                    "import": try one("SELECT id FROM import_file ORDER BY id LIMIT 1"), "figure": "reach",
                    "message": try one("SELECT id FROM message ORDER BY id LIMIT 1"), "upload": upload.text,
                    "question": question.text, "account": try one("SELECT id FROM account ORDER BY id LIMIT 1"),
                    "round": "assessment", "version": "x",
                    "note": try one(
                        "SELECT n.id FROM note n JOIN problem p ON p.id = n.problem_id WHERE p.slug = 'p1'"),
                    "insight": try one("SELECT id FROM insight ORDER BY id LIMIT 1"),
                ], secret: try one("SELECT email FROM sighting WHERE kind = 'contact' ORDER BY id LIMIT 1"))
        }
    }

    /// A question of an application that is answered by a file with these words.
    func answeredByFile(
        _ application: ID<Application>, in programme: Programme, words: String
    ) async throws -> ID<Question> {
        let context = actionContext()
        let file = FormFile(name: "plan.pdf", contentType: "", bytes: Array("%PDF-1.7 \(words)".utf8))
        let upload = try await Uploads.receive(
            file, rules: .evidence, programme: programme.id, by: context, into: database)
        return try await database.write { tx in
            let question = try #require(
                try tx.value("SELECT id FROM question ORDER BY id LIMIT 1", as: ID<Question>.self))
            try Uploads.keep(upload, by: context, in: tx)
            try tx.execute(
                """
                INSERT INTO application_file (application_id, question_id, upload_id)
                VALUES (\(application), \(question), \(upload.id))
                """)
            return question
        }
    }

    /// A file that the matrix's team member handed in and has not taken yet: nobody else finds it.
    private func handedIn(in programme: Programme) async throws -> ID<Upload> {
        let address = try #require(EmailAddress("team@matrix.example"))
        let context = actionContext()
        let account = try await database.write { try Accounts.account(for: address, name: "", by: context, in: $0) }
        let own = ActionContext(caller: Caller(account: account), at: clock.now, randomness: .system)
        let text = "Name,Email\nAnn Lee,ann@home.example\n"
        let file = FormFile(name: "people.csv", contentType: "text/csv", bytes: Array(text.utf8))
        let upload = try await Uploads.receive(
            file, rules: .export(file), programme: programme.id, by: own, into: database)
        return upload.id
    }
}
