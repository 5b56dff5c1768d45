import Markup
import Store

extension Role {
    /// Those who are asked to judge.
    static let judging: [Role] = [.assessor, .panel]

    /// The round in which somebody with this role scores.
    var round: Round? { Round.allCases.first { $0.role == self } }

    /// What they are asked to do.
    var judges: String { self == .panel ? "Hears the finalists and scores them" : "Scores applications on paper" }
}

extension Panels {
    /// Asks somebody to judge, and mails them the way in.
    static func invite(
        _ form: NewcomerForm, of programme: Programme, settings: Settings, by context: ActionContext, in tx: Writer
    ) throws {
        try Programmes.mustBeTeam(of: programme.id, context.caller, in: tx)
        let account = try Accounts.account(for: form.email, name: form.name, by: context, in: tx)
        guard try !Accounts.holds(form.role, in: programme.id, account.id, db: tx)
        else { throw FieldErrors("email", "\(account.email) is \(form.role.label.lowercased()) already") }
        try Accounts.grant(
            form.role, in: programme.id, to: account.id, organisation: form.organisation, by: context, in: tx)
        let path = try SignIn.link(
            for: account.id, next: Interests.link(declarations: programme), life: SignIn.invitationLife, by: context,
            in: tx)
        let mail = JudgeMails.invited(account, as: form.role, to: programme, url: settings.url(path))
        try Outbox.send(mail, in: tx, at: context.at, randomness: context.randomness)
    }

    /// Takes somebody off a round who has not handed in any scores: what they were given goes back to be given to others,
    /// and what they had saved is dropped. Whoever has handed in scores stays: scores have an author.
    static func remove(
        _ account: ID<Account>, _ role: Role, of programme: ID<Programme>, by context: ActionContext, in tx: Writer
    ) throws {
        try Programmes.mustBeTeam(of: programme, context.caller, in: tx)
        guard let round = role.round else { throw Refusal.notFound }
        let ours: SQL = """
            account_id = \(account) AND round = \(round)
                AND \(Applications.isOf(programme, "application_id"))
            """
        let handedIn = try tx.value("SELECT count(*) FROM review WHERE \(ours) AND state = 'handed_in'", as: Int.self)
        guard handedIn ?? 0 == 0 else { throw Refusal.rule("They have handed in scores: whoever has judged stays.") }
        try tx.execute("DELETE FROM score WHERE review_id IN (SELECT id FROM review WHERE \(ours))")
        try tx.execute("DELETE FROM review WHERE \(ours)")
        try tx.execute("DELETE FROM assignment WHERE \(ours)")
        guard try Accounts.revoke(role, in: programme, from: account, in: tx) else { throw Refusal.notFound }
        try AuditLog.record(
            "took off as \(role.rawValue)", AuditLog.Subject("account", account), programme: programme, by: context,
            in: tx)
    }

    /// Writes to everybody with unfinished work in a round. The mails wait until a person releases them; who has one waiting
    /// already gets no second. Returns how many were written.
    static func remind(
        _ round: Round, of programme: Programme, settings: Settings, by context: ActionContext, in tx: Writer
    ) throws -> Int {
        let waiting = Set(
            try tx.values(
                """
                SELECT to_address FROM message WHERE programme_id = \(programme.id) AND state = 'held'
                    AND subject = \(JudgeMails.reminderSubject)
                """, as: String.self))
        let late = try unfinished(round, of: programme.id, for: context.caller, in: tx)
            .filter { !waiting.contains($0.account.email) }
        for one in late {
            let mail = JudgeMails.reminder(
                one, in: programme, url: settings.url(Link("\(Programmes.link(programme))/reviews")))
            try Outbox.send(mail, in: tx, at: context.at, randomness: context.randomness)
        }
        if !late.isEmpty {
            // Without their number: others who read it may know of fewer.
            try AuditLog.record(
                "wrote reminders", AuditLog.Subject("programme", programme.id), programme: programme.id,
                reason: round.label, by: context, in: tx)
        }
        return late.count
    }

    /// Somebody with applications still to score.
    struct Unfinished: Sendable {
        var account: Account
        var hasDeclared: Bool
        /// One of those applications. The mail is filed under it, so that nobody learns from a mail that somebody scores what
        /// they stand aside from themselves; so it is the one from which fewest do.
        var application: ID<Application>
    }

    /// Who still has to score in a round that is open, as far as the caller may know of the applications.
    static func unfinished(
        _ round: Round, of programme: ID<Programme>, for caller: Caller, in db: Reader
    ) throws -> [Unfinished] {
        let stage = round == .assessment ? Stage.submitted : .shortlisted
        let all = try db.all(
            """
            SELECT p.id, p.email, p.name, a.id AS application, \(Interests.declaredAt("p.id", in: programme)) AS declared_at
            FROM assignment w JOIN sent_application a ON a.id = w.application_id JOIN account p ON p.id = w.account_id
            LEFT JOIN review r ON r.application_id = w.application_id AND r.account_id = w.account_id AND r.round = w.round
            WHERE a.programme_id = \(programme) AND w.round = \(round) AND w.declined_at IS NULL AND a.stage = \(stage)
                AND coalesce(r.state, '') <> 'handed_in' AND \(caller.may(.team, in: "a.programme_id"))
                AND NOT \(caller.isRecused(from: "a.id")) AND NOT \(Recusals.isBarred("w.account_id", from: "w.application_id"))
                AND EXISTS (SELECT 1 FROM role_grant t WHERE t.account_id = p.id AND t.programme_id = \(programme)
                    AND t.role = \(round.role))
            ORDER BY p.name, p.id, (SELECT count(*) FROM recusal k WHERE k.application_id = a.id), a.id
            """
        ) {
            let declared: Instant? = try $0["declared_at"]
            return Unfinished(
                account: try Accounts.account($0), hasDeclared: declared != nil,
                application: try $0["application"])
        }
        var known: Set<ID<Account>> = []
        return all.filter { known.insert($0.account.id).inserted }
    }
}

/// What those are written who judge.
enum JudgeMails {
    static let reminderSubject = "Applications are waiting for your scores"

    static func invited(_ account: Account, as role: Role, to programme: Programme, url: String) -> Message {
        mail(
            to: account, subject: "Will you judge for “\(programme.name)”?", programme,
            paragraphs: [
                "Hello \(account.name),",
                role == .panel
                    ? "We ask you to sit on the panel of “\(programme.name)”: to hear the finalists, and to score them."
                    : "We ask you to score applications to “\(programme.name)”, on a phone or at a desk, as it suits you.",
                "First we ask to whom you are too near, so that you are given nothing of theirs.",
            ], action: (label: "Begin", url: url),
            ending: ["The link works once. For another, sign in with this address.", "You cannot? Answer this mail."])
    }

    static func reminder(_ one: Panels.Unfinished, in programme: Programme, url: String) -> Message {
        var message = mail(
            to: one.account, subject: "\(reminderSubject)", programme,
            paragraphs: [
                "Hello \(one.account.name),",
                // Without their number: whoever reads the mail in the outbox may stand aside from one of them.
                "In “\(programme.name)” there are applications that wait for your scores.",
                one.hasDeclared ? "" : "Please say first to whom you are too near: then they open to you.",
            ].filter { !$0.isEmpty }, action: (label: "Go on", url: url),
            ending: ["No time after all? Decline there, and we ask somebody else."])
        message.isBulk = true
        message.about = AuditLog.Subject("application", one.application)
        return message
    }

    private static func mail(
        to account: Account, subject: MailText, _ programme: Programme, paragraphs: [MailText],
        action: (label: String, url: String), ending: [MailText]
    ) -> Message {
        var message = Message(
            to: Address(email: account.email, name: account.name), subject: subject, paragraphs: paragraphs,
            action: action, ending: ending, footer: ["\(programme.name), \(programme.host)"], programme: programme.id)
        message.senderName = programme.name
        message.replyTo = programme.contactEmail
        return message
    }
}
