import Store

/// How somebody learned of a thing that concerns them, when no letter of ours told them.
struct ToldOtherwise: Sendable, Hashable {
    enum How: String, CaseIterable, Sendable, SQLConvertible {
        case telephone
        case inPerson = "in_person"
        case other
        /// Before the programme was kept here: what a folder of past records says.
        case elsewhere

        var label: String {
            switch self {
            case .telephone: "By telephone"
            case .inPerson: "In person"
            case .other: "In another way"
            case .elsewhere: "Outside this system"
            }
        }
    }

    var how: How
    /// How it was, where the label does not say; why it is noted.
    var words: String
    /// Who told them.
    var by: String
    var on: Day
    var notedAt: Instant
    /// Nil for what was brought in.
    var notedBy: String?
}

/// Whether people were told follows from the mail that left, or from a person who says how they told them: never from the
/// wish to tell. See docs/decisions/0020-told.md.
extension Outbox {
    /// Notes how somebody was told of a thing without a letter; what was noted before is replaced.
    static func note(_ told: ToldOtherwise, of subject: AuditLog.Subject, by context: ActionContext, in tx: Writer)
        throws
    {
        try tx.execute(
            """
            INSERT INTO told_otherwise (about_kind, about_id, how, words, told_by, told_on, noted_by, noted_at)
            VALUES (\(subject.kind), \(subject.id), \(told.how), \(told.words), \(told.by), \(told.on),
                \(context.caller.account?.id), \(told.notedAt))
            ON CONFLICT (about_kind, about_id) DO UPDATE SET how = excluded.how, words = excluded.words,
                told_by = excluded.told_by, told_on = excluded.told_on, noted_by = excluded.noted_by,
                noted_at = excluded.noted_at
            """)
    }

    /// Takes back that somebody was told: it was a slip. False when nothing was noted.
    static func takeBack(toldOf subject: AuditLog.Subject, in tx: Writer) throws -> Bool {
        try tx.execute(
            "DELETE FROM told_otherwise WHERE about_kind = \(subject.kind) AND about_id = \(subject.id)") > 0
    }

    static func toldOtherwise(of subject: AuditLog.Subject, in db: Reader) throws -> ToldOtherwise? {
        try db.first(
            """
            SELECT t.how, t.words, t.told_by, t.told_on, t.noted_at, n.name FROM told_otherwise t
            LEFT JOIN account n ON n.id = t.noted_by WHERE t.about_kind = \(subject.kind) AND t.about_id = \(subject.id)
            """, toldOtherwise)
    }

    static func toldOtherwise(_ row: Row) throws -> ToldOtherwise {
        ToldOtherwise(
            how: try row["how"], words: try row["words"], by: try row["told_by"], on: try row["told_on"],
            notedAt: try row["noted_at"], notedBy: try row["name"])
    }

    /// Whether a person said how they told them, as a condition for a query.
    static func wasToldOtherwise(of kind: String, _ id: SQL) -> SQL {
        "EXISTS (SELECT 1 FROM told_otherwise o WHERE o.about_kind = \(kind) AND o.about_id = \(id))"
    }

    /// Whether a letter about a thing, as it is now, has left for an account, as a condition for a query.
    static func hasLeft(about kind: String, _ id: SQL, to account: SQL) -> SQL {
        """
        EXISTS (SELECT 1 FROM message l WHERE l.about_kind = \(kind) AND l.about_id = \(id)
            AND l.account_id = \(account) AND l.state = 'sent' AND NOT l.superseded)
        """
    }

    /// Whether a letter about a thing is with an account, or may still get there without anybody writing again.
    static func isWritten(about subject: AuditLog.Subject, to account: ID<Account>, in db: Reader) throws -> Bool {
        try db.value(
            """
            SELECT 1 FROM message WHERE about_kind = \(subject.kind) AND about_id = \(subject.id)
                AND account_id = \(account) AND NOT superseded
                AND (state IN ('held', 'waiting', 'sent') OR state = 'withheld' AND \(isUnwanted)
                    OR state = 'rehearsed' AND EXISTS (SELECT 1 FROM programme p
                        WHERE p.id = message.programme_id AND p.rehearsal))
            LIMIT 1
            """, as: Int.self) != nil
    }

    /// Throws away a letter that failed, because another is written in its place: nobody tries both.
    static func dropFailed(about subject: AuditLog.Subject, to account: ID<Account>, in tx: Writer) throws {
        try tx.execute(
            """
            DELETE FROM message WHERE about_kind = \(subject.kind) AND about_id = \(subject.id)
                AND account_id = \(account) AND state = 'failed'
            """)
    }

    /// What was said about a thing no longer holds. Letters that have not left are thrown away, those that have count no
    /// more, and neither does what a person said. Mail that is being carried at this moment still leaves.
    static func supersede(
        _ subject: AuditLog.Subject, of programme: ID<Programme>, by context: ActionContext, in tx: Writer
    ) throws {
        let about: SQL = "about_kind = \(subject.kind) AND about_id = \(subject.id)"
        let discarded = try tx.all(
            """
            DELETE FROM message
            WHERE \(about) AND (state IN ('held', 'failed') OR state = 'waiting' AND claimed_until IS NULL)
            RETURNING about_kind, about_id
            """, self.subject)
        try tx.execute("UPDATE message SET superseded = TRUE WHERE \(about) AND NOT superseded")
        try tx.execute("DELETE FROM told_otherwise WHERE \(about)")
        try record("discarded", discarded, of: programme, by: context, in: tx)
    }
}
