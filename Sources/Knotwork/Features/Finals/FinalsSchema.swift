import Store

extension Schema {
    static let finals = Migration(
        name: "0010-finals",
        sql: """
            CREATE TABLE decision (
                application_id TEXT PRIMARY KEY REFERENCES application(id),
                outcome TEXT NOT NULL CHECK (outcome IN ('funded', 'part', 'conditional', 'reserve', 'not_funded')),
                amount_pence BIGINT NOT NULL CHECK (amount_pence >= 0),
                condition TEXT NOT NULL,
                reason TEXT NOT NULL CHECK (reason <> ''),
                decided_by TEXT,
                decided_at TEXT NOT NULL,
                told_at TEXT,
                CHECK ((outcome IN ('funded', 'part', 'conditional')) = (amount_pence > 0))
            );
            CREATE TABLE feedback (
                application_id TEXT PRIMARY KEY REFERENCES application(id),
                state TEXT NOT NULL CHECK (state IN ('offered', 'booked', 'held', 'declined')),
                offered_at TEXT NOT NULL,
                signposted_to TEXT NOT NULL
            );
            """)
}
