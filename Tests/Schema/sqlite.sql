CREATE TABLE account (
    id TEXT PRIMARY KEY,
    email TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    created_at TEXT NOT NULL,
    CHECK (email <> '')
);
CREATE TABLE anchor (
    criterion_id TEXT NOT NULL REFERENCES criterion(id),
    points BIGINT NOT NULL,
    words TEXT NOT NULL,
    PRIMARY KEY (criterion_id, points)
);
CREATE TABLE "answer" (
    application_id TEXT NOT NULL REFERENCES application(id),
    question_id TEXT NOT NULL REFERENCES "question"(id),
    text TEXT NOT NULL,
    saved_at TEXT NOT NULL,
    PRIMARY KEY (application_id, question_id)
);
CREATE VIEW applicant AS
    SELECT application_id, account_id, part FROM collaborator WHERE part IN ('lead', 'co_applicant');
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
CREATE TABLE application_file (
    application_id TEXT NOT NULL REFERENCES application(id),
    question_id TEXT NOT NULL REFERENCES question(id),
    upload_id TEXT NOT NULL UNIQUE REFERENCES upload(id),
    PRIMARY KEY (application_id, question_id)
);
CREATE TABLE application_form (
    id TEXT PRIMARY KEY,
    programme_id TEXT NOT NULL REFERENCES programme(id),
    version BIGINT NOT NULL,
    made_at TEXT NOT NULL,
    UNIQUE (programme_id, version)
);
CREATE TABLE application_sighting (
    application_id TEXT NOT NULL REFERENCES application(id),
    sighting_id TEXT NOT NULL UNIQUE REFERENCES sighting(id),
    PRIMARY KEY (application_id, sighting_id)
);
CREATE TABLE application_theme (
    application_id TEXT NOT NULL REFERENCES application(id),
    theme_id TEXT NOT NULL REFERENCES theme(id),
    PRIMARY KEY (application_id, theme_id)
);
CREATE INDEX application_theme_by_theme ON application_theme (theme_id);
CREATE TABLE applied_migrations (
    position BIGINT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    sql TEXT NOT NULL
);
CREATE TABLE assignment (
    application_id TEXT NOT NULL REFERENCES application(id),
    account_id TEXT NOT NULL REFERENCES account(id),
    round TEXT NOT NULL CHECK (round IN ('assessment', 'final')),
    assigned_at TEXT NOT NULL,
    declined_at TEXT,
    reason TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (application_id, account_id, round)
);
CREATE INDEX assignment_by_account ON assignment (account_id, round);
CREATE INDEX assignment_by_application ON assignment (application_id, declined_at);
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
CREATE INDEX audit_entry_by_account ON audit_entry (account_id, id);
CREATE INDEX audit_entry_by_programme ON audit_entry (programme_id, id);
CREATE INDEX audit_entry_by_subject ON audit_entry (subject_kind, subject_id, id);
CREATE TABLE backlog_item (
    id TEXT PRIMARY KEY,
    programme_id TEXT NOT NULL REFERENCES programme(id),
    position BIGINT NOT NULL,
    title TEXT NOT NULL,
    parked_at TEXT NOT NULL, settled_at TEXT, taken_up BOOLEAN NOT NULL DEFAULT FALSE, why TEXT NOT NULL DEFAULT '',
    UNIQUE (programme_id, title)
);
CREATE TABLE check_in (
    sighting_id TEXT PRIMARY KEY REFERENCES sighting(id),
    event_id TEXT NOT NULL REFERENCES event(id),
    registration_id TEXT UNIQUE REFERENCES registration(id),
    checked_in_at TEXT NOT NULL
);
CREATE INDEX check_in_by_event ON check_in (event_id);
CREATE TABLE collaborator (
    application_id TEXT NOT NULL REFERENCES application(id),
    account_id TEXT NOT NULL REFERENCES account(id),
    part TEXT NOT NULL CHECK (part IN ('lead', 'co_applicant', 'critical_friend')),
    joined_at TEXT NOT NULL,
    PRIMARY KEY (application_id, account_id)
);
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
CREATE INDEX collaborator_invitation_by_application ON collaborator_invitation (application_id, id);
CREATE UNIQUE INDEX collaborator_invitation_open ON collaborator_invitation (account_id, application_id)
    WHERE state = 'open';
CREATE TABLE consent (
    id TEXT PRIMARY KEY,
    programme_id TEXT NOT NULL REFERENCES programme(id),
    sighting_id TEXT NOT NULL REFERENCES sighting(id),
    purpose TEXT NOT NULL CHECK (purpose IN ('quote', 'recording', 'photo', 'contact')),
    given BOOLEAN NOT NULL,
    how TEXT NOT NULL CHECK (how <> ''),
    noted_by TEXT NOT NULL,
    noted_at TEXT NOT NULL
);
CREATE INDEX consent_by_sighting ON consent (sighting_id, purpose);
CREATE TABLE contact_log (
    id TEXT PRIMARY KEY,
    programme_id TEXT NOT NULL REFERENCES programme(id),
    sighting_id TEXT NOT NULL REFERENCES sighting(id),
    happened_on TEXT NOT NULL,
    minutes BIGINT NOT NULL CHECK (minutes >= 0),
    who TEXT NOT NULL,
    note TEXT NOT NULL,
    next_step TEXT NOT NULL,
    next_by TEXT,
    done_at TEXT,
    noted_at TEXT NOT NULL,
    CHECK (next_step <> '' OR (next_by IS NULL AND done_at IS NULL))
);
CREATE INDEX contact_log_by_programme ON contact_log (programme_id, next_by);
CREATE INDEX contact_log_by_sighting ON contact_log (sighting_id);
CREATE TABLE criterion (
    id TEXT PRIMARY KEY,
    programme_id TEXT NOT NULL REFERENCES programme(id),
    round TEXT NOT NULL CHECK (round IN ('assessment', 'final')),
    key TEXT NOT NULL,
    position BIGINT NOT NULL,
    title TEXT NOT NULL,
    weight BIGINT NOT NULL CHECK (weight >= 0),
    lowest BIGINT NOT NULL,
    highest BIGINT NOT NULL,
    UNIQUE (programme_id, round, key),
    CHECK (highest > lowest)
);
CREATE TABLE decision (
    application_id TEXT PRIMARY KEY REFERENCES application(id),
    outcome TEXT NOT NULL CHECK (outcome IN ('funded', 'part', 'conditional', 'reserve', 'not_funded')),
    amount_pence BIGINT NOT NULL CHECK (amount_pence >= 0),
    condition TEXT NOT NULL,
    reason TEXT NOT NULL CHECK (reason <> ''),
    decided_by TEXT,
    decided_at TEXT NOT NULL,
    CHECK ((outcome IN ('funded', 'part', 'conditional')) = (amount_pence > 0))
);
CREATE TABLE declaration (
    account_id TEXT NOT NULL REFERENCES account(id),
    programme_id TEXT NOT NULL REFERENCES programme(id),
    made_at TEXT NOT NULL,
    PRIMARY KEY (account_id, programme_id)
);
CREATE TABLE declared_conflict (
    account_id TEXT NOT NULL REFERENCES account(id),
    application_id TEXT NOT NULL REFERENCES application(id),
    kind TEXT NOT NULL CHECK (kind IN ('person', 'organisation', 'help')),
    note TEXT NOT NULL,
    recused BOOLEAN NOT NULL,
    declared_at TEXT NOT NULL,
    PRIMARY KEY (account_id, application_id)
);
CREATE INDEX declared_conflict_by_application ON declared_conflict (application_id);
CREATE TABLE declared_interest (
    account_id TEXT NOT NULL REFERENCES account(id),
    programme_id TEXT NOT NULL REFERENCES programme(id),
    organisation_key TEXT NOT NULL CHECK (organisation_key <> ''),
    organisation TEXT NOT NULL,
    note TEXT NOT NULL,
    declared_at TEXT NOT NULL,
    PRIMARY KEY (account_id, programme_id, organisation_key)
);
CREATE INDEX declared_interest_by_programme ON declared_interest (programme_id, organisation_key);
CREATE TABLE doubt (
    sighting_a TEXT NOT NULL REFERENCES sighting(id),
    sighting_b TEXT NOT NULL REFERENCES sighting(id),
    why TEXT NOT NULL, position BIGINT NOT NULL DEFAULT 0,
    PRIMARY KEY (sighting_a, sighting_b)
);
CREATE TABLE event (
    id TEXT PRIMARY KEY,
    programme_id TEXT NOT NULL REFERENCES programme(id),
    slug TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('launch', 'webinar', 'roundtable', 'finals', 'other')),
    mode TEXT NOT NULL CHECK (mode IN ('online', 'hybrid', 'in_person')),
    title TEXT NOT NULL,
    description TEXT NOT NULL,
    place TEXT NOT NULL,
    join_url TEXT NOT NULL,
    starts_at TEXT NOT NULL,
    ends_at TEXT NOT NULL,
    capacity BIGINT,
    summary TEXT NOT NULL DEFAULT '',
    summary_published_at TEXT, cancelled_at TEXT, cancelled_because TEXT NOT NULL DEFAULT '', changes BIGINT NOT NULL DEFAULT 0,
    UNIQUE (programme_id, slug),
    CHECK (ends_at >= starts_at),
    CHECK (capacity IS NULL OR capacity > 0)
);
CREATE TABLE extension (
    application_id TEXT PRIMARY KEY REFERENCES application(id),
    until TEXT NOT NULL,
    reason TEXT NOT NULL,
    granted_by TEXT,
    granted_at TEXT NOT NULL
);
CREATE TABLE feedback (
    application_id TEXT PRIMARY KEY REFERENCES application(id),
    state TEXT NOT NULL CHECK (state IN ('offered', 'booked', 'held', 'declined')),
    offered_at TEXT NOT NULL,
    signposted_to TEXT NOT NULL
);
CREATE TABLE finding (
    id TEXT PRIMARY KEY,
    programme_id TEXT NOT NULL REFERENCES programme(id),
    kind TEXT NOT NULL CHECK (kind IN ('quote', 'lesson', 'ask')),
    words TEXT NOT NULL CHECK (words <> ''),
    speaker TEXT NOT NULL,
    consent TEXT NOT NULL,
    added_at TEXT NOT NULL,
    CHECK (kind <> 'quote' OR (speaker <> '' AND consent <> ''))
);
CREATE INDEX finding_of_programme ON finding(programme_id, kind, id);
CREATE TABLE heartbeat (
    id BIGINT PRIMARY KEY,
    at TEXT NOT NULL,
    room BYTEA,
    CONSTRAINT heartbeat_is_one CHECK (id = 1)
);
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
, kind TEXT NOT NULL DEFAULT 'other', account_id TEXT);
CREATE INDEX help_by_application ON help (application_id);
CREATE INDEX help_by_programme ON help (programme_id, organisation);
CREATE TABLE import_file (
    id TEXT PRIMARY KEY,
    programme_id TEXT NOT NULL REFERENCES programme(id),
    event_id TEXT,
    name TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    source TEXT NOT NULL,
    encoding TEXT NOT NULL,
    header_line BIGINT NOT NULL,
    dates TEXT NOT NULL,
    row_count BIGINT NOT NULL,
    taken BIGINT NOT NULL,
    imported_by TEXT,
    imported_at TEXT NOT NULL,
    undone_at TEXT
);
CREATE UNIQUE INDEX import_file_once ON import_file (programme_id, sha256) WHERE undone_at IS NULL;
CREATE TABLE import_refusal (
    import_id TEXT NOT NULL REFERENCES import_file(id),
    position BIGINT NOT NULL,
    line BIGINT NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (import_id, position)
);
CREATE TABLE insight (
    id TEXT PRIMARY KEY,
    programme_id TEXT NOT NULL REFERENCES programme(id),
    sighting_id TEXT REFERENCES sighting(id),
    problem_id TEXT REFERENCES problem(id),
    about TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('problem', 'opportunity', 'insight', 'need', 'system challenge')),
    text TEXT NOT NULL,
    attributable BOOLEAN NOT NULL,
    noted_at TEXT NOT NULL
);
CREATE INDEX insight_by_programme ON insight (programme_id, kind, id);
CREATE TABLE introduction (
    id TEXT PRIMARY KEY,
    programme_id TEXT NOT NULL REFERENCES programme(id),
    sighting_a TEXT NOT NULL REFERENCES sighting(id),
    sighting_b TEXT NOT NULL REFERENCES sighting(id),
    introduced_on TEXT NOT NULL,
    who TEXT NOT NULL,
    why TEXT NOT NULL,
    outcome TEXT NOT NULL DEFAULT '',
    outcome_at TEXT,
    noted_at TEXT NOT NULL,
    CHECK (sighting_a <> sighting_b),
    CHECK ((outcome = '') = (outcome_at IS NULL))
);
CREATE INDEX introduction_by_a ON introduction (sighting_a);
CREATE INDEX introduction_by_b ON introduction (sighting_b);
CREATE TABLE linking (
    id BIGINT PRIMARY KEY CHECK (id = 1),
    shaped BIGINT NOT NULL,
    claim TEXT,
    claimed_until TEXT,
    step TEXT NOT NULL,
    done BIGINT NOT NULL,
    total BIGINT NOT NULL,
    finished_at TEXT,
    people DOUBLE PRECISION,
    low DOUBLE PRECISION,
    high DOUBLE PRECISION
);
CREATE TABLE linking_wait (
    id TEXT PRIMARY KEY,
    at TEXT NOT NULL
);
CREATE VIEW live_import AS SELECT id, programme_id FROM import_file WHERE undone_at IS NULL;
CREATE VIEW live_sighting AS
    SELECT id, programme_id, import_id, event_id, line, kind, name, email, organisation, status, minutes,
        seen_at, raw, excluded, name_key, person_id
    FROM sighting WHERE withdrawn_at IS NULL;
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
    sent_at TEXT, account_id TEXT, superseded BOOLEAN NOT NULL DEFAULT FALSE,
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
CREATE INDEX message_by_programme ON message (programme_id, state, id);
CREATE INDEX message_by_subject ON message (about_kind, about_id, id);
CREATE INDEX message_queue ON message (next_attempt_at, id) WHERE state = 'waiting';
CREATE TABLE milestone (
    id TEXT PRIMARY KEY,
    programme_id TEXT NOT NULL REFERENCES programme(id),
    kind TEXT NOT NULL CHECK (kind IN ('listening', 'launch', 'applications_open', 'applications_close', 'webinars',
        'shortlist', 'finals', 'results', 'evaluation')),
    label TEXT NOT NULL,
    starts_at TEXT NOT NULL,
    ends_at TEXT,
    UNIQUE (programme_id, kind),
    CHECK (ends_at IS NULL OR ends_at >= starts_at)
);
CREATE TABLE never_mail (
    email TEXT PRIMARY KEY,
    reason TEXT NOT NULL,
    since TEXT NOT NULL
, programme_id TEXT, added_by TEXT NOT NULL DEFAULT '');
CREATE VIEW not_shortlisted AS
    SELECT application_id, reason, decided_at FROM shortlisting WHERE NOT shortlisted;
CREATE TABLE note (
    id TEXT PRIMARY KEY,
    problem_id TEXT NOT NULL REFERENCES problem(id),
    import_id TEXT REFERENCES import_file(id),
    line BIGINT NOT NULL,
    text TEXT NOT NULL,
    theme_id TEXT REFERENCES theme(id),
    noted_at TEXT NOT NULL
);
CREATE INDEX note_by_problem ON note (problem_id, line);
CREATE INDEX note_by_theme ON note (theme_id);
CREATE TABLE organisation (
    id TEXT PRIMARY KEY,
    programme_id TEXT NOT NULL REFERENCES programme(id),
    name TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN
        ('council', 'nhs', 'sme', 'vcse', 'university', 'housing', 'other')),
    first_contact TEXT,
    UNIQUE (programme_id, name)
);
CREATE TABLE organisation_spelling (
    programme_id TEXT NOT NULL REFERENCES programme(id),
    spelling TEXT NOT NULL,
    organisation_id TEXT NOT NULL REFERENCES organisation(id),
    PRIMARY KEY (programme_id, spelling)
);
CREATE TABLE pack_item (
    id TEXT PRIMARY KEY,
    problem_id TEXT NOT NULL REFERENCES problem(id),
    position BIGINT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('report', 'article', 'case study', 'persona', 'research', 'local data',
        'video', 'link')),
    title TEXT NOT NULL,
    about TEXT NOT NULL,
    url TEXT NOT NULL,
    added_at TEXT NOT NULL
);
CREATE INDEX pack_item_by_problem ON pack_item (problem_id, position);
CREATE TABLE person (
    id TEXT PRIMARY KEY,
    created_at TEXT NOT NULL
);
CREATE TABLE problem (
    id TEXT PRIMARY KEY,
    programme_id TEXT NOT NULL REFERENCES programme(id),
    slug TEXT NOT NULL,
    number BIGINT NOT NULL,
    title TEXT NOT NULL,
    summary TEXT NOT NULL, question TEXT NOT NULL DEFAULT '', framing TEXT NOT NULL DEFAULT '',
    UNIQUE (programme_id, slug),
    UNIQUE (programme_id, number)
);
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
CREATE TABLE published_report (
    id TEXT PRIMARY KEY,
    programme_id TEXT NOT NULL REFERENCES programme(id),
    number BIGINT NOT NULL CHECK (number > 0),
    content TEXT NOT NULL,
    published_by TEXT NOT NULL,
    published_at TEXT NOT NULL,
    UNIQUE (programme_id, number)
);
CREATE TABLE "question" (
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
CREATE TABLE recusal (
    account_id TEXT NOT NULL REFERENCES account(id),
    application_id TEXT NOT NULL REFERENCES application(id),
    why TEXT NOT NULL CHECK (why IN ('declared', 'organisation', 'writes', 'helped')),
    since TEXT NOT NULL,
    PRIMARY KEY (account_id, application_id, why)
);
CREATE INDEX recusal_by_application ON recusal (application_id, account_id, why);
CREATE VIEW recused_sighting AS
    SELECT r.account_id, x.sighting_id FROM recusal r
    JOIN application_sighting x ON x.application_id = r.application_id WHERE r.why <> 'helped';
CREATE TABLE registration (
    id TEXT PRIMARY KEY,
    event_id TEXT NOT NULL REFERENCES event(id),
    sighting_id TEXT NOT NULL UNIQUE REFERENCES sighting(id),
    account_id TEXT REFERENCES account(id),
    state TEXT NOT NULL CHECK (state IN ('booked', 'waiting', 'cancelled')),
    made_at TEXT NOT NULL,
    changed_at TEXT NOT NULL
);
CREATE INDEX registration_by_event ON registration (event_id, state, id);
CREATE UNIQUE INDEX registration_once ON registration (event_id, account_id) WHERE account_id IS NOT NULL;
CREATE TABLE release_cell (
    programme_id TEXT NOT NULL REFERENCES programme(id),
    number BIGINT NOT NULL CHECK (number > 0),
    cell TEXT NOT NULL,
    people BIGINT NOT NULL CHECK (people >= 0),
    is_shown BOOLEAN NOT NULL,
    PRIMARY KEY (programme_id, number, cell)
);
CREATE TABLE "remark" (
    id TEXT PRIMARY KEY,
    application_id TEXT NOT NULL REFERENCES application(id),
    account_id TEXT NOT NULL REFERENCES account(id),
    section TEXT NOT NULL,
    text TEXT NOT NULL,
    made_at TEXT NOT NULL,
    settled_at TEXT,
    settled_by TEXT
);
CREATE INDEX remark_by_application ON remark (application_id, id);
CREATE TABLE report_words (
    programme_id TEXT NOT NULL REFERENCES programme(id),
    part TEXT NOT NULL CHECK (part IN ('opening', 'people', 'interest', 'ideas', 'closing')),
    words TEXT NOT NULL,
    edited_at TEXT NOT NULL,
    edited_by TEXT NOT NULL,
    PRIMARY KEY (programme_id, part)
);
CREATE TABLE "review" (
    id TEXT PRIMARY KEY,
    application_id TEXT NOT NULL REFERENCES application(id),
    account_id TEXT NOT NULL REFERENCES account(id),
    round TEXT NOT NULL CHECK (round IN ('assessment', 'final')),
    state TEXT NOT NULL CHECK (state IN ('draft', 'handed_in')),
    note TEXT NOT NULL,
    saved_at TEXT NOT NULL,
    handed_in_at TEXT,
    score_record TEXT NOT NULL DEFAULT '',
    UNIQUE (application_id, account_id, round),
    CHECK ((state = 'handed_in') = (handed_in_at IS NOT NULL))
);
CREATE INDEX review_by_account ON review (account_id, round);
CREATE INDEX review_by_application ON review (application_id, state);
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
CREATE INDEX role_grant_by_programme ON role_grant (programme_id, role);
CREATE TABLE "score" (
    review_id TEXT NOT NULL REFERENCES "review"(id),
    criterion_id TEXT NOT NULL REFERENCES criterion(id),
    points BIGINT,
    note TEXT NOT NULL,
    PRIMARY KEY (review_id, criterion_id)
);
CREATE TABLE sending (
    application_id TEXT NOT NULL REFERENCES application(id),
    sent_at TEXT NOT NULL,
    text TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    PRIMARY KEY (application_id, sent_at)
);
CREATE VIEW sent_application AS
    SELECT id, programme_id, form_id, number, organisation, stage, asked_pence, started_at, saved_at,
        submitted_at, fingerprint
    FROM application WHERE stage NOT IN ('draft', 'withdrawn');
CREATE TABLE session (
    secret_hash TEXT PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES account(id),
    created_at TEXT NOT NULL,
    seen_at TEXT NOT NULL,
    expires_at TEXT NOT NULL
, host_cookie BOOLEAN NOT NULL DEFAULT FALSE);
CREATE INDEX session_by_account ON session (account_id);
CREATE TABLE shortlisting (
    application_id TEXT PRIMARY KEY REFERENCES application(id),
    shortlisted BOOLEAN NOT NULL,
    reason TEXT NOT NULL,
    decided_by TEXT,
    decided_at TEXT NOT NULL);
CREATE TABLE sighting (
    id TEXT PRIMARY KEY,
    programme_id TEXT NOT NULL REFERENCES programme(id),
    import_id TEXT REFERENCES import_file(id),
    event_id TEXT,
    line BIGINT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('contact', 'booking', 'attendance', 'application', 'help')),
    name TEXT NOT NULL,
    email TEXT NOT NULL,
    organisation TEXT NOT NULL,
    status TEXT NOT NULL,
    minutes BIGINT,
    seen_at TEXT,
    raw TEXT NOT NULL,
    excluded TEXT NOT NULL CHECK (excluded IN ('', 'host', 'team', 'panel')),
    email_key TEXT NOT NULL,
    name_key TEXT NOT NULL,
    person_id TEXT NOT NULL REFERENCES person(id),
    created_at TEXT NOT NULL,
    withdrawn_at TEXT
, home_person_id TEXT NOT NULL DEFAULT '');
CREATE INDEX sighting_by_email ON sighting (email_key);
CREATE INDEX sighting_by_event ON sighting (event_id, kind);
CREATE INDEX sighting_by_home ON sighting (home_person_id) WHERE home_person_id <> id;
CREATE INDEX sighting_by_import ON sighting (import_id, line);
CREATE INDEX sighting_by_name ON sighting (name_key);
CREATE INDEX sighting_by_person ON sighting (person_id);
CREATE INDEX sighting_by_programme ON sighting (programme_id, kind);
CREATE TABLE sign_in_link (
    token_hash TEXT PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES account(id),
    next_path TEXT NOT NULL,
    created_at TEXT NOT NULL,
    expires_at TEXT NOT NULL,
    used_at TEXT
);
CREATE INDEX sign_in_link_by_account ON sign_in_link (account_id, created_at);
CREATE TABLE sign_in_request (
    id TEXT PRIMARY KEY,
    address_hash TEXT NOT NULL,
    at TEXT NOT NULL
, email TEXT NOT NULL DEFAULT '', next_path TEXT NOT NULL DEFAULT '', answered_at TEXT);
CREATE INDEX sign_in_request_by_address ON sign_in_request (address_hash, at);
CREATE INDEX sign_in_request_open ON sign_in_request (id) WHERE answered_at IS NULL;
CREATE TABLE stranger_count (
    place TEXT PRIMARY KEY,
    since TEXT NOT NULL,
    forms BIGINT NOT NULL
);
CREATE INDEX stranger_count_by_time ON stranger_count (since);
CREATE TABLE theme (
    id TEXT PRIMARY KEY,
    programme_id TEXT NOT NULL REFERENCES programme(id),
    slug TEXT NOT NULL,
    number BIGINT NOT NULL,
    title TEXT NOT NULL,
    why TEXT NOT NULL,
    UNIQUE (programme_id, slug),
    UNIQUE (programme_id, number)
);
CREATE TABLE theme_problem (
    theme_id TEXT NOT NULL REFERENCES theme(id),
    problem_id TEXT NOT NULL REFERENCES problem(id),
    position BIGINT NOT NULL,
    PRIMARY KEY (theme_id, problem_id)
);
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
CREATE TABLE traffic (
    event_id TEXT NOT NULL REFERENCES event(id),
    import_id TEXT NOT NULL REFERENCES import_file(id),
    source TEXT NOT NULL,
    views BIGINT NOT NULL CHECK (views >= 0),
    PRIMARY KEY (event_id, import_id, source)
);
CREATE TABLE upload (
    id TEXT PRIMARY KEY,
    programme_id TEXT NOT NULL,
    owner_id TEXT,
    name TEXT NOT NULL,
    content_type TEXT NOT NULL,
    size BIGINT,
    sha256 TEXT,
    created_at TEXT NOT NULL,
    kept_at TEXT,
    CONSTRAINT upload_has_a_name CHECK (name <> ''),
    CONSTRAINT upload_is_kept_whole CHECK (kept_at IS NULL OR (size > 0 AND sha256 IS NOT NULL))
);
CREATE INDEX upload_by_programme ON upload (programme_id, id);
CREATE INDEX upload_unkept ON upload (created_at) WHERE kept_at IS NULL;
CREATE TABLE upload_chunk (
    upload_id TEXT NOT NULL REFERENCES upload(id) ON DELETE CASCADE,
    position BIGINT NOT NULL,
    bytes BYTEA NOT NULL,
    PRIMARY KEY (upload_id, position),
    CONSTRAINT upload_chunk_position CHECK (position >= 0)
);
CREATE TABLE verdict (
    id TEXT PRIMARY KEY,
    sighting_a TEXT NOT NULL REFERENCES sighting(id),
    sighting_b TEXT NOT NULL REFERENCES sighting(id),
    together BOOLEAN NOT NULL,
    reason TEXT NOT NULL,
    decided_by TEXT,
    decided_at TEXT NOT NULL,
    undone_at TEXT,
    CHECK (sighting_a < sighting_b)
);
CREATE UNIQUE INDEX verdict_once ON verdict (sighting_a, sighting_b) WHERE undone_at IS NULL;
