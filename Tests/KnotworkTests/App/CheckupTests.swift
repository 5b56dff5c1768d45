import Foundation
import Store
import Testing

@testable import Knotwork

@Suite(.timeLimit(.minutes(20))) struct CheckupTests {
    @Test(arguments: Engines.all)
    func `every rule between the rooms holds for the example`(engine: Engine) async throws {
        try await TestApp.run(engine) { app in
            _ = try await app.example()
            let broken = try await app.database.read { try Invariants.broken(in: $0) }
            #expect(broken == [])
        }
    }

    @Test(arguments: Engines.all)
    func `a rule that is broken is said with the row that breaks it`(engine: Engine) async throws {
        try await TestApp.run(engine) { app in
            _ = try await app.example()
            let first = "SELECT fingerprint FROM application WHERE number = 1" as SQL
            let given = try await app.database.read { try $0.value(first, as: String.self) }
            try await app.database.write { tx in
                try tx.execute("UPDATE programme SET pot_pence = 100")
                try tx.execute("UPDATE application SET fingerprint = '' WHERE number = 1")
            }
            let now = try await app.database.read { try Invariants.broken(in: $0) }
            #expect(now.contains("Not so: Awards stay within the pot. (lcr-2021-22)"))
            #expect(
                now.contains { $0.hasPrefix("Not so: An application that was sent has a number and a fingerprint.") })
            #expect(now.contains { $0.hasSuffix("is not what its fingerprint says.") })
            #expect(now.count == 3)
            try await app.database.write { tx in
                try tx.execute("UPDATE programme SET pot_pence = 6000000")
                try tx.execute("UPDATE application SET fingerprint = \(given) WHERE number = 1")
            }
        }
    }

    @Test(arguments: Engines.all)
    func `what was sent stays as it was, and a changed word is found`(engine: Engine) async throws {
        try await TestApp.run(engine) { app in
            _ = try await app.example()
            let id = try #require(
                try await app.database.read {
                    try $0.value("SELECT id FROM application WHERE number = 1", as: ID<Application>.self)
                })
            let sent = try await app.database.read { try Applications.sentText(id, in: $0) }
            try await app.database.write { try $0.execute("UPDATE theme SET title = 'Renamed since'") }
            let after = try await app.database.read { try Applications.sentText(id, in: $0) }
            #expect(sent != nil && after == sent)
            try await app.database.write {
                try $0.execute("UPDATE sending SET text = 'Something else' WHERE application_id = \(id)")
            }
            let broken = try await app.database.read { try Applications.brokenSeals(in: $0) }
            #expect(broken == ["What was sent as application \(id) is not what its fingerprint says."])
            try await app.database.write {
                try $0.execute("UPDATE sending SET text = \(sent) WHERE application_id = \(id)")
            }
        }
    }

    @Test func `doctor finds a copy well, shows where settings come from, and shows no password`() async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("checkup-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        var settings = Settings()
        settings.database = folder.appendingPathComponent("house.sqlite").path
        settings.mail = "smtp://me:s3cret@127.0.0.1:1"
        let desk = try await CommandLine.open(settings)
        _ = try await desk.load(ExampleTests.folder)
        let copy = folder.appendingPathComponent("copy.sqlite").path
        let size = try await CommandLine.backup(settings, to: copy)
        #expect(size > 0)
        await #expect(throws: DeskFault.self) { try await CommandLine.backup(settings, to: copy) }
        let full = await #expect(throws: DeskFault.self) {
            try await CommandLine.restore(settings, from: copy, replacing: false)
        }
        #expect(full?.description.contains("Add --replacing") == true)
        let figures = try await desk.figures(of: "lcr-2021-22")
        await desk.close()

        settings.database = folder.appendingPathComponent("again.sqlite").path
        let missing = try await CommandLine.checkup(settings, origins: [:])
        #expect(missing.findings.first?.hasPrefix("There is no database at") == true)
        try await CommandLine.restore(settings, from: copy, replacing: false)
        let checkup = try await CommandLine.checkup(settings, origins: ["mail": .flag])
        #expect(checkup.findings.count == 1 && checkup.findings[0].hasPrefix("Mail cannot leave: "))
        let mail = try #require(checkup.settings.first { $0.name == "mail" })
        #expect(mail.value == "smtp://me:…@127.0.0.1:1" && mail.origin == "flag")
        settings.mail = "file:\(folder.path)/outbox"
        #expect(try await CommandLine.checkup(settings, origins: [:]).findings == [])
        let again = try await CommandLine.open(settings)
        let same = try await again.figures(of: "lcr-2021-22")
        #expect(same == figures)
        await again.close()
    }

    @Test(arguments: [
        ("postgres://u:p%40ss@h/db?sslmode=require", "postgres://u:…@h/db?sslmode=require"),
        ("postgres://u@h/db?password=abc&x=1", "postgres://u@h/db?password=…&x=1"),
        ("smtps://u:a/b@c@h", "smtps://u:…@h"), ("smtp://h:25", "smtp://h:25"), ("file:outbox", "file:outbox"),
        ("/var/lib/k.sqlite", "/var/lib/k.sqlite"),
    ])
    func `passwords are masked wherever they stand in an address`(address: String, shown: String) {
        #expect(Secrets.withoutPassword(address) == shown)
    }
}
