import Foundation
import NIOConcurrencyHelpers
import ServiceLifecycle
import Store
import Testing

@testable import Knotwork

@Suite(.timeLimit(.minutes(20))) struct PostmanTests {
    @Test(arguments: Engines.all)
    func `what is due is carried once, oldest first`(engine: Engine) async throws {
        try await TestApp.run(engine) { app in
            var ids: [ID<Message>] = []
            for _ in 0..<25 {
                ids.append(try await app.send(OutboxTests.mail()))
                app.clock.advance(by: .seconds(1))
            }
            let letters = Letterbox()
            #expect(try await app.postman(letters).carryAllDue() == .init(carried: 25, isWayOpen: true))
            #expect(letters.all.map(\.id) == ids.map(\.text))
            #expect(try await app.postman(letters).carryAllDue().carried == 0)
            #expect(try await app.counts() == [.sent: 25])
        }
    }

    @Test(arguments: Engines.all)
    func `several postmen at once carry each mail once`(engine: Engine) async throws {
        try await TestApp.run(engine) { app in
            for _ in 0..<60 { try await app.send(OutboxTests.mail()) }
            let letters = Letterbox()
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<4 { group.addTask { _ = try await app.postman(letters).carryAllDue() } }
                try await group.waitForAll()
            }
            #expect(letters.all.count == 60)
            #expect(Set(letters.all.map(\.id)).count == 60)
            #expect(try await app.counts() == [.sent: 60])
        }
    }

    @Test(arguments: Engines.all)
    func `a postponed mail comes back later each time, and is given up in the end`(engine: Engine) async throws {
        try await TestApp.run(engine) { app in
            let programme = try await app.programme()
            let id = try await app.send(OutboxTests.mail(of: programme.id))
            let letters = Letterbox { _ in .postponed("451 later") }
            let postman = app.postman(letters, randomness: Randomness { Array(repeating: 0, count: $0) })
            var waits: [Int64] = []
            while let entry = try await app.message(id, of: programme), entry.state == .waiting {
                #expect(try await postman.carryAllDue().carried == 1)
                #expect(try await postman.carryAllDue().carried == 0, "not before its time")
                guard let next = try await app.message(id, of: programme)?.nextAttemptAt else { break }
                waits.append((next - app.clock.now).milliseconds / 60_000)
                app.clock.advance(by: next - app.clock.now)
            }
            #expect(waits == [1, 2, 4, 8, 16, 32, 64, 128, 256] + Array(repeating: 360, count: 10))
            let entry = try #require(try await app.message(id, of: programme))
            #expect(entry.state == .failed && entry.attempts == 20 && entry.lastError == "451 later")

            #expect(try await app.write { try Outbox.retry([id], of: programme.id, by: $1, in: $0) } == 1)
            #expect(try await app.postman(Letterbox()).carryAllDue().carried == 1)
            #expect(try await app.message(id, of: programme)?.state == .sent)
        }
    }

    @Test func `randomness takes up to half of a wait`() {
        let most = Backoff.wait(after: 1, Randomness { Array(repeating: 0, count: $0) })
        let least = Backoff.wait(after: 1, Randomness { Array(repeating: 255, count: $0) })
        #expect(most == .minutes(1))
        #expect(least == .seconds(30))
        #expect(Backoff.wait(after: 1000, Randomness { Array(repeating: 0, count: $0) }) == .hours(6))
    }

    @Test(arguments: Engines.all)
    func `a refused mail fails at once, and the others go`(engine: Engine) async throws {
        try await TestApp.run(engine) { app in
            let programme = try await app.programme()
            try await app.send(OutboxTests.mail(to: "never@council.example", of: programme.id))
            try await app.send(OutboxTests.mail(of: programme.id))
            let letters = Letterbox { $0.to.hasPrefix("never") ? .refused("550 no such user") : .sent }
            #expect(try await app.postman(letters).carryAllDue().carried == 2)
            let failed = try await app.database.read {
                try Outbox.messages(of: programme.id, in: .failed, for: .theOperator, from: $0)
            }
            #expect(failed.map(\.lastError) == ["550 no such user"])
            #expect(try await app.counts() == [.sent: 1, .failed: 1])
        }
    }

    @Test(arguments: Engines.all)
    func `while the way is closed no mail loses an attempt, and the team can see why`(engine: Engine) async throws {
        try await TestApp.run(engine) { app in
            let programme = try await app.programme()
            let ids = [
                try await app.send(OutboxTests.mail(of: programme.id)),
                try await app.send(OutboxTests.mail(of: programme.id)),
            ]
            let closed = Letterbox { _ in .unreachable("no route") }
            for _ in 0..<30 {
                #expect(try await app.postman(closed).carryAllDue() == .init(carried: 0, isWayOpen: false))
            }
            #expect(closed.all.count == 30, "the second mail is not tried when the first shows that the way is closed")
            for id in ids {
                let entry = try #require(try await app.message(id, of: programme))
                #expect(entry.state == .waiting && entry.attempts == 0 && entry.lastError == "no route")
            }
            #expect(try await app.postman(Letterbox()).carryAllDue().carried == 2)
        }
    }

    @Test(arguments: Engines.all)
    func `mail that a dead process had claimed is sent by another when the claim runs out`(engine: Engine) async throws
    {
        try await TestApp.run(engine) { app in
            try await app.send(OutboxTests.mail())
            let sender = Address(email: "team@challenge.example")
            let lost = try await app.write {
                try OutboxQueue.claim(10, until: $1.at + .minutes(15), at: $1.at, sender: sender, in: $0)
            }
            let letters = Letterbox()
            #expect(try await app.postman(letters).carryAllDue().carried == 0)
            app.clock.advance(by: .minutes(15))
            #expect(try await app.postman(letters).carryAllDue().carried == 1)

            // The dead one comes back to life and must not undo what is known.
            try await app.write { try OutboxQueue.postpone(lost[0], to: $1.at, because: "late", in: $0) }
            #expect(try await app.counts() == [.sent: 1])
        }
    }

    @Test(arguments: Engines.all)
    func `a link that signs somebody in is in the mail, and nowhere once it has left or failed`(
        engine: Engine
    ) async throws {
        try await TestApp.run(engine) { app in
            let programme = try await app.programme()
            let secret = Randomness.system.secret()
            for name in ["ann", "never"] {
                var mail = OutboxTests.mail(to: "\(name)@council.example", of: programme.id)
                mail.text = "Sign in:\nhttps://x.example/sign-in/\(secret)\n\nBye"
                let id = try await app.send(mail)
                #expect(
                    try await app.message(id, of: programme)?.text.contains(secret) == false, "the team sees it not")
            }
            let letters = Letterbox { $0.to.hasPrefix("never") ? .refused("550") : .sent }
            _ = try await app.postman(letters).carryAllDue()
            #expect(letters.all.count { String(decoding: $0.bytes, as: UTF8.self).contains("sign-in/") } == 2)
            let texts = try await app.database.read { try $0.values("SELECT text FROM message", as: String.self) }
            #expect(texts == Array(repeating: "Sign in:\nhttps://x.example/sign-in/…\n\nBye", count: 2))

            let failed = try await app.database.read {
                try Outbox.messages(of: programme.id, in: .failed, for: .theOperator, from: $0)
            }
            let again = try await app.write { try Outbox.retry(failed.map(\.id), of: programme.id, by: $1, in: $0) }
            #expect(again == 0, "a mail without its link is worth nothing")
        }
    }

    @Test func `at work, the postman carries what is put in line, and stops when asked`() async throws {
        try await TestApp.run(.sqlite) { app in
            try await app.send(OutboxTests.mail())
            let letters = Letterbox()
            let group = ServiceGroup(
                services: [app.postman(letters)], gracefulShutdownSignals: [], logger: app.dependencies.logger)
            try await withThrowingTaskGroup(of: Void.self) { tasks in
                tasks.addTask { try await group.run() }
                try await letters.wait(for: 1)
                try await app.send(OutboxTests.mail())
                try await letters.wait(for: 2)
                await group.triggerGracefulShutdown()
                try await tasks.waitForAll()
            }
            #expect(try await app.counts() == [.sent: 2])
        }
    }

    @Test func `asked to stop, the postman finishes the mail in hand and gives the others back`() async throws {
        try await TestApp.run(.sqlite) { app in
            for _ in 0..<5 { try await app.send(OutboxTests.mail()) }
            let stop = NIOLockedValueBox<ServiceGroup?>(nil)
            let letters = Letterbox { _ in
                await stop.withLockedValue { $0 }?.triggerGracefulShutdown()
                try? await eventually("the wish to stop") { Task.isShuttingDownGracefully }
                return .sent
            }
            let group = ServiceGroup(
                services: [app.postman(letters)], gracefulShutdownSignals: [], logger: app.dependencies.logger)
            stop.withLockedValue { $0 = group }
            try await group.run()
            #expect(letters.all.count == 1)
            #expect(try await app.counts() == [.sent: 1, .waiting: 4])
            let claimed = try await app.database.read {
                try $0.value(
                    "SELECT count(*) FROM message WHERE claimed_until IS NOT NULL OR attempts <> 0 AND state = 'waiting'",
                    as: Int.self)
            }
            #expect(claimed == 0)
        }
    }

    @Test func `mail to a folder becomes files whose names sort by time`() async throws {
        try await TestApp.run(.sqlite) { app in
            let folder = FileManager.default.temporaryDirectory.appending(path: "post-\(UUID().uuidString)/outbox")
            defer { try? FileManager.default.removeItem(at: folder.deletingLastPathComponent()) }
            for subject in ["first", "second"] {
                var mail = OutboxTests.mail()
                mail.subject = subject
                try await app.send(mail)
                app.clock.advance(by: .minutes(1))
            }
            let route = try MailRoute(parsing: "file:\(folder.path)")
            #expect(try await app.postman(try route.open()).carryAllDue().carried == 2)
            let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
            #expect(names.map { $0.prefix(18) } == ["20220301T100000000", "20220301T100100000"])
            #expect(names.allSatisfy { $0.hasSuffix(".eml") })
            let texts = try names.map { try String(contentsOf: folder.appending(path: $0), encoding: .utf8) }
            #expect(texts[0].contains("\r\nSubject: first\r\n") && texts[1].contains("\r\nSubject: second\r\n"))
        }
    }
}

extension TestApp {
    func message(_ id: ID<Message>, of programme: Programme) async throws -> Outbox.Entry? {
        try await database.read { try Outbox.message(id, of: programme.id, for: .theOperator, in: $0) }
    }
}

/// Takes mail as a server would, and remembers it.
final class Letterbox: MailTransport {
    private let letters = NIOLockedValueBox<[OutgoingLetter]>([])
    private let answer: @Sendable (OutgoingLetter) async -> Delivery

    init(_ answer: @escaping @Sendable (OutgoingLetter) async -> Delivery = { _ in .sent }) { self.answer = answer }

    var all: [OutgoingLetter] { letters.withLockedValue { $0 } }

    func carry(_ letter: OutgoingLetter) async -> Delivery {
        letters.withLockedValue { $0.append(letter) }
        return await answer(letter)
    }

    func obstacle() async -> String? { nil }

    func wait(for count: Int) async throws {
        try await eventually("\(count) letters") { all.count >= count }
    }
}
