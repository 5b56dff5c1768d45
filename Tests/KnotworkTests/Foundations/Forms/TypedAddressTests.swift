import Names
import Store
import Testing

@testable import Knotwork

@Suite(.timeLimit(.minutes(20))) struct TypedAddressTests {
    @Test(arguments: Engines.all)
    func `an address that mail cannot be sent to is refused at its field, and nobody is written to`(
        engine: Engine
    ) async throws {
        try await TestApp.run(engine) { app in
            let programme = try await app.openProgramme()
            try await app.event(in: programme)
            try await app.browse { visitors in
                for form in Self.forms {
                    for fault in Self.faults {
                        let fields = [("name", "John"), ("organisation", "Quay"), ("email", fault.typed)]
                        let page = try await visitors.nobody.post(form, fields)
                        #expect(page.status == 422, "\(form): \(fault.typed)")
                        #expect(page.words.contains(fault.words), "\(form): \(fault.typed)")
                        #expect(page.says("value=\"\(fault.typed)\""), "\(form): \(fault.typed)")
                    }
                }
            }
            #expect(try await app.mail().isEmpty)
            let accounts = try await app.database.read {
                try $0.value("SELECT count(*) FROM account", as: Int.self)
            }
            #expect(accounts == 0)
        }
    }

    @Test(arguments: Engines.all)
    func `a host beyond ASCII is written to by the name that is looked up, and shown as it was typed`(
        engine: Engine
    ) async throws {
        try await TestApp.run(engine) { app in
            let programme = try await app.programme()
            try await app.event(in: programme)
            try await app.browse { visitors in
                let page = try await visitors.nobody.post(
                    Self.forms[0], [("name", "Jörg"), ("email", "Info@München.example\u{200B}")])
                #expect(page.words.contains("is on its way to info@münchen.example"))
            }
            let states = try await app.database.read {
                try $0.values(
                    "SELECT state FROM message WHERE to_address = 'info@xn--mnchen-3ya.example'", as: String.self)
            }
            #expect(states == ["waiting"])
            let kept = try await app.database.read {
                try $0.values("SELECT email || ' ' || email_key FROM sighting", as: String.self)
            }
            #expect(kept == ["Info@München.example\u{200B} info@xn--mnchen-3ya.example"])
        }
    }

    private static let forms = [
        "/programmes/sample/events/launch/registrations", "/programmes/sample/applications", "/sign-in",
    ]

    private static let faults: [(typed: String, words: String)] = [
        ("john smith@example.org", EmailAddress.Fault.space.rawValue),
        ("josé@example.org", EmailAddress.Fault.mailboxLetters.rawValue),
        ("ann.@example.org", EmailAddress.Fault.mailboxDots.rawValue),
    ]
}
