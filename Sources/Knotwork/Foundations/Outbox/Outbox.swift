import Markup
import Store

/// Mail leaves through a table: it is written in the transaction of the action that it tells of, so that there is no
/// mail about what did not happen and nothing happens without its mail. The `Postman` carries it on.
enum Outbox {
    static let bell = Bell()

    enum State: String, CaseIterable, Sendable, SQLConvertible {
        /// Bulk mail that a person has not released yet.
        case held
        case waiting, sent
        /// Given up; a person can try again.
        case failed
        /// Bulk mail to somebody who asked for none: never leaves, whoever released it.
        case withheld
        /// Of a rehearsal: never leaves, only shows what would have been sent.
        case rehearsed
    }

    /// Puts a message in line; bulk mail is held until a person releases it, mail of a rehearsal stays for ever.
    ///
    /// An address that no mail can be sent to does not fail the action: the message is kept as failed, for the team to
    /// see. Bulk mail must not hold a link that signs somebody in, because whoever releases it would read it: that
    /// throws `Unmailable`, and a link to the page itself does as well.
    @discardableResult
    static func send(
        _ message: Message, in tx: Writer, at now: Instant, randomness: Randomness
    ) throws -> ID<Message> {
        guard !message.isBulk || !Secrets.areIn(message.text) else {
            throw Unmailable(description: "bulk mail with a link that signs somebody in")
        }
        let id: ID<Message> = randomness.id(at: now)
        let fate = try Fate(of: message, at: now, in: tx)
        try tx.execute(
            """
            INSERT INTO message (id, programme_id, about_kind, about_id, to_address, to_name, sender_name, reply_to,
                subject, text, calendar, calendar_method, bulk, masked, state, attempts, next_attempt_at, last_error,
                created_at, account_id)
            VALUES (\(id), \(message.programme), \(message.about?.kind), \(message.about?.id), \(message.to.email),
                \(message.to.name), \(message.senderName), \(message.replyTo), \(message.subject), \(message.text),
                \(message.calendar?.text(at: now)), \(message.calendar?.method.rawValue), \(message.isBulk),
                \(false), \(fate.state), 0, \(fate.due), \(fate.error), \(now),
                \(message.account))
            """)
        if fate.state == .waiting { bell.ring() }
        return id
    }

    private struct Fate {
        var state: State
        var due: Instant?
        var error: String?

        init(of message: Message, at now: Instant, in tx: Writer) throws {
            if try Self.isRehearsal(message.programme, in: tx) {
                state = .rehearsed
            } else if message.isBulk {
                state = .held
            } else if !message.to.isMailable {
                state = .failed
                error = "“\(message.to.email)” is not an address that mail can be sent to."
            } else {
                state = .waiting
                due = now
            }
        }

        private static func isRehearsal(_ programme: ID<Programme>?, in tx: Writer) throws -> Bool {
            guard let programme else { return false }
            return try tx.value("SELECT rehearsal FROM programme WHERE id = \(programme)") ?? false
        }
    }
}

extension Outbox {
    /// Lets held mail of a programme go. Returns how many; those already released or of another programme are left.
    @discardableResult
    static func release(
        _ ids: [ID<Message>], of programme: ID<Programme>, by context: ActionContext, in tx: Writer
    ) throws -> Int {
        let released = try tx.all(
            """
            UPDATE message SET state = 'waiting', next_attempt_at = \(context.at), released_at = \(context.at),
                released_by = \(context.caller.account?.id.text ?? context.caller.auditName)
            WHERE \(ours(programme, context.caller)) AND state = 'held' AND id IN \(list: ids)
            RETURNING about_kind, about_id
            """, subject)
        if !released.isEmpty { bell.ring() }
        try record("released", released, of: programme, by: context, in: tx)
        return released.count
    }

    /// Changes the words of a held message.
    static func edit(
        _ id: ID<Message>, of programme: ID<Programme>, subject: String, text: String, by context: ActionContext,
        in tx: Writer
    ) throws {
        var errors = FieldErrors()
        if subject.isEmpty { errors.add("subject", "Enter a subject") }
        if text.isEmpty { errors.add("text", "Enter what the mail says") }
        try errors.check()
        let edited = try tx.execute(
            """
            UPDATE message SET subject = \(OneLine.clean(subject)), text = \(text)
            WHERE id = \(id) AND \(ours(programme, context.caller)) AND state = 'held'
            """)
        guard edited == 1 else { throw Refusal.rule("This mail is no longer waiting to be released.") }
        try AuditLog.record("edited", AuditLog.Subject("message", id), programme: programme, by: context, in: tx)
    }

    /// Throws held mail of a programme away. Returns how many.
    @discardableResult
    static func discard(
        _ ids: [ID<Message>], of programme: ID<Programme>, by context: ActionContext, in tx: Writer
    ) throws -> Int {
        let discarded = try tx.all(
            """
            DELETE FROM message WHERE \(ours(programme, context.caller)) AND state = 'held' AND id IN \(list: ids)
            RETURNING about_kind, about_id
            """, subject)
        try record("discarded", discarded, of: programme, by: context, in: tx)
        return discarded.count
    }

    /// Puts failed mail of a programme in line again, from its first attempt. Returns how many. Mail whose
    /// secret was masked stays failed: a new link must be asked for. So does mail that says what no longer holds.
    @discardableResult
    static func retry(
        _ ids: [ID<Message>], of programme: ID<Programme>, by context: ActionContext, in tx: Writer
    ) throws -> Int {
        let again = try tx.all(
            """
            UPDATE message SET state = 'waiting', attempts = 0, next_attempt_at = \(context.at)
            WHERE \(ours(programme, context.caller)) AND state = 'failed' AND NOT masked AND NOT superseded
                AND id IN \(list: ids)
            RETURNING about_kind, about_id
            """, subject)
        if !again.isEmpty { bell.ring() }
        try record("sent again", again, of: programme, by: context, in: tx)
        return again.count
    }

    /// Mail of a programme, for its team only, and of that for those alone who do not stand aside from what it is about.
    static func ours(_ programme: ID<Programme>, _ caller: Caller) -> SQL {
        "message.programme_id = \(programme) AND \(theirs(caller))"
    }

    static func theirs(_ caller: Caller) -> SQL {
        """
        \(caller.may(.team, in: "message.programme_id"))
            AND NOT \(caller.isRecused(fromSubject: "message.about_kind", "message.about_id"))
        """
    }

    static func subject(_ row: Row) throws -> AuditLog.Subject? {
        guard let kind: String = try row["about_kind"], let id: String = try row["about_id"] else { return nil }
        return AuditLog.Subject(kind: kind, id: id)
    }

    /// One line for all mails together, but one for each application that they were about: whoever stands aside from it
    /// must not learn of its mail by the number.
    static func record(
        _ verb: String, _ mails: [AuditLog.Subject?], of programme: ID<Programme>, by context: ActionContext,
        in tx: Writer
    ) throws {
        let whole = AuditLog.Subject("programme", programme)
        let kinds = ["application", "outcome"]
        let counts = mails.reduce(into: [AuditLog.Subject: Int]()) { counts, subject in
            counts[subject.flatMap { kinds.contains($0.kind) ? $0 : nil } ?? whole, default: 0] += 1
        }
        for (subject, count) in counts.sorted(by: { ($0.key.kind, $0.key.id) < ($1.key.kind, $1.key.id) }) {
            let mails = Number.count(count, "mail", "mails")
            try AuditLog.record(
                subject == whole ? "\(verb) \(mails)" : "\(verb) \(mails) about", subject, programme: programme,
                by: context,
                in: tx)
        }
    }
}
