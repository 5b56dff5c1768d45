import Store

extension Schema {
    static let outbox = Migration(
        name: "0002-outbox",
        sql: """
            CREATE TABLE message (
                id TEXT PRIMARY KEY,
                programme_id TEXT,
                about_kind TEXT,
                about_id TEXT,
                to_address TEXT NOT NULL,
                to_name TEXT NOT NULL,
                sender_name TEXT NOT NULL,
                reply_to TEXT,
                subject TEXT NOT NULL,
                text TEXT NOT NULL,
                calendar TEXT,
                calendar_method TEXT,
                bulk BOOLEAN NOT NULL,
                masked BOOLEAN NOT NULL,
                state TEXT NOT NULL,
                attempts BIGINT NOT NULL,
                next_attempt_at TEXT,
                claimed_until TEXT,
                last_error TEXT,
                created_at TEXT NOT NULL,
                released_at TEXT,
                released_by TEXT,
                sent_at TEXT,
                CONSTRAINT message_state CHECK (state IN 
                    ('held', 'waiting', 'sent', 'failed', 'withheld', 'rehearsed')),
                CONSTRAINT message_about CHECK ((about_kind IS NULL) = (about_id IS NULL)),
                CONSTRAINT message_calendar CHECK ((calendar IS NULL) = (calendar_method IS NULL)),
                CONSTRAINT message_waits_for_a_time CHECK ((state = 'waiting') = (next_attempt_at IS NOT NULL)),
                CONSTRAINT message_is_claimed_while_waiting CHECK (claimed_until IS NULL OR state = 'waiting'),
                CONSTRAINT message_sent_at_a_time CHECK ((state = 'sent') = (sent_at IS NOT NULL)),
                CONSTRAINT message_failed_for_a_reason CHECK (state <> 'failed' OR last_error IS NOT NULL),
                CONSTRAINT message_only_bulk_is_withheld CHECK (bulk OR state <> 'withheld'),
                CONSTRAINT message_released_by_somebody CHECK ((released_at IS NULL) = (released_by IS NULL)),
                CONSTRAINT message_only_bulk_is_held CHECK (bulk OR (state <> 'held' AND released_at IS NULL)),
                CONSTRAINT message_bulk_leaves_when_released CHECK
                    (NOT bulk OR state IN ('held', 'rehearsed') OR released_at IS NOT NULL),
                CONSTRAINT message_leaves_unmasked CHECK (NOT masked OR state IN ('sent', 'failed')),
                CONSTRAINT message_attempts CHECK (attempts >= 0 AND (state <> 'held' OR attempts = 0))
            );
            CREATE INDEX message_queue ON message (next_attempt_at, id) WHERE state = 'waiting';
            CREATE INDEX message_by_programme ON message (programme_id, state, id);
            CREATE INDEX message_by_subject ON message (about_kind, about_id, id);
            """)
}
