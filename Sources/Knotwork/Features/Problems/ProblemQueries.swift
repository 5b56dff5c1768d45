import Store

extension Problems {
    static func all(of programme: ID<Programme>, in db: Reader) throws -> [Problem] {
        try db.all(
            """
            SELECT id, programme_id, slug, number, title, summary, question, framing FROM problem WHERE programme_id = \(programme)
            ORDER BY number
            """
        ) {
            Problem(
                id: try $0["id"], programme: try $0["programme_id"], slug: try $0["slug"], number: try $0["number"],
                title: try $0["title"], summary: try $0["summary"], question: try $0["question"],
                framing: try $0["framing"])
        }
    }

    static func themes(of programme: ID<Programme>, in db: Reader) throws -> [Theme] {
        try db.ask(themes(of: programme))
    }

    static func themes(of programme: ID<Programme>) -> Query<[Theme]> {
        Query.all(
            """
            SELECT id, programme_id, slug, number, title, why FROM theme WHERE programme_id = \(programme) ORDER BY number
            """
        ) {
            Theme(
                id: try $0["id"], programme: try $0["programme_id"], slug: try $0["slug"], number: try $0["number"],
                title: try $0["title"], why: try $0["why"])
        }
    }

    /// Whether a programme, given as a column of the query around it, has any theme yet.
    static func hasThemes(_ programme: SQL) -> SQL {
        "EXISTS (SELECT 1 FROM theme t WHERE t.programme_id = \(programme))"
    }

    static func backlog(of programme: ID<Programme>, in db: Reader) throws -> [String] {
        try db.values(
            """
            SELECT title FROM backlog_item WHERE programme_id = \(programme) AND settled_at IS NULL ORDER BY position, id
            """)
    }

    /// How a theme came about: how many notes of which problem went into it, the main problem first.
    struct Strand: Sendable, Hashable {
        var theme: ID<Theme>
        var problem: ID<Problem>
        var notes: Int
    }

    static func lineage(of programme: ID<Programme>, in db: Reader) throws -> [Strand] {
        try db.all(
            """
            SELECT tp.theme_id, tp.problem_id, count(n.id) AS notes
            FROM theme t JOIN theme_problem tp ON tp.theme_id = t.id
            LEFT JOIN note n ON n.theme_id = tp.theme_id AND n.problem_id = tp.problem_id AND \(live)
            WHERE t.programme_id = \(programme) GROUP BY t.number, tp.theme_id, tp.problem_id, tp.position
            ORDER BY t.number, tp.position
            """
        ) { Strand(theme: try $0["theme_id"], problem: try $0["problem_id"], notes: try $0["notes"]) }
    }

    /// A note counts unless the file it came from was undone.
    private static let live: SQL = """
        (n.import_id IS NULL OR EXISTS (SELECT 1 FROM live_import i WHERE i.id = n.import_id))
        """

    static func notes(on problem: ID<Problem>, in db: Reader) throws -> [Note] {
        try db.all(
            "SELECT n.id, n.text, n.theme_id FROM note n WHERE n.problem_id = \(problem) AND \(live) ORDER BY n.line, n.id"
        ) {
            Note(id: try $0["id"], text: try $0["text"], theme: try $0["theme_id"])
        }
    }

    /// How many notes stand on each problem's boards, and how many conversations spoke of it.
    static func tallies(
        of programme: ID<Programme>, in db: Reader
    ) throws -> [ID<Problem>: (notes: Int, insights: Int)] {
        let rows = try db.all(
            """
            SELECT p.id, (SELECT count(*) FROM note n WHERE n.problem_id = p.id AND \(live)) AS notes,
                (SELECT count(*) FROM insight i WHERE i.problem_id = p.id) AS insights
            FROM problem p WHERE p.programme_id = \(programme)
            """
        ) { (try $0["id"] as ID<Problem>, (notes: try $0["notes"] as Int, insights: try $0["insights"] as Int)) }
        return Dictionary(uniqueKeysWithValues: rows)
    }

    /// What the conversations said: for the team.
    static func insights(of programme: ID<Programme>, for caller: Caller, in db: Reader) throws -> [Insight] {
        let all = try db.all(
            """
            SELECT i.id, i.kind, i.text, i.attributable, i.sighting_id, coalesce(p.title, i.about) AS problem
            FROM insight i LEFT JOIN problem p ON p.id = i.problem_id
            WHERE i.programme_id = \(programme) AND \(caller.may(.team, in: "i.programme_id"))
            ORDER BY i.kind, i.id
            """
        ) {
            let insight = Insight(
                id: try $0["id"], kind: try $0["kind"], text: try $0["text"], isAttributable: try $0["attributable"],
                organisation: "", problem: try $0["problem"])
            return (insight: insight, heardFrom: try $0["sighting_id"] as ID<Sighting>?)
        }
        let speakers = try People.sightings(all.compactMap(\.heardFrom), in: db)
        return all.map { one in
            var insight = one.insight
            insight.organisation = one.heardFrom.flatMap { speakers[$0]?.organisation } ?? ""
            return insight
        }
    }
}

extension Problems {
    static let naming = [
        AuditLog.Naming(kind: "theme") { "SELECT id, title FROM theme WHERE id IN \(list: $0)" },
        AuditLog.Naming(kind: "problem") { "SELECT id, title FROM problem WHERE id IN \(list: $0)" },
        AuditLog.Naming(kind: "backlog") { "SELECT id, title FROM backlog_item WHERE id IN \(list: $0)" },
    ]
}
