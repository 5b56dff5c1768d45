import Hummingbird
import Store

/// Finds out who asks, from the session cookie.
struct Sessions: RouterMiddleware {
    typealias Context = AppRequestContext

    /// What the cookie is called where it may travel without TLS.
    static let plainCookie = "knotwork"
    /// What it is called over TLS: browsers take such a cookie from this very host only, and only over TLS.
    static let hostCookie = "__Host-knotwork"

    let dependencies: Dependencies

    func handle(
        _ request: Request, context: AppRequestContext, next: (Request, AppRequestContext) async throws -> Response
    ) async throws -> Response {
        guard let secret = Self.secret(request, dependencies.settings) else { return try await next(request, context) }
        var context = context
        let now = dependencies.clock()
        let isOld = Self.isOld(request, dependencies.settings)
        guard let session = try await Self.find(secret, isOld: isOld, at: now, in: dependencies.database) else {
            return try await next(request, context)
        }
        context.caller = session.caller
        context.formToken = Self.formToken(secret)
        if now - session.seenAt > SignIn.touchEvery { try await touch(secret, at: now) }
        guard isOld else { return try await next(request, context) }
        try await move(secret)
        var response = try await next(request, context)
        response.setCookie(Self.cookie(secret, dependencies.settings))
        return response
    }

    static func name(_ settings: Settings) -> String { settings.isSecure ? hostCookie : plainCookie }

    /// The secret in the cookie that counts, and nil for what cannot be one.
    static func secret(_ request: Request, _ settings: Settings) -> String? {
        let named =
            settings.isSecure
            ? request.cookies[hostCookie] ?? request.cookies[plainCookie]
            : request.cookies[plainCookie]
        return named.map(\.value).flatMap { $0.utf8.count == 64 ? $0 : nil }
    }

    /// Whether somebody comes with a cookie from before TLS, or from before it had its name.
    private static func isOld(_ request: Request, _ settings: Settings) -> Bool {
        settings.isSecure && request.cookies[hostCookie] == nil
    }

    /// The cookie of a session; nil takes it away.
    static func cookie(_ secret: String?, _ settings: Settings) -> Cookie {
        Cookie(
            name: name(settings), value: secret ?? "",
            maxAge: secret == nil ? 0 : Int(SignIn.sessionLife.milliseconds / 1000), path: "/",
            secure: settings.isSecure, httpOnly: true, sameSite: .lax)
    }

    private struct Session: Sendable {
        var caller: Caller
        var seenAt: Instant
    }

    /// One question to the database, because it is asked before every page.
    ///
    /// A session that was begun over TLS is never found by the old name, under which others could plant a cookie.
    private static func find(
        _ secret: String, isOld: Bool, at now: Instant, in database: Database
    ) async throws -> Session? {
        let rows = try await database.all(
            """
            SELECT a.id, a.email, a.name, s.seen_at, t.programme_id, p.slug, t.role
            FROM session s JOIN account a ON a.id = s.account_id
            LEFT JOIN role_grant t ON t.account_id = a.id LEFT JOIN programme p ON p.id = t.programme_id
            WHERE s.secret_hash = \(Hex.fingerprint(secret)) AND s.expires_at > \(now)
                AND s.seen_at > \(now - SignIn.idleLife) AND (NOT \(isOld) OR NOT s.host_cookie)
            """
        ) { row in
            Session(
                caller: Caller(account: try Accounts.account(row), roleGrants: try roleGrants(row)),
                seenAt: try row["seen_at"])
        }
        guard var session = rows.first else { return nil }
        for row in rows.dropFirst() { session.caller.roleGrants.formUnion(row.caller.roleGrants) }
        return session
    }

    /// None in the one row of somebody who holds no role.
    private static func roleGrants(_ row: Row) throws -> Set<RoleGrant> {
        guard let programme: ID<Programme> = try row["programme_id"] else { return [] }
        return [RoleGrant(programme: programme, slug: try row["slug"], role: try row["role"])]
    }

    /// From now on it goes by its new name alone.
    private func move(_ secret: String) async throws {
        try await dependencies.database.write {
            _ = try $0.execute("UPDATE session SET host_cookie = TRUE WHERE secret_hash = \(Hex.fingerprint(secret))")
        }
    }

    private func touch(_ secret: String, at now: Instant) async throws {
        try await dependencies.database.write {
            _ = try $0.execute("UPDATE session SET seen_at = \(now) WHERE secret_hash = \(Hex.fingerprint(secret))")
        }
    }

    /// What a form must bring along: known to pages of this session and derivable from nothing else.
    static func formToken(_ secret: String) -> String { Hex.fingerprint("form " + secret) }
}
