import Foundation
import Store
import Testing

@testable import Knotwork

@Suite(.timeLimit(.minutes(20))) struct MailRouteTests {
    @Test func `the address of a mail server says how to talk to it`() throws {
        let server = try SMTPServer(parsing: "smtp://ann%40x.example:p%3Aw@mail.example?ca=/etc/own.pem")
        #expect(server.host == "mail.example" && server.port == 587 && server.security == .required)
        #expect(server.user == "ann@x.example" && server.password == "p:w" && server.authorities == "/etc/own.pem")
        #expect(try SMTPServer(parsing: "smtps://mail.example").port == 465)
        #expect(try SMTPServer(parsing: "smtps://mail.example").security == .implicit)
        #expect(try SMTPServer(parsing: "smtp://127.0.0.1:25").security == .optional)
        #expect(try SMTPServer(parsing: "smtp://mail.example:25?tls=none").security == .none)
        #expect(try MailRoute(parsing: "file:out box") == .folder("out box"))
    }

    @Test(arguments: [
        "", "file:", "http://mail.example", "smtp://", "mail.example", "smtp://mail.example?tls=maybe",
        "smtp://mail.example?tsl=required", "smtps://mail.example?tls=none", "smtp://u:p@mail.example?tls=none",
        "smtp://u:p@mail.example?tls=optional",
    ])
    func `what says nothing clear is refused`(text: String) {
        #expect(throws: MailRoute.Fault.self) { try MailRoute(parsing: text) }
    }
}

@Suite(
    .timeLimit(.minutes(20)),
    .enabled(if: MailServer.python != nil, "KNOTWORK_TEST_PYTHON names no Python that has aiosmtpd"))
struct SMTPTests {
    @Test func `mail arrives byte for byte, with its envelope`() async throws {
        try await MailServer.run(.none) { server in
            let transport = SMTPTransport(try server.address())
            let body = "Subject: dots\r\n\r\n.\r\n..two\r\n.\r\n.\r\nlast line\r\n.\r\n"
            #expect(await transport.carry(letter(body: body)) == .sent)
            let mail = try await server.mail()
            #expect(mail.text == body)
            #expect(mail.from == "team@challenge.example" && mail.to == ["ann@council.example"])
        }
    }

    @Test func `a large mail arrives whole`() async throws {
        try await MailServer.run(.none) { server in
            let body = "Subject: large\r\n\r\n" + String(repeating: ".0123456789 abcdefghij\r\n", count: 8_000)
            let address = try server.address()
            #expect(await SMTPTransport(address).carry(letter(body: body)) == .sent)
            let mail = try await server.mail()
            #expect(mail.text == body)
        }
    }

    @Test func `one mail after another goes over one connection`() async throws {
        try await MailServer.run(.none) { server in
            let transport = SMTPTransport(try server.address())
            for _ in 0..<3 { #expect(await transport.carry(letter()) == .sent) }
            let peers = [try await server.mail().peer, try await server.mail().peer, try await server.mail().peer]
            #expect(Set(peers).count == 1)
        }
    }

    @Test(arguments: [MailServer.Security.starttls, .implicit])
    func `mail is encrypted and the password given`(security: MailServer.Security) async throws {
        try await MailServer.run(security, user: "knot", password: "p w/ä:@") { server in
            let address = try server.address()
            #expect(await SMTPTransport(address).carry(letter()) == .sent)
            let mail = try await server.mail()
            #expect(mail.tls)
            #expect(mail.user == "knot")
        }
    }

    @Test(arguments: [MailServer.Security.starttls, .implicit])
    func `no mail goes to a server whose certificate nobody vouches for`(security: MailServer.Security) async throws {
        try await MailServer.run(security) { server in
            var address = try server.address()
            address.authorities = nil
            let delivery = await SMTPTransport(address).carry(letter())
            guard case .unreachable = delivery else {
                Issue.record("\(delivery)")
                return
            }
        }
    }

    @Test func `where TLS is required no mail goes to a server that has none`() async throws {
        try await MailServer.run(.none) { server in
            var address = try server.address()
            address.security = .required
            let delivery = await SMTPTransport(address).carry(letter())
            guard case .unreachable = delivery else {
                Issue.record("\(delivery)")
                return
            }
        }
    }

    @Test func `a wrong password closes the way for all mail and is not the mail's fault`() async throws {
        try await MailServer.run(.starttls, user: "knot", password: "right") { server in
            var address = try server.address()
            address.password = "wrong"
            let delivery = await SMTPTransport(address).carry(letter())
            guard case .unreachable(let reason) = delivery else {
                Issue.record("\(delivery)")
                return
            }
            #expect(reason.hasPrefix("535"))
            #expect(!reason.contains("wrong"))
        }
    }

    @Test func `the server's answer tells a mail to come back from one that is refused`() async throws {
        try await MailServer.run(.none) { server in
            let transport = SMTPTransport(try server.address())
            func carry(to name: String) async -> Delivery {
                await transport.carry(letter(to: "\(name)@council.example"))
            }
            #expect(await carry(to: "never") == .refused("550 5.1.1 Nobody of that name"))
            #expect(await carry(to: "spam") == .refused("554 5.7.1 Looks like spam"))
            #expect(await carry(to: "closing") == .unreachable("421 4.3.2 Closing"))
            #expect(await carry(to: "later-1") == .postponed("451 4.7.1 Come back later"))
            #expect(await carry(to: "later-1") == .sent)
            var forged = letter()
            forged.from = "sender@challenge.example"
            #expect(await transport.carry(forged) == .unreachable("550 5.7.1 You may not send as that (MAIL)"))
            #expect(await transport.carry(letter()) == .sent, "and the way is open again")
        }
    }

    @Test func `whether the way is open can be asked without sending anything`() async throws {
        try await MailServer.run(.starttls, user: "knot", password: "right") { server in
            var address = try server.address()
            #expect(await SMTPTransport(address).obstacle() == nil)
            address.password = "wrong"
            #expect(await SMTPTransport(address).obstacle()?.hasPrefix("535") == true)
            address.authorities = nil
            #expect(await SMTPTransport(address).obstacle()?.contains("certificate") == true)
        }
    }

    @Test func `a server that is not there closes the way`() async throws {
        let transport = SMTPTransport(try SMTPServer(parsing: "smtp://127.0.0.1:1"))
        guard case .unreachable = await transport.carry(letter()) else {
            Issue.record("nobody listens on port 1")
            return
        }
    }

    @Test(arguments: Engines.all)
    func `from the outbox to the server: retried, refused, and readable there`(engine: Engine) async throws {
        try await MailServer.run(.starttls, user: "knot", password: "secret") { server in
            try await TestApp.run(engine) { app in
                let programme = try await app.programme()
                for name in ["later-1", "never"] {
                    var mail = OutboxTests.mail(to: "\(name)@council.example", of: programme.id)
                    mail.subject = "Große Neuigkeiten"
                    try await app.send(mail)
                }
                let postman = app.postman(SMTPTransport(try server.address()))
                _ = try await postman.carryAllDue()
                #expect(try await app.counts() == [.waiting: 1, .failed: 1])
                app.clock.advance(by: .minutes(1))
                _ = try await postman.carryAllDue()
                #expect(try await app.counts() == [.sent: 1, .failed: 1])
                let text = try await server.mail().text
                #expect(text.contains("\r\nSubject: =?utf-8?B?R3Jvw59lIE5ldWlna2VpdGVu?=\r\n"))
                #expect(text.contains("\r\n\r\nHello Ann,\r\n\r\nthere is news.\r\n--"))
            }
        }
    }

    private func letter(to: String = "ann@council.example", body: String = "Subject: a\r\n\r\nb\r\n") -> OutgoingLetter
    {
        OutgoingLetter(
            id: "1", from: "team@challenge.example", to: to, date: Instant(milliseconds: 0), bytes: Array(body.utf8))
    }
}

/// aiosmtpd in a process of its own, on a free port, with a certificate of its own.
final class MailServer: Sendable {
    enum Security: String, Sendable { case none, starttls, implicit }

    struct Received: Decodable {
        var from: String
        var to: [String]
        var data: Data
        var tls: Bool
        var user: String
        var peer: Int

        var text: String { String(decoding: data, as: UTF8.self) }
    }

    static let python = ProcessInfo.processInfo.environment["KNOTWORK_TEST_PYTHON"]

    private let port: Int
    private let security: Security
    private let user: String?
    private let password: String?
    private let folder: URL
    private let lines: LineReader

    static func run(
        _ security: Security, user: String? = nil, password: String? = nil,
        _ test: (MailServer) async throws -> Void
    ) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "smtp-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let process = Process()
        let (input, output) = (Pipe(), Pipe())
        process.executableURL = URL(filePath: python ?? "")
        process.arguments =
            [script, folder.path, security.rawValue] + [user, password].compactMap { $0 }
        process.standardInput = input
        process.standardOutput = output
        try process.run()
        defer {
            try? input.fileHandleForWriting.close()
            process.waitUntilExit()
        }
        let lines = LineReader(output.fileHandleForReading)
        let port = try #require(Int(await lines.next() ?? ""), "the mail server did not start")
        try await test(
            MailServer(port: port, security: security, user: user, password: password, folder: folder, lines: lines))
    }

    private init(port: Int, security: Security, user: String?, password: String?, folder: URL, lines: LineReader) {
        self.port = port
        self.security = security
        self.user = user
        self.password = password
        self.folder = folder
        self.lines = lines
    }

    private static var script: String {
        URL(filePath: #filePath).appending(path: "../../../../SMTP/server.py").standardizedFileURL.path
    }

    /// Where it listens, as a transport is told.
    func address() throws -> SMTPServer {
        var parts = URLComponents()
        parts.scheme = security == .implicit ? "smtps" : "smtp"
        parts.host = "127.0.0.1"
        parts.port = port
        parts.user = user
        parts.password = password
        var server = try SMTPServer(parsing: try #require(parts.string))
        if security == .starttls { server.security = .required }
        if security != .none { server.authorities = folder.appending(path: "certificate.pem").path }
        return server
    }

    /// The next mail that it took.
    func mail() async throws -> Received {
        let line = try #require(await lines.next(), "the mail server has gone")
        return try JSONDecoder().decode(Received.self, from: Data(line.utf8))
    }
}

/// The lines that a process writes, read as they come: a process whose pipe is full would wait for us.
final class LineReader: Sendable {
    private let lines: AsyncStream<String>

    init(_ handle: FileHandle) {
        let (lines, line) = AsyncStream.makeStream(of: String.self)
        self.lines = lines
        DispatchQueue(label: "test.lines").async {
            var bytes = Data()
            while case let more = handle.availableData, !more.isEmpty {
                bytes.append(more)
                while let end = bytes.firstIndex(of: 10) {
                    line.yield(String(decoding: bytes[..<end], as: UTF8.self))
                    bytes = Data(bytes[(end + 1)...])
                }
            }
            line.finish()
        }
    }

    func next() async -> String? {
        for await line in lines { return line }
        return nil
    }
}
