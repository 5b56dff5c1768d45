import Store

/// Who keeps away from which application, and why. Every list, count, sum, mail and line of the ledger asks this one table
/// (`Caller.isApart`), and so does everything that gives work to those who judge (`isBarred`).
///
/// The rooms know the reasons: who writes, who helped, who declared what. They tell them here, in the transaction in which
/// a reason comes or goes; nothing else writes the table. ADR 0008 says what each reason closes.
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
        _ why: Why, for account: ID<Account>, from application: ID<Application>, by deed: Deed, in tx: Writer
    ) throws {
        try tx.execute(
            """
            INSERT INTO recusal (account_id, application_id, why, since)
            VALUES (\(account), \(application), \(why), \(deed.at))
            ON CONFLICT (account_id, application_id, why) DO NOTHING
            """)
    }

    /// Takes a reason away. Others that somebody has stay.
    static func remove(
        _ why: Why, for account: ID<Account>, from application: ID<Application>, in tx: Writer
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

extension Schema {
    /// Filled from what each reason follows from. A conflict that came of an organisation stays as one of its application.
    static let recusals = Migration(
        name: "0023-recusals",
        sql: """
            CREATE TABLE recusal (
                account_id TEXT NOT NULL REFERENCES account(id),
                application_id TEXT NOT NULL REFERENCES application(id),
                why TEXT NOT NULL CHECK (why IN ('declared', 'organisation', 'writes', 'helped')),
                since TEXT NOT NULL,
                PRIMARY KEY (account_id, application_id, why)
            );
            CREATE INDEX recusal_by_application ON recusal (application_id, account_id, why);
            INSERT INTO recusal (account_id, application_id, why, since)
                SELECT account_id, application_id, 'declared', declared_at FROM conflict WHERE stands_aside;
            INSERT INTO recusal (account_id, application_id, why, since)
                SELECT account_id, application_id, 'writes', joined_at FROM application_member WHERE part <> 'friend';
            INSERT INTO recusal (account_id, application_id, why, since)
                SELECT account_id, application_id, 'helped', min(since) FROM (
                    SELECT account_id, application_id, joined_at AS since FROM application_member WHERE part = 'friend'
                    UNION ALL SELECT account_id, application_id, answered_at FROM application_invitation
                    WHERE state = 'accepted') AS helped
                GROUP BY account_id, application_id;
            CREATE VIEW recused_sighting AS
                SELECT r.account_id, x.sighting_id FROM recusal r
                JOIN application_sighting x ON x.application_id = r.application_id WHERE r.why <> 'helped';
            """)
}
