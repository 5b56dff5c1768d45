import Markup
import Names
import Store

/// Signing in by a one-use link in an e-mail. No passwords: nothing to remember, nothing to steal from us.
enum SignIn {
    /// How long a link that somebody asked for works.
    static let linkLife = Span.minutes(60)
    /// How long a link that the team sent works.
    static let invitationLife = Span.days(14)
    static let sessionLife = Span.days(30)
    static let idleLife = Span.days(14)
    /// How often a session's last use is written down.
    static let touchEvery = Span.hours(6)

    static let window = Span.hours(1)
    static let requestsPerAddress = 5
    /// More than the events of a programme: somebody may register for all of them at once.
    static let linksPerAddress = 20

    /// Makes a link. Its secret is in the result and nowhere else; the database keeps a hash.
    static func link(
        for account: ID<Account>, next: Link = "/my", life: Span, by context: ActionContext, in tx: Writer
    ) throws -> String {
        let secret = context.randomness.secret()
        try tx.execute(
            """
            INSERT INTO sign_in_link (token_hash, account_id, next_path, created_at, expires_at)
            VALUES (\(Hex.fingerprint(secret)), \(account), \(safePath(next.address)), \(context.at), \(context.at + life))
            """)
        return "/sign-in/\(secret)"
    }

    /// The same for mail that anybody can set off by typing an address (registering, beginning to apply): a few an hour to
    /// each address, so that nobody's mailbox can be flooded through us.
    static func askedLink(
        for account: ID<Account>, next: Link, by context: ActionContext, in tx: Writer
    ) throws -> String {
        let lately = try tx.value(
            "SELECT count(*) FROM sign_in_link WHERE account_id = \(account) AND created_at > \(context.at - window)",
            as: Int.self)
        guard lately ?? 0 < linksPerAddress else {
            throw Refusal.tooMany(
                "We have written to this address several times. Please look in the mailbox, or try in an hour.")
        }
        return try link(for: account, next: next, life: invitationLife, by: context, in: tx)
    }

    /// Somebody typed an address. What is done is the same whether it is known or not: it is written down, and a job
    /// (`SignInDesk`) answers.
    static func ask(for email: EmailAddress, next: Link, by context: ActionContext, in tx: Writer) throws {
        let address = Hex.fingerprint(email.text)
        try tx.execute("DELETE FROM sign_in_request WHERE at < \(context.at - window)")
        let lately = try tx.value(
            "SELECT count(*) FROM sign_in_request WHERE address_hash = \(address)", as: Int.self)
        guard lately ?? 0 < requestsPerAddress else {
            throw Refusal.tooMany("You have asked for several links. Please look in your mailbox, or try in an hour.")
        }
        let id: ID<Account> = context.id()
        try tx.execute(
            """
            INSERT INTO sign_in_request (id, address_hash, email, next_path, at)
            VALUES (\(id), \(address), \(email.text), \(safePath(next.address)), \(context.at))
            """)
    }

    /// Mails a link to somebody who may never have heard of the account: an applicant who starts, a panel member.
    static func mail(
        _ account: Account, next: Link, life: Span, settings: Settings, by context: ActionContext, in tx: Writer
    ) throws {
        let path = try link(for: account.id, next: next, life: life, by: context, in: tx)
        let message = SignInPages.message(to: account, url: settings.url(path), life: life)
        try Outbox.send(message, in: tx, at: context.at, randomness: context.randomness)
    }

    /// A link as its page shows it before the button is pressed. Nil when it was used, ran out, or never was.
    static func open(_ secret: String, at now: Instant, in db: Reader) throws -> Account? {
        try db.first(
            """
            SELECT a.id, a.email, a.name FROM sign_in_link l JOIN account a ON a.id = l.account_id
            WHERE l.token_hash = \(Hex.fingerprint(secret)) AND l.used_at IS NULL AND l.expires_at > \(now)
            """, Accounts.account)
    }

    struct Started: Sendable {
        var secret: String
        var next: String
    }

    /// Uses a link up and starts a session. Nil when somebody was quicker.
    /// `isSecure` says that the cookie will travel over TLS only.
    static func start(
        _ secret: String, isSecure: Bool = false, by context: ActionContext, in tx: Writer
    ) throws -> Started? {
        let used = try tx.first(
            """
            UPDATE sign_in_link SET used_at = \(context.at)
            WHERE token_hash = \(Hex.fingerprint(secret)) AND used_at IS NULL AND expires_at > \(context.at)
            RETURNING account_id, next_path
            """
        ) { (account: try $0["account_id"] as ID<Account>, next: try $0["next_path"] as String) }
        guard let used else { return nil }
        let session = context.randomness.secret()
        try tx.execute(
            """
            INSERT INTO session (secret_hash, account_id, created_at, seen_at, expires_at, host_cookie)
            VALUES (\(Hex.fingerprint(session)), \(used.account), \(context.at), \(context.at), \(context.at + sessionLife),
                \(isSecure))
            """)
        return Started(secret: session, next: used.next)
    }

    static func end(_ secret: String, in tx: Writer) throws {
        try tx.execute("DELETE FROM session WHERE secret_hash = \(Hex.fingerprint(secret))")
    }

    /// How many sessions somebody has.
    static func sessions(of account: ID<Account>, at now: Instant, in db: Reader) throws -> Int {
        try db.value(
            """
            SELECT count(*) FROM session
            WHERE account_id = \(account) AND expires_at > \(now) AND seen_at > \(now - idleLife)
            """) ?? 0
    }

    /// Ends all sessions of somebody, wherever they are, and every link that was mailed to them and not used: whoever has read
    /// their mail would come back with one. Returns how many sessions could still be used.
    static func endAll(of account: ID<Account>, at now: Instant, in tx: Writer) throws -> Int {
        let open = try sessions(of: account, at: now, in: tx)
        try tx.execute("DELETE FROM session WHERE account_id = \(account)")
        try tx.execute("DELETE FROM sign_in_link WHERE account_id = \(account) AND used_at IS NULL")
        return open
    }

    /// Only a path on this site may follow a sign-in: never another host.
    static func safePath(_ path: String) -> String {
        let isLocal = path.hasPrefix("/") && !path.hasPrefix("//") && !path.contains("\\")
        return isLocal && path.unicodeScalars.allSatisfy { $0.value > 32 && $0.value < 127 } ? path : "/my"
    }
}
