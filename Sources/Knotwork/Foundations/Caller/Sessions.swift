import Hummingbird
import Store

/// Finds out who asks, from the session cookie.
struct Sessions: RouterMiddleware {
    typealias Context = Visit

    static let cookie = "knotwork"

    let house: House

    func handle(
        _ request: Request, context: Visit, next: (Request, Visit) async throws -> Response
    ) async throws -> Response {
        guard let secret = request.cookies[Self.cookie]?.value, secret.utf8.count == 64 else {
            return try await next(request, context)
        }
        var visit = context
        let now = house.clock()
        guard let session = try await house.database.read({ try Self.find(secret, at: now, in: $0) }) else {
            return try await next(request, context)
        }
        visit.caller = session.caller
        visit.formToken = Self.formToken(secret)
        if now - session.seenAt > SignIn.touchEvery { try await touch(secret, at: now) }
        return try await next(request, visit)
    }

    private struct Session: Sendable {
        var caller: Caller
        var seenAt: Instant
    }

    private static func find(_ secret: String, at now: Instant, in db: Reader) throws -> Session? {
        let found = try db.first(
            """
            SELECT a.id, a.email, a.name, s.seen_at FROM session s JOIN account a ON a.id = s.account_id
            WHERE s.secret_hash = \(Hex.fingerprint(secret)) AND s.expires_at > \(now)
                AND s.seen_at > \(now - SignIn.idleLife)
            """
        ) { (account: try Accounts.account($0), seenAt: try $0["seen_at"] as Instant) }
        guard let found else { return nil }
        let standings = try Accounts.standings(of: found.account.id, in: db)
        return Session(caller: Caller(account: found.account, standings: standings), seenAt: found.seenAt)
    }

    private func touch(_ secret: String, at now: Instant) async throws {
        try await house.database.write {
            _ = try $0.execute("UPDATE session SET seen_at = \(now) WHERE secret_hash = \(Hex.fingerprint(secret))")
        }
    }

    /// What a form must bring along: known to pages of this session and derivable from nothing else.
    static func formToken(_ secret: String) -> String { Hex.fingerprint("form " + secret) }
}
