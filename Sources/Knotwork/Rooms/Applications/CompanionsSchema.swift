import Store

extension Schema {
    /// Those who take part in an application beside its lead, what they remark, and the help they write down.
    static let companions = Migration(
        name: "0013-companions",
        sql: """
            CREATE TABLE application_invitation (
                id TEXT PRIMARY KEY,
                application_id TEXT NOT NULL REFERENCES application(id),
                account_id TEXT NOT NULL REFERENCES account(id),
                part TEXT NOT NULL CHECK (part IN ('partner', 'friend')),
                state TEXT NOT NULL CHECK (state IN ('open', 'accepted', 'declined', 'withdrawn')),
                invited_by TEXT NOT NULL REFERENCES account(id),
                invited_at TEXT NOT NULL,
                answered_at TEXT,
                CHECK ((state = 'open') = (answered_at IS NULL))
            );
            CREATE INDEX application_invitation_by_application ON application_invitation (application_id, id);
            CREATE UNIQUE INDEX application_invitation_open ON application_invitation (account_id, application_id)
                WHERE state = 'open';
            ALTER TABLE remark ADD COLUMN section TEXT NOT NULL DEFAULT '';
            ALTER TABLE remark ADD COLUMN settled_at TEXT;
            ALTER TABLE remark ADD COLUMN settled_by TEXT;
            ALTER TABLE help ADD COLUMN kind TEXT NOT NULL DEFAULT 'other';
            ALTER TABLE help ADD COLUMN account_id TEXT;
            CREATE INDEX help_by_application ON help (application_id);
            """)
}
