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
        guard let session = try await Self.find(secret, at: now, in: house.database) else {
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

    /// One question to the database, because it is asked before every page.
    private static func find(_ secret: String, at now: Instant, in database: Database) async throws -> Session? {
        let rows = try await database.all(
            """
            SELECT a.id, a.email, a.name, s.seen_at, t.programme_id, p.slug, t.role
            FROM session s JOIN account a ON a.id = s.account_id
            LEFT JOIN standing t ON t.account_id = a.id LEFT JOIN programme p ON p.id = t.programme_id
            WHERE s.secret_hash = \(Hex.fingerprint(secret)) AND s.expires_at > \(now)
                AND s.seen_at > \(now - SignIn.idleLife)
            """
        ) { row in
            Session(
                caller: Caller(account: try Accounts.account(row), standings: try standings(row)),
                seenAt: try row["seen_at"])
        }
        guard var session = rows.first else { return nil }
        for row in rows.dropFirst() { session.caller.standings.formUnion(row.caller.standings) }
        return session
    }

    /// None in the one row of somebody who holds no role.
    private static func standings(_ row: Row) throws -> Set<Standing> {
        guard let programme: ID<Programme> = try row["programme_id"] else { return [] }
        return [Standing(programme: programme, slug: try row["slug"], role: try row["role"])]
    }

    private func touch(_ secret: String, at now: Instant) async throws {
        try await house.database.write {
            _ = try $0.execute("UPDATE session SET seen_at = \(now) WHERE secret_hash = \(Hex.fingerprint(secret))")
        }
    }

    /// What a form must bring along: known to pages of this session and derivable from nothing else.
    static func formToken(_ secret: String) -> String { Hex.fingerprint("form " + secret) }
}
