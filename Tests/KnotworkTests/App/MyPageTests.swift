import Store
import Testing

@testable import Knotwork

@Suite(.timeLimit(.minutes(20))) struct MineTests {
    @Test(arguments: Engines.all)
    func `an applicant finds the application, and nobody else's`(engine: Engine) async throws {
        try await TestApp.run(engine) { app in
            let programme = try await app.openProgramme()
            try await app.browse { visitors in
                for (name, organisation) in [("ann", "Home Ltd"), ("bob", "Rival Ltd")] {
                    _ = try await visitors.nobody.post(
                        "/programmes/sample/applications",
                        [("name", name), ("email", "\(name)@x.example"), ("organisation", organisation)])
                }
                let (ann, path) = try await visitors.applicant("ann@x.example", programme)
                let page = try await ann.get("/my")
                #expect(page.says("href=\"\(path)\"") && page.says("Home Ltd") && page.says("Not sent yet"))
                #expect(!page.says("Rival Ltd"))
            }
        }
    }

    @Test(arguments: Engines.all)
    func `a place at a coming event is there until the event is over`(engine: Engine) async throws {
        try await TestApp.run(engine) { app in
            let programme = try await app.programme()
            let event = try await app.event(in: programme, capacity: 1)
            try await app.browse { visitors in
                let ann = try await visitors.person("ann@x.example", name: "Ann")
                let bob = try await visitors.person("bob@x.example", name: "Bob")
                for (person, name) in [(ann, "Ann"), (bob, "Bob")] {
                    _ = try await person.post(
                        "/programmes/sample/events/\(event.slug)/registrations",
                        [("name", name), ("email", "\(name.lowercased())@x.example"), ("organisation", "")])
                }
                let (hers, his) = (try await ann.get("/my"), try await bob.get("/my"))
                #expect(hers.says(event.title) && hers.says("Booked"))
                #expect(his.says(event.title) && his.says("On the waiting list"))
                app.clock.advance(by: .days(60))
                let later = try await visitors.person("ann@x.example").get("/my")
                #expect(!later.says(event.title))
            }
        }
    }

    @Test(arguments: Engines.all)
    func `a judge sees how much is left to score`(engine: Engine) async throws {
        try await TestApp.run(engine) { app in
            let sample = try await app.panel()
            try await app.browse { visitors in
                let judge = try await visitors.person(
                    "judge@x.example", roles: [.assessor], in: sample.programme.id)
                let before = try await judge.get("/my")
                #expect(!before.says("to score"))
                try await app.assign(sample.applications[0], to: "judge@x.example", of: sample.programme)
                let after = try await judge.get("/my")
                #expect(after.says("1 to score"))
            }
        }
    }
}
