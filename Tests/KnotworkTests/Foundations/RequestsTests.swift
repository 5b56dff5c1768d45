import HTTPTypes
import Store
import Testing

@testable import Knotwork

/// What stands before every page.
@Suite(.timeLimit(.minutes(20))) struct RequestsTests {
    @Test func `every answer tells the browser to run nothing and to be framed by nobody`() async throws {
        try await TestApp.run(.sqlite) { app in
            _ = try await app.programme()
            try await app.browse { visitors in
                for path in ["/", "/programmes/sample", "/nothing", "/my", "/health", "/assets/x/knotwork.css"] {
                    let page = try await visitors.nobody.get(path)
                    let policy = page.headers[.contentSecurityPolicy] ?? ""
                    #expect(policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"))
                    #expect(!policy.contains("unsafe"))
                    #expect(page.headers[.xContentTypeOptions] == "nosniff")
                    // Two numbers in hexadecimal, the first without noughts in front.
                    let reference = page.headers[.requestID] ?? ""
                    #expect((17...32).contains(reference.count) && reference.allSatisfy(\.isHexDigit))
                    #expect(!page.says("<script") && !page.says(" style=") && !page.says(" onclick="))
                }
            }
        }
    }

    @Test func `pages of somebody signed in are kept by no cache`() async throws {
        try await TestApp.run(.sqlite) { app in
            let programme = try await app.programme()
            try await app.browse { visitors in
                let team = try await visitors.person("t@x.example", roles: [.team], in: programme.id)
                for path in ["/my", "/programmes/sample", "/programmes/sample/team/people"] {
                    #expect(try await team.get(path).headers[.cacheControl] == "no-store")
                }
            }
        }
    }

    @Test func `a form that our page did not make changes nothing`() async throws {
        try await TestApp.run(.sqlite) { app in
            let programme = try await app.programme()
            try await app.event(in: programme)
            try await app.browse { visitors in
                let team = try await visitors.person("t@x.example", roles: [.team], in: programme.id)
                let path = "/programmes/sample/team/events/launch/mode"
                let fields = [("mode", "in_person"), ("place", "Town hall")]
                let site = try #require(HTTPField.Name("Sec-Fetch-Site"))
                let forged = try await team.post(path, fields, token: "forged")
                let foreign = try await team.post(path, fields, headers: [site: "cross-site"])
                let framed = try await team.post(path, fields, headers: [.origin: "https://evil.example"])
                #expect([forged.status, foreign.status, framed.status] == [403, 403, 403])
                let event = try await app.database.read { try Events.all(of: programme.id, in: $0).first }
                #expect(event?.mode == .online)
                let honest = try await team.post(path, fields, headers: [site: "same-origin"])
                #expect(honest.status == 303)
            }
        }
    }

    @Test func `what is too large is refused in plain words`() async throws {
        try await TestApp.run(.sqlite) { app in
            let programme = try await app.programme()
            try await app.event(in: programme)
            try await app.browse { visitors in
                let page = try await visitors.nobody.post(
                    "/programmes/sample/events/launch/registrations",
                    [("name", String(repeating: "a", count: 3_000_000)), ("email", "a@x.example")])
                #expect(page.status == 413 && page.says("That is too large") && page.says("Nothing was saved"))
                #expect(page.says("It may have up to 2 MB."))
            }
            let mails = try await app.mail()
            #expect(mails.isEmpty)
        }
    }

    @Test func `an error page keeps who is signed in, the programme and its ways, and leads back`() async throws {
        try await TestApp.run(.sqlite) { app in
            let programme = try await app.programme()
            try await app.browse { visitors in
                let team = try await visitors.person("t@x.example", name: "Tess Lee", roles: [.team], in: programme.id)
                let referrer = try #require(HTTPField.Name("Referer"))
                let lost = try await team.get(
                    "/programmes/sample/nothing",
                    headers: [referrer: "http://localhost/programmes/sample/team/people?q=a"])
                #expect(lost.status == 404 && lost.says("Tess Lee") && lost.says("Sign out") && !lost.says(">Sign in<"))
                #expect(lost.says(programme.name) && lost.says("href=\"/programmes/sample/team/events\""))
                #expect(lost.says("<a href=\"/programmes/sample/team/people?q=a\">Back to where you were</a>"))
                #expect(lost.says("<a href=\"/programmes/sample\">To the first page of"))
                let refused = try await team.post("/programmes/sample/team/panel/balancing", token: "forged")
                #expect(refused.status == 403 && refused.says("Tess Lee"))

                let foreign = try await visitors.nobody.get(
                    "/programmes/sample/nothing", headers: [referrer: "http://evil.example/programmes/sample"])
                #expect(foreign.status == 404 && foreign.says(">Sign in<") && !foreign.says("Back to where you were"))
                #expect(!foreign.says("/team/"), "nobody's ways are not the team's")
            }
        }
    }

    @Test func `whom to tell of a fault in security stands where such people look, and does not go out of date`()
        async throws
    {
        try await TestApp.run(.sqlite, at: "2026-11-30T10:20:30Z") { app in
            try await app.browse { visitors in
                let page = try await visitors.nobody.get("/.well-known/security.txt")
                #expect(page.status == 200 && page.headers[.contentType] == "text/plain; charset=utf-8")
                let lines = page.text.split(separator: "\n").map {
                    $0.split(separator: " ", maxSplits: 1).map(String.init)
                }
                #expect(lines.map { $0[0] } == ["Contact:", "Expires:", "Preferred-Languages:", "Canonical:"])
                #expect(lines[0][1] == "mailto:knotwork@localhost")
                let ends = try #require(Instant(lines[1][1]))
                #expect(ends > app.clock.now + .days(90) && ends < app.clock.now + .days(365))
                #expect(lines[3][1] == "http://knotwork.example/.well-known/security.txt")
            }
        }
        let flags = ["security-contact": "https://x.example/report"]
        let settings = try Settings.resolve(flags: flags, environment: [:], file: "").settings
        #expect(SecurityText.text(settings, at: .now).hasPrefix("Contact: https://x.example/report\n"))
        #expect(throws: Settings.Fault.self) {
            try Settings.resolve(flags: ["security-contact": "a b@c"], environment: [:], file: "")
        }
    }

    @Test func `what watches a site may ask for the head of a page alone`() async throws {
        try await TestApp.run(.sqlite) { app in
            _ = try await app.programme()
            try await app.browse { visitors in
                for path in ["/", "/health", "/programmes/sample"] {
                    let (head, page) = (try await visitors.nobody.head(path), try await visitors.nobody.get(path))
                    #expect(head.status == 200 && head.text.isEmpty)
                    #expect(head.headers[.contentType] == page.headers[.contentType])
                }
                #expect(try await visitors.nobody.head("/my").status == 303)
            }
        }
    }

    @Test func `what is hidden and what is not there look the same`() async throws {
        try await TestApp.run(.sqlite) { app in
            let programme = try await app.openProgramme()
            try await app.browse { visitors in
                _ = try await visitors.nobody.post(
                    "/programmes/sample/applications",
                    [("name", "Ann"), ("email", "ann@x.example"), ("organisation", "Home Ltd")])
                let (_, path) = try await visitors.applicant("ann@x.example", programme)
                let other = try await visitors.person("bob@x.example", roles: [.applicant], in: programme.id)
                let hidden = try await other.get(path)
                let absent = try await other.get("/programmes/sample/applications/\(ID<Application>("none").text)")
                #expect(hidden.status == 404 && absent.status == 404)
                #expect(hidden.text == absent.text)
            }
        }
    }
}
