import Store

extension Schema {
    static let callers = Migration(
        name: "0001-callers",
        sql: """
            CREATE TABLE account (
                id TEXT PRIMARY KEY,
                email TEXT NOT NULL UNIQUE,
                name TEXT NOT NULL,
                created_at TEXT NOT NULL,
                CHECK (email <> '')
            );
            CREATE TABLE sign_in_link (
                token_hash TEXT PRIMARY KEY,
                account_id TEXT NOT NULL REFERENCES account(id),
                next_path TEXT NOT NULL,
                created_at TEXT NOT NULL,
                expires_at TEXT NOT NULL,
                used_at TEXT
            );
            CREATE TABLE sign_in_request (
                id TEXT PRIMARY KEY,
                address_hash TEXT NOT NULL,
                client_hash TEXT NOT NULL,
                at TEXT NOT NULL
            );
            CREATE INDEX sign_in_request_by_address ON sign_in_request (address_hash, at);
            CREATE INDEX sign_in_request_by_client ON sign_in_request (client_hash, at);
            CREATE TABLE session (
                secret_hash TEXT PRIMARY KEY,
                account_id TEXT NOT NULL REFERENCES account(id),
                created_at TEXT NOT NULL,
                seen_at TEXT NOT NULL,
                expires_at TEXT NOT NULL
            );
            CREATE INDEX session_by_account ON session (account_id);
            CREATE TABLE programme (
                id TEXT PRIMARY KEY,
                slug TEXT NOT NULL UNIQUE,
                name TEXT NOT NULL,
                strapline TEXT NOT NULL,
                edition TEXT NOT NULL,
                host TEXT NOT NULL,
                area TEXT NOT NULL,
                about TEXT NOT NULL,
                eligibility TEXT NOT NULL,
                how_judged TEXT NOT NULL,
                contact_email TEXT NOT NULL,
                accent TEXT NOT NULL,
                pot_pence BIGINT NOT NULL,
                rehearsal BOOLEAN NOT NULL,
                created_at TEXT NOT NULL,
                results_released_at TEXT,
                CHECK (pot_pence >= 0)
            );
            CREATE TABLE standing (
                account_id TEXT NOT NULL REFERENCES account(id),
                programme_id TEXT NOT NULL REFERENCES programme(id),
                role TEXT NOT NULL CHECK (role IN
                    ('team', 'steward', 'mentor', 'assessor', 'panel', 'applicant', 'participant')),
                organisation TEXT NOT NULL DEFAULT '',
                granted_at TEXT NOT NULL,
                PRIMARY KEY (account_id, programme_id, role)
            );
            CREATE INDEX standing_by_programme ON standing (programme_id, role);
            CREATE TABLE ledger_entry (
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
            CREATE INDEX ledger_entry_by_subject ON ledger_entry (subject_kind, subject_id, id);
            CREATE INDEX ledger_entry_by_programme ON ledger_entry (programme_id, id);
            CREATE INDEX ledger_entry_by_account ON ledger_entry (account_id, id);
            """)

    /// How often an address was written to of late is asked each time that somebody registers.
    static let linksByAccount = Migration(
        name: "0016-links-by-account",
        sql: "CREATE INDEX sign_in_link_by_account ON sign_in_link (account_id, created_at);")

    /// Which roles came with a part in an application, and end with it. Whoever joined became a mentor by themselves.
    static let rolesByPart = Migration(
        name: "0024-roles-by-part",
        sql: """
            ALTER TABLE standing ADD COLUMN by_part BOOLEAN NOT NULL DEFAULT FALSE;
            UPDATE standing SET by_part = TRUE WHERE role = 'applicant' OR role = 'mentor'
                AND EXISTS (SELECT 1 FROM ledger_entry l WHERE l.subject_kind = 'account'
                    AND l.subject_id = standing.account_id AND l.programme_id = standing.programme_id
                    AND l.verb = 'became mentor');
            """)
}

extension Schema {
    /// Which role an account was given in a programme.
    static let roleGrants = Migration(
        name: "0031-role-grants",
        sql: """
            CREATE TABLE role_grant (
                account_id TEXT NOT NULL REFERENCES account(id),
                programme_id TEXT NOT NULL REFERENCES programme(id),
                role TEXT NOT NULL CHECK (role IN
                    ('team', 'steward', 'mentor', 'assessor', 'panel', 'applicant', 'participant')),
                organisation TEXT NOT NULL DEFAULT '',
                granted_at TEXT NOT NULL,
                by_part BOOLEAN NOT NULL DEFAULT FALSE,
                PRIMARY KEY (account_id, programme_id, role)
            );
            INSERT INTO role_grant (account_id, programme_id, role, organisation, granted_at, by_part)
                SELECT account_id, programme_id, role, organisation, granted_at, by_part FROM standing;
            DROP TABLE standing;
            CREATE INDEX role_grant_by_programme ON role_grant (programme_id, role);
            """)
}

extension Schema {
    /// The organisations in which those who judge have declared an interest.
    static let declaredInterests = Migration(
        name: "0033-declared-interests",
        sql: """
            CREATE TABLE declared_interest (
                account_id TEXT NOT NULL REFERENCES account(id),
                programme_id TEXT NOT NULL REFERENCES programme(id),
                organisation_key TEXT NOT NULL CHECK (organisation_key <> ''),
                organisation TEXT NOT NULL,
                note TEXT NOT NULL,
                declared_at TEXT NOT NULL,
                PRIMARY KEY (account_id, programme_id, organisation_key)
            );
            INSERT INTO declared_interest (account_id, programme_id, organisation_key, organisation, note, declared_at)
                SELECT account_id, programme_id, organisation_key, organisation, note, declared_at FROM near_organisation;
            DROP TABLE near_organisation;
            CREATE INDEX declared_interest_by_programme ON declared_interest (programme_id, organisation_key);
            """)
}
