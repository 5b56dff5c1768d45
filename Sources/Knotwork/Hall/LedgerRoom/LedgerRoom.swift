import Hummingbird
import Store

/// The book in which a programme's team reads who did what, when and why: a page at a time, the newest first; whole, or
/// what one person did, or what was done to one thing.
enum LedgerRoom {
    static let perPage = 100

    static func addRoutes(_ routes: Routes) {
        routes.get("/programmes/:programme/team/ledger", for: .roles([.team])) { call in
            let view = try await call.read { try LedgerView(call, in: $0) }
            return LedgerPage.page(call, view)
        }
    }

    struct Line: Sendable {
        var id: String
        var at: Instant
        var actor: String
        var account: ID<Account>?
        var verb: String
        var subject: Ledger.Subject
        /// What the subject is called, when it has a name of its own.
        var name: String?
        var reason: String
    }

    /// Which part of the book is read, as its address says.
    struct Part: Sendable {
        var account: ID<Account>?
        var about: Ledger.Subject?
        /// Entries before this one; empty for the newest.
        var before: String

        /// The whole book from its newest entry.
        init() { before = "" }

        init(_ call: Call) {
            account = call.query("who").isEmpty ? nil : ID(call.query("who"))
            let about = call.query("about").split(separator: "/").map(String.init)
            self.about = about.count == 2 ? Ledger.Subject(kind: about[0], id: about[1]) : nil
            before = call.query("before")
        }
    }

    /// The newest lines of a part. What is about an application from which the caller stands aside is left out: itself, help
    /// for those who wrote it, and that they became its applicants.
    static func lines(
        _ part: Part, limit: Int, of programme: ID<Programme>, for caller: Caller, in db: Reader
    ) throws -> [Line] {
        let help = try Applications.helpApart(in: programme, for: caller, db: db)
        return try db.all(
            """
            SELECT l.id, l.at, l.actor, l.account_id, l.verb, l.subject_kind, l.subject_id, l.reason,
                coalesce(a.organisation, e.title, i.name, p.name, t.title, q.title, b.title) AS name
            FROM ledger_entry l
            LEFT JOIN application a ON l.subject_kind IN ('application', 'outcome') AND a.id = l.subject_id
            LEFT JOIN event e ON l.subject_kind = 'event' AND e.id = l.subject_id
            LEFT JOIN import_file i ON l.subject_kind = 'import' AND i.id = l.subject_id
            LEFT JOIN account p ON l.subject_kind = 'account' AND p.id = l.subject_id
            LEFT JOIN theme t ON l.subject_kind = 'theme' AND t.id = l.subject_id
            LEFT JOIN problem q ON l.subject_kind = 'problem' AND q.id = l.subject_id
            LEFT JOIN backlog_item b ON l.subject_kind = 'backlog' AND b.id = l.subject_id
            WHERE l.programme_id = \(programme) AND \(asked(part)) AND \(caller.may(.team, in: "\(programme)"))
                AND NOT \(caller.isApart(fromSubject: "l.subject_kind", "l.subject_id"))
                AND NOT (l.subject_kind = 'help' AND l.subject_id IN \(list: help))
                AND NOT (l.subject_kind = 'account' AND l.verb IN \(list: Accounts.verbsOfParts)
                    AND \(caller.isApart(fromPartOf: "l.subject_id")))
            ORDER BY l.id DESC LIMIT \(limit)
            """
        ) {
            Line(
                id: try $0["id"], at: try $0["at"], actor: try $0["actor"], account: try $0["account_id"],
                verb: try $0["verb"], subject: Ledger.Subject(kind: try $0["subject_kind"], id: try $0["subject_id"]),
                name: try $0["name"], reason: try $0["reason"])
        }
    }

    private static func asked(_ part: Part) -> SQL {
        let before: SQL = part.before.isEmpty ? "1 = 1" : "l.id < \(part.before)"
        let who: SQL = part.account.map { "l.account_id = \($0)" } ?? "1 = 1"
        let about: SQL = part.about.map { "l.subject_kind = \($0.kind) AND l.subject_id = \($0.id)" } ?? "1 = 1"
        return "\(before) AND \(who) AND \(about)"
    }
}

struct LedgerView: Sendable {
    var programme: Programme
    var part: LedgerRoom.Part
    var lines: [LedgerRoom.Line]

    init(_ call: Call, in db: Reader) throws {
        programme = try Programmes.of(call, in: db)
        part = LedgerRoom.Part(call)
        // One more than a page shows tells whether there is another.
        lines = try LedgerRoom.lines(
            part, limit: LedgerRoom.perPage + 1, of: programme.id, for: call.caller, in: db)
    }
}
