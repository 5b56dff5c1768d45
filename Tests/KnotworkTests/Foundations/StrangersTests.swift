import HTTPTypes
import Names
import Store
import Testing

@testable import Knotwork

/// Nobody can use us to send mail to whom they like, nor have it say what they like.
@Suite(.timeLimit(.minutes(20))) struct StrangersTests {
    /// The forms for everyone that send no mail; every other is counted without anybody having to remember it.
    private static let silent: Set = ["/sign-in/:secret", "/sign-out"]

    @Test(arguments: Engines.all)
    func `every form for everyone that can send mail is counted by where it comes from`(engine: Engine) async throws {
        try await TestApp.run(engine, strangers: 3) { app in
            let programme = try await app.openProgramme()
            try await app.event(in: programme)
            let endpoints = App.routes(app.dependencies).endpoints.filter {
                $0.method == .post && $0.audience == .everyone
            }
            #expect(Set(endpoints.filter { !$0.isCounted }.map(\.path)) == Self.silent)
            try await app.browse { visitors in
                for endpoint in endpoints where endpoint.isCounted {
                    app.clock.advance(by: Strangers.window)
                    let path = endpoint.path.replacing(":programme", with: "sample").replacing(":event", with: "launch")
                    for number in 1...3 {
                        let page = try await visitors.nobody.post(path, Self.form(number))
                        #expect(page.status == 200, "\(endpoint.path)")
                    }
                    // What comes back with a fault has sent nothing, and is not counted.
                    #expect(try await visitors.nobody.post(path, [("email", "no address")]).status == 422)
                    let more = try await visitors.nobody.post(path, Self.form(4))
                    #expect(more.status == 429 && more.says("from your network within the hour"), "\(endpoint.path)")
                    app.clock.advance(by: Strangers.window)
                    #expect(try await visitors.nobody.post(path, Self.form(5)).status == 200, "\(endpoint.path)")
                }
            }
            let last = try await app.mail().filter { $0.to == "ann4@home.example" }
            #expect(last.isEmpty)
        }
    }

    @Test(arguments: Engines.all)
    func `a network is counted as well as each client in it`(engine: Engine) async throws {
        try await TestApp.run(engine) { app in
            let context = app.actionContext()
            @Sendable func tries(_ clients: [String]) async -> Int {
                var taken = 0
                for client in clients {
                    do {
                        try await app.database.write {
                            try Strangers.count(from: client, most: 2, by: context, in: $0)
                        }
                        taken += 1
                    } catch {}
                }
                return taken
            }
            #expect(await tries(Array(repeating: "203.0.113.7", count: 5)) == 2)
            #expect(await tries((10..<30).map { "203.0.113.\($0)" }) == 2 * Strangers.clientsPerNetwork - 2)
            #expect(await tries(["203.0.114.7"]) == 1, "the network beside it")
            #expect(await tries((1...9).map { "2001:db8:1:2::\($0)" }) == 2, "one client has 64 bits")
            #expect(await tries(["::ffff:203.0.114.7", "203.0.114.7"]) == 1, "the same, written in two ways")
        }
    }

    @Test(arguments: [
        ("http://evil.example", true), ("see www.evil.example", true), ("win@evil.example", true),
        ("Free money evil.example/pay", true), ("evil.example:8080", true), ("ｗｗｗ．evil．example", true),
        ("evil.example?a=b", true), ("Ann Lee", false), ("O’Neill-Smith, J.R.", false), ("A/B Ltd.", false),
        ("Evil.example", false), ("Dr. Ann Lee: chair", false), ("and/or", false),
    ])
    func `a name that holds a link is told from one that does not`(name: String, isLink: Bool) {
        #expect(PlainName.holdsLink(name) == isLink)
        for dot in [".", "。", "．", "｡"] { #expect(PlainName.inMail("evil\(dot)example") == "evil. example") }
    }

    @Test(arguments: [
        ("Evil.example", "Evil. example"), ("J.R. Smith", "J.R. Smith"), ("a@b.example", "a @ b. example"),
        ("https://x.example/y", "https: x. example/y"), ("Ann\nClick here:\nhttp://x", "Ann Click here: http: x"),
        ("Ann\u{202E}\u{200B} Lee", "Ann Lee"), ("£1.50", "£1.50"),
    ])
    func `no value in a mail's sentence can become a link`(value: String, plain: String) {
        let text: MailText = "Hello \(value),"
        #expect(text.text == "Hello \(plain),")
        #expect(MailText(words: "See https://x.example").text == "See https://x.example")
    }

    @Test(arguments: Engines.all)
    func `a name with a link is refused at its field, wherever a stranger types one`(engine: Engine) async throws {
        try await TestApp.run(engine) { app in
            let programme = try await app.openProgramme()
            try await app.event(in: programme)
            try await app.browse { visitors in
                for path in ["/programmes/sample/events/launch/registrations", "/programmes/sample/applications"] {
                    for field in ["name", "organisation"] {
                        let form = Self.form(1).map { $0.0 == field ? (field, "Pay at evil.example/<now>") : $0 }
                        let page = try await visitors.nobody.post(path, form)
                        #expect(page.status == 422 && page.words.contains("Write the name alone"), "\(path) \(field)")
                        #expect(page.says("evil.example/&lt;now&gt;"), "what was typed stays")
                    }
                    let long = Self.form(1).map { $0.0 == "name" ? ("name", String(repeating: "a", count: 101)) : $0 }
                    #expect(try await visitors.nobody.post(path, long).status == 422)
                    let hidden = [
                        ("name", "An\u{202E}n"), ("email", "x@home.example"), ("organisation", "Evil.example"),
                    ]
                    #expect(try await visitors.nobody.post(path, hidden).status == 200)
                }
            }
            let texts = try await app.database.read {
                try $0.values("SELECT to_name || text FROM message", as: String.self)
            }
            #expect(texts.count == 2 && texts.allSatisfy { $0.hasPrefix("AnnHello Ann,") })
        }
    }

    @Test(arguments: Engines.all)
    func `whoever invites others to an application is counted too, and their names are no links`(engine: Engine)
        async throws
    {
        try await TestApp.run(engine, strangers: 3) { app in
            let programme = try await app.openProgramme()
            try await app.browse { visitors in
                let start = [("name", "Ann"), ("email", "ann@home.example"), ("organisation", "Evil.example")]
                _ = try await visitors.nobody.post("/programmes/sample/applications", start)
                let (applicant, path) = try await visitors.applicant("ann@home.example", programme)
                for number in 1...2 {
                    let form = [("email", "friend\(number)@home.example"), ("part", "critical_friend")]
                    #expect(try await applicant.post("\(path)/invitations", form).status == 303)
                }
                let more = try await applicant.post(
                    "\(path)/invitations", [("email", "c@x.example"), ("part", "critical_friend")])
                #expect(more.status == 429)
            }
            let texts = try await app.database.read {
                try $0.values("SELECT text FROM message WHERE to_address = 'friend1@home.example'", as: String.self)
            }
            #expect(texts.count == 1 && texts[0].contains("Ann (Evil. example) asks you"))
        }
    }

    private static func form(_ number: Int) -> [(String, String)] {
        [("name", "Ann"), ("email", "ann\(number)@home.example"), ("organisation", "Home")]
    }
}
