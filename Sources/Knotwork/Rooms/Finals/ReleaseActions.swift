import Store

/// From a decision to its announcement: each applicant is told in private first, then everybody.
extension Finals {
    /// Where the mails about one outcome stand in the outbox.
    static func subject(_ application: ID<Application>) -> Ledger.Subject { Ledger.Subject("outcome", application) }

    /// Writes to each applicant whose outcome is decided and who was not told yet. The mails wait in the outbox until
    /// somebody releases them. Returns how many applicants; asking again tells nobody twice.
    @discardableResult
    static func tell(_ programme: Programme, settings: Settings, by deed: Deed, in tx: Writer) throws -> Int {
        try Programmes.mustBeTeam(of: programme.id, deed.caller, in: tx)
        let untold = try untold(of: programme.id, for: .theOperator, in: tx)
        for letter in untold {
            for contact in try Applications.contacts(of: letter.application.id, in: tx) {
                let mail = OutcomeMails.told(letter, to: contact, in: programme, settings: settings)
                try Outbox.send(mail, in: tx, at: deed.at, chance: deed.chance)
            }
            try told(letter.application.id, of: programme.id, by: deed, in: tx)
        }
        return untold.count
    }

    /// Notes that an applicant was told in private.
    static func told(_ application: ID<Application>, of programme: ID<Programme>, by deed: Deed, in tx: Writer) throws {
        let decided = try tx.execute(
            "UPDATE decision SET told_at = \(deed.at) WHERE application_id = \(application) AND told_at IS NULL")
        let turnedDown = try tx.execute(
            """
            UPDATE shortlisting SET told_at = \(deed.at)
            WHERE application_id = \(application) AND told_at IS NULL AND NOT shortlisted
            """)
        guard decided + turnedDown > 0 else { return }
        try Ledger.record(
            "told in private", Ledger.Subject("application", application), programme: programme, by: deed, in: tx)
    }

    /// Letters that still wait say what no longer holds once a decision changes.
    static func withdrawLetters(
        about application: ID<Application>, of programme: ID<Programme>, by deed: Deed, in tx: Writer
    ) throws {
        let letters = try tx.values(
            """
            SELECT id FROM message WHERE about_kind = 'outcome' AND about_id = \(application)
                AND programme_id = \(programme) AND state = 'held'
            """, as: ID<Message>.self)
        if !letters.isEmpty { try Outbox.discard(letters, of: programme, by: deed, in: tx) }
    }

    /// Opens the results to everybody. Every applicant must have been decided about and told first. Releasing twice
    /// changes nothing.
    static func release(_ programme: Programme, by deed: Deed, in tx: Writer) throws {
        try Programmes.mustBeTeam(of: programme.id, deed.caller, in: tx)
        if let words = try readiness(of: programme.id, for: deed.caller, in: tx).words { throw Refusal.rule(words) }
        guard try readiness(of: programme.id, for: .theOperator, in: tx).words == nil else {
            throw Refusal.rule("Not everything is ready that you may not see: ask a colleague to release the results.")
        }
        let released = try tx.execute(
            """
            UPDATE programme SET results_released_at = \(deed.at)
            WHERE id = \(programme.id) AND results_released_at IS NULL
            """)
        guard released > 0 else { return }
        try Ledger.record(
            "released the results of", Ledger.Subject("programme", programme.id), programme: programme.id, by: deed,
            in: tx)
    }

    /// What still stands between the decisions and their announcement.
    struct Readiness: Sendable, Hashable {
        var undecided: Int
        var untold: Int
        /// Mails about outcomes that nobody has released yet.
        var held: Int

        /// Nil when nothing does.
        var words: String? {
            if undecided > 0 {
                return "\(Number.count(undecided, "applicant has", "applicants have")) no decision yet."
            }
            if untold > 0 {
                return "\(Number.count(untold, "applicant has", "applicants have")) not been told in private yet."
            }
            if held > 0 {
                return
                    "\(Number.count(held, "mail", "mails")) about outcomes still \(held == 1 ? "waits" : "wait") in the outbox."
            }
            return nil
        }
    }

    /// As far as the caller may know: what they stand aside from is not counted.
    static func readiness(of programme: ID<Programme>, for caller: Caller, in db: Reader) throws -> Readiness {
        let undecided: Int? = try db.value(
            """
            SELECT count(*) FROM application a WHERE a.programme_id = \(programme)
                AND a.stage IN ('submitted', 'shortlisted') AND NOT \(caller.isApart(from: "a.id"))
            """)
        let held: Int? = try db.value(
            """
            SELECT count(*) FROM message m WHERE m.programme_id = \(programme) AND m.state = 'held'
                AND m.about_kind = 'outcome' AND NOT \(caller.isApart(from: "m.about_id"))
            """)
        let untold = try untold(of: programme, for: caller, in: db).count
        return Readiness(undecided: undecided ?? 0, untold: untold, held: held ?? 0)
    }
}
