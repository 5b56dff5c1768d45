import Hummingbird
import HummingbirdTesting
import Markup
import Names
import Store
import Testing

@testable import Knotwork

/// Asking for a link does the same for everybody; a job answers.
@Suite(.timeLimit(.minutes(20))) struct SignInDeskTests {
    @Test(arguments: Engines.all)
    func `asking writes the same rows for known and unknown addresses, and only the job looks who is known`(
        engine: Engine
    ) async throws {
        try await TestApp.run(engine) { app in
            _ = try await app.account("ann@council.example")
            let desk = SignInDesk(dependencies: app.dependencies)
            try await app.browse { visitors in
                var written: [[String: Int]] = []
                for email in ["ann@council.example", "bob@council.example"] {
                    let before = try await app.rowCounts()
                    let page = try await visitors.nobody.post("/sign-in", [("email", email), ("next", "/my?a=b")])
                    #expect(page.status == 200)
                    let after = try await app.rowCounts()
                    written.append(after.merging(before) { $0 - $1 }.filter { $0.value != 0 })
                }
                // The first also counts where it came from, in two rows that the second raises.
                #expect(written[0]["sign_in_request"] == 1 && written[1] == ["sign_in_request": 1])
                #expect(written[0].keys.allSatisfy { ["sign_in_request", "stranger_count"].contains($0) })
                #expect(try await app.mail().isEmpty)
                await desk.answer()
                await desk.answer()
            }
            #expect(try await app.mail().map(\.to) == ["ann@council.example"])
            let kept = try await app.database.read {
                try $0.values("SELECT email FROM sign_in_request", as: String.self)
            }
            #expect(kept == ["", ""], "nobody's address is kept who was answered")
            let next = try await app.database.read {
                try $0.values("SELECT next_path FROM sign_in_link", as: String.self)
            }
            #expect(next == ["/my?a=b"])
        }
    }

    @Test(arguments: Engines.all)
    func `two desks at once answer each request once`(engine: Engine) async throws {
        try await TestApp.run(engine) { app in
            for number in 1...5 { _ = try await app.account("a\(number)@council.example") }
            let context = app.actionContext()
            try await app.database.write { tx in
                for number in 1...5 {
                    let email = try #require(EmailAddress("a\(number)@council.example"))
                    try SignIn.ask(for: email, next: "/my", by: context, in: tx)
                }
            }
            await withTaskGroup(of: Void.self) { group in
                for _ in 1...4 { group.addTask { await SignInDesk(dependencies: app.dependencies).answer() } }
            }
            #expect(try await app.mail().map(\.to).sorted() == (1...5).map { "a\($0)@council.example" })
        }
    }

    @Test(arguments: Engines.all)
    func `a person ends all their sessions, and nobody else's`(engine: Engine) async throws {
        try await TestApp.run(engine) { app in
            try await app.browse { visitors in
                let here = try await visitors.person("ann@council.example")
                let there = try await visitors.person("ann@council.example")
                let other = try await visitors.person("bob@council.example")
                #expect(try await here.get("/my").words.contains("In 2 browsers"))
                let link = try await app.database.write { tx in
                    let account = try tx.value(
                        "SELECT id FROM account WHERE email = 'ann@council.example'", as: ID<Account>.self)
                    return try SignIn.link(
                        for: #require(account), life: .hours(1), by: app.actionContext(), in: tx)
                }
                let ended = try await here.post("/my/sign-out-everywhere")
                #expect(ended.status == 303 && ended.location == "/sign-in?ended=2")
                #expect(try await here.get("/sign-in?ended=2").words.contains("2 sessions ended"))
                #expect(try await there.get("/my").status == 303, "sent to sign in")
                #expect(try await other.get("/my").words.contains("In 1 browser: this one"))
                let late = try await visitors.nobody.get(link)
                #expect(late.words.contains("Each link works once"), "a link that was mailed before is gone too")
            }
        }
    }

    @Test(arguments: Engines.all)
    func `over TLS the cookie is this host's alone, and an older one is moved once`(engine: Engine) async throws {
        try await TestApp.run(engine, address: "https://knotwork.example") { app in
            let old = try await app.session("ann@council.example", isSecure: false)
            let new = try await app.session("ann@council.example", isSecure: true)
            try await App.application(app.dependencies).test(.router) { client in
                @Sendable func context(_ cookie: String) async throws -> (status: Int, cookie: String?) {
                    let answer = try await client.execute(uri: "/my", method: .get, headers: [.cookie: cookie])
                    return (answer.status.code, answer.headers[.setCookie])
                }
                let fresh = try await context("__Host-knotwork=\(new)")
                #expect(fresh.status == 200 && fresh.cookie == nil)
                #expect(try await context("knotwork=\(new)").status == 303, "nobody can plant it under the old name")
                let moved = try await context("knotwork=\(old)")
                #expect(moved.status == 200)
                let cookie = moved.cookie ?? ""
                #expect(cookie.hasPrefix("__Host-knotwork=\(old);"))
                #expect(cookie.contains("Secure") && cookie.contains("HttpOnly") && cookie.contains("Path=/"))
                #expect(!cookie.contains("Domain"))
                #expect(try await context("knotwork=\(old)").status == 303, "once")
                #expect(try await context("__Host-knotwork=\(old)").status == 200)
            }
        }
    }
}

extension TestApp {
    /// How many rows each table has.
    func rowCounts() async throws -> [String: Int] {
        try await database.read { db in
            let tables = [
                "account", "sign_in_request", "sign_in_link", "session", "message", "audit_entry", "stranger_count",
            ]
            return try Dictionary(
                uniqueKeysWithValues: tables.map { table in
                    (table, try Self.count(table, in: db))
                })
        }
    }

    private static func count(_ table: String, in db: Reader) throws -> Int {
        switch table {
        case "account": try db.value("SELECT count(*) FROM account") ?? 0
        case "sign_in_request": try db.value("SELECT count(*) FROM sign_in_request") ?? 0
        case "sign_in_link": try db.value("SELECT count(*) FROM sign_in_link") ?? 0
        case "session": try db.value("SELECT count(*) FROM session") ?? 0
        case "message": try db.value("SELECT count(*) FROM message") ?? 0
        case "audit_entry": try db.value("SELECT count(*) FROM audit_entry") ?? 0
        default: try db.value("SELECT count(*) FROM stranger_count") ?? 0
        }
    }

    func session(_ email: String, isSecure: Bool) async throws -> String {
        let account = try await account(email)
        let context = actionContext()
        let started = try await database.write { tx in
            let path = try SignIn.link(for: account, life: .hours(1), by: context, in: tx)
            return try SignIn.start(
                String(path.split(separator: "/").last ?? ""), isSecure: isSecure, by: context, in: tx)
        }
        return try #require(started).secret
    }
}
