import Hummingbird
import Markup
import Store

/// The book in which a programme's team reads who did what, when and why: a page at a time, the newest first.
enum LedgerRoom {
    static let perPage = 100

    static func addRoutes(_ routes: Routes) {
        routes.get("/programmes/:programme/team/ledger", for: .roles([.team])) { call in
            let before = call.query("before")
            let (programme, found) = try await call.read { db in
                let programme = try Programmes.of(call, in: db)
                return (programme, try newest(of: programme.id, before: before, for: call.caller, in: db))
            }
            return page(call, programme, found, isFirst: before.isEmpty)
        }
    }

    struct Line: Sendable {
        var id: String
        var at: Instant
        var actor: String
        var verb: String
        /// What it was done to, in a word, and the organisation when it is an application.
        var kind: String
        var organisation: String?
        var reason: String
    }

    /// One line more than a page shows tells whether there is another. What is about an application from which the
    /// caller stands aside is left out.
    static func newest(
        of programme: ID<Programme>, before: String, for caller: Caller, in db: Reader
    ) throws -> [Line] {
        let from: SQL = before.isEmpty ? "1 = 1" : "l.id < \(before)"
        return try db.all(
            """
            SELECT l.id, l.at, l.actor, l.verb, l.subject_kind, a.organisation, l.reason FROM ledger_entry l
            LEFT JOIN application a ON l.subject_kind = 'application' AND a.id = l.subject_id
            WHERE l.programme_id = \(programme) AND \(from) AND \(caller.may(.team, in: "\(programme)"))
                AND NOT \(caller.isApart(fromSubject: "l.subject_kind", "l.subject_id"))
            ORDER BY l.id DESC LIMIT \(perPage + 1)
            """
        ) {
            Line(
                id: try $0["id"], at: try $0["at"], actor: try $0["actor"], verb: try $0["verb"],
                kind: try $0["subject_kind"], organisation: try $0["organisation"], reason: try $0["reason"])
        }
    }

    private static func page(_ call: Call, _ programme: Programme, _ lines: [Line], isFirst: Bool) -> Response {
        let shown = Array(lines.prefix(perPage))
        let link = Link("\(Programmes.link(programme))/team/ledger")
        return Frame.page(
            title: "Ledger", site: Programmes.site(programme, caller: call.caller, current: .ledger),
            visit: call.visit, look: .desk,
            body: """
                \(Heading("Ledger", lead: "Who did what, when and why. Written with each deed, and never changed."))
                \(Table(
                    caption: "What was done, the newest first",
                    columns: [
                        Column("When") { Moment($0.at.london.full, iso: $0.at.description).html },
                        Column("Who", .name) { "\($0.actor)" }, Column("Did") { "\($0.verb)" },
                        Column("To") { "\($0.organisation ?? $0.kind)" }, Column("Why") { "\($0.reason)" },
                    ], rows: shown, captionShown: false, empty: "Nothing was done yet."))
                \(if: !isFirst, "<p><a href=\"\(link: link)\">The newest</a></p>")
                \(if: lines.count > perPage, "<p><a href=\"\(link: link.query("before", shown.last?.id))\">Older</a></p>")
                """)
    }
}
