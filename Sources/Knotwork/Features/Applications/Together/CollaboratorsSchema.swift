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

extension Schema {
    /// Lead, co-applicants and critical friends under the names that they have on the pages.
    static let collaborators = Migration(
        name: "0032-collaborators",
        sql: """
            CREATE TABLE collaborator (
                application_id TEXT NOT NULL REFERENCES application(id),
                account_id TEXT NOT NULL REFERENCES account(id),
                part TEXT NOT NULL CHECK (part IN ('lead', 'co_applicant', 'critical_friend')),
                joined_at TEXT NOT NULL,
                PRIMARY KEY (application_id, account_id)
            );
            INSERT INTO collaborator (application_id, account_id, part, joined_at)
                SELECT application_id, account_id,
                    CASE part WHEN 'partner' THEN 'co_applicant' WHEN 'friend' THEN 'critical_friend' ELSE part END,
                    joined_at
                FROM application_member;
            DROP TABLE application_member;
            CREATE INDEX collaborator_by_account ON collaborator (account_id);
            CREATE TABLE collaborator_invitation (
                id TEXT PRIMARY KEY,
                application_id TEXT NOT NULL REFERENCES application(id),
                account_id TEXT NOT NULL REFERENCES account(id),
                part TEXT NOT NULL CHECK (part IN ('co_applicant', 'critical_friend')),
                state TEXT NOT NULL CHECK (state IN ('open', 'accepted', 'declined', 'withdrawn')),
                invited_by TEXT NOT NULL REFERENCES account(id),
                invited_at TEXT NOT NULL,
                answered_at TEXT,
                CHECK ((state = 'open') = (answered_at IS NULL))
            );
            INSERT INTO collaborator_invitation
                (id, application_id, account_id, part, state, invited_by, invited_at, answered_at)
                SELECT id, application_id, account_id,
                    CASE part WHEN 'partner' THEN 'co_applicant' ELSE 'critical_friend' END,
                    state, invited_by, invited_at, answered_at
                FROM application_invitation;
            DROP TABLE application_invitation;
            CREATE INDEX collaborator_invitation_by_application ON collaborator_invitation (application_id, id);
            CREATE UNIQUE INDEX collaborator_invitation_open ON collaborator_invitation (account_id, application_id)
                WHERE state = 'open';
            """)
}
