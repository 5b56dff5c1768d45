import Store

extension Schema {
    /// Questions that are answered by a file. What kinds there are is written into the table, which therefore is made anew, and
    /// with it the tables that point to it.
    static let files = Migration(
        name: "0018-files",
        sql: """
            CREATE TABLE question_new (
                id TEXT PRIMARY KEY,
                form_id TEXT NOT NULL REFERENCES application_form(id),
                key TEXT NOT NULL,
                position BIGINT NOT NULL,
                section TEXT NOT NULL,
                label TEXT NOT NULL,
                hint TEXT NOT NULL,
                kind TEXT NOT NULL
                    CHECK (kind IN ('text', 'long', 'eligibility', 'money', 'themes', 'link', 'file')),
                required BOOLEAN NOT NULL,
                guidance_words BIGINT,
                UNIQUE (form_id, key),
                UNIQUE (form_id, position)
            );
            INSERT INTO question_new (id, form_id, key, position, section, label, hint, kind, required, guidance_words)
                SELECT id, form_id, key, position, section, label, hint, kind, required, guidance_words FROM question;
            CREATE TABLE answer_new (
                application_id TEXT NOT NULL REFERENCES application(id),
                question_id TEXT NOT NULL REFERENCES question_new(id),
                text TEXT NOT NULL,
                saved_at TEXT NOT NULL,
                PRIMARY KEY (application_id, question_id)
            );
            INSERT INTO answer_new (application_id, question_id, text, saved_at)
                SELECT application_id, question_id, text, saved_at FROM answer;
            CREATE TABLE remark_new (
                id TEXT PRIMARY KEY,
                application_id TEXT NOT NULL REFERENCES application(id),
                account_id TEXT NOT NULL REFERENCES account(id),
                section TEXT NOT NULL,
                text TEXT NOT NULL,
                made_at TEXT NOT NULL,
                settled_at TEXT,
                settled_by TEXT
            );
            INSERT INTO remark_new (id, application_id, account_id, section, text, made_at, settled_at, settled_by)
                SELECT id, application_id, account_id, section, text, made_at, settled_at, settled_by FROM remark;
            DROP TABLE answer;
            DROP TABLE remark;
            DROP TABLE question;
            ALTER TABLE question_new RENAME TO question;
            ALTER TABLE answer_new RENAME TO answer;
            ALTER TABLE remark_new RENAME TO remark;
            CREATE INDEX remark_by_application ON remark (application_id, id);
            CREATE TABLE application_file (
                application_id TEXT NOT NULL REFERENCES application(id),
                question_id TEXT NOT NULL REFERENCES question(id),
                upload_id TEXT NOT NULL UNIQUE REFERENCES upload(id),
                PRIMARY KEY (application_id, question_id)
            );
            """)
}
