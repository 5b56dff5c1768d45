import Store

extension Schema {
    /// Until here a decision counted as told from the moment at which a letter was written. What came with a folder stays
    /// told; what a person of the team set off counts when its letter has left.
    static let told = Migration(
        name: "0027-told",
        sql: """
            ALTER TABLE message ADD COLUMN account_id TEXT;
            ALTER TABLE message ADD COLUMN superseded BOOLEAN NOT NULL DEFAULT FALSE;
            CREATE TABLE told_otherwise (
                about_kind TEXT NOT NULL,
                about_id TEXT NOT NULL,
                how TEXT NOT NULL CHECK (how IN ('telephone', 'in_person', 'other', 'elsewhere')),
                words TEXT NOT NULL,
                told_by TEXT NOT NULL,
                told_on TEXT NOT NULL,
                noted_by TEXT REFERENCES account(id),
                noted_at TEXT NOT NULL,
                PRIMARY KEY (about_kind, about_id),
                CHECK (how <> 'other' OR words <> '')
            );
            INSERT INTO told_otherwise (about_kind, about_id, how, words, told_by, told_on, noted_by, noted_at)
                SELECT 'outcome', t.application_id, 'elsewhere', '', '', substr(max(t.told_at), 1, 10), NULL, max(t.told_at)
                FROM (SELECT application_id, told_at FROM decision
                    UNION ALL SELECT h.application_id, h.told_at FROM shortlisting h WHERE NOT h.shortlisted
                        AND NOT EXISTS (SELECT 1 FROM decision d WHERE d.application_id = h.application_id)) AS t
                WHERE t.told_at IS NOT NULL AND NOT EXISTS (SELECT 1 FROM ledger_entry e
                    WHERE e.subject_kind = 'application' AND e.subject_id = t.application_id
                        AND e.verb = 'told in private' AND e.actor <> 'operator' AND e.at = t.told_at)
                GROUP BY t.application_id;
            UPDATE message SET account_id = (SELECT a.id FROM account a WHERE a.email = message.to_address)
                WHERE about_kind = 'outcome';
            UPDATE message SET superseded = TRUE WHERE about_kind = 'outcome'
                AND NOT EXISTS (SELECT 1 FROM decision d
                    WHERE d.application_id = message.about_id AND d.told_at = message.created_at)
                AND NOT EXISTS (SELECT 1 FROM shortlisting h
                    WHERE h.application_id = message.about_id AND h.told_at = message.created_at);
            ALTER TABLE decision DROP COLUMN told_at;
            ALTER TABLE shortlisting DROP COLUMN told_at;
            """)
}
