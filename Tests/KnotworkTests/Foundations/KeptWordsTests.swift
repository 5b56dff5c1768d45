import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Markup
import Store
import Testing

@testable import Knotwork

/// What somebody typed is given back when it cannot be taken.
@Suite(.timeLimit(.minutes(10))) struct KeptWordsTests {
    private let words = [("idea", "A bank of\nhours & <minutes>"), ("people", "All parents"), ("go", "later")]

    @Test(arguments: Engines.all)
    func `what was typed outlives the session and is sent once its writer is signed in again`(engine: Engine)
        async throws
    {
        try await TestApp.run(engine) { app in
            let programme = try await app.openProgramme()
            try await app.browse { visitors in
                let (ann, path) = try await visitors.began("ann@home.example", "Home Ltd", programme)
                let part = "\(path)/sections/1"
                let fields =
                    try #require(PageForm.all(in: try await ann.get(part).text).first { $0.action == part })
                    .fields.filter { $0.0 == Form.shownName } + words
                ann.forget()
                let out = try await ann.post(part, fields, token: "the old one")
                #expect(out.status == 403 && out.words.contains("A bank of hours & <minutes>"))
                #expect(out.says("action=\"/sign-in\" target=\"_blank\"") && out.words.contains("All parents"))
                #expect(try await ann.get(part).status == 303, "nobody is signed in")

                ann.takeOver(try await visitors.person("ann@home.example"))
                let kept = try #require(PageForm.all(in: out.text).first { $0.action == part })
                let again = try await ann.post(part, kept.fields, token: "the old one")
                #expect(again.status == 403 && again.words.contains("A bank of hours & <minutes>"))
                let ready = try #require(PageForm.all(in: again.text).first { $0.action == part })
                #expect(!(try await ann.get("\(path)/check").words.contains("A bank of")), "nothing by itself")
                let token = try #require(ready[Form.tokenName]?.values.first)
                #expect(try await ann.post(part, ready.fields, token: token).status == 303)
                #expect(try await ann.get("\(path)/check").words.contains("A bank of hours & <minutes>"))
            }
        }
    }

    @Test(arguments: Engines.all)
    func `a rule that says no gives back what was typed`(engine: Engine) async throws {
        try await TestApp.run(engine) { app in
            let programme = try await app.openProgramme()
            try await app.browse { visitors in
                let (ann, path) = try await visitors.began("ann@home.example", "Home Ltd", programme)
                _ = try await ann.post("\(path)/withdrawal")
                let late = try await ann.post("\(path)/sections/1", words)
                #expect(late.status == 409 && late.words.contains("It was withdrawn meanwhile"))
                #expect(late.words.contains("All parents") && late.words.contains("What you wrote"))
                let gone = try await ann.post("/programmes/sample/applications/none/sections/1", words)
                #expect(gone.status == 404 && gone.words.contains("All parents") && !gone.says("Send it again"))
            }
        }
    }

    @Test func `what fails gives back what was typed, and tells nobody else`() async throws {
        try await TestApp.run(.sqlite) { app in
            let routes = App.routes(app.dependencies)
            routes.post("/fails", for: .everyone) { _, _ in throw StoreError.busy }
            let application = Hummingbird.Application(router: routes.router)
            try await application.test(.router) { client in
                let somebody = Browser(client)
                let failed = try await somebody.post("/fails", words)
                #expect(failed.status >= 500 && failed.words.contains("A bank of hours & <minutes>"))
                #expect(PageForm.all(in: failed.text).contains { $0.action == "/fails" })
                #expect(!(try await Browser(client).post("/fails").says("bank of")))
            }
        }
    }

    @Test func `words that no page of ours sent are not shown with a button`() async throws {
        try await TestApp.run(.sqlite) { app in
            let programme = try await app.openProgramme()
            try await app.browse { visitors in
                let team = try await visitors.person("t@x.example", roles: [.team], in: programme.id)
                let path = "/programmes/sample/team/problems"
                for origin in ["https://elsewhere.example", "null"] {
                    let forged = try await team.post(path, words, token: "wrong", headers: [.origin: origin])
                    #expect(forged.status == 403 && !forged.words.contains("All parents"))
                }
            }
        }
    }
}
