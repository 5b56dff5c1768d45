import Store

/// Who keeps away from which application, and why. Every list, count, sum, mail and line of the audit log asks this one table
/// (`Caller.isRecused`), and so does everything that gives work to those who judge (`isBarred`).
///
/// The features know the reasons: who writes, who helped, who declared what. They tell them here, in the transaction in which
/// a reason comes or goes; nothing else writes the table. Of an application it needs no more than the id. ADR 0008 says what
/// each reason closes.
enum Recusals {
    enum Why: String, CaseIterable, Sendable, SQLConvertible {
        /// They said so about this one application.
        case declared
        /// They said so about the organisation that applies.
        case organisation
        /// They write it.
        case writes
        /// They helped to write it, or wrote it once: they may meet it and never score it. It stays when their part ends.
        case helped

        /// The reasons for which somebody must not meet an application at all.
        static let hiding = allCases.filter { $0 != .helped }
        /// The reasons of those who wrote or helped.
        static let parts: [Why] = [.writes, .helped]
        /// The reasons that somebody gave who judges.
        static let stated: [Why] = [.declared, .organisation]
    }

    /// Adds a reason. Adding it twice changes nothing.
    static func add(
        _ why: Why, for account: ID<Account>, from application: ID<some Any>, by context: ActionContext,
        in tx: Writer
    ) throws {
        try tx.execute(
            """
            INSERT INTO recusal (account_id, application_id, why, since)
            VALUES (\(account), \(application), \(why), \(context.at))
            ON CONFLICT (account_id, application_id, why) DO NOTHING
            """)
    }

    /// Takes a reason away. Others that somebody has stay.
    static func remove(
        _ why: Why, for account: ID<Account>, from application: ID<some Any>, in tx: Writer
    ) throws {
        try tx.execute(
            """
            DELETE FROM recusal WHERE account_id = \(account) AND application_id = \(application) AND why = \(why)
            """)
    }

    /// Whether an account has no business scoring an application, as a condition for a query: for any reason.
    static func isBarred(_ account: SQL, from application: SQL) -> SQL {
        """
        EXISTS (SELECT 1 FROM recusal b WHERE b.application_id = \(application) AND b.account_id = \(account))
        """
    }
}
