import Names
import Store

/// What the team of a programme has written down about people. Everything hangs on a record, so that a merge, or its undoing,
/// takes it along to the person whose record it is.
extension People {
    static func conversations(
        with person: ID<Person>, in programme: ID<Programme>, for caller: Caller, db: Reader
    ) throws -> [Conversation] {
        try db.all(
            """
            SELECT c.id, c.happened_on, c.minutes, c.who, c.note, c.next_step, c.next_by, c.done_at
            FROM contact_log c JOIN sighting s ON s.id = c.sighting_id
            WHERE s.person_id = \(person) AND c.programme_id = \(programme) AND \(caller.may(.team, in: "c.programme_id"))
                AND NOT \(caller.isRecused(fromSighting: "s.id"))
            ORDER BY c.happened_on DESC, c.id DESC
            """
        ) {
            let done: Instant? = try $0["done_at"]
            return Conversation(
                id: try $0["id"], on: try $0["happened_on"], minutes: try $0["minutes"], who: try $0["who"],
                note: try $0["note"], nextStep: try $0["next_step"], nextBy: try $0["next_by"], isDone: done != nil)
        }
    }

    /// Promises that are still open, those with the earliest day first.
    static func nextSteps(in programme: ID<Programme>, for caller: Caller, db: Reader) throws -> [NextStep] {
        try db.all(
            """
            SELECT c.id, c.next_step, c.next_by, c.who, s.person_id, s.name, s.email
            FROM contact_log c JOIN sighting s ON s.id = c.sighting_id
            WHERE c.programme_id = \(programme) AND c.next_step <> '' AND c.done_at IS NULL
                AND \(caller.may(.team, in: "c.programme_id")) AND NOT \(caller.isRecused(fromSighting: "s.id"))
            ORDER BY c.next_by IS NULL, c.next_by, c.id
            """
        ) {
            let (name, email): (String, String) = (try $0["name"], try $0["email"])
            return NextStep(
                person: try $0["person_id"], name: name.isEmpty ? email : name, conversation: try $0["id"],
                step: try $0["next_step"], by: try $0["next_by"], who: try $0["who"])
        }
    }

    /// The introductions of a person, whichever of the two they were.
    static func introductions(
        of person: ID<Person>, in programme: ID<Programme>, for caller: Caller, db: Reader
    ) throws -> [Introduction] {
        try db.all(
            """
            SELECT i.id, i.introduced_on, i.who, i.why, i.outcome, a.person_id AS a_person, a.name AS a_name,
                b.person_id AS b_person, b.name AS b_name
            FROM introduction i JOIN sighting a ON a.id = i.sighting_a JOIN sighting b ON b.id = i.sighting_b
            WHERE (a.person_id = \(person) OR b.person_id = \(person)) AND i.programme_id = \(programme)
                AND \(caller.may(.team, in: "i.programme_id"))
                AND NOT \(caller.isRecused(fromSighting: "a.id")) AND NOT \(caller.isRecused(fromSighting: "b.id"))
            ORDER BY i.introduced_on DESC, i.id DESC
            """
        ) {
            let first: ID<Person> = try $0["a_person"]
            let isFirst = first == person
            return Introduction(
                id: try $0["id"], other: isFirst ? try $0["b_person"] : first,
                otherName: try $0[isFirst ? "b_name" : "a_name"], on: try $0["introduced_on"], who: try $0["who"],
                why: try $0["why"], outcome: try $0["outcome"])
        }
    }

    /// What a person said about consent, oldest first.
    static func consents(
        of person: ID<Person>, in programme: ID<Programme>, for caller: Caller, db: Reader
    ) throws -> [Consent] {
        try db.all(
            """
            SELECT c.purpose, c.given, c.how, c.noted_by, c.noted_at FROM consent c JOIN sighting s ON s.id = c.sighting_id
            WHERE s.person_id = \(person) AND c.programme_id = \(programme) AND \(caller.may(.team, in: "c.programme_id"))
                AND NOT \(caller.isRecused(fromSighting: "s.id"))
            ORDER BY c.noted_at, c.id
            """
        ) {
            Consent(
                purpose: try $0["purpose"], isGiven: try $0["given"], how: try $0["how"], notedBy: try $0["noted_by"],
                notedAt: try $0["noted_at"])
        }
    }

    /// The addresses that no announcement goes to, as far as a programme's team may know of them: those that it wrote down
    /// itself, and those of people whom the programme has seen. The list itself holds for every programme.
    static func neverMailed(in programme: ID<Programme>, for caller: Caller, db: Reader) throws -> [NeverMail] {
        try db.all(
            """
            SELECT n.email, n.reason, n.added_by, n.since FROM never_mail n
            WHERE (n.programme_id = \(programme) OR EXISTS (SELECT 1 FROM sighting s
                    WHERE s.email_key = n.email AND s.programme_id = \(programme) AND s.withdrawn_at IS NULL
                    AND NOT \(caller.isRecused(fromSighting: "s.id"))))
                AND \(caller.may(.team, in: "\(programme)"))
            ORDER BY n.email
            """
        ) {
            NeverMail(
                email: try $0["email"], reason: try $0["reason"], addedBy: try $0["added_by"], since: try $0["since"])
        }
    }

    /// The record on which what is written about a person hangs: their earliest of this programme.
    static func anchor(
        of person: ID<Person>, in programme: ID<Programme>, for caller: Caller, db: Reader
    ) throws -> ID<Sighting> {
        let first = try db.value(
            """
            SELECT s.id FROM sighting s WHERE s.person_id = \(person) AND s.programme_id = \(programme)
                AND s.withdrawn_at IS NULL AND \(caller.may(.team, in: "s.programme_id"))
                AND NOT \(caller.isRecused(fromSighting: "s.id"))
            ORDER BY s.id LIMIT 1
            """, as: ID<Sighting>.self)
        guard let first else { throw Refusal.notFound }
        return first
    }

    /// The people of a programme whom a name or an address fits.
    static func named(
        _ text: String, in programme: ID<Programme>, for caller: Caller, db: Reader
    ) throws -> [ID<Person>] {
        try db.values(
            """
            SELECT DISTINCT s.person_id FROM sighting s
            WHERE s.programme_id = \(programme) AND s.withdrawn_at IS NULL AND \(caller.may(.team, in: "s.programme_id"))
                AND NOT \(caller.isRecused(fromSighting: "s.id"))
                AND ((s.email_key <> '' AND s.email_key = \(EmailAddress(text)?.text ?? ""))
                    OR (s.name_key <> '' AND s.name_key = \(PersonName.key(text))))
            ORDER BY s.person_id
            """)
    }
}
