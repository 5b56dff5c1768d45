import Store

/// A rule between the tables that no constraint can say: a sentence, and a query for the rows that break it.
struct Invariant: Sendable {
    var sentence: String
    /// One column of text: which rows. None when all is well.
    var strays: SQL

    init(_ sentence: String, _ strays: SQL) {
        self.sentence = sentence
        self.strays = strays
    }
}

/// What must hold at the end of every action. `doctor` looks, and so does every test.
enum Invariants {
    static let all: [Invariant] =
        people + acquaintance + problems + events + applications + recusals + panels + finals + files

    /// The rules that do not hold, each with the first rows that break it, and what is no longer as it was handed in.
    static func broken(in db: Reader) throws -> [String] {
        try strays(in: db) + Applications.brokenSeals(in: db) + Applications.uncovered(in: db)
            + Panels.alteredRecords(in: db)
    }

    private static func strays(in db: Reader) throws -> [String] {
        try all.compactMap { invariant in
            let strays: [String] = try db.values(invariant.strays)
            guard !strays.isEmpty else { return nil }
            let more = strays.count > 3 ? " and \(strays.count - 3) more" : ""
            return "Not so: \(invariant.sentence) (\(strays.prefix(3).joined(separator: ", "))\(more))"
        }
    }

    private static let people = [
        Invariant(
            "Every record of somebody seen belongs to a person.",
            """
            SELECT s.id FROM sighting s LEFT JOIN person p ON p.id = s.person_id WHERE p.id IS NULL
            """),
        Invariant(
            "Records of a file are of the file's programme.",
            """
            SELECT s.id FROM sighting s JOIN import_file i ON i.id = s.import_id WHERE i.programme_id <> s.programme_id
            """),
        Invariant(
            "Every row of a file was taken or refused.",
            """
            SELECT i.id FROM import_file i WHERE i.row_count <> i.taken
                + (SELECT count(*) FROM import_refusal r WHERE r.import_id = i.id)
            """),
        Invariant(
            "No record of a file that was undone counts.",
            """
            SELECT s.id FROM sighting s JOIN import_file i ON i.id = s.import_id
            WHERE i.undone_at IS NOT NULL AND s.withdrawn_at IS NULL
            """),
        Invariant(
            "Records that somebody said are different people are.",
            """
            SELECT v.id FROM verdict v JOIN sighting a ON a.id = v.sighting_a JOIN sighting b ON b.id = v.sighting_b
            WHERE v.undone_at IS NULL AND NOT v.together AND a.person_id = b.person_id
                AND a.withdrawn_at IS NULL AND b.withdrawn_at IS NULL
            """),
    ]

    private static let acquaintance = [
        Invariant(
            "What is written about somebody hangs on a record of the same programme.",
            """
            SELECT c.id FROM contact_log c JOIN sighting s ON s.id = c.sighting_id WHERE s.programme_id <> c.programme_id
            UNION SELECT c.id FROM consent c JOIN sighting s ON s.id = c.sighting_id WHERE s.programme_id <> c.programme_id
            UNION SELECT i.id FROM introduction i JOIN sighting a ON a.id = i.sighting_a
                JOIN sighting b ON b.id = i.sighting_b
                WHERE a.programme_id <> i.programme_id OR b.programme_id <> i.programme_id
            """)
    ]

    private static let problems = [
        Invariant(
            "A theme comes from problems of its own programme.",
            """
            SELECT t.id FROM theme_problem tp JOIN theme t ON t.id = tp.theme_id JOIN problem p ON p.id = tp.problem_id
            WHERE t.programme_id <> p.programme_id
            """),
        Invariant(
            "A note is sorted under a theme of its own programme.",
            """
            SELECT n.id FROM note n JOIN problem p ON p.id = n.problem_id JOIN theme t ON t.id = n.theme_id
            WHERE t.programme_id <> p.programme_id
            """),
    ]

    private static let events = [
        Invariant(
            "A place at an event is held by somebody seen at that event.",
            """
            SELECT r.id FROM registration r JOIN sighting s ON s.id = r.sighting_id
            WHERE s.event_id IS NULL OR s.event_id <> r.event_id
            """),
        Invariant(
            "Somebody seen at an event was seen at one of the programme's events.",
            """
            SELECT s.id FROM sighting s LEFT JOIN event e ON e.id = s.event_id
            WHERE s.event_id IS NOT NULL AND (e.id IS NULL OR e.programme_id <> s.programme_id)
            """),
        Invariant(
            "Page views are of an event of the file's programme.",
            """
            SELECT t.event_id FROM traffic t JOIN event e ON e.id = t.event_id JOIN import_file i ON i.id = t.import_id
            WHERE e.programme_id <> i.programme_id
            """),
    ]

    private static let applications = [
        Invariant("Every question has words.", "SELECT id FROM question WHERE label = ''"),
        Invariant(
            "An application that was sent has a number and a fingerprint.",
            """
            SELECT a.id FROM application a
            WHERE a.submitted_at IS NOT NULL AND (a.number IS NULL OR a.fingerprint = '')
            """),
        Invariant(
            "What was sent as an application was kept word for word.",
            """
            SELECT a.id FROM application a LEFT JOIN sending s ON s.application_id = a.id
            WHERE a.submitted_at IS NOT NULL AND s.application_id IS NULL
            """),
        Invariant(
            "Every application that was sent belongs to somebody.",
            """
            SELECT a.id FROM application a
            WHERE a.submitted_at IS NOT NULL
                AND NOT EXISTS (SELECT 1 FROM collaborator m WHERE m.application_id = a.id)
                AND NOT EXISTS (SELECT 1 FROM application_sighting s WHERE s.application_id = a.id)
            """),
        Invariant(
            "An application is written on a form of its own programme.",
            """
            SELECT a.id FROM application a JOIN application_form f ON f.id = a.form_id
            WHERE f.programme_id <> a.programme_id
            """),
        Invariant(
            "Answers are to questions of the application's form.",
            """
            SELECT a.id FROM answer x JOIN application a ON a.id = x.application_id
                JOIN question q ON q.id = x.question_id
            WHERE q.form_id <> a.form_id
            """),
        Invariant(
            "Applications choose themes of their own programme.",
            """
            SELECT a.id FROM application_theme x JOIN application a ON a.id = x.application_id
                JOIN theme t ON t.id = x.theme_id
            WHERE t.programme_id <> a.programme_id
            """),
    ]

    private static let recusals = [
        Invariant(
            "Whoever writes an application keeps away from its judging, and nobody else for that reason.",
            """
            SELECT m.application_id FROM collaborator m LEFT JOIN recusal r
                ON r.application_id = m.application_id AND r.account_id = m.account_id AND r.why = 'writes'
                WHERE m.part <> 'critical_friend' AND r.why IS NULL
            UNION SELECT r.application_id FROM recusal r LEFT JOIN collaborator m
                ON m.application_id = r.application_id AND m.account_id = r.account_id AND m.part <> 'critical_friend'
                WHERE r.why = 'writes' AND m.part IS NULL
            """),
        Invariant(
            "Whoever helped to write an application never judges it.",
            """
            SELECT h.application_id FROM (
                SELECT application_id, account_id FROM collaborator WHERE part = 'critical_friend'
                UNION SELECT application_id, account_id FROM collaborator_invitation WHERE state = 'accepted') AS h
            LEFT JOIN recusal r
                ON r.application_id = h.application_id AND r.account_id = h.account_id AND r.why = 'helped'
            WHERE r.why IS NULL
            """),
        Invariant(
            "Whoever declared a conflict stands aside, and nobody else for that reason.",
            """
            SELECT k.application_id FROM declared_conflict k LEFT JOIN recusal r
                ON r.application_id = k.application_id AND r.account_id = k.account_id AND r.why = 'declared'
                WHERE k.recused AND r.why IS NULL
            UNION SELECT r.application_id FROM recusal r LEFT JOIN declared_conflict k
                ON k.application_id = r.application_id AND k.account_id = r.account_id AND k.recused
                WHERE r.why = 'declared' AND k.account_id IS NULL
            """),
    ]

    private static let panels = [
        Invariant(
            "A review that was handed in has points for every criterion of its round.",
            """
            SELECT r.id FROM review r JOIN application a ON a.id = r.application_id
                JOIN criterion c ON c.programme_id = a.programme_id AND c.round = r.round
                LEFT JOIN score s ON s.review_id = r.id AND s.criterion_id = c.id
            WHERE r.state = 'handed_in' AND s.points IS NULL
            """),
        Invariant(
            "Points lie on their criterion's scale.",
            """
            SELECT s.review_id FROM score s JOIN criterion c ON c.id = s.criterion_id
            WHERE s.points < c.lowest OR s.points > c.highest
            """),
        Invariant(
            "Scores are on criteria of the application's programme and round.",
            """
            SELECT r.id FROM score s JOIN review r ON r.id = s.review_id JOIN application a ON a.id = r.application_id
                JOIN criterion c ON c.id = s.criterion_id
            WHERE c.programme_id <> a.programme_id OR c.round <> r.round
            """),
        Invariant(
            "An application stands on the shortlist because somebody decided so.",
            """
            SELECT a.id FROM application a LEFT JOIN shortlisting s ON s.application_id = a.id
            WHERE a.stage = \(Stage.shortlisted) AND (s.application_id IS NULL OR NOT s.shortlisted)
                OR a.stage = \(Stage.notShortlisted) AND (s.application_id IS NULL OR s.shortlisted)
            """),
    ]

    private static let finals = [
        Invariant(
            "Results are out only when everybody who applied was told first.",
            """
            SELECT a.id FROM application a JOIN programme p ON p.id = a.programme_id
                LEFT JOIN decision d ON d.application_id = a.id
            WHERE p.results_released_at IS NOT NULL AND \(Finals.isSettled) AND NOT \(Finals.isTold("a.id"))
            """),
        Invariant(
            "Awards stay within the pot.",
            """
            SELECT p.slug FROM programme p JOIN application a ON a.programme_id = p.id
                JOIN decision d ON d.application_id = a.id
            GROUP BY p.id, p.slug, p.pot_pence HAVING sum(d.amount_pence) > p.pot_pence
            """),
        Invariant(
            "Only what was sent is decided about.",
            """
            SELECT a.id FROM decision d JOIN application a ON a.id = d.application_id WHERE a.submitted_at IS NULL
            """),
        Invariant(
            "An application is funded when, and only when, money was awarded.",
            """
            SELECT a.id FROM application a LEFT JOIN decision d ON d.application_id = a.id
            WHERE (a.stage = \(Stage.funded)) <> (coalesce(d.amount_pence, 0) > 0) AND a.stage <> \(Stage.withdrawn)
            """),
    ]

    private static let files = [
        Invariant(
            "The chunks of a kept file are all there.",
            """
            SELECT u.id FROM upload u LEFT JOIN upload_chunk c ON c.upload_id = u.id
            WHERE u.kept_at IS NOT NULL GROUP BY u.id, u.size
            HAVING coalesce(sum(length(c.bytes)), 0) <> u.size OR count(c.position) <> coalesce(max(c.position) + 1, 0)
            """)
    ]
}
