import HTTPTypes
import Names
import Store
import Testing

@testable import Knotwork

@Suite(.timeLimit(.minutes(20))) struct SignInTests {
    @Test(arguments: Engines.all)
    func `a link opens a page with a button, and the button signs in once`(engine: Engine) async throws {
        try await TestApp.run(engine) { app in
            let path = try await link(in: app)
            try await app.browse { visitors in
                let browser = visitors.nobody
                let page = try await browser.get(path)
                #expect(page.says("ann@council.example"))
                #expect(try await browser.get("/my").status == 303, "looking at the link signs nobody in")

                let entered = try await browser.post(path)
                #expect(entered.status == 303)
                #expect(entered.location == "/my")
                #expect(try await browser.post("/sign-out").status == 303)
                #expect(try await visitors.nobody.post(path).status == 404, "a link works once")
            }
        }
    }

    @Test(arguments: Engines.all)
    func `a link runs out`(engine: Engine) async throws {
        try await TestApp.run(engine) { app in
            let path = try await link(in: app)
            app.clock.advance(by: SignIn.linkLife)
            try await app.browse { visitors in
                let page = try await visitors.nobody.get(path)
                let pressed = try await visitors.nobody.post(path)
                #expect(page.status == 404)
                #expect(pressed.status == 404)
            }
        }
    }

    @Test(arguments: Engines.all)
    func `the answer is the same for known and unknown addresses`(engine: Engine) async throws {
        try await TestApp.run(engine) { app in
            _ = try await link(in: app)
            try await app.browse { visitors in
                let known = try await visitors.nobody.post("/sign-in", [("email", "ann@council.example")])
                let unknown = try await visitors.nobody.post("/sign-in", [("email", "bob@council.example")])
                #expect(known.status == 200)
                #expect(known.text.replacing("ann@", with: "bob@") == unknown.text)
            }
        }
    }

    @Test(arguments: Engines.all)
    func `asking too often is refused for known and unknown addresses alike`(engine: Engine) async throws {
        try await TestApp.run(engine) { app in
            try await app.browse { visitors in
                for _ in 0..<SignIn.requestsPerAddress {
                    let page = try await visitors.nobody.post("/sign-in", [("email", "bob@x.example")])
                    #expect(page.status == 200)
                }
                let more = try await visitors.nobody.post("/sign-in", [("email", "bob@x.example")])
                #expect(more.status == 429)
            }
        }
    }

    @Test(arguments: Engines.all)
    func `a form without the session's token, or from another site, changes nothing`(engine: Engine) async throws {
        try await TestApp.run(engine) { app in
            try await app.browse { visitors in
                let ann = try await visitors.person("ann@council.example")
                #expect(try await ann.post("/sign-out", token: "wrong").status == 403)
                #expect(try await ann.get("/sign-in").says("Sign out"), "still signed in")
            }
        }
    }

    @Test func `only requests from our own pages are let through`() {
        let fetchSite = HTTPField.Name("Sec-Fetch-Site")!  // a valid name
        #expect(!SameOrigin.comesFromHere([fetchSite: "cross-site"], host: "a.example"))
        #expect(!SameOrigin.comesFromHere([fetchSite: "same-site"], host: "a.example"))
        #expect(SameOrigin.comesFromHere([fetchSite: "same-origin"], host: "a.example"))
        #expect(!SameOrigin.comesFromHere([.origin: "https://evil.example"], host: "a.example"))
        #expect(!SameOrigin.comesFromHere([.origin: "null"], host: "a.example"))
        #expect(SameOrigin.comesFromHere([.origin: "https://a.example"], host: "a.example"))
    }

    @Test func `after a sign-in nobody is sent to another site`() {
        #expect(SignIn.safePath("/programmes/x?a=b") == "/programmes/x?a=b")
        for path in ["https://evil.example", "//evil.example", "/\\evil.example", "", "javascript:alert(1)", "/a\nb"] {
            #expect(SignIn.safePath(path) == "/my")
        }
    }

    private func link(in app: TestApp) async throws -> String {
        let context = ActionContext(caller: .theOperator, at: app.clock.now, randomness: .system)
        return try await app.database.write { tx in
            let email = try #require(EmailAddress("ann@council.example"))
            let account = try Accounts.account(for: email, name: "Ann", by: context, in: tx)
            return try SignIn.link(for: account.id, life: SignIn.linkLife, by: context, in: tx)
        }
    }
}
