import Store

/// What a team does with problems, packs, boards and themes.
extension Problems {
    /// Frames a problem that was heard, under an address made from its title.
    static func frame(
        _ form: ProblemForm, in programme: ID<Programme>, by context: ActionContext, tx: Writer
    ) throws -> Problem {
        try Programmes.mustBeTeam(of: programme, context.caller, in: tx)
        try form.check()
        let known = try all(of: programme, in: tx)
        let problem = Problem(
            id: context.id(), programme: programme,
            slug: Slug.free(form.title, taken: Set(known.map(\.slug) + ["new"])),
            number: (known.map(\.number).max() ?? 0) + 1, title: form.title, summary: form.summary,
            question: form.question, framing: form.framing)
        try create(problem, by: context, in: tx)
        return problem
    }

    static func change(_ problem: Problem, to form: ProblemForm, by context: ActionContext, in tx: Writer) throws {
        try Programmes.mustBeTeam(of: problem.programme, context.caller, in: tx)
        try form.check()
        try tx.execute(
            """
            UPDATE problem SET title = \(form.title), question = \(form.question), summary = \(form.summary),
                framing = \(form.framing)
            WHERE id = \(problem.id)
            """)
        try record("framed anew", problem, by: context, in: tx)
    }

    static func add(_ form: PackForm, to problem: Problem, by context: ActionContext, in tx: Writer) throws {
        try Programmes.mustBeTeam(of: problem.programme, context.caller, in: tx)
        let id: ID<PackItem> = context.id()
        try tx.execute(
            """
            INSERT INTO pack_item (id, problem_id, position, kind, title, about, url, added_at)
            VALUES (\(id), \(problem.id), (SELECT count(*) FROM pack_item WHERE problem_id = \(problem.id)), \(form.kind),
                \(form.title), \(form.about), \(form.url), \(context.at))
            """)
        try record("added to the pack of", problem, reason: form.title, by: context, in: tx)
    }

    static func remove(_ item: ID<PackItem>, from problem: Problem, by context: ActionContext, in tx: Writer) throws {
        try Programmes.mustBeTeam(of: problem.programme, context.caller, in: tx)
        let title = try tx.value(
            "DELETE FROM pack_item WHERE id = \(item) AND problem_id = \(problem.id) RETURNING title", as: String.self)
        guard let title else { throw Refusal.notFound }
        try record("took out of the pack of", problem, reason: title, by: context, in: tx)
    }

    // MARK: - Boards

    /// Puts notes on a board, one for each line.
    static func put(_ text: String, on problem: Problem, by context: ActionContext, in tx: Writer) throws {
        try Programmes.mustBeTeam(of: problem.programme, context.caller, in: tx)
        let lines = text.split(separator: "\n").map { $0.trimmingWhitespace }.filter { !$0.isEmpty }
        guard !lines.isEmpty else { throw FieldErrors("notes", "Write at least one note") }
        guard lines.allSatisfy({ $0.count <= 2_000 }), lines.count <= 500 else {
            throw FieldErrors("notes", "Each line is a note of 2,000 characters at most, and 500 go on at once")
        }
        let last = try tx.value("SELECT max(line) FROM note WHERE problem_id = \(problem.id)", as: Int?.self) ?? nil
        for (place, line) in lines.enumerated() {
            let id: ID<Note> = context.id()
            try tx.execute(
                """
                INSERT INTO note (id, problem_id, line, text, noted_at)
                VALUES (\(id), \(problem.id), \((last ?? 0) + place + 1), \(line), \(context.at))
                """)
        }
        try record(
            "put \(Number.count(lines.count, "note", "notes")) on the board of", problem, by: context, in: tx)
    }

    /// Mends the words of a note. What is left empty is taken off the board.
    static func mend(_ note: ID<Note>, on problem: Problem, to text: String, by context: ActionContext, in tx: Writer)
        throws
    {
        try Programmes.mustBeTeam(of: problem.programme, context.caller, in: tx)
        guard text.count <= 2_000 else { throw FieldErrors("text", "A note can have 2,000 characters at most") }
        let which: SQL = "id = \(note) AND problem_id = \(problem.id)"
        let old = try tx.value("SELECT text FROM note WHERE \(which)", as: String.self)
        guard let old else { throw Refusal.notFound }
        guard text != old else { return }
        if text.isEmpty {
            try tx.execute("DELETE FROM note WHERE \(which)")
        } else {
            try tx.execute("UPDATE note SET text = \(text) WHERE \(which)")
        }
        let verb = text.isEmpty ? "took a note off the board of" : "mended a note on the board of"
        try record(verb, problem, reason: "it was: \(old)", by: context, in: tx)
    }

    /// Moves notes of a board under a theme, or aside. The theme's lineage follows: it grows from this problem too.
    static func move(
        _ form: NotesMoveForm, on problem: Problem, by context: ActionContext, in tx: Writer
    ) throws {
        try Programmes.mustBeTeam(of: problem.programme, context.caller, in: tx)
        guard !form.notes.isEmpty else { throw FieldErrors("note", "Tick the notes that go there") }
        let target = try form.theme.map { id in try self.theme(id, of: problem.programme, in: tx) }
        let moved = try tx.execute(
            "UPDATE note SET theme_id = \(target?.id) WHERE problem_id = \(problem.id) AND id IN \(list: form.notes)")
        guard moved > 0 else { throw Refusal.notFound }
        if let target { try grow(target.id, from: problem.id, in: tx) }
        try record(
            "moved \(Number.count(moved, "note", "notes")) on the board of", problem,
            reason: target.map { "under “\($0.title)”" } ?? "aside", by: context, in: tx)
    }

    private static func theme(_ id: ID<Theme>, of programme: ID<Programme>, in db: Reader) throws -> Theme {
        guard let theme = try themes(of: programme, in: db).first(where: { $0.id == id }) else {
            throw FieldErrors("theme", NotesMoveForm.missing)
        }
        return theme
    }

    private static func grow(_ theme: ID<Theme>, from problem: ID<Problem>, in tx: Writer) throws {
        try tx.execute(
            """
            INSERT INTO theme_problem (theme_id, problem_id, position)
            VALUES (\(theme), \(problem), (SELECT count(*) FROM theme_problem WHERE theme_id = \(theme)))
            ON CONFLICT (theme_id, problem_id) DO NOTHING
            """)
    }

    // MARK: - Themes

    static func name(_ form: ThemeForm, in programme: ID<Programme>, by context: ActionContext, tx: Writer) throws
        -> Theme
    {
        try Programmes.mustBeTeam(of: programme, context.caller, in: tx)
        try form.check()
        let known = try themes(of: programme, in: tx)
        let theme = Theme(
            id: context.id(), programme: programme,
            slug: Slug.free(form.title, taken: Set(known.map(\.slug) + ["new"])),
            number: (known.map(\.number).max() ?? 0) + 1, title: form.title, why: form.why)
        let sources = try all(of: programme, in: tx).map(\.id).filter { form.problems.contains($0.text) }
        try create(theme, from: sources, by: context, in: tx)
        return theme
    }

    /// Changes a theme and what it grew from. A problem whose notes are under the theme stays in its lineage.
    static func change(_ theme: Theme, to form: ThemeForm, by context: ActionContext, in tx: Writer) throws {
        try Programmes.mustBeTeam(of: theme.programme, context.caller, in: tx)
        try form.check()
        let strands = try lineage(of: theme.programme, in: tx).filter { $0.theme == theme.id }
        let lost = strands.filter { !form.problems.contains($0.problem.text) }
        guard lost.allSatisfy({ $0.notes == 0 }) else {
            throw FieldErrors("from", "Notes of a problem that you took out are under this theme: move them first")
        }
        try tx.execute("UPDATE theme SET title = \(form.title), why = \(form.why) WHERE id = \(theme.id)")
        for strand in lost {
            try tx.execute(
                "DELETE FROM theme_problem WHERE theme_id = \(theme.id) AND problem_id = \(strand.problem)")
        }
        for problem in try all(of: theme.programme, in: tx) where form.problems.contains(problem.id.text) {
            try grow(theme.id, from: problem.id, in: tx)
        }
        try AuditLog.record(
            "changed", AuditLog.Subject("theme", theme.id), programme: theme.programme, reason: form.title, by: context,
            in: tx)
    }

    // MARK: - Insights and backlog

    /// Writes down what was said, or mends it: `id` names what is there already.
    static func keep(
        _ form: InsightForm, as id: ID<Insight>?, in programme: ID<Programme>, by context: ActionContext, tx: Writer
    ) throws {
        try Programmes.mustBeTeam(of: programme, context.caller, in: tx)
        let kind = try form.check()
        let problem = try all(of: programme, in: tx).first { $0.id.text == form.problem }
        if problem == nil, !form.problem.isEmpty { throw FieldErrors("problem", "Choose a problem from the list") }
        let speaker = try speaker(form.from, in: programme, by: context, tx: tx)
        let about = problem == nil ? form.about : ""
        if let id {
            let changed = try tx.execute(
                """
                UPDATE insight SET sighting_id = \(speaker), problem_id = \(problem?.id), about = \(about), kind = \(kind),
                    text = \(form.text), attributable = \(form.isAttributable)
                WHERE id = \(id) AND programme_id = \(programme)
                """)
            guard changed == 1 else { throw Refusal.notFound }
            try AuditLog.record("mended", AuditLog.Subject("insight", id), programme: programme, by: context, in: tx)
        } else {
            let insight = Insight(
                id: context.id(), kind: kind, text: form.text, isAttributable: form.isAttributable, organisation: "",
                problem: about)
            try note(insight, from: speaker, about: problem?.id, of: programme, by: context, in: tx)
            try AuditLog.record(
                "wrote down", AuditLog.Subject("insight", insight.id), programme: programme, by: context, in: tx)
        }
    }

    /// The record of whoever said it. Nobody is made up: a name that is not known here is refused.
    private static func speaker(
        _ text: String, in programme: ID<Programme>, by context: ActionContext, tx: Writer
    ) throws -> ID<Sighting>? {
        guard !text.isEmpty else { return nil }
        let found = try People.named(text, in: programme, for: context.caller, db: tx)
        guard let person = found.first else {
            throw FieldErrors("from", "Nobody here has this name or address. Add them among the people first")
        }
        guard found.count == 1 else {
            throw FieldErrors("from", "\(found.count) people here are called that: give the e-mail address")
        }
        return try People.anchor(of: person, in: programme, for: context.caller, db: tx)
    }

    /// What becomes of something in the backlog, once it was asked about again.
    static func settle(
        _ item: ID<BacklogItem>, takenUp: Bool, why: String, in programme: ID<Programme>, by context: ActionContext,
        tx: Writer
    ) throws -> Problem? {
        try Programmes.mustBeTeam(of: programme, context.caller, in: tx)
        guard takenUp || !why.isEmpty else { throw FieldErrors("why", "Say why it is dropped") }
        let title = try tx.value(
            """
            UPDATE backlog_item SET settled_at = \(context.at), taken_up = \(takenUp), why = \(why)
            WHERE id = \(item) AND programme_id = \(programme) AND settled_at IS NULL RETURNING title
            """, as: String.self)
        guard let title else { throw Refusal.notFound }
        try AuditLog.record(
            takenUp ? "took up again" : "dropped", AuditLog.Subject("backlog", item), programme: programme, reason: why,
            by: context, in: tx)
        guard takenUp else { return nil }
        let form = ProblemForm(["title": title, "summary": title])
        return try frame(form, in: programme, by: context, tx: tx)
    }

    private static func record(
        _ verb: String, _ problem: Problem, reason: String = "", by context: ActionContext, in tx: Writer
    ) throws {
        try AuditLog.record(
            verb, AuditLog.Subject("problem", problem.id), programme: problem.programme, reason: reason, by: context,
            in: tx)
    }
}
