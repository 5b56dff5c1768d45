import Names
import Store

extension Applications {
    /// How a programme's applications stand, but for those from which the caller stands aside.
    struct Tally: Sendable, Hashable {
        var drafts = 0
        /// Drafts that nobody has saved for a while: whoever writes them may be stuck.
        var silent = 0
        /// Drafts of organisations that no help is on record for.
        var unhelped = 0
        var sent = 0
        /// Sent, and neither on the shortlist nor turned down yet.
        var waiting = 0
        var shortlisted = 0
        /// How many questions the newest form asks, and how many of these are for themes, which need some.
        var questions = 0
        var themeQuestions = 0
    }

    static func tally(
        of programme: ID<Programme>, silentSince: Instant, for caller: Caller, in db: Reader
    ) throws -> Tally {
        let found = try db.first(
            """
            SELECT count(CASE WHEN a.stage = \(Stage.draft) THEN 1 END) AS drafts,
                count(CASE WHEN a.stage = \(Stage.draft) AND a.saved_at < \(silentSince) THEN 1 END) AS silent,
                count(CASE WHEN a.stage IN \(list: Stage.submittedStages) THEN 1 END) AS sent,
                count(CASE WHEN a.stage = \(Stage.submitted) THEN 1 END) AS waiting,
                count(CASE WHEN a.stage = \(Stage.shortlisted) THEN 1 END) AS shortlisted,
                (SELECT count(*) FROM question q WHERE q.form_id = \(newestForm(of: programme))) AS questions,
                (SELECT count(*) FROM question q WHERE q.form_id = \(newestForm(of: programme)) AND q.kind = 'themes')
                    AS theme_questions
            FROM application a
            WHERE a.programme_id = \(programme) AND \(caller.may(.team, in: "a.programme_id"))
                AND NOT \(caller.isRecused(from: "a.id"))
            """
        ) {
            Tally(
                drafts: try $0["drafts"], silent: try $0["silent"], sent: try $0["sent"],
                waiting: try $0["waiting"], shortlisted: try $0["shortlisted"],
                questions: try $0["questions"], themeQuestions: try $0["theme_questions"])
        }
        var tally = found ?? Tally()
        if tally.drafts > 0 { tally.unhelped = try unhelped(in: programme, for: caller, db: db) }
        return tally
    }

    /// How many drafts are of organisations that no help is on record for.
    private static func unhelped(in programme: ID<Programme>, for caller: Caller, db: Reader) throws -> Int {
        let without = try db.values(
            """
            SELECT a.organisation FROM application a WHERE a.programme_id = \(programme) AND a.stage = \(Stage.draft)
                AND NOT EXISTS (SELECT 1 FROM help h WHERE h.application_id = a.id)
                AND \(caller.may(.team, in: "a.programme_id")) AND NOT \(caller.isRecused(from: "a.id"))
            """, as: String.self)
        guard !without.isEmpty else { return 0 }
        let (helped, names) = (try helped(in: programme, db: db), try OrganisationNames(of: programme, in: db))
        return without.count { !helped.contains(names.key($0)) }
    }

    private static func newestForm(of programme: ID<Programme>) -> SQL {
        """
        (SELECT f.id FROM application_form f WHERE f.programme_id = \(programme) ORDER BY f.version DESC LIMIT 1)
        """
    }
}
