import Markup

/// A problem as somebody types it.
struct ProblemForm: Sendable {
    var title: String
    var question: String
    var summary: String
    var framing: String

    init(_ data: FormData) {
        title = data.text("title")
        question = data.text("question")
        summary = data.text("summary")
        framing = data.text("framing")
    }

    init(_ problem: Problem) {
        title = problem.title
        question = problem.question
        summary = problem.summary
        framing = problem.framing
    }

    var data: FormData { ["title": title, "question": question, "summary": summary, "framing": framing] }

    func check() throws {
        var errors = FieldErrors()
        errors.check("title", title, missing: "Give it a name", most: 150)
        errors.check("question", question, most: 300)
        errors.check("summary", summary, missing: "Say in a few sentences what keeps people awake", most: 2_000)
        errors.check("framing", framing, most: 20_000)
        try errors.check()
    }
}

/// One thing for a pack, as somebody types it.
struct PackForm: Sendable {
    var kind: PackItem.Kind
    var title: String
    var about: String
    var url: String

    init(_ data: FormData) throws {
        var errors = FieldErrors()
        let kind = PackItem.Kind(rawValue: data.text("pack_kind"))
        title = data.text("pack_title")
        about = data.text("pack_about")
        url = data.text("pack_url")
        if kind == nil { errors.add("pack_kind", "Choose what it is") }
        errors.check("pack_title", title, missing: "Say what it is called", most: 200)
        errors.check("pack_about", about, most: 1_000)
        if Link(external: url)?.address.hasPrefix("http") != true || url.count > 2_000 {
            errors.add("pack_url", "Enter a whole address, like https://example.org/report")
        }
        guard let kind, errors.isEmpty else { throw errors }
        self.kind = kind
    }
}

/// A theme as somebody types it, with the problems that it grew from.
struct ThemeForm: Sendable {
    var title: String
    var why: String
    var problems: Set<String>

    init(_ data: FormData) {
        title = data.text("title")
        why = data.text("why")
        problems = Set(data.texts("from"))
    }

    init(title: String, why: String, problems: [ID<Problem>]) {
        (self.title, self.why) = (title, why)
        self.problems = Set(problems.map(\.text))
    }

    var data: FormData { FormData([("title", [title]), ("why", [why]), ("from", problems.sorted())]) }

    func check() throws {
        var errors = FieldErrors()
        errors.check("title", title, missing: "Give it a name", most: 150)
        errors.check("why", why, missing: "Say how it came about: people who answer it want to know", most: 4_000)
        if problems.isEmpty { errors.add("from", "Choose at least one problem") }
        try errors.check()
    }
}

/// Something that was heard, as somebody types it.
struct InsightForm: Sendable {
    var kind: String
    var text: String
    var problem: String
    var about: String
    var from: String
    var isAttributable: Bool

    init(_ data: FormData) {
        kind = data.text("kind")
        text = data.text("text")
        problem = data.text("problem")
        about = data.text("about")
        from = data.text("from")
        isAttributable = data.flag("attributable")
    }

    init(_ heard: HeardInsight) {
        kind = heard.insight.kind.rawValue
        text = heard.insight.text
        problem = heard.problem?.text ?? ""
        about = heard.about
        from = heard.from
        isAttributable = heard.insight.isAttributable
    }

    var data: FormData {
        [
            "kind": kind, "text": text, "problem": problem, "about": about, "from": from,
            "attributable": isAttributable ? "yes" : "",
        ]
    }

    func check() throws -> Insight.Kind {
        var errors = FieldErrors()
        let kind = Insight.Kind(rawValue: kind)
        if kind == nil { errors.add("kind", "Choose what it is") }
        errors.check("text", text, missing: "Write down what was said", most: 4_000)
        errors.check("about", about, most: 200)
        guard let kind, errors.isEmpty else { throw errors }
        return kind
    }
}

/// Which notes of a board go where.
struct NotesMoveForm: Sendable {
    static let missing = "Choose where they go"

    var notes: [ID<Note>]
    /// Nil for aside.
    var theme: ID<Theme>?

    init(_ data: FormData) throws {
        notes = data.texts("note").map { ID($0) }
        let theme = data.text("theme")
        guard !theme.isEmpty else { throw FieldErrors("theme", Self.missing) }
        self.theme = theme == "aside" ? nil : ID(theme)
    }
}
