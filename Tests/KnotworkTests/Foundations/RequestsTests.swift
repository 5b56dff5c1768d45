import HTTPTypes
import Store
import Testing

@testable import Knotwork

/// What stands before every page.
@Suite struct RequestsTests {
    @Test func `every answer tells the browser to run nothing and to be framed by nobody`() async throws {
        try await TestHouse.run(.sqlite) { house in
            _ = try await house.programme()
            try await house.browse { visitors in
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
        try await TestHouse.run(.sqlite) { house in
            let programme = try await house.programme()
            try await house.browse { visitors in
                let team = try await visitors.person("t@x.example", roles: [.team], in: programme.id)
                for path in ["/my", "/programmes/sample", "/programmes/sample/team/people"] {
                    #expect(try await team.get(path).headers[.cacheControl] == "no-store")
                }
            }
        }
    }

    @Test func `a form that our page did not make changes nothing`() async throws {
        try await TestHouse.run(.sqlite) { house in
            let programme = try await house.programme()
            try await house.event(in: programme)
            try await house.browse { visitors in
                let team = try await visitors.person("t@x.example", roles: [.team], in: programme.id)
                let path = "/programmes/sample/team/events/launch/mode"
                let fields = [("mode", "in_person"), ("place", "Town hall")]
                let site = try #require(HTTPField.Name("Sec-Fetch-Site"))
                let forged = try await team.post(path, fields, token: "forged")
                let foreign = try await team.post(path, fields, headers: [site: "cross-site"])
                let framed = try await team.post(path, fields, headers: [.origin: "https://evil.example"])
                #expect([forged.status, foreign.status, framed.status] == [403, 403, 403])
                let event = try await house.database.read { try Events.all(of: programme.id, in: $0).first }
                #expect(event?.mode == .online)
                let honest = try await team.post(path, fields, headers: [site: "same-origin"])
                #expect(honest.status == 303)
            }
        }
    }

    @Test func `what is too large is refused in plain words`() async throws {
        try await TestHouse.run(.sqlite) { house in
            let programme = try await house.programme()
            try await house.event(in: programme)
            try await house.browse { visitors in
                let page = try await visitors.nobody.post(
                    "/programmes/sample/events/launch/registrations",
                    [("name", String(repeating: "a", count: 3_000_000)), ("email", "a@x.example")])
                #expect(page.status == 413 && page.says("That is too large") && page.says("Nothing was saved"))
            }
            let mails = try await house.mail()
            #expect(mails.isEmpty)
        }
    }

    @Test func `what watches a site may ask for the head of a page alone`() async throws {
        try await TestHouse.run(.sqlite) { house in
            _ = try await house.programme()
            try await house.browse { visitors in
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
        try await TestHouse.run(.sqlite) { house in
            let programme = try await house.openProgramme()
            try await house.browse { visitors in
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
