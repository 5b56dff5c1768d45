account.id text NOT NULL
account.email text NOT NULL
account.name text NOT NULL
account.created_at text NOT NULL
account CONSTRAINT account_email_check CHECK (email <> ''::text)
account CONSTRAINT account_email_key UNIQUE (email)
account CONSTRAINT account_pkey PRIMARY KEY (id)
CREATE UNIQUE INDEX account_email_key ON account USING btree (email)
CREATE UNIQUE INDEX account_pkey ON account USING btree (id)
anchor.criterion_id text NOT NULL
anchor.points bigint NOT NULL
anchor.words text NOT NULL
anchor CONSTRAINT anchor_criterion_id_fkey FOREIGN KEY (criterion_id) REFERENCES criterion(id)
anchor CONSTRAINT anchor_pkey PRIMARY KEY (criterion_id, points)
CREATE UNIQUE INDEX anchor_pkey ON anchor USING btree (criterion_id, points)
answer.application_id text NOT NULL
answer.question_id text NOT NULL
answer.text text NOT NULL
answer.saved_at text NOT NULL
answer CONSTRAINT answer_new_application_id_fkey FOREIGN KEY (application_id) REFERENCES application(id)
answer CONSTRAINT answer_new_pkey PRIMARY KEY (application_id, question_id)
answer CONSTRAINT answer_new_question_id_fkey FOREIGN KEY (question_id) REFERENCES question(id)
CREATE UNIQUE INDEX answer_new_pkey ON answer USING btree (application_id, question_id)
applicant VIEW SELECT collaborator.application_id,
    collaborator.account_id,
    collaborator.part
   FROM collaborator
  WHERE (collaborator.part = ANY (ARRAY['lead'::text, 'co_applicant'::text]));
application.id text NOT NULL
application.programme_id text NOT NULL
application.form_id text NOT NULL
application.number bigint
application.organisation text NOT NULL
application.stage text NOT NULL
application.asked_pence bigint
application.started_at text NOT NULL
application.saved_at text NOT NULL
application.submitted_at text
application.fingerprint text NOT NULL DEFAULT ''::text
application.stuck_reason text NOT NULL DEFAULT ''::text
application CONSTRAINT application_asked_pence_check CHECK (asked_pence IS NULL OR asked_pence >= 0)
application CONSTRAINT application_check CHECK ((number IS NULL) = (submitted_at IS NULL))
application CONSTRAINT application_check1 CHECK (stage = 'draft'::text OR stage = 'withdrawn'::text OR submitted_at IS NOT NULL)
application CONSTRAINT application_form_id_fkey FOREIGN KEY (form_id) REFERENCES application_form(id)
application CONSTRAINT application_pkey PRIMARY KEY (id)
application CONSTRAINT application_programme_id_fkey FOREIGN KEY (programme_id) REFERENCES programme(id)
application CONSTRAINT application_programme_id_number_key UNIQUE (programme_id, number)
application CONSTRAINT application_stage_check CHECK (stage = ANY (ARRAY['draft'::text, 'submitted'::text, 'withdrawn'::text, 'shortlisted'::text, 'not_shortlisted'::text, 'funded'::text, 'not_funded'::text]))
CREATE INDEX application_by_stage ON application USING btree (programme_id, stage, number)
CREATE UNIQUE INDEX application_pkey ON application USING btree (id)
CREATE UNIQUE INDEX application_programme_id_number_key ON application USING btree (programme_id, number)
application_file.application_id text NOT NULL
application_file.question_id text NOT NULL
application_file.upload_id text NOT NULL
application_file CONSTRAINT application_file_application_id_fkey FOREIGN KEY (application_id) REFERENCES application(id)
application_file CONSTRAINT application_file_pkey PRIMARY KEY (application_id, question_id)
application_file CONSTRAINT application_file_question_id_fkey FOREIGN KEY (question_id) REFERENCES question(id)
application_file CONSTRAINT application_file_upload_id_fkey FOREIGN KEY (upload_id) REFERENCES upload(id)
application_file CONSTRAINT application_file_upload_id_key UNIQUE (upload_id)
CREATE UNIQUE INDEX application_file_pkey ON application_file USING btree (application_id, question_id)
CREATE UNIQUE INDEX application_file_upload_id_key ON application_file USING btree (upload_id)
application_form.id text NOT NULL
application_form.programme_id text NOT NULL
application_form.version bigint NOT NULL
application_form.made_at text NOT NULL
application_form CONSTRAINT application_form_pkey PRIMARY KEY (id)
application_form CONSTRAINT application_form_programme_id_fkey FOREIGN KEY (programme_id) REFERENCES programme(id)
application_form CONSTRAINT application_form_programme_id_version_key UNIQUE (programme_id, version)
CREATE UNIQUE INDEX application_form_pkey ON application_form USING btree (id)
CREATE UNIQUE INDEX application_form_programme_id_version_key ON application_form USING btree (programme_id, version)
application_sighting.application_id text NOT NULL
application_sighting.sighting_id text NOT NULL
application_sighting CONSTRAINT application_sighting_application_id_fkey FOREIGN KEY (application_id) REFERENCES application(id)
application_sighting CONSTRAINT application_sighting_pkey PRIMARY KEY (application_id, sighting_id)
application_sighting CONSTRAINT application_sighting_sighting_id_fkey FOREIGN KEY (sighting_id) REFERENCES sighting(id)
application_sighting CONSTRAINT application_sighting_sighting_id_key UNIQUE (sighting_id)
CREATE UNIQUE INDEX application_sighting_pkey ON application_sighting USING btree (application_id, sighting_id)
CREATE UNIQUE INDEX application_sighting_sighting_id_key ON application_sighting USING btree (sighting_id)
application_theme.application_id text NOT NULL
application_theme.theme_id text NOT NULL
application_theme CONSTRAINT application_theme_application_id_fkey FOREIGN KEY (application_id) REFERENCES application(id)
application_theme CONSTRAINT application_theme_pkey PRIMARY KEY (application_id, theme_id)
application_theme CONSTRAINT application_theme_theme_id_fkey FOREIGN KEY (theme_id) REFERENCES theme(id)
CREATE INDEX application_theme_by_theme ON application_theme USING btree (theme_id)
CREATE UNIQUE INDEX application_theme_pkey ON application_theme USING btree (application_id, theme_id)
applied_migrations.position bigint NOT NULL
applied_migrations.name text NOT NULL
applied_migrations.sql text NOT NULL
applied_migrations CONSTRAINT applied_migrations_name_key UNIQUE (name)
applied_migrations CONSTRAINT applied_migrations_pkey PRIMARY KEY ("position")
CREATE UNIQUE INDEX applied_migrations_name_key ON applied_migrations USING btree (name)
CREATE UNIQUE INDEX applied_migrations_pkey ON applied_migrations USING btree ("position")
assignment.application_id text NOT NULL
assignment.account_id text NOT NULL
assignment.round text NOT NULL
assignment.assigned_at text NOT NULL
assignment.declined_at text
assignment.reason text NOT NULL DEFAULT ''::text
assignment CONSTRAINT assignment_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id)
assignment CONSTRAINT assignment_application_id_fkey FOREIGN KEY (application_id) REFERENCES application(id)
assignment CONSTRAINT assignment_pkey PRIMARY KEY (application_id, account_id, round)
assignment CONSTRAINT assignment_round_check CHECK (round = ANY (ARRAY['assessment'::text, 'final'::text]))
CREATE INDEX assignment_by_account ON assignment USING btree (account_id, round)
CREATE INDEX assignment_by_application ON assignment USING btree (application_id, declined_at)
CREATE UNIQUE INDEX assignment_pkey ON assignment USING btree (application_id, account_id, round)
audit_entry.id text NOT NULL
audit_entry.at text NOT NULL
audit_entry.account_id text
audit_entry.actor text NOT NULL
audit_entry.verb text NOT NULL
audit_entry.subject_kind text NOT NULL
audit_entry.subject_id text NOT NULL
audit_entry.programme_id text
audit_entry.reason text NOT NULL
audit_entry CONSTRAINT audit_entry_pkey PRIMARY KEY (id)
CREATE INDEX audit_entry_by_account ON audit_entry USING btree (account_id, id)
CREATE INDEX audit_entry_by_programme ON audit_entry USING btree (programme_id, id)
CREATE INDEX audit_entry_by_subject ON audit_entry USING btree (subject_kind, subject_id, id)
CREATE UNIQUE INDEX audit_entry_pkey ON audit_entry USING btree (id)
backlog_item.id text NOT NULL
backlog_item.programme_id text NOT NULL
backlog_item.position bigint NOT NULL
backlog_item.title text NOT NULL
backlog_item.parked_at text NOT NULL
backlog_item.settled_at text
backlog_item.taken_up boolean NOT NULL DEFAULT false
backlog_item.why text NOT NULL DEFAULT ''::text
backlog_item CONSTRAINT backlog_item_pkey PRIMARY KEY (id)
backlog_item CONSTRAINT backlog_item_programme_id_fkey FOREIGN KEY (programme_id) REFERENCES programme(id)
backlog_item CONSTRAINT backlog_item_programme_id_title_key UNIQUE (programme_id, title)
CREATE UNIQUE INDEX backlog_item_pkey ON backlog_item USING btree (id)
CREATE UNIQUE INDEX backlog_item_programme_id_title_key ON backlog_item USING btree (programme_id, title)
check_in.sighting_id text NOT NULL
check_in.event_id text NOT NULL
check_in.registration_id text
check_in.checked_in_at text NOT NULL
check_in CONSTRAINT check_in_event_id_fkey FOREIGN KEY (event_id) REFERENCES event(id)
check_in CONSTRAINT check_in_pkey PRIMARY KEY (sighting_id)
check_in CONSTRAINT check_in_registration_id_fkey FOREIGN KEY (registration_id) REFERENCES registration(id)
check_in CONSTRAINT check_in_registration_id_key UNIQUE (registration_id)
check_in CONSTRAINT check_in_sighting_id_fkey FOREIGN KEY (sighting_id) REFERENCES sighting(id)
CREATE INDEX check_in_by_event ON check_in USING btree (event_id)
CREATE UNIQUE INDEX check_in_pkey ON check_in USING btree (sighting_id)
CREATE UNIQUE INDEX check_in_registration_id_key ON check_in USING btree (registration_id)
collaborator.application_id text NOT NULL
collaborator.account_id text NOT NULL
collaborator.part text NOT NULL
collaborator.joined_at text NOT NULL
collaborator CONSTRAINT collaborator_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id)
collaborator CONSTRAINT collaborator_application_id_fkey FOREIGN KEY (application_id) REFERENCES application(id)
collaborator CONSTRAINT collaborator_part_check CHECK (part = ANY (ARRAY['lead'::text, 'co_applicant'::text, 'critical_friend'::text]))
collaborator CONSTRAINT collaborator_pkey PRIMARY KEY (application_id, account_id)
CREATE INDEX collaborator_by_account ON collaborator USING btree (account_id)
CREATE UNIQUE INDEX collaborator_pkey ON collaborator USING btree (application_id, account_id)
collaborator_invitation.id text NOT NULL
collaborator_invitation.application_id text NOT NULL
collaborator_invitation.account_id text NOT NULL
collaborator_invitation.part text NOT NULL
collaborator_invitation.state text NOT NULL
collaborator_invitation.invited_by text NOT NULL
collaborator_invitation.invited_at text NOT NULL
collaborator_invitation.answered_at text
collaborator_invitation CONSTRAINT collaborator_invitation_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id)
collaborator_invitation CONSTRAINT collaborator_invitation_application_id_fkey FOREIGN KEY (application_id) REFERENCES application(id)
collaborator_invitation CONSTRAINT collaborator_invitation_check CHECK ((state = 'open'::text) = (answered_at IS NULL))
collaborator_invitation CONSTRAINT collaborator_invitation_invited_by_fkey FOREIGN KEY (invited_by) REFERENCES account(id)
collaborator_invitation CONSTRAINT collaborator_invitation_part_check CHECK (part = ANY (ARRAY['co_applicant'::text, 'critical_friend'::text]))
collaborator_invitation CONSTRAINT collaborator_invitation_pkey PRIMARY KEY (id)
collaborator_invitation CONSTRAINT collaborator_invitation_state_check CHECK (state = ANY (ARRAY['open'::text, 'accepted'::text, 'declined'::text, 'withdrawn'::text]))
CREATE INDEX collaborator_invitation_by_application ON collaborator_invitation USING btree (application_id, id)
CREATE UNIQUE INDEX collaborator_invitation_open ON collaborator_invitation USING btree (account_id, application_id) WHERE state = 'open'::text
CREATE UNIQUE INDEX collaborator_invitation_pkey ON collaborator_invitation USING btree (id)
consent.id text NOT NULL
consent.programme_id text NOT NULL
consent.sighting_id text NOT NULL
consent.purpose text NOT NULL
consent.given boolean NOT NULL
consent.how text NOT NULL
consent.noted_by text NOT NULL
consent.noted_at text NOT NULL
consent CONSTRAINT consent_how_check CHECK (how <> ''::text)
consent CONSTRAINT consent_pkey PRIMARY KEY (id)
consent CONSTRAINT consent_programme_id_fkey FOREIGN KEY (programme_id) REFERENCES programme(id)
consent CONSTRAINT consent_purpose_check CHECK (purpose = ANY (ARRAY['quote'::text, 'recording'::text, 'photo'::text, 'contact'::text]))
consent CONSTRAINT consent_sighting_id_fkey FOREIGN KEY (sighting_id) REFERENCES sighting(id)
CREATE INDEX consent_by_sighting ON consent USING btree (sighting_id, purpose)
CREATE UNIQUE INDEX consent_pkey ON consent USING btree (id)
contact_log.id text NOT NULL
contact_log.programme_id text NOT NULL
contact_log.sighting_id text NOT NULL
contact_log.happened_on text NOT NULL
contact_log.minutes bigint NOT NULL
contact_log.who text NOT NULL
contact_log.note text NOT NULL
contact_log.next_step text NOT NULL
contact_log.next_by text
contact_log.done_at text
contact_log.noted_at text NOT NULL
contact_log CONSTRAINT contact_log_check CHECK (next_step <> ''::text OR next_by IS NULL AND done_at IS NULL)
contact_log CONSTRAINT contact_log_minutes_check CHECK (minutes >= 0)
contact_log CONSTRAINT contact_log_pkey PRIMARY KEY (id)
contact_log CONSTRAINT contact_log_programme_id_fkey FOREIGN KEY (programme_id) REFERENCES programme(id)
contact_log CONSTRAINT contact_log_sighting_id_fkey FOREIGN KEY (sighting_id) REFERENCES sighting(id)
CREATE INDEX contact_log_by_programme ON contact_log USING btree (programme_id, next_by)
CREATE INDEX contact_log_by_sighting ON contact_log USING btree (sighting_id)
CREATE UNIQUE INDEX contact_log_pkey ON contact_log USING btree (id)
criterion.id text NOT NULL
criterion.programme_id text NOT NULL
criterion.round text NOT NULL
criterion.key text NOT NULL
criterion.position bigint NOT NULL
criterion.title text NOT NULL
criterion.weight bigint NOT NULL
criterion.lowest bigint NOT NULL
criterion.highest bigint NOT NULL
criterion CONSTRAINT criterion_check CHECK (highest > lowest)
criterion CONSTRAINT criterion_pkey PRIMARY KEY (id)
criterion CONSTRAINT criterion_programme_id_fkey FOREIGN KEY (programme_id) REFERENCES programme(id)
criterion CONSTRAINT criterion_programme_id_round_key_key UNIQUE (programme_id, round, key)
criterion CONSTRAINT criterion_round_check CHECK (round = ANY (ARRAY['assessment'::text, 'final'::text]))
criterion CONSTRAINT criterion_weight_check CHECK (weight >= 0)
CREATE UNIQUE INDEX criterion_pkey ON criterion USING btree (id)
CREATE UNIQUE INDEX criterion_programme_id_round_key_key ON criterion USING btree (programme_id, round, key)
decision.application_id text NOT NULL
decision.outcome text NOT NULL
decision.amount_pence bigint NOT NULL
decision.condition text NOT NULL
decision.reason text NOT NULL
decision.decided_by text
decision.decided_at text NOT NULL
decision CONSTRAINT decision_amount_pence_check CHECK (amount_pence >= 0)
decision CONSTRAINT decision_application_id_fkey FOREIGN KEY (application_id) REFERENCES application(id)
decision CONSTRAINT decision_check CHECK ((outcome = ANY (ARRAY['funded'::text, 'part'::text, 'conditional'::text])) = (amount_pence > 0))
decision CONSTRAINT decision_outcome_check CHECK (outcome = ANY (ARRAY['funded'::text, 'part'::text, 'conditional'::text, 'reserve'::text, 'not_funded'::text]))
decision CONSTRAINT decision_pkey PRIMARY KEY (application_id)
decision CONSTRAINT decision_reason_check CHECK (reason <> ''::text)
CREATE UNIQUE INDEX decision_pkey ON decision USING btree (application_id)
declaration.account_id text NOT NULL
declaration.programme_id text NOT NULL
declaration.made_at text NOT NULL
declaration CONSTRAINT declaration_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id)
declaration CONSTRAINT declaration_pkey PRIMARY KEY (account_id, programme_id)
declaration CONSTRAINT declaration_programme_id_fkey FOREIGN KEY (programme_id) REFERENCES programme(id)
CREATE UNIQUE INDEX declaration_pkey ON declaration USING btree (account_id, programme_id)
declared_conflict.account_id text NOT NULL
declared_conflict.application_id text NOT NULL
declared_conflict.kind text NOT NULL
declared_conflict.note text NOT NULL
declared_conflict.recused boolean NOT NULL
declared_conflict.declared_at text NOT NULL
declared_conflict CONSTRAINT declared_conflict_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id)
declared_conflict CONSTRAINT declared_conflict_application_id_fkey FOREIGN KEY (application_id) REFERENCES application(id)
declared_conflict CONSTRAINT declared_conflict_kind_check CHECK (kind = ANY (ARRAY['person'::text, 'organisation'::text, 'help'::text]))
declared_conflict CONSTRAINT declared_conflict_pkey PRIMARY KEY (account_id, application_id)
CREATE INDEX declared_conflict_by_application ON declared_conflict USING btree (application_id)
CREATE UNIQUE INDEX declared_conflict_pkey ON declared_conflict USING btree (account_id, application_id)
declared_interest.account_id text NOT NULL
declared_interest.programme_id text NOT NULL
declared_interest.organisation_key text NOT NULL
declared_interest.organisation text NOT NULL
declared_interest.note text NOT NULL
declared_interest.declared_at text NOT NULL
declared_interest CONSTRAINT declared_interest_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id)
declared_interest CONSTRAINT declared_interest_organisation_key_check CHECK (organisation_key <> ''::text)
declared_interest CONSTRAINT declared_interest_pkey PRIMARY KEY (account_id, programme_id, organisation_key)
declared_interest CONSTRAINT declared_interest_programme_id_fkey FOREIGN KEY (programme_id) REFERENCES programme(id)
CREATE INDEX declared_interest_by_programme ON declared_interest USING btree (programme_id, organisation_key)
CREATE UNIQUE INDEX declared_interest_pkey ON declared_interest USING btree (account_id, programme_id, organisation_key)
doubt.sighting_a text NOT NULL
doubt.sighting_b text NOT NULL
doubt.why text NOT NULL
doubt.position bigint NOT NULL DEFAULT 0
doubt CONSTRAINT doubt_pkey PRIMARY KEY (sighting_a, sighting_b)
doubt CONSTRAINT doubt_sighting_a_fkey FOREIGN KEY (sighting_a) REFERENCES sighting(id)
doubt CONSTRAINT doubt_sighting_b_fkey FOREIGN KEY (sighting_b) REFERENCES sighting(id)
CREATE UNIQUE INDEX doubt_pkey ON doubt USING btree (sighting_a, sighting_b)
event.id text NOT NULL
event.programme_id text NOT NULL
event.slug text NOT NULL
event.kind text NOT NULL
event.mode text NOT NULL
event.title text NOT NULL
event.description text NOT NULL
event.place text NOT NULL
event.join_url text NOT NULL
event.starts_at text NOT NULL
event.ends_at text NOT NULL
event.capacity bigint
event.summary text NOT NULL DEFAULT ''::text
event.summary_published_at text
event.cancelled_at text
event.cancelled_because text NOT NULL DEFAULT ''::text
event.changes bigint NOT NULL DEFAULT 0
event CONSTRAINT event_capacity_check CHECK (capacity IS NULL OR capacity > 0)
event CONSTRAINT event_check CHECK (ends_at >= starts_at)
event CONSTRAINT event_kind_check CHECK (kind = ANY (ARRAY['launch'::text, 'webinar'::text, 'roundtable'::text, 'finals'::text, 'other'::text]))
event CONSTRAINT event_mode_check CHECK (mode = ANY (ARRAY['online'::text, 'hybrid'::text, 'in_person'::text]))
event CONSTRAINT event_pkey PRIMARY KEY (id)
event CONSTRAINT event_programme_id_fkey FOREIGN KEY (programme_id) REFERENCES programme(id)
event CONSTRAINT event_programme_id_slug_key UNIQUE (programme_id, slug)
CREATE UNIQUE INDEX event_pkey ON event USING btree (id)
CREATE UNIQUE INDEX event_programme_id_slug_key ON event USING btree (programme_id, slug)
extension.application_id text NOT NULL
extension.until text NOT NULL
extension.reason text NOT NULL
extension.granted_by text
extension.granted_at text NOT NULL
extension CONSTRAINT extension_application_id_fkey FOREIGN KEY (application_id) REFERENCES application(id)
extension CONSTRAINT extension_pkey PRIMARY KEY (application_id)
CREATE UNIQUE INDEX extension_pkey ON extension USING btree (application_id)
feedback.application_id text NOT NULL
feedback.state text NOT NULL
feedback.offered_at text NOT NULL
feedback.signposted_to text NOT NULL
feedback CONSTRAINT feedback_application_id_fkey FOREIGN KEY (application_id) REFERENCES application(id)
feedback CONSTRAINT feedback_pkey PRIMARY KEY (application_id)
feedback CONSTRAINT feedback_state_check CHECK (state = ANY (ARRAY['offered'::text, 'booked'::text, 'held'::text, 'declined'::text]))
CREATE UNIQUE INDEX feedback_pkey ON feedback USING btree (application_id)
finding.id text NOT NULL
finding.programme_id text NOT NULL
finding.kind text NOT NULL
finding.words text NOT NULL
finding.speaker text NOT NULL
finding.consent text NOT NULL
finding.added_at text NOT NULL
finding CONSTRAINT finding_check CHECK (kind <> 'quote'::text OR speaker <> ''::text AND consent <> ''::text)
finding CONSTRAINT finding_kind_check CHECK (kind = ANY (ARRAY['quote'::text, 'lesson'::text, 'ask'::text]))
finding CONSTRAINT finding_pkey PRIMARY KEY (id)
finding CONSTRAINT finding_programme_id_fkey FOREIGN KEY (programme_id) REFERENCES programme(id)
finding CONSTRAINT finding_words_check CHECK (words <> ''::text)
CREATE INDEX finding_of_programme ON finding USING btree (programme_id, kind, id)
CREATE UNIQUE INDEX finding_pkey ON finding USING btree (id)
heartbeat.id bigint NOT NULL
heartbeat.at text NOT NULL
heartbeat.room bytea
heartbeat CONSTRAINT heartbeat_is_one CHECK (id = 1)
heartbeat CONSTRAINT heartbeat_pkey PRIMARY KEY (id)
CREATE UNIQUE INDEX heartbeat_pkey ON heartbeat USING btree (id)
help.id text NOT NULL
help.programme_id text NOT NULL
help.application_id text
help.organisation text NOT NULL
help.person text NOT NULL
help.helper text NOT NULL
help.minutes bigint NOT NULL
help.what text NOT NULL
help.given_at text NOT NULL
help.kind text NOT NULL DEFAULT 'other'::text
help.account_id text
help CONSTRAINT help_application_id_fkey FOREIGN KEY (application_id) REFERENCES application(id)
help CONSTRAINT help_minutes_check CHECK (minutes >= 0)
help CONSTRAINT help_pkey PRIMARY KEY (id)
help CONSTRAINT help_programme_id_fkey FOREIGN KEY (programme_id) REFERENCES programme(id)
CREATE INDEX help_by_application ON help USING btree (application_id)
CREATE INDEX help_by_programme ON help USING btree (programme_id, organisation)
CREATE UNIQUE INDEX help_pkey ON help USING btree (id)
import_file.id text NOT NULL
import_file.programme_id text NOT NULL
import_file.event_id text
import_file.name text NOT NULL
import_file.sha256 text NOT NULL
import_file.source text NOT NULL
import_file.encoding text NOT NULL
import_file.header_line bigint NOT NULL
import_file.dates text NOT NULL
import_file.row_count bigint NOT NULL
import_file.taken bigint NOT NULL
import_file.imported_by text
import_file.imported_at text NOT NULL
import_file.undone_at text
import_file CONSTRAINT import_file_pkey PRIMARY KEY (id)
import_file CONSTRAINT import_file_programme_id_fkey FOREIGN KEY (programme_id) REFERENCES programme(id)
CREATE UNIQUE INDEX import_file_once ON import_file USING btree (programme_id, sha256) WHERE undone_at IS NULL
CREATE UNIQUE INDEX import_file_pkey ON import_file USING btree (id)
import_refusal.import_id text NOT NULL
import_refusal.position bigint NOT NULL
import_refusal.line bigint NOT NULL
import_refusal.reason text NOT NULL
import_refusal CONSTRAINT import_refusal_import_id_fkey FOREIGN KEY (import_id) REFERENCES import_file(id)
import_refusal CONSTRAINT import_refusal_pkey PRIMARY KEY (import_id, "position")
CREATE UNIQUE INDEX import_refusal_pkey ON import_refusal USING btree (import_id, "position")
insight.id text NOT NULL
insight.programme_id text NOT NULL
insight.sighting_id text
insight.problem_id text
insight.about text NOT NULL
insight.kind text NOT NULL
insight.text text NOT NULL
insight.attributable boolean NOT NULL
insight.noted_at text NOT NULL
insight CONSTRAINT insight_kind_check CHECK (kind = ANY (ARRAY['problem'::text, 'opportunity'::text, 'insight'::text, 'need'::text, 'system challenge'::text]))
insight CONSTRAINT insight_pkey PRIMARY KEY (id)
insight CONSTRAINT insight_problem_id_fkey FOREIGN KEY (problem_id) REFERENCES problem(id)
insight CONSTRAINT insight_programme_id_fkey FOREIGN KEY (programme_id) REFERENCES programme(id)
insight CONSTRAINT insight_sighting_id_fkey FOREIGN KEY (sighting_id) REFERENCES sighting(id)
CREATE INDEX insight_by_programme ON insight USING btree (programme_id, kind, id)
CREATE UNIQUE INDEX insight_pkey ON insight USING btree (id)
introduction.id text NOT NULL
introduction.programme_id text NOT NULL
introduction.sighting_a text NOT NULL
introduction.sighting_b text NOT NULL
introduction.introduced_on text NOT NULL
introduction.who text NOT NULL
introduction.why text NOT NULL
introduction.outcome text NOT NULL DEFAULT ''::text
introduction.outcome_at text
introduction.noted_at text NOT NULL
introduction CONSTRAINT introduction_check CHECK (sighting_a <> sighting_b)
introduction CONSTRAINT introduction_check1 CHECK ((outcome = ''::text) = (outcome_at IS NULL))
introduction CONSTRAINT introduction_pkey PRIMARY KEY (id)
introduction CONSTRAINT introduction_programme_id_fkey FOREIGN KEY (programme_id) REFERENCES programme(id)
introduction CONSTRAINT introduction_sighting_a_fkey FOREIGN KEY (sighting_a) REFERENCES sighting(id)
introduction CONSTRAINT introduction_sighting_b_fkey FOREIGN KEY (sighting_b) REFERENCES sighting(id)
CREATE INDEX introduction_by_a ON introduction USING btree (sighting_a)
CREATE INDEX introduction_by_b ON introduction USING btree (sighting_b)
CREATE UNIQUE INDEX introduction_pkey ON introduction USING btree (id)
linking.id bigint NOT NULL
linking.shaped bigint NOT NULL
linking.claim text
linking.claimed_until text
linking.step text NOT NULL
linking.done bigint NOT NULL
linking.total bigint NOT NULL
linking.finished_at text
linking.people double precision
linking.low double precision
linking.high double precision
linking CONSTRAINT linking_id_check CHECK (id = 1)
linking CONSTRAINT linking_pkey PRIMARY KEY (id)
CREATE UNIQUE INDEX linking_pkey ON linking USING btree (id)
linking_wait.id text NOT NULL
linking_wait.at text NOT NULL
linking_wait CONSTRAINT linking_wait_pkey PRIMARY KEY (id)
CREATE UNIQUE INDEX linking_wait_pkey ON linking_wait USING btree (id)
live_import VIEW SELECT import_file.id,
    import_file.programme_id
   FROM import_file
  WHERE (import_file.undone_at IS NULL);
live_sighting VIEW SELECT sighting.id,
    sighting.programme_id,
    sighting.import_id,
    sighting.event_id,
    sighting.line,
    sighting.kind,
    sighting.name,
    sighting.email,
    sighting.organisation,
    sighting.status,
    sighting.minutes,
    sighting.seen_at,
    sighting.raw,
    sighting.excluded,
    sighting.name_key,
    sighting.person_id
   FROM sighting
  WHERE (sighting.withdrawn_at IS NULL);
message.id text NOT NULL
message.programme_id text
message.about_kind text
message.about_id text
message.to_address text NOT NULL
message.to_name text NOT NULL
message.sender_name text NOT NULL
message.reply_to text
message.subject text NOT NULL
message.text text NOT NULL
message.calendar text
message.calendar_method text
message.bulk boolean NOT NULL
message.masked boolean NOT NULL
message.state text NOT NULL
message.attempts bigint NOT NULL
message.next_attempt_at text
message.claimed_until text
message.last_error text
message.created_at text NOT NULL
message.released_at text
message.released_by text
message.sent_at text
message.account_id text
message.superseded boolean NOT NULL DEFAULT false
message CONSTRAINT message_about CHECK ((about_kind IS NULL) = (about_id IS NULL))
message CONSTRAINT message_attempts CHECK (attempts >= 0 AND (state <> 'held'::text OR attempts = 0))
message CONSTRAINT message_bulk_leaves_when_released CHECK (NOT bulk OR (state = ANY (ARRAY['held'::text, 'rehearsed'::text])) OR released_at IS NOT NULL)
message CONSTRAINT message_calendar CHECK ((calendar IS NULL) = (calendar_method IS NULL))
message CONSTRAINT message_failed_for_a_reason CHECK (state <> 'failed'::text OR last_error IS NOT NULL)
message CONSTRAINT message_is_claimed_while_waiting CHECK (claimed_until IS NULL OR state = 'waiting'::text)
message CONSTRAINT message_leaves_unmasked CHECK (NOT masked OR (state = ANY (ARRAY['sent'::text, 'failed'::text])))
message CONSTRAINT message_only_bulk_is_held CHECK (bulk OR state <> 'held'::text AND released_at IS NULL)
message CONSTRAINT message_only_bulk_is_withheld CHECK (bulk OR state <> 'withheld'::text)
message CONSTRAINT message_pkey PRIMARY KEY (id)
message CONSTRAINT message_released_by_somebody CHECK ((released_at IS NULL) = (released_by IS NULL))
message CONSTRAINT message_sent_at_a_time CHECK ((state = 'sent'::text) = (sent_at IS NOT NULL))
message CONSTRAINT message_state CHECK (state = ANY (ARRAY['held'::text, 'waiting'::text, 'sent'::text, 'failed'::text, 'withheld'::text, 'rehearsed'::text]))
message CONSTRAINT message_waits_for_a_time CHECK ((state = 'waiting'::text) = (next_attempt_at IS NOT NULL))
CREATE INDEX message_by_programme ON message USING btree (programme_id, state, id)
CREATE INDEX message_by_subject ON message USING btree (about_kind, about_id, id)
CREATE INDEX message_queue ON message USING btree (next_attempt_at, id) WHERE state = 'waiting'::text
CREATE UNIQUE INDEX message_pkey ON message USING btree (id)
milestone.id text NOT NULL
milestone.programme_id text NOT NULL
milestone.kind text NOT NULL
milestone.label text NOT NULL
milestone.starts_at text NOT NULL
milestone.ends_at text
milestone CONSTRAINT milestone_check CHECK (ends_at IS NULL OR ends_at >= starts_at)
milestone CONSTRAINT milestone_kind_check CHECK (kind = ANY (ARRAY['listening'::text, 'launch'::text, 'applications_open'::text, 'applications_close'::text, 'webinars'::text, 'shortlist'::text, 'finals'::text, 'results'::text, 'evaluation'::text]))
milestone CONSTRAINT milestone_pkey PRIMARY KEY (id)
milestone CONSTRAINT milestone_programme_id_fkey FOREIGN KEY (programme_id) REFERENCES programme(id)
milestone CONSTRAINT milestone_programme_id_kind_key UNIQUE (programme_id, kind)
CREATE UNIQUE INDEX milestone_pkey ON milestone USING btree (id)
CREATE UNIQUE INDEX milestone_programme_id_kind_key ON milestone USING btree (programme_id, kind)
never_mail.email text NOT NULL
never_mail.reason text NOT NULL
never_mail.since text NOT NULL
never_mail.programme_id text
never_mail.added_by text NOT NULL DEFAULT ''::text
never_mail CONSTRAINT never_mail_pkey PRIMARY KEY (email)
CREATE UNIQUE INDEX never_mail_pkey ON never_mail USING btree (email)
not_shortlisted VIEW SELECT shortlisting.application_id,
    shortlisting.reason,
    shortlisting.decided_at
   FROM shortlisting
  WHERE (NOT shortlisting.shortlisted);
note.id text NOT NULL
note.problem_id text NOT NULL
note.import_id text
note.line bigint NOT NULL
note.text text NOT NULL
note.theme_id text
note.noted_at text NOT NULL
note CONSTRAINT note_import_id_fkey FOREIGN KEY (import_id) REFERENCES import_file(id)
note CONSTRAINT note_pkey PRIMARY KEY (id)
note CONSTRAINT note_problem_id_fkey FOREIGN KEY (problem_id) REFERENCES problem(id)
note CONSTRAINT note_theme_id_fkey FOREIGN KEY (theme_id) REFERENCES theme(id)
CREATE INDEX note_by_problem ON note USING btree (problem_id, line)
CREATE INDEX note_by_theme ON note USING btree (theme_id)
CREATE UNIQUE INDEX note_pkey ON note USING btree (id)
organisation.id text NOT NULL
organisation.programme_id text NOT NULL
organisation.name text NOT NULL
organisation.kind text NOT NULL
organisation.first_contact text
organisation CONSTRAINT organisation_kind_check CHECK (kind = ANY (ARRAY['council'::text, 'nhs'::text, 'sme'::text, 'vcse'::text, 'university'::text, 'housing'::text, 'other'::text]))
organisation CONSTRAINT organisation_pkey PRIMARY KEY (id)
organisation CONSTRAINT organisation_programme_id_fkey FOREIGN KEY (programme_id) REFERENCES programme(id)
organisation CONSTRAINT organisation_programme_id_name_key UNIQUE (programme_id, name)
CREATE UNIQUE INDEX organisation_pkey ON organisation USING btree (id)
CREATE UNIQUE INDEX organisation_programme_id_name_key ON organisation USING btree (programme_id, name)
organisation_spelling.programme_id text NOT NULL
organisation_spelling.spelling text NOT NULL
organisation_spelling.organisation_id text NOT NULL
organisation_spelling CONSTRAINT organisation_spelling_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
organisation_spelling CONSTRAINT organisation_spelling_pkey PRIMARY KEY (programme_id, spelling)
organisation_spelling CONSTRAINT organisation_spelling_programme_id_fkey FOREIGN KEY (programme_id) REFERENCES programme(id)
CREATE UNIQUE INDEX organisation_spelling_pkey ON organisation_spelling USING btree (programme_id, spelling)
pack_item.id text NOT NULL
pack_item.problem_id text NOT NULL
pack_item.position bigint NOT NULL
pack_item.kind text NOT NULL
pack_item.title text NOT NULL
pack_item.about text NOT NULL
pack_item.url text NOT NULL
pack_item.added_at text NOT NULL
pack_item CONSTRAINT pack_item_kind_check CHECK (kind = ANY (ARRAY['report'::text, 'article'::text, 'case study'::text, 'persona'::text, 'research'::text, 'local data'::text, 'video'::text, 'link'::text]))
pack_item CONSTRAINT pack_item_pkey PRIMARY KEY (id)
pack_item CONSTRAINT pack_item_problem_id_fkey FOREIGN KEY (problem_id) REFERENCES problem(id)
CREATE INDEX pack_item_by_problem ON pack_item USING btree (problem_id, "position")
CREATE UNIQUE INDEX pack_item_pkey ON pack_item USING btree (id)
person.id text NOT NULL
person.created_at text NOT NULL
person CONSTRAINT person_pkey PRIMARY KEY (id)
CREATE UNIQUE INDEX person_pkey ON person USING btree (id)
problem.id text NOT NULL
problem.programme_id text NOT NULL
problem.slug text NOT NULL
problem.number bigint NOT NULL
problem.title text NOT NULL
problem.summary text NOT NULL
problem.question text NOT NULL DEFAULT ''::text
problem.framing text NOT NULL DEFAULT ''::text
problem CONSTRAINT problem_pkey PRIMARY KEY (id)
problem CONSTRAINT problem_programme_id_fkey FOREIGN KEY (programme_id) REFERENCES programme(id)
problem CONSTRAINT problem_programme_id_number_key UNIQUE (programme_id, number)
problem CONSTRAINT problem_programme_id_slug_key UNIQUE (programme_id, slug)
CREATE UNIQUE INDEX problem_pkey ON problem USING btree (id)
CREATE UNIQUE INDEX problem_programme_id_number_key ON problem USING btree (programme_id, number)
CREATE UNIQUE INDEX problem_programme_id_slug_key ON problem USING btree (programme_id, slug)
programme.id text NOT NULL
programme.slug text NOT NULL
programme.name text NOT NULL
programme.strapline text NOT NULL
programme.edition text NOT NULL
programme.host text NOT NULL
programme.area text NOT NULL
programme.about text NOT NULL
programme.eligibility text NOT NULL
programme.how_judged text NOT NULL
programme.contact_email text NOT NULL
programme.accent text NOT NULL
programme.pot_pence bigint NOT NULL
programme.rehearsal boolean NOT NULL
programme.created_at text NOT NULL
programme.results_released_at text
programme CONSTRAINT programme_pkey PRIMARY KEY (id)
programme CONSTRAINT programme_pot_pence_check CHECK (pot_pence >= 0)
programme CONSTRAINT programme_slug_key UNIQUE (slug)
CREATE UNIQUE INDEX programme_pkey ON programme USING btree (id)
CREATE UNIQUE INDEX programme_slug_key ON programme USING btree (slug)
published_report.id text NOT NULL
published_report.programme_id text NOT NULL
published_report.number bigint NOT NULL
published_report.content text NOT NULL
published_report.published_by text NOT NULL
published_report.published_at text NOT NULL
published_report CONSTRAINT published_report_number_check CHECK (number > 0)
published_report CONSTRAINT published_report_pkey PRIMARY KEY (id)
published_report CONSTRAINT published_report_programme_id_fkey FOREIGN KEY (programme_id) REFERENCES programme(id)
published_report CONSTRAINT published_report_programme_id_number_key UNIQUE (programme_id, number)
CREATE UNIQUE INDEX published_report_pkey ON published_report USING btree (id)
CREATE UNIQUE INDEX published_report_programme_id_number_key ON published_report USING btree (programme_id, number)
question.id text NOT NULL
question.form_id text NOT NULL
question.key text NOT NULL
question.position bigint NOT NULL
question.section text NOT NULL
question.label text NOT NULL
question.hint text NOT NULL
question.kind text NOT NULL
question.required boolean NOT NULL
question.guidance_words bigint
question CONSTRAINT question_new_form_id_fkey FOREIGN KEY (form_id) REFERENCES application_form(id)
question CONSTRAINT question_new_form_id_key_key UNIQUE (form_id, key)
question CONSTRAINT question_new_form_id_position_key UNIQUE (form_id, "position")
question CONSTRAINT question_new_kind_check CHECK (kind = ANY (ARRAY['text'::text, 'long'::text, 'eligibility'::text, 'money'::text, 'themes'::text, 'link'::text, 'file'::text]))
question CONSTRAINT question_new_pkey PRIMARY KEY (id)
CREATE UNIQUE INDEX question_new_form_id_key_key ON question USING btree (form_id, key)
CREATE UNIQUE INDEX question_new_form_id_position_key ON question USING btree (form_id, "position")
CREATE UNIQUE INDEX question_new_pkey ON question USING btree (id)
recusal.account_id text NOT NULL
recusal.application_id text NOT NULL
recusal.why text NOT NULL
recusal.since text NOT NULL
recusal CONSTRAINT recusal_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id)
recusal CONSTRAINT recusal_application_id_fkey FOREIGN KEY (application_id) REFERENCES application(id)
recusal CONSTRAINT recusal_pkey PRIMARY KEY (account_id, application_id, why)
recusal CONSTRAINT recusal_why_check CHECK (why = ANY (ARRAY['declared'::text, 'organisation'::text, 'writes'::text, 'helped'::text]))
CREATE INDEX recusal_by_application ON recusal USING btree (application_id, account_id, why)
CREATE UNIQUE INDEX recusal_pkey ON recusal USING btree (account_id, application_id, why)
recused_sighting VIEW SELECT r.account_id,
    x.sighting_id
   FROM (recusal r
     JOIN application_sighting x ON ((x.application_id = r.application_id)))
  WHERE (r.why <> 'helped'::text);
registration.id text NOT NULL
registration.event_id text NOT NULL
registration.sighting_id text NOT NULL
registration.account_id text
registration.state text NOT NULL
registration.made_at text NOT NULL
registration.changed_at text NOT NULL
registration CONSTRAINT registration_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id)
registration CONSTRAINT registration_event_id_fkey FOREIGN KEY (event_id) REFERENCES event(id)
registration CONSTRAINT registration_pkey PRIMARY KEY (id)
registration CONSTRAINT registration_sighting_id_fkey FOREIGN KEY (sighting_id) REFERENCES sighting(id)
registration CONSTRAINT registration_sighting_id_key UNIQUE (sighting_id)
registration CONSTRAINT registration_state_check CHECK (state = ANY (ARRAY['booked'::text, 'waiting'::text, 'cancelled'::text]))
CREATE INDEX registration_by_event ON registration USING btree (event_id, state, id)
CREATE UNIQUE INDEX registration_once ON registration USING btree (event_id, account_id) WHERE account_id IS NOT NULL
CREATE UNIQUE INDEX registration_pkey ON registration USING btree (id)
CREATE UNIQUE INDEX registration_sighting_id_key ON registration USING btree (sighting_id)
release_cell.programme_id text NOT NULL
release_cell.number bigint NOT NULL
release_cell.cell text NOT NULL
release_cell.people bigint NOT NULL
release_cell.is_shown boolean NOT NULL
release_cell CONSTRAINT release_cell_number_check CHECK (number > 0)
release_cell CONSTRAINT release_cell_people_check CHECK (people >= 0)
release_cell CONSTRAINT release_cell_pkey PRIMARY KEY (programme_id, number, cell)
release_cell CONSTRAINT release_cell_programme_id_fkey FOREIGN KEY (programme_id) REFERENCES programme(id)
CREATE UNIQUE INDEX release_cell_pkey ON release_cell USING btree (programme_id, number, cell)
remark.id text NOT NULL
remark.application_id text NOT NULL
remark.account_id text NOT NULL
remark.section text NOT NULL
remark.text text NOT NULL
remark.made_at text NOT NULL
remark.settled_at text
remark.settled_by text
remark CONSTRAINT remark_new_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id)
remark CONSTRAINT remark_new_application_id_fkey FOREIGN KEY (application_id) REFERENCES application(id)
remark CONSTRAINT remark_new_pkey PRIMARY KEY (id)
CREATE INDEX remark_by_application ON remark USING btree (application_id, id)
CREATE UNIQUE INDEX remark_new_pkey ON remark USING btree (id)
report_words.programme_id text NOT NULL
report_words.part text NOT NULL
report_words.words text NOT NULL
report_words.edited_at text NOT NULL
report_words.edited_by text NOT NULL
report_words CONSTRAINT report_words_part_check CHECK (part = ANY (ARRAY['opening'::text, 'people'::text, 'interest'::text, 'ideas'::text, 'closing'::text]))
report_words CONSTRAINT report_words_pkey PRIMARY KEY (programme_id, part)
report_words CONSTRAINT report_words_programme_id_fkey FOREIGN KEY (programme_id) REFERENCES programme(id)
CREATE UNIQUE INDEX report_words_pkey ON report_words USING btree (programme_id, part)
review.id text NOT NULL
review.application_id text NOT NULL
review.account_id text NOT NULL
review.round text NOT NULL
review.state text NOT NULL
review.note text NOT NULL
review.saved_at text NOT NULL
review.handed_in_at text
review.score_record text NOT NULL DEFAULT ''::text
review CONSTRAINT handed_in_review_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id)
review CONSTRAINT handed_in_review_application_id_account_id_round_key UNIQUE (application_id, account_id, round)
review CONSTRAINT handed_in_review_application_id_fkey FOREIGN KEY (application_id) REFERENCES application(id)
review CONSTRAINT handed_in_review_check CHECK ((state = 'handed_in'::text) = (handed_in_at IS NOT NULL))
review CONSTRAINT handed_in_review_pkey PRIMARY KEY (id)
review CONSTRAINT handed_in_review_round_check CHECK (round = ANY (ARRAY['assessment'::text, 'final'::text]))
review CONSTRAINT handed_in_review_state_check CHECK (state = ANY (ARRAY['draft'::text, 'handed_in'::text]))
CREATE INDEX review_by_account ON review USING btree (account_id, round)
CREATE INDEX review_by_application ON review USING btree (application_id, state)
CREATE UNIQUE INDEX handed_in_review_application_id_account_id_round_key ON review USING btree (application_id, account_id, round)
CREATE UNIQUE INDEX handed_in_review_pkey ON review USING btree (id)
role_grant.account_id text NOT NULL
role_grant.programme_id text NOT NULL
role_grant.role text NOT NULL
role_grant.organisation text NOT NULL DEFAULT ''::text
role_grant.granted_at text NOT NULL
role_grant.by_part boolean NOT NULL DEFAULT false
role_grant CONSTRAINT role_grant_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id)
role_grant CONSTRAINT role_grant_pkey PRIMARY KEY (account_id, programme_id, role)
role_grant CONSTRAINT role_grant_programme_id_fkey FOREIGN KEY (programme_id) REFERENCES programme(id)
role_grant CONSTRAINT role_grant_role_check CHECK (role = ANY (ARRAY['team'::text, 'steward'::text, 'mentor'::text, 'assessor'::text, 'panel'::text, 'applicant'::text, 'participant'::text]))
CREATE INDEX role_grant_by_programme ON role_grant USING btree (programme_id, role)
CREATE UNIQUE INDEX role_grant_pkey ON role_grant USING btree (account_id, programme_id, role)
score.review_id text NOT NULL
score.criterion_id text NOT NULL
score.points bigint
score.note text NOT NULL
score CONSTRAINT given_score_criterion_id_fkey FOREIGN KEY (criterion_id) REFERENCES criterion(id)
score CONSTRAINT given_score_pkey PRIMARY KEY (review_id, criterion_id)
score CONSTRAINT given_score_review_id_fkey FOREIGN KEY (review_id) REFERENCES review(id)
CREATE UNIQUE INDEX given_score_pkey ON score USING btree (review_id, criterion_id)
sending.application_id text NOT NULL
sending.sent_at text NOT NULL
sending.text text NOT NULL
sending.fingerprint text NOT NULL
sending CONSTRAINT sending_application_id_fkey FOREIGN KEY (application_id) REFERENCES application(id)
sending CONSTRAINT sending_pkey PRIMARY KEY (application_id, sent_at)
CREATE UNIQUE INDEX sending_pkey ON sending USING btree (application_id, sent_at)
sent_application VIEW SELECT application.id,
    application.programme_id,
    application.form_id,
    application.number,
    application.organisation,
    application.stage,
    application.asked_pence,
    application.started_at,
    application.saved_at,
    application.submitted_at,
    application.fingerprint
   FROM application
  WHERE (application.stage <> ALL (ARRAY['draft'::text, 'withdrawn'::text]));
session.secret_hash text NOT NULL
session.account_id text NOT NULL
session.created_at text NOT NULL
session.seen_at text NOT NULL
session.expires_at text NOT NULL
session.host_cookie boolean NOT NULL DEFAULT false
session CONSTRAINT session_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id)
session CONSTRAINT session_pkey PRIMARY KEY (secret_hash)
CREATE INDEX session_by_account ON session USING btree (account_id)
CREATE UNIQUE INDEX session_pkey ON session USING btree (secret_hash)
shortlisting.application_id text NOT NULL
shortlisting.shortlisted boolean NOT NULL
shortlisting.reason text NOT NULL
shortlisting.decided_by text
shortlisting.decided_at text NOT NULL
shortlisting CONSTRAINT shortlisting_application_id_fkey FOREIGN KEY (application_id) REFERENCES application(id)
shortlisting CONSTRAINT shortlisting_pkey PRIMARY KEY (application_id)
CREATE UNIQUE INDEX shortlisting_pkey ON shortlisting USING btree (application_id)
sighting.id text NOT NULL
sighting.programme_id text NOT NULL
sighting.import_id text
sighting.event_id text
sighting.line bigint NOT NULL
sighting.kind text NOT NULL
sighting.name text NOT NULL
sighting.email text NOT NULL
sighting.organisation text NOT NULL
sighting.status text NOT NULL
sighting.minutes bigint
sighting.seen_at text
sighting.raw text NOT NULL
sighting.excluded text NOT NULL
sighting.email_key text NOT NULL
sighting.name_key text NOT NULL
sighting.person_id text NOT NULL
sighting.created_at text NOT NULL
sighting.withdrawn_at text
sighting.home_person_id text NOT NULL DEFAULT ''::text
sighting CONSTRAINT sighting_excluded_check CHECK (excluded = ANY (ARRAY[''::text, 'host'::text, 'team'::text, 'panel'::text]))
sighting CONSTRAINT sighting_import_id_fkey FOREIGN KEY (import_id) REFERENCES import_file(id)
sighting CONSTRAINT sighting_kind_check CHECK (kind = ANY (ARRAY['contact'::text, 'booking'::text, 'attendance'::text, 'application'::text, 'help'::text]))
sighting CONSTRAINT sighting_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id)
sighting CONSTRAINT sighting_pkey PRIMARY KEY (id)
sighting CONSTRAINT sighting_programme_id_fkey FOREIGN KEY (programme_id) REFERENCES programme(id)
CREATE INDEX sighting_by_email ON sighting USING btree (email_key)
CREATE INDEX sighting_by_event ON sighting USING btree (event_id, kind)
CREATE INDEX sighting_by_home ON sighting USING btree (home_person_id) WHERE home_person_id <> id
CREATE INDEX sighting_by_import ON sighting USING btree (import_id, line)
CREATE INDEX sighting_by_name ON sighting USING btree (name_key)
CREATE INDEX sighting_by_person ON sighting USING btree (person_id)
CREATE INDEX sighting_by_programme ON sighting USING btree (programme_id, kind)
CREATE UNIQUE INDEX sighting_pkey ON sighting USING btree (id)
sign_in_link.token_hash text NOT NULL
sign_in_link.account_id text NOT NULL
sign_in_link.next_path text NOT NULL
sign_in_link.created_at text NOT NULL
sign_in_link.expires_at text NOT NULL
sign_in_link.used_at text
sign_in_link CONSTRAINT sign_in_link_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id)
sign_in_link CONSTRAINT sign_in_link_pkey PRIMARY KEY (token_hash)
CREATE INDEX sign_in_link_by_account ON sign_in_link USING btree (account_id, created_at)
CREATE UNIQUE INDEX sign_in_link_pkey ON sign_in_link USING btree (token_hash)
sign_in_request.id text NOT NULL
sign_in_request.address_hash text NOT NULL
sign_in_request.at text NOT NULL
sign_in_request.email text NOT NULL DEFAULT ''::text
sign_in_request.next_path text NOT NULL DEFAULT ''::text
sign_in_request.answered_at text
sign_in_request CONSTRAINT sign_in_request_pkey PRIMARY KEY (id)
CREATE INDEX sign_in_request_by_address ON sign_in_request USING btree (address_hash, at)
CREATE INDEX sign_in_request_open ON sign_in_request USING btree (id) WHERE answered_at IS NULL
CREATE UNIQUE INDEX sign_in_request_pkey ON sign_in_request USING btree (id)
stranger_count.place text NOT NULL
stranger_count.since text NOT NULL
stranger_count.forms bigint NOT NULL
stranger_count CONSTRAINT stranger_count_pkey PRIMARY KEY (place)
CREATE INDEX stranger_count_by_time ON stranger_count USING btree (since)
CREATE UNIQUE INDEX stranger_count_pkey ON stranger_count USING btree (place)
theme.id text NOT NULL
theme.programme_id text NOT NULL
theme.slug text NOT NULL
theme.number bigint NOT NULL
theme.title text NOT NULL
theme.why text NOT NULL
theme CONSTRAINT theme_pkey PRIMARY KEY (id)
theme CONSTRAINT theme_programme_id_fkey FOREIGN KEY (programme_id) REFERENCES programme(id)
theme CONSTRAINT theme_programme_id_number_key UNIQUE (programme_id, number)
theme CONSTRAINT theme_programme_id_slug_key UNIQUE (programme_id, slug)
CREATE UNIQUE INDEX theme_pkey ON theme USING btree (id)
CREATE UNIQUE INDEX theme_programme_id_number_key ON theme USING btree (programme_id, number)
CREATE UNIQUE INDEX theme_programme_id_slug_key ON theme USING btree (programme_id, slug)
theme_problem.theme_id text NOT NULL
theme_problem.problem_id text NOT NULL
theme_problem.position bigint NOT NULL
theme_problem CONSTRAINT theme_problem_pkey PRIMARY KEY (theme_id, problem_id)
theme_problem CONSTRAINT theme_problem_problem_id_fkey FOREIGN KEY (problem_id) REFERENCES problem(id)
theme_problem CONSTRAINT theme_problem_theme_id_fkey FOREIGN KEY (theme_id) REFERENCES theme(id)
CREATE UNIQUE INDEX theme_problem_pkey ON theme_problem USING btree (theme_id, problem_id)
told_otherwise.about_kind text NOT NULL
told_otherwise.about_id text NOT NULL
told_otherwise.how text NOT NULL
told_otherwise.words text NOT NULL
told_otherwise.told_by text NOT NULL
told_otherwise.told_on text NOT NULL
told_otherwise.noted_by text
told_otherwise.noted_at text NOT NULL
told_otherwise CONSTRAINT told_otherwise_check CHECK (how <> 'other'::text OR words <> ''::text)
told_otherwise CONSTRAINT told_otherwise_how_check CHECK (how = ANY (ARRAY['telephone'::text, 'in_person'::text, 'other'::text, 'elsewhere'::text]))
told_otherwise CONSTRAINT told_otherwise_noted_by_fkey FOREIGN KEY (noted_by) REFERENCES account(id)
told_otherwise CONSTRAINT told_otherwise_pkey PRIMARY KEY (about_kind, about_id)
CREATE UNIQUE INDEX told_otherwise_pkey ON told_otherwise USING btree (about_kind, about_id)
traffic.event_id text NOT NULL
traffic.import_id text NOT NULL
traffic.source text NOT NULL
traffic.views bigint NOT NULL
traffic CONSTRAINT traffic_event_id_fkey FOREIGN KEY (event_id) REFERENCES event(id)
traffic CONSTRAINT traffic_import_id_fkey FOREIGN KEY (import_id) REFERENCES import_file(id)
traffic CONSTRAINT traffic_pkey PRIMARY KEY (event_id, import_id, source)
traffic CONSTRAINT traffic_views_check CHECK (views >= 0)
CREATE UNIQUE INDEX traffic_pkey ON traffic USING btree (event_id, import_id, source)
upload.id text NOT NULL
upload.programme_id text NOT NULL
upload.owner_id text
upload.name text NOT NULL
upload.content_type text NOT NULL
upload.size bigint
upload.sha256 text
upload.created_at text NOT NULL
upload.kept_at text
upload CONSTRAINT upload_has_a_name CHECK (name <> ''::text)
upload CONSTRAINT upload_is_kept_whole CHECK (kept_at IS NULL OR size > 0 AND sha256 IS NOT NULL)
upload CONSTRAINT upload_pkey PRIMARY KEY (id)
CREATE INDEX upload_by_programme ON upload USING btree (programme_id, id)
CREATE INDEX upload_unkept ON upload USING btree (created_at) WHERE kept_at IS NULL
CREATE UNIQUE INDEX upload_pkey ON upload USING btree (id)
upload_chunk.upload_id text NOT NULL
upload_chunk.position bigint NOT NULL
upload_chunk.bytes bytea NOT NULL
upload_chunk CONSTRAINT upload_chunk_pkey PRIMARY KEY (upload_id, "position")
upload_chunk CONSTRAINT upload_chunk_position CHECK ("position" >= 0)
upload_chunk CONSTRAINT upload_chunk_upload_id_fkey FOREIGN KEY (upload_id) REFERENCES upload(id) ON DELETE CASCADE
CREATE UNIQUE INDEX upload_chunk_pkey ON upload_chunk USING btree (upload_id, "position")
verdict.id text NOT NULL
verdict.sighting_a text NOT NULL
verdict.sighting_b text NOT NULL
verdict.together boolean NOT NULL
verdict.reason text NOT NULL
verdict.decided_by text
verdict.decided_at text NOT NULL
verdict.undone_at text
verdict CONSTRAINT verdict_check CHECK (sighting_a < sighting_b)
verdict CONSTRAINT verdict_pkey PRIMARY KEY (id)
verdict CONSTRAINT verdict_sighting_a_fkey FOREIGN KEY (sighting_a) REFERENCES sighting(id)
verdict CONSTRAINT verdict_sighting_b_fkey FOREIGN KEY (sighting_b) REFERENCES sighting(id)
CREATE UNIQUE INDEX verdict_once ON verdict USING btree (sighting_a, sighting_b) WHERE undone_at IS NULL
CREATE UNIQUE INDEX verdict_pkey ON verdict USING btree (id)
