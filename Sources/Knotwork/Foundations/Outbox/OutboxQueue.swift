import Store

/// The outbox as the postman sees it: what is due is claimed for a while, carried outside any transaction, and marked.
///
/// A claim that is not given back runs out, so that mail claimed by a process that died is sent by another. Between
/// sending and marking that can send one mail twice, never none; both copies have the same Message-ID.
enum OutboxQueue {
    struct Claimed: Sendable {
        var id: ID<Message>
        var mail: Mail
        /// How often it has been tried, this time included.
        var attempts: Int
        /// Till when it is ours, and the mark by which we know that it still is.
        var until: Instant
    }

    /// Bulk mail to those who asked never to be mailed stays here. It is asked last of all, before mail is claimed, so
    /// that neither a release nor a retry nor a wish that came in meanwhile can get round it. What answers a person's
    /// own act, such as a link that they asked for, is no bulk mail.
    static func withholdUnwanted(in tx: Writer) throws {
        try tx.execute(
            """
            UPDATE message SET state = 'withheld', next_attempt_at = NULL, claimed_until = NULL
            WHERE state = 'waiting' AND bulk AND \(Outbox.isUnwanted)
            """)
    }

    /// Takes up to `limit` due messages, longest due first.
    static func claim(
        _ limit: Int, until: Instant, at now: Instant, sender: Address, in tx: Writer
    ) throws -> [Claimed] {
        try withholdUnwanted(in: tx)
        let claimed = try tx.all(
            """
            UPDATE message SET claimed_until = \(until), attempts = attempts + 1
            WHERE id IN (SELECT id FROM message WHERE state = 'waiting' AND next_attempt_at <= \(now)
                AND (claimed_until IS NULL OR claimed_until <= \(now)) ORDER BY next_attempt_at, id LIMIT \(limit))
            RETURNING id, to_address, to_name, sender_name, reply_to, subject, text, calendar, calendar_method,
                attempts, created_at
            """
        ) { Claimed(id: try $0["id"], mail: try mail($0, sender), attempts: try $0["attempts"], until: until) }
        return claimed.sorted { $0.id < $1.id }
    }

    /// Whether anything is due: a look that takes no lock.
    static func isDue(at now: Instant, in db: Reader) throws -> Bool {
        let found = try db.value(
            """
            SELECT 1 FROM message WHERE state = 'waiting' AND next_attempt_at <= \(now)
                AND (claimed_until IS NULL OR claimed_until <= \(now)) LIMIT 1
            """, as: Int.self)
        return found != nil
    }

    static func markSent(_ claimed: Claimed, at now: Instant, in tx: Writer) throws {
        try tx.execute(
            """
            UPDATE message SET state = 'sent', sent_at = \(now), next_attempt_at = NULL, claimed_until = NULL,
                last_error = NULL, \(masked(claimed)) WHERE \(isOurs(claimed))
            """)
    }

    static func markFailed(_ claimed: Claimed, because error: String, in tx: Writer) throws {
        try tx.execute(
            """
            UPDATE message SET state = 'failed', next_attempt_at = NULL, claimed_until = NULL, last_error = \(error),
                \(masked(claimed)) WHERE \(isOurs(claimed))
            """)
    }

    static func postpone(_ claimed: Claimed, to later: Instant, because error: String, in tx: Writer) throws {
        try tx.execute(
            """
            UPDATE message SET next_attempt_at = \(later), claimed_until = NULL, last_error = \(error)
            WHERE \(isOurs(claimed))
            """)
    }

    /// Gives messages back as if they had not been claimed: it was not their turn after all.
    static func giveBack(_ claimed: [Claimed], because error: String?, in tx: Writer) throws {
        for each in claimed {
            try tx.execute(
                """
                UPDATE message SET claimed_until = NULL, attempts = attempts - 1,
                    last_error = COALESCE(\(error), last_error) WHERE \(isOurs(each))
                """)
        }
    }

    /// Once a mail has left, or never will, the links in it that sign somebody in are nobody's business any more: not
    /// the team's, not a backup's.
    private static func masked(_ claimed: Claimed) -> SQL {
        let text = claimed.mail.text
        return "text = \(Secrets.masked(text)), masked = \(Secrets.areIn(text))"
    }

    /// Not when the claim ran out and another took the message.
    private static func isOurs(_ claimed: Claimed) -> SQL {
        "id = \(claimed.id) AND state = 'waiting' AND claimed_until = \(claimed.until)"
    }

    private static func mail(_ row: Row, _ sender: Address) throws -> Mail {
        let name: String = try row["sender_name"]
        let replyTo: String? = try row["reply_to"]
        let method: String? = try row["calendar_method"]
        let calendar: String? = try row["calendar"]
        let id: ID<Message> = try row["id"]
        return Mail(
            id: id.text, from: Address(email: sender.email, name: name.isEmpty ? sender.name : name),
            to: Address(email: try row["to_address"], name: try row["to_name"]),
            replyTo: replyTo.map { Address(email: $0) }.flatMap { $0.isMailable ? $0 : nil },
            subject: try row["subject"], text: try row["text"],
            calendar: calendar.flatMap { text in method.map { Mail.Calendar(method: $0, text: text) } },
            date: try row["created_at"])
    }
}
