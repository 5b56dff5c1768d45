import Store

extension Schema {
    /// The log under the name that people look for. Entries keep their order, which is that of their ids.
    static let auditEntries = Migration(
        name: "0030-audit-entries",
        sql: """
            CREATE TABLE audit_entry (
                id TEXT PRIMARY KEY,
                at TEXT NOT NULL,
                account_id TEXT,
                actor TEXT NOT NULL,
                verb TEXT NOT NULL,
                subject_kind TEXT NOT NULL,
                subject_id TEXT NOT NULL,
                programme_id TEXT,
                reason TEXT NOT NULL
            );
            INSERT INTO audit_entry (id, at, account_id, actor, verb, subject_kind, subject_id, programme_id, reason)
                SELECT id, at, account_id, actor, verb, subject_kind, subject_id, programme_id, reason FROM ledger_entry;
            DROP TABLE ledger_entry;
            CREATE INDEX audit_entry_by_subject ON audit_entry (subject_kind, subject_id, id);
            CREATE INDEX audit_entry_by_programme ON audit_entry (programme_id, id);
            CREATE INDEX audit_entry_by_account ON audit_entry (account_id, id);
            """)
}
