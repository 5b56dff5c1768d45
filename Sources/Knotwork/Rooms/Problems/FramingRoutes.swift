import Hummingbird
import Markup
import Store

/// The team's doors to problems, boards, themes and insights.
extension Problems {
    private static let team = Routes.Audience.roles([.team])

    static func addFramingRoutes(_ routes: Routes) {
        routes.get("/programmes/:programme/team/problems", for: team) { call in
            try await list(call, data: FormData(), errors: FieldErrors())
        }
        addProblemRoutes(routes)
        addPackRoutes(routes)
        addBoardRoutes(routes)
        addThemeRoutes(routes)
        addInsightRoutes(routes)
        addBacklogRoutes(routes)
    }

    private static func list(_ call: Call, data: FormData, errors: FieldErrors) async throws -> Response {
        FramingPages.list(call, try await call.read { try FramingView(call, in: $0) }, data: data, errors: errors)
    }

    private static func addProblemRoutes(_ routes: Routes) {
        routes.get("/programmes/:programme/team/problems/new", for: team) { call in
            let programme = try await Programmes.find(call)
            return FramingPages.problem(call, programme, nil, ProblemForm(FormData()), errors: FieldErrors())
        }
        routes.post("/programmes/:programme/team/problems", for: team) { call, data in
            let form = ProblemForm(data)
            do {
                let link = try await call.write { tx, deed in
                    let programme = try Programmes.of(call, in: tx)
                    return Link("\(teamLink(programme))/\(try frame(form, in: programme.id, by: deed, tx: tx).slug)")
                }
                return call.redirect(to: link)
            } catch let errors as FieldErrors {
                return FramingPages.problem(call, try await Programmes.find(call), nil, form, errors: errors)
            }
        }
        routes.get("/programmes/:programme/team/problems/:problem", for: team) { call in
            try await problem(call, form: nil, data: FormData(), errors: FieldErrors())
        }
        routes.change("/programmes/:programme/team/problems/:problem", for: team) { call, edit in
            try await change(call) { problem, deed, tx in
                let form = ProblemForm(try edit.over(ProblemForm(problem).data))
                try Problems.change(problem, to: form, by: deed, in: tx)
            }
        } again: { call, data, errors in
            try await problem(call, form: ProblemForm(data), data: data, errors: errors)
        }
    }

    private static func problem(
        _ call: Call, form: ProblemForm?, data: FormData, errors: FieldErrors
    ) async throws -> Response {
        let (programme, problem, pack) = try await call.read { db in
            let (programme, problem) = try found(call, in: db)
            return (programme, problem, try Problems.pack(of: problem.id, in: db))
        }
        return FramingPages.problem(
            call, programme, problem, form ?? ProblemForm(problem), pack: pack, data: data, errors: errors)
    }

    private static func addPackRoutes(_ routes: Routes) {
        routes.post("/programmes/:programme/team/problems/:problem/pack", for: team) { call, data in
            do {
                let form = try PackForm(data)
                return try await change(call) { try add(form, to: $0, by: $1, in: $2) }
            } catch let errors as FieldErrors {
                return try await problem(call, form: nil, data: data, errors: errors)
            }
        }
        routes.post("/programmes/:programme/team/problems/:problem/pack/:item/removal", for: team) { call, _ in
            let item: ID<PackItem> = try call.id("item")
            return try await change(call) { try remove(item, from: $0, by: $1, in: $2) }
        }
    }

    private static func addBoardRoutes(_ routes: Routes) {
        routes.get("/programmes/:programme/team/problems/:problem/board", for: team) { call in
            try await board(call, data: FormData(), errors: FieldErrors())
        }
        routes.post("/programmes/:programme/team/problems/:problem/notes", for: team) { call, data in
            try await changeBoard(call, data) { try put(data.text("notes"), on: $0, by: $1, in: $2) }
        }
        routes.post("/programmes/:programme/team/problems/:problem/moves", for: team) { call, data in
            let notes = data.texts("note").map { ID<Note>($0) }
            let theme = data.text("theme")
            return try await changeBoard(call, data) { problem, deed, tx in
                guard !theme.isEmpty else { throw FieldErrors("theme", "Choose where they go") }
                try move(notes, on: problem, under: theme == "aside" ? nil : ID(theme), by: deed, in: tx)
            }
        }
        routes.get("/programmes/:programme/team/problems/:problem/notes/:note", for: team) { call in
            let (view, note) = try await call.read { try BoardView.withNote(call, in: $0) }
            return BoardPage.note(call, view, note, typed: note.text, errors: FieldErrors())
        }
        routes.change("/programmes/:programme/team/problems/:problem/notes/:note", for: team) { call, edit in
            try await change(call, then: "/board") { problem, deed, tx in
                let (_, note) = try BoardView.withNote(call, in: tx)
                let text = try edit.over(["text": note.text]).text("text")
                try mend(note.id, on: problem, to: text, by: deed, in: tx)
            }
        } again: { call, data, errors in
            let (view, note) = try await call.read { try BoardView.withNote(call, in: $0) }
            return BoardPage.note(call, view, note, typed: data.text("text"), errors: errors)
        }
    }

    private static func board(_ call: Call, data: FormData, errors: FieldErrors) async throws -> Response {
        BoardPage.page(call, try await call.read { try BoardView(call, in: $0) }, data: data, errors: errors)
    }

    private static func addThemeRoutes(_ routes: Routes) {
        routes.get("/programmes/:programme/team/themes/new", for: team) { call in
            let view = try await call.read { try FramingView(call, in: $0) }
            return FramingPages.theme(call, view, nil, ThemeForm(FormData()), errors: FieldErrors())
        }
        routes.get("/programmes/:programme/team/themes/:theme", for: team) { call in
            let (view, theme) = try await call.read { try FramingView.withTheme(call, in: $0) }
            return FramingPages.theme(call, view, theme, view.form(theme), errors: FieldErrors())
        }
        routes.post("/programmes/:programme/team/themes", for: team) { call, data in
            let form = ThemeForm(data)
            do {
                return try await changeThemes(call) { _ = try name(form, in: $0.programme.id, by: $1, tx: $2) }
            } catch let errors as FieldErrors {
                let view = try await call.read { try FramingView(call, in: $0) }
                return FramingPages.theme(call, view, nil, form, errors: errors)
            }
        }
        routes.change("/programmes/:programme/team/themes/:theme", for: team) { call, edit in
            try await changeThemes(call) { _, deed, tx in
                let (view, theme) = try FramingView.withTheme(call, in: tx)
                let form = ThemeForm(try edit.over(view.form(theme).data))
                try change(theme, to: form, by: deed, in: tx)
            }
        } again: { call, data, errors in
            let (view, theme) = try await call.read { try FramingView.withTheme(call, in: $0) }
            return FramingPages.theme(call, view, theme, ThemeForm(data), errors: errors)
        }
    }

    private static func addInsightRoutes(_ routes: Routes) {
        routes.get("/programmes/:programme/team/insights/new", for: team) { call in
            let view = try await call.read { try FramingView(call, in: $0) }
            return InsightFormPage.page(call, view, nil, InsightForm(FormData()), errors: FieldErrors())
        }
        routes.get("/programmes/:programme/team/insights/:insight", for: team) { call in
            let (view, found) = try await call.read { try FramingView.withInsight(call, in: $0) }
            return InsightFormPage.page(call, view, found, InsightForm(found), errors: FieldErrors())
        }
        routes.post("/programmes/:programme/team/insights", for: team) { call, data in
            do {
                return try await keep(call, as: nil) { _ in InsightForm(data) }
            } catch let errors as FieldErrors {
                let view = try await call.read { try FramingView(call, in: $0) }
                return InsightFormPage.page(call, view, nil, InsightForm(data), errors: errors)
            }
        }
        routes.change("/programmes/:programme/team/insights/:insight", for: team) { call, edit in
            try await keep(call, as: try call.id("insight")) { tx in
                InsightForm(try edit.over(InsightForm(try FramingView.withInsight(call, in: tx).1).data))
            }
        } again: { call, data, errors in
            let (view, found) = try await call.read { try FramingView.withInsight(call, in: $0) }
            return InsightFormPage.page(call, view, found, InsightForm(data), errors: errors)
        }
    }

    private static func keep(
        _ call: Call, as id: ID<Insight>?, _ form: @escaping @Sendable (Reader) throws -> InsightForm
    ) async throws -> Response {
        let programme = try await call.write { tx, deed in
            let programme = try Programmes.of(call, in: tx)
            try Problems.keep(try form(tx), as: id, in: programme.id, by: deed, tx: tx)
            return programme
        }
        return call.redirect(to: Link("\(Programmes.teamLink(programme))/insights"))
    }

    private static func addBacklogRoutes(_ routes: Routes) {
        routes.post("/programmes/:programme/team/backlog/:backlog/taking-up", for: team) { call, _ in
            let id: ID<BacklogItem> = try call.id("backlog")
            let link = try await call.write { tx, deed in
                let programme = try Programmes.of(call, in: tx)
                let problem = try settle(id, takenUp: true, why: "", in: programme.id, by: deed, tx: tx)
                return Link("\(teamLink(programme))/\(problem?.slug ?? "")")
            }
            return call.redirect(to: link)
        }
        routes.post("/programmes/:programme/team/backlog/:backlog/dropping", for: team) { call, data in
            let (id, why): (ID<BacklogItem>, String) = (try call.id("backlog"), data.text("why"))
            do {
                return try await changeThemes(call) { view, deed, tx in
                    _ = try settle(id, takenUp: false, why: why, in: view.programme.id, by: deed, tx: tx)
                }
            } catch let errors as FieldErrors {
                return try await list(call, data: data, errors: errors)
            }
        }
    }

    // MARK: - What leads back to the pages

    static func teamLink(_ programme: Programme) -> Link { Link("\(Programmes.teamLink(programme))/problems") }

    /// The problem that the path of a call names, with its programme; or not found.
    static func found(_ call: Call, in db: Reader) throws -> (programme: Programme, problem: Problem) {
        let (programme, slug) = (try Programmes.of(call, in: db), try call.path("problem"))
        guard let problem = try all(of: programme.id, in: db).first(where: { $0.slug == slug }) else {
            throw Refusal.notFound
        }
        return (programme, problem)
    }

    private typealias Act = @Sendable (Problem, Deed, Writer) throws -> Void

    private static func change(_ call: Call, then page: StaticString = "", _ act: @escaping Act) async throws
        -> Response
    {
        let link = try await call.write { tx, deed in
            let (programme, problem) = try found(call, in: tx)
            try act(problem, deed, tx)
            return Link("\(teamLink(programme))/\(problem.slug)")
        }
        return call.redirect(to: Link("\(link)\(Link(stringLiteral: page))"))
    }

    private static func changeBoard(_ call: Call, _ data: FormData, _ act: @escaping Act) async throws -> Response {
        do {
            return try await change(call, then: "/board", act)
        } catch let errors as FieldErrors {
            return try await board(call, data: data, errors: errors)
        }
    }

    private static func changeThemes(
        _ call: Call, _ act: @escaping @Sendable (FramingView, Deed, Writer) throws -> Void
    ) async throws -> Response {
        let programme = try await call.write { tx, deed in
            let view = try FramingView(call, in: tx)
            try act(view, deed, tx)
            return view.programme
        }
        return call.redirect(to: teamLink(programme))
    }
}

/// What the team's pages on problems and themes show.
struct FramingView: Sendable {
    var programme: Programme
    var problems: [Problem]
    var themes: [Theme]
    var strands: [Problems.Strand]
    var tallies: [ID<Problem>: (notes: Int, insights: Int)]
    var backlog: [BacklogItem]

    init(_ call: Call, in db: Reader) throws {
        programme = try Programmes.of(call, in: db)
        problems = try Problems.all(of: programme.id, in: db)
        themes = try Problems.themes(of: programme.id, in: db)
        strands = try Problems.lineage(of: programme.id, in: db)
        tallies = try Problems.tallies(of: programme.id, in: db)
        backlog = try Problems.backlogItems(of: programme.id, for: call.caller, in: db)
    }

    static func withTheme(_ call: Call, in db: Reader) throws -> (FramingView, Theme) {
        let (view, slug) = (try FramingView(call, in: db), try call.path("theme"))
        guard let theme = view.themes.first(where: { $0.slug == slug }) else { throw Refusal.notFound }
        return (view, theme)
    }

    static func withInsight(_ call: Call, in db: Reader) throws -> (FramingView, HeardInsight) {
        let view = try FramingView(call, in: db)
        let found = try Problems.heard(try call.id("insight"), in: view.programme.id, for: call.caller, db: db)
        guard let found else { throw Refusal.notFound }
        return (view, found)
    }

    func form(_ theme: Theme) -> ThemeForm {
        ThemeForm(
            title: theme.title, why: theme.why, problems: strands.filter { $0.theme == theme.id }.map(\.problem))
    }
}

/// One board with the themes under which its notes can go.
struct BoardView: Sendable {
    var programme: Programme
    var problem: Problem
    var themes: [Theme]
    var notes: [Note]

    init(_ call: Call, in db: Reader) throws {
        (programme, problem) = try Problems.found(call, in: db)
        themes = try Problems.themes(of: programme.id, in: db)
        notes = try Problems.notes(on: problem.id, in: db)
    }

    static func withNote(_ call: Call, in db: Reader) throws -> (BoardView, Note) {
        let (view, id): (BoardView, ID<Note>) = (try BoardView(call, in: db), try call.id("note"))
        guard let note = view.notes.first(where: { $0.id == id }) else { throw Refusal.notFound }
        return (view, note)
    }
}
