import HTTPTypes
import Store
import Testing

@testable import Knotwork

@Suite(.timeLimit(.minutes(20))) struct OldAddressesTests {
    /// Bookmarks and letters outlive a name. The address alone is moved: who may read the page is asked where it is now.
    @Test(arguments: Engines.all)
    func `each old address leads to the page that took its place, with what stood behind it`(engine: Engine)
        async throws
    {
        try await TestApp.run(engine) { app in
            let sample = try await app.panel()
            let known = App.routes(app.dependencies).endpoints.filter { $0.method == .get }.map(\.path)
            try await app.browse { visitors in
                for (old, new) in OldAddresses.moved {
                    #expect(known.contains(new) && !known.contains(old))
                    func filled(_ path: String) -> String {
                        path.replacing(":programme", with: "sample")
                            .replacing(":application", with: sample.applications[0].text)
                    }
                    let answer = try await visitors.nobody.get(filled(old) + "?before=1&x=%20y")
                    #expect(answer.status == 301)
                    #expect(answer.location == filled(new) + "?before=1&x=%20y")
                }
                let team = try await visitors.person("t@team.example", roles: [.team], in: sample.programme.id)
                #expect(try await team.get("/programmes/sample/team/activity").words.contains("Activity log"))
            }
        }
    }
}
