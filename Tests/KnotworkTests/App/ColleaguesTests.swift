import Names
import Store
import Testing

@testable import Knotwork

/// Who runs a programme is said on the web; nobody else learns of it, and the team is never empty.
@Suite(.timeLimit(.minutes(20))) struct ColleaguesTests {
    private static let page = "/programmes/sample/team/colleagues"

    @Test(arguments: Engines.all)
    func `the team lets somebody in, who gets a link, and takes them off again`(engine: Engine) async throws {
        try await TestApp.run(engine) { app in
            let programme = try await app.programme()
            try await app.browse { visitors in
                let team = try await visitors.person("t@x.example", name: "Tess", roles: [.team], in: programme.id)
                let added = try await team.post(
                    Self.page, [("name", "Una"), ("email", "una@x.example"), ("role", "team"), ("organisation", "")])
                #expect(added.location == "\(Self.page)?done=added")
                let mailed = try await app.database.read { db in
                    try db.values("SELECT to_address FROM message WHERE state = 'waiting'", as: String.self)
                }
                #expect(mailed == ["una@x.example"])
                let una = try await visitors.person("una@x.example")
                #expect(try await una.get(Self.page).words.contains("una@x.example"))
                let again = try await team.post(
                    Self.page, [("name", "Una"), ("email", "Una@x.example"), ("role", "team")])
                #expect(again.status == 422 && again.words.contains("una@x.example is there already"))

                let listed = try await team.get(Self.page)
                let off = try #require(listed.text.firstMatch(of: /colleagues\/[-0-9a-f]+\/removal/))
                _ = try await team.post("/programmes/sample/team/\(off.output)", [("role", "team")])
                #expect(try await una.get(Self.page).status == 404, "their next page is closed to them")
            }
            let did = try await app.database.read { try AuditLog.entries(of: programme.id, in: $0).map(\.verb) }
            #expect(
                did.sorted().dropFirst() == [
                    "gave the role of team to", "gave the role of team to", "took off as team",
                ])
        }
    }

    @Test(arguments: Engines.all)
    func `nobody takes themselves off, gives a judge's role here, or reaches into another programme`(
        engine: Engine
    ) async throws {
        try await TestApp.run(engine) { app in
            let (programme, other) = (try await app.programme(), try await app.programme(slug: "other"))
            try await app.browse { visitors in
                let team = try await visitors.person("t@x.example", name: "Tess", roles: [.team], in: programme.id)
                _ = try await visitors.person("secret@y.example", name: "Sy", roles: [.team], in: other.id)
                let (own, foreign) = try await app.database.read { db in
                    let emails = ["t@x.example", "secret@y.example"].compactMap { EmailAddress($0) }
                    let accounts = try emails.compactMap { try Accounts.find($0, in: db)?.id }
                    return (try #require(accounts.first), try #require(accounts.last))
                }
                let leaving = try await team.post("\(Self.page)/\(own)/removal", [("role", "team")])
                #expect(leaving.status == 409 && leaving.words.contains("Nobody takes themselves off"))
                #expect(try await team.post("\(Self.page)/\(foreign)/removal", [("role", "team")]).status == 404)
                let judge = try await team.post(
                    Self.page, [("name", "Jo"), ("email", "jo@x.example"), ("role", "panel")])
                #expect(judge.status == 422)
                #expect(!(try await team.get(Self.page).says("secret@y.example")))
            }
        }
    }
}
