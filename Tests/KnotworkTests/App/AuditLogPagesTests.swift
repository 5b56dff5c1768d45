import Store
import Testing

@testable import Knotwork

@Suite(.timeLimit(.minutes(20))) struct AuditLogPagesTests {
    @Test(arguments: Engines.all)
    func `the book is read whole, for one person, and for one application`(engine: Engine) async throws {
        try await TestApp.run(engine) { app in
            let programme = try await app.openProgramme()
            try await app.event(in: programme)
            try await app.browse { visitors in
                for name in ["ann", "bob"] {
                    let writer = try await visitors.person("\(name)@x.example", name: name)
                    _ = try await writer.post(
                        "/programmes/sample/applications",
                        [("name", name), ("email", "\(name)@x.example"), ("organisation", "\(name) Ltd")])
                }
                _ = try await visitors.nobody.post(
                    "/programmes/sample/events/launch/registrations", [("name", "ann"), ("email", "ann@x.example")])
                let (_, path) = try await visitors.applicant("ann@x.example", programme)
                let application = String(path.split(separator: "/").last ?? "")
                let ann = try await app.account("ann@x.example")
                let team = try await visitors.person("t@x.example", name: "Tess", roles: [.team], in: programme.id)

                let book = "/programmes/sample/team/activity"
                let all = try await team.get(book)
                #expect(all.says("ann Ltd") && all.says("bob Ltd") && all.says(">Launch<"))
                _ = try await visitors.nobody.post(
                    "/programmes/sample/applications",
                    [("name", "Mallory"), ("email", "cy@x.example"), ("organisation", "Not theirs")])
                #expect(try await team.get(book).words.contains("Somebody not signed in began"))
                let hers = try await team.get("\(book)?who=\(ann.text)")
                #expect(hers.says("What ann did") && hers.says("ann Ltd") && hers.says(">Launch<"))
                #expect(!hers.says("bob Ltd"))
                let its = try await team.get("\(book)?about=application/\(application)")
                #expect(its.says("What was done to ann Ltd") && !its.says("bob Ltd") && !its.says(">Launch<"))
                try await app.standAside("t@x.example", from: ID(application), in: programme)
                let aside = try await team.get("\(book)?about=application/\(application)")
                #expect(!aside.says("ann Ltd"))
            }
        }
    }
}
