import Logging
import Markup
import ServiceLifecycle
import Store

/// Answers those who asked for a link. The page that they asked on has done the same for everybody and is gone: whether
/// there is an account is looked up here, later and elsewhere, so that the time an answer takes tells nothing.
struct SignInDesk: Service {
    let dependencies: Dependencies
    /// How often it looks for what other processes left.
    var look = Duration.seconds(15)
    /// Long enough for the page to have left.
    var pause = Duration.milliseconds(200)

    static let bell = Bell()

    func run() async throws {
        let (wakes, wake) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        let number = Self.bell.add(wake)
        defer { Self.bell.remove(number) }
        await withGracefulShutdownHandler {
            await withTaskGroup(of: Void.self) { group in
                group.addTask { await tick(wake) }
                for await _ in wakes {
                    try? await Task.sleep(for: pause)
                    await answer()
                }
                group.cancelAll()
            }
        } onGracefulShutdown: {
            wake.finish()
        }
    }

    private func tick(_ wake: AsyncStream<Void>.Continuation) async {
        while !Task.isCancelled {
            wake.yield()
            try? await Task.sleep(for: look)
        }
    }

    /// Answers all that wait. What fails is logged, and tried again at the next look.
    func answer() async {
        do {
            let (now, randomness, settings) = (dependencies.clock(), dependencies.randomness, dependencies.settings)
            guard try await dependencies.database.read({ try SignIn.isAsked(in: $0) }) else { return }
            let context = ActionContext(caller: .nobody, at: now, randomness: randomness)
            try await dependencies.database.write { try SignIn.answer(settings: settings, by: context, in: $0) }
        } catch {
            dependencies.logger.error("sign-in links could not be written", metadata: ["error": "\(error)"])
        }
    }
}

extension SignIn {
    static func isAsked(in db: Reader) throws -> Bool {
        try db.value("SELECT 1 FROM sign_in_request WHERE answered_at IS NULL LIMIT 1", as: Int.self) != nil
    }

    /// Writes a link to each address that was asked for and is known, and forgets the addresses.
    static func answer(settings: Settings, by context: ActionContext, in tx: Writer) throws {
        let asked = try tx.all(
            """
            UPDATE sign_in_request SET answered_at = \(context.at)
            WHERE answered_at IS NULL AND id IN (SELECT id FROM sign_in_request WHERE answered_at IS NULL)
            RETURNING id, email, next_path
            """
        ) { (id: try $0["id"] as String, email: try $0["email"] as String, next: try $0["next_path"] as String) }
        for one in asked.sorted(by: { $0.id < $1.id }) {
            try tx.execute("UPDATE sign_in_request SET email = '' WHERE id = \(one.id)")
            guard let account = try Accounts.find(address: one.email, in: tx) else { continue }
            let next = Link(local: one.next) ?? "/my"
            try mail(account, next: next, life: linkLife, settings: settings, by: context, in: tx)
        }
    }
}

extension Schema {
    /// Who asked for a link is answered by a job; where they asked from is counted with all forms of strangers. What was
    /// asked before is over.
    static let signInAsked = Migration(
        name: "0029-sign-in-asked",
        sql: """
            DELETE FROM sign_in_request;
            DROP INDEX sign_in_request_by_client;
            ALTER TABLE sign_in_request DROP COLUMN client_hash;
            ALTER TABLE sign_in_request ADD COLUMN email TEXT NOT NULL DEFAULT '';
            ALTER TABLE sign_in_request ADD COLUMN next_path TEXT NOT NULL DEFAULT '';
            ALTER TABLE sign_in_request ADD COLUMN answered_at TEXT;
            CREATE INDEX sign_in_request_open ON sign_in_request (id) WHERE answered_at IS NULL;
            ALTER TABLE session ADD COLUMN host_cookie BOOLEAN NOT NULL DEFAULT FALSE;
            """)
}
