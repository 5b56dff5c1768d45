import Store

extension Schema {
    static let applications = Migration(
        name: "0008-applications",
        sql: """
            CREATE TABLE application_form (
                id TEXT PRIMARY KEY,
                programme_id TEXT NOT NULL REFERENCES programme(id),
                version BIGINT NOT NULL,
                made_at TEXT NOT NULL,
                UNIQUE (programme_id, version)
            );
            CREATE TABLE question (
                id TEXT PRIMARY KEY,
                form_id TEXT NOT NULL REFERENCES application_form(id),
                key TEXT NOT NULL,
                position BIGINT NOT NULL,
                section TEXT NOT NULL,
                label TEXT NOT NULL,
                hint TEXT NOT NULL,
                kind TEXT NOT NULL CHECK (kind IN ('text', 'long', 'eligibility', 'money', 'themes', 'link')),
                required BOOLEAN NOT NULL,
                guidance_words BIGINT,
                UNIQUE (form_id, key),
                UNIQUE (form_id, position)
            );
            CREATE TABLE application (
                id TEXT PRIMARY KEY,
                programme_id TEXT NOT NULL REFERENCES programme(id),
                form_id TEXT NOT NULL REFERENCES application_form(id),
                number BIGINT,
                organisation TEXT NOT NULL,
                stage TEXT NOT NULL CHECK (stage IN ('draft', 'submitted', 'withdrawn', 'shortlisted', 'not_shortlisted',
                    'funded', 'not_funded')),
                asked_pence BIGINT,
                started_at TEXT NOT NULL,
                saved_at TEXT NOT NULL,
                submitted_at TEXT,
                fingerprint TEXT NOT NULL DEFAULT '',
                stuck_reason TEXT NOT NULL DEFAULT '',
                UNIQUE (programme_id, number),
                CHECK ((number IS NULL) = (submitted_at IS NULL)),
                CHECK (stage = 'draft' OR stage = 'withdrawn' OR submitted_at IS NOT NULL),
                CHECK (asked_pence IS NULL OR asked_pence >= 0)
            );
            CREATE INDEX application_by_stage ON application (programme_id, stage, number);
            CREATE TABLE application_member (
                application_id TEXT NOT NULL REFERENCES application(id),
                account_id TEXT NOT NULL REFERENCES account(id),
                part TEXT NOT NULL CHECK (part IN ('lead', 'partner', 'friend')),
                joined_at TEXT NOT NULL,
                PRIMARY KEY (application_id, account_id)
            );
            CREATE INDEX application_member_by_account ON application_member (account_id);
            CREATE TABLE answer (
                application_id TEXT NOT NULL REFERENCES application(id),
                question_id TEXT NOT NULL REFERENCES question(id),
                text TEXT NOT NULL,
                saved_at TEXT NOT NULL,
                PRIMARY KEY (application_id, question_id)
            );
            CREATE TABLE application_theme (
                application_id TEXT NOT NULL REFERENCES application(id),
                theme_id TEXT NOT NULL REFERENCES theme(id),
                PRIMARY KEY (application_id, theme_id)
            );
            CREATE INDEX application_theme_by_theme ON application_theme (theme_id);
            CREATE TABLE remark (
                id TEXT PRIMARY KEY,
                application_id TEXT NOT NULL REFERENCES application(id),
                question_id TEXT REFERENCES question(id),
                account_id TEXT NOT NULL REFERENCES account(id),
                text TEXT NOT NULL,
                made_at TEXT NOT NULL
            );
            CREATE INDEX remark_by_application ON remark (application_id, id);
            CREATE TABLE help (
                id TEXT PRIMARY KEY,
                programme_id TEXT NOT NULL REFERENCES programme(id),
                application_id TEXT REFERENCES application(id),
                organisation TEXT NOT NULL,
                person TEXT NOT NULL,
                helper TEXT NOT NULL,
                minutes BIGINT NOT NULL CHECK (minutes >= 0),
                what TEXT NOT NULL,
                given_at TEXT NOT NULL
            );
            CREATE INDEX help_by_programme ON help (programme_id, organisation);
            CREATE TABLE extension (
                application_id TEXT PRIMARY KEY REFERENCES application(id),
                until TEXT NOT NULL,
                reason TEXT NOT NULL,
                granted_by TEXT,
                granted_at TEXT NOT NULL
            );
            CREATE TABLE application_sighting (
                application_id TEXT NOT NULL REFERENCES application(id),
                sighting_id TEXT NOT NULL UNIQUE REFERENCES sighting(id),
                PRIMARY KEY (application_id, sighting_id)
            );
            """)

    /// Questions that a folder brought without words get the standard ones, and the amounts that it brought become what was
    /// answered to the question for them, where there is one. Written like `Money.typed`, up to hundreds of millions.
    static let amountsAnswered = Migration(
        name: "0025-amounts-answered",
        sql: """
            UPDATE question SET label = 'Which themes does your idea answer?' WHERE kind = 'themes' AND label = '';
            UPDATE question SET label = 'How much do you ask for (£)?' WHERE kind = 'money' AND label = '';
            UPDATE question SET label = 'Question ' || CAST(position + 1 AS TEXT) WHERE label = '';
            INSERT INTO answer (application_id, question_id, text, saved_at)
            SELECT a.id, q.id,
                CASE WHEN a.asked_pence < 100000 THEN CAST(a.asked_pence / 100 AS TEXT)
                    WHEN a.asked_pence < 100000000 THEN CAST(a.asked_pence / 100000 AS TEXT) || ','
                        || substr(CAST(1000 + a.asked_pence / 100 % 1000 AS TEXT), 2)
                    ELSE CAST(a.asked_pence / 100000000 AS TEXT) || ','
                        || substr(CAST(1000 + a.asked_pence / 100000 % 1000 AS TEXT), 2) || ','
                        || substr(CAST(1000 + a.asked_pence / 100 % 1000 AS TEXT), 2) END
                    || CASE WHEN a.asked_pence % 100 = 0 THEN ''
                        ELSE '.' || substr(CAST(100 + a.asked_pence % 100 AS TEXT), 2) END,
                a.saved_at
            FROM application a JOIN question q ON q.form_id = a.form_id AND q.kind = 'money'
            WHERE a.asked_pence IS NOT NULL
                AND (SELECT count(*) FROM question o WHERE o.form_id = a.form_id AND o.kind = 'money') = 1
                AND NOT EXISTS (SELECT 1 FROM answer n WHERE n.application_id = a.id AND n.question_id = q.id);
            """)

    /// What was sent, word for word, each time that it was sent.
    static let sendings = Migration(
        name: "0015-sendings",
        sql: """
            CREATE TABLE sending (
                application_id TEXT NOT NULL REFERENCES application(id),
                sent_at TEXT NOT NULL,
                text TEXT NOT NULL,
                fingerprint TEXT NOT NULL,
                PRIMARY KEY (application_id, sent_at)
            );
            """)

    /// What was sent and not withdrawn, and to whom is written about it: for Interests, Panels and Finals, which work on nothing
    /// else.
    static let sentApplications = Migration(
        name: "0037-sent-applications",
        sql: """
            CREATE VIEW sent_application AS
                SELECT id, programme_id, form_id, number, organisation, stage, asked_pence, started_at, saved_at,
                    submitted_at, fingerprint
                FROM application WHERE stage NOT IN ('draft', 'withdrawn');
            CREATE VIEW applicant AS
                SELECT application_id, account_id, part FROM collaborator WHERE part IN ('lead', 'co_applicant');
            """)
}
