import Store

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
