import Store

extension AuditLogRoutes {
    struct Line: Sendable {
        var id: String
        var at: Instant
        var actor: String
        var account: ID<Account>?
        var verb: String
        var subject: AuditLog.Subject
        /// What the subject is called, when it has a name of its own.
        var name: String?
        var reason: String
    }

    /// Which part of the book is read, as its address says.
    struct Part: Sendable {
        var account: ID<Account>?
        var about: AuditLog.Subject?
        /// Entries before this one; empty for the newest.
        var before: String

        /// The whole book from its newest entry.
        init() { before = "" }

        init(_ request: PageRequest) {
            account = request.query("who").isEmpty ? nil : ID(request.query("who"))
            let about = request.query("about").split(separator: "/").map(String.init)
            self.about = about.count == 2 ? AuditLog.Subject(kind: about[0], id: about[1]) : nil
            before = request.query("before")
        }
    }

    /// The newest lines of a part. What is about an application from which the caller stands aside is left out: itself, help
    /// for those who wrote it, and that they became its applicants.
    static func lines(
        _ part: Part, limit: Int, of programme: ID<Programme>, for caller: Caller, in db: Reader
    ) throws -> [Line] {
        let help = try Applications.helpApart(in: programme, for: caller, db: db)
        var lines = try db.all(
            """
            SELECT l.id, l.at, l.actor, l.account_id, l.verb, l.subject_kind, l.subject_id, l.reason
            FROM audit_entry l
            WHERE l.programme_id = \(programme) AND \(asked(part)) AND \(caller.may(.team, in: "\(programme)"))
                AND NOT \(caller.isRecused(fromSubject: "l.subject_kind", "l.subject_id"))
                AND NOT (l.subject_kind = 'help' AND l.subject_id IN \(list: help))
                AND NOT (l.subject_kind = 'account' AND l.verb IN \(list: Accounts.verbsOfParts)
                    AND \(caller.isRecused(fromPartOf: "l.subject_id")))
            ORDER BY l.id DESC LIMIT \(limit)
            """
        ) {
            Line(
                id: try $0["id"], at: try $0["at"], actor: try $0["actor"], account: try $0["account_id"],
                verb: try $0["verb"], subject: AuditLog.Subject(kind: try $0["subject_kind"], id: try $0["subject_id"]),
                name: nil, reason: try $0["reason"])
        }
        let names = try names(of: Set(lines.map(\.subject)), in: db)
        for place in lines.indices { lines[place].name = names[lines[place].subject] }
        return lines
    }

    /// What each feature calls its own, for subjects that have a name.
    static let naming = [
        Accounts.naming, People.naming, Problems.naming, Events.naming, Applications.naming,
    ].flatMap { $0 }

    private static func names(of subjects: Set<AuditLog.Subject>, in db: Reader) throws -> [AuditLog.Subject: String] {
        let byKind = Dictionary(grouping: subjects, by: \.kind)
        return try naming.reduce(into: [:]) { names, naming in
            guard let asked = byKind[naming.kind] else { return }
            for (id, name) in try db.all(naming.query(asked.map(\.id)), { (try $0[0] as String, try $0[1] as String) })
            {
                names[AuditLog.Subject(kind: naming.kind, id: id)] = name
            }
        }
    }

    private static func asked(_ part: Part) -> SQL {
        let before: SQL = part.before.isEmpty ? "1 = 1" : "l.id < \(part.before)"
        let who: SQL = part.account.map { "l.account_id = \($0)" } ?? "1 = 1"
        let about: SQL = part.about.map { "l.subject_kind = \($0.kind) AND l.subject_id = \($0.id)" } ?? "1 = 1"
        return "\(before) AND \(who) AND \(about)"
    }
}
