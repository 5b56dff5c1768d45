import HTTPTypes
import Store
import Testing

@testable import Knotwork

/// Every page of the app as everybody who must not meet one application: whoever stands aside from it, by whatever spelling,
/// whoever was taken off, and strangers. A new address is walked without anybody thinking of it.
@Suite(.timeLimit(.minutes(20))) struct ConflictMatrixTests {
    @Test(arguments: Engines.all)
    func `no page, table, file, mail or line of the activity log shows an application to whom it is closed`(
        engine: Engine
    ) async throws {
        try await TestApp.run(engine, at: "2022-06-30T10:00:00Z") { app in
            let hidden = try await app.hiddenApplication()
            try await app.browse { visitors in
                let (cast, walk) = (try await visitors.cast(for: hidden), Walk(hidden, app))
                var seen = ""
                for one in cast.open { seen += try await walk.all(as: one).map(\.text).joined() }
                for secret in hidden.secrets { #expect(seen.contains(secret), "“\(secret)” could leak") }
                for one in cast.closed {
                    for page in try await walk.all(as: one.browser) {
                        let told = one.secrets.filter { page.text.contains($0) }
                        #expect(told.isEmpty, "\(one.name) at \(page.path)")
                    }
                    let mail = try await app.mail(to: "\(one.name)@matrix.example")?.lowercased() ?? ""
                    #expect(one.secrets.filter { mail.contains($0) }.isEmpty, "what \(one.name) was mailed")
                    try await walk.compare(as: one.browser, one.name)
                }
            }
        }
    }
}

/// All addresses of the app that can be read, with values that lead to one application and with values that lead to others.
private struct Walk: Sendable {
    /// Questions that are asked of a page beside its plain address. None of them holds a secret whole: pages show again what
    /// was asked.
    private static let questions: [String: [String]] = [
        "/team/outbox": [
            "state=held", "state=waiting", "state=sent", "state=failed", "state=withheld", "state=rehearsed",
        ],
        "/team/panel": ["round=final"], "/team/panel/people": ["round=final"],
        "/team/panel/reviews.csv": ["round=final"],
        "/team/panel/:application": ["round=final"], "/reviews/:application": ["round=final"],
        "/team/applications": [
            "search=zephyr", "search=eoi-00", "stand=funded", "order=asked&direction=down", "order=scores",
            "order=theme",
        ],
        "/team/applications.csv": ["search=zephyr", "stand=funded", "order=asked"],
        "/team/people": ["q=quill", "q=zephyr", "q=vole"],
    ]

    let endpoints: [String]
    private let hidden: HiddenApplication
    private let others: Places

    struct Page: Sendable {
        var path: String
        /// In lower case.
        var text: String
    }

    init(_ hidden: HiddenApplication, _ app: TestApp) {
        self.hidden = hidden
        others = hidden.others
        endpoints = App.routes(app.dependencies).endpoints.filter { $0.method == .get }.map(\.path)
    }

    func all(as browser: Browser) async throws -> [Page] {
        var pages: [Page] = []
        for path in try paths() {
            pages.append(try await read(path, as: browser))
        }
        for link in figures(of: pages) { pages.append(try await read(link, as: browser)) }
        return pages + (try await book(as: browser))
    }

    /// The pages of all figures, as the overview of the evaluation leads to them.
    private func figures(of pages: [Page]) -> Set<String> {
        let overview = pages.first { $0.path.hasSuffix("/team/evaluation") }?.text ?? ""
        return Set(overview.matches(of: /href="([^"]+\/figures\/[^"]+)"/).map { String($0.output.1) })
    }

    private func paths() throws -> [String] {
        var paths: [String] = []
        for endpoint in endpoints {
            let filled = Set([hidden.places, others].compactMap { $0.fill(endpoint) }).sorted()
            guard !filled.isEmpty else {
                Issue.record("The matrix has no value for a part of \(endpoint)")
                continue
            }
            let asked = Self.questions.first { endpoint == "/programmes/:programme\($0.key)" }?.value ?? []
            for path in filled { paths += [path] + asked.map { "\(path)?\($0)" } }
        }
        return paths
    }

    /// What is hidden answers like what is not there, byte for byte.
    func compare(as browser: Browser, _ name: String) async throws {
        var missing = hidden.places
        let own = ["application", "person", "message"]
        for part in own { missing.values[part] = "0190f0f0-0000-7000-8000-000000000000" }
        for endpoint in endpoints where own.contains(where: { endpoint.contains(":\($0)") }) {
            guard let there = hidden.places.fill(endpoint), let nowhere = missing.fill(endpoint) else { continue }
            let (hiding, lacking) = (try await browser.get(there), try await browser.get(nowhere))
            #expect(hiding.status == lacking.status && [404, 303].contains(hiding.status), "\(name) at \(there)")
            #expect(hiding.text == lacking.text, "\(name) at \(there)")
        }
    }

    /// The audit log page by page, and about each thing of the application.
    private func book(as browser: Browser) async throws -> [Page] {
        let book = "/programmes/\(hidden.programme.slug)/team/activity"
        let values = hidden.places.values
        let subjects = [
            ("application", values["application"]), ("outcome", values["application"]), ("message", values["message"]),
            ("account", values["account"]), ("help", hidden.help),
        ].map { "\(book)?about=\($0)/\($1 ?? "")" }
        var pages: [Page] = []
        for path in subjects + ["\(book)?who=\(values["account"] ?? "")"] {
            pages.append(try await read(path, as: browser))
        }
        var next: String? = book
        while let path = next, pages.count < 100 {
            let page = try await read(path, as: browser)
            pages.append(page)
            next = page.text.firstMatch(of: /activity\?before=[-0-9a-f]+/).map {
                "/programmes/\(hidden.programme.slug)/team/\($0.output)"
            }
        }
        return pages
    }

    private func read(_ path: String, as browser: Browser) async throws -> Page {
        let page = try await browser.get(path)
        #expect(page.status < 500, "\(path)")
        let isAskedToSignIn = page.location?.hasPrefix("/sign-in?next=") == true
        return Page(path: path, text: "\(isAskedToSignIn ? "" : page.location ?? "")\n\(page.text)".lowercased())
    }
}

/// Who walks the app.
private struct Cast: Sendable {
    /// Between them they are shown everything: what nobody is shown could not leak.
    var open: [Browser]
    var closed: [(name: String, browser: Browser, secrets: [String])]
}

extension Visitors {
    fileprivate func cast(for hidden: HiddenApplication) async throws -> Cast {
        let programme = hidden.programme
        let (slug, all) = (programme.slug, hidden.secrets)
        func somebody(_ name: String, _ roles: [Role]) async throws -> Browser {
            try await person("\(name)@matrix.example", name: name.capitalizedFirst, roles: roles, in: programme.id)
        }
        let team = try await somebody("team", [.team])
        var closed: [(name: String, browser: Browser, secrets: [String])] = []
        for (name, roles) in [
            ("spelt", [Role.team]), ("judge", [.assessor, .panel]), ("both", [.team, .assessor, .panel]),
        ] {
            let browser = try await somebody(name, roles)
            if name != "spelt" {
                for round in Round.allCases {
                    try await app.assign(hidden.id, to: "\(name)@matrix.example", round, of: programme)
                }
            }
            let declared = try await browser.post(
                "/programmes/\(slug)/reviews/declarations", [("others", "THE QUOKKA COLLECTIVE LTD")])
            #expect(declared.status == 303)
            closed.append((name, browser, all))
        }
        closed.append(("aside", try await somebody("aside", [.team]), all))
        try await app.standAside("aside@matrix.example", from: hidden.id, in: programme)
        closed += try await takenOff(hidden, by: team)
        let other = try await app.programme(slug: "other")
        closed.append(
            ("stranger", try await person("stranger@matrix.example", roles: [.team, .assessor], in: other.id), all))
        for role in Role.allCases where role != .team {
            // Assessors read the names of all who applied, to say to whom they are too near.
            let isAsked = Role.judging.contains(role)
            closed.append(
                (
                    "a-\(role.rawValue)", try await somebody("a-\(role.rawValue)", [role]),
                    isAsked ? all.filter { !hidden.names.contains($0) } : all
                ))
        }
        closed.append(("nobody", nobody, all))
        let open = [team, try await person("quillon@vesper.example")]
        return Cast(open: open, closed: closed)
    }

    /// Those who had a right to it, and no longer have.
    private func takenOff(
        _ hidden: HiddenApplication, by team: Browser
    ) async throws -> [(name: String, browser: Browser, secrets: [String])] {
        let (programme, base) = (hidden.programme, "/programmes/\(hidden.programme.slug)/team")
        let mentor = try await person("mentor@hidden.example")
        #expect(try await mentor.get("/programmes/\(programme.slug)/applications/\(hidden.id)").status == 200)
        let colleague = try await person("former@matrix.example", roles: [.team], in: programme.id)
        try await app.assign(hidden.id, to: "former-judge@matrix.example", of: programme)
        let judge = try await person("former-judge@matrix.example")
        #expect(try await judge.get("/programmes/\(programme.slug)/reviews/\(hidden.id)").status == 200)
        let endings: [(String, String, [(String, String)])] = [
            ("mentor@hidden.example", "colleagues", [("role", "mentor")]),
            ("former@matrix.example", "colleagues", [("role", "team")]),
            ("former-judge@matrix.example", "panel/people", [("round", "assessment")]),
        ]
        for (email, page, fields) in endings {
            let account = try await app.account(email)
            #expect(try await team.post("\(base)/\(page)/\(account)/removal", fields).status == 303, "\(email)")
        }
        let left = [("mentor", mentor), ("former", colleague), ("former-judge", judge)]
        return left.map { (name: $0.0, browser: $0.1, secrets: hidden.secrets) }
    }
}
