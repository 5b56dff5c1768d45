import Hummingbird
import Markup
import Store

/// The team's doors to problems, boards, themes and insights.
extension Problems {
    private static let team = Routes.Audience.roles([.team])

    static func addFramingRoutes(_ routes: Routes) {
        routes.get("/programmes/:programme/team/problems", for: team) { try await list($0) }
        addProblemRoutes(routes)
        addPackRoutes(routes)
        addBoardRoutes(routes)
        addThemeRoutes(routes)
        addInsightRoutes(routes)
        addBacklogRoutes(routes)
    }

    private static func list(
        _ request: PageRequest, _ data: FormData = FormData(), _ errors: FieldErrors = FieldErrors()
    ) async throws -> Response {
        FramingPages.list(
            request, try await request.read { try FramingView(request, in: $0) }, data: data, errors: errors)
    }

    private static func addProblemRoutes(_ routes: Routes) {
        routes.get("/programmes/:programme/team/problems/new", for: team) { request in
            let programme = try await Programmes.find(request)
            return FramingPages.problem(request, programme, nil, ProblemForm(FormData()), errors: FieldErrors())
        }
        routes.post("/programmes/:programme/team/problems", for: team) { request, data in
            let form = ProblemForm(data)
            let link = try await request.write { tx, context in
                let programme = try Programmes.of(request, in: tx)
                return Link("\(teamLink(programme))/\(try frame(form, in: programme.id, by: context, tx: tx).slug)")
            }
            return request.redirect(to: link)
        } again: { request, data, errors in
            FramingPages.problem(
                request, try await Programmes.find(request), nil, ProblemForm(data), errors: errors)
        }
        routes.get("/programmes/:programme/team/problems/:problem", for: team) { request in
            try await problem(request)
        }
        routes.change("/programmes/:programme/team/problems/:problem", for: team) { request, edit in
            try await change(request) { problem, context, tx in
                let form = ProblemForm(try edit.over(ProblemForm(problem).data))
                try Problems.change(problem, to: form, by: context, in: tx)
            }
        } again: { request, data, errors in
            try await problem(request, form: ProblemForm(data), data, errors)
        }
    }

    private static func problem(
        _ request: PageRequest, form: ProblemForm? = nil, _ data: FormData = FormData(),
        _ errors: FieldErrors = FieldErrors()
    ) async throws -> Response {
        let (programme, problem, pack) = try await request.read { db in
            let (programme, problem) = try found(request, in: db)
            return (programme, problem, try Problems.pack(of: problem.id, in: db))
        }
        return FramingPages.problem(
            request, programme, problem, form ?? ProblemForm(problem), pack: pack, data: data, errors: errors)
    }

    private static func addPackRoutes(_ routes: Routes) {
        routes.post("/programmes/:programme/team/problems/:problem/pack", for: team) { request, data in
            let form = try PackForm(data)
            return try await change(request) { try add(form, to: $0, by: $1, in: $2) }
        } again: {
            try await problem($0, $1, $2)
        }
        routes.post("/programmes/:programme/team/problems/:problem/pack/:item/removal", for: team) { request, _ in
            let item: ID<PackItem> = try request.id("item")
            return try await change(request) { try remove(item, from: $0, by: $1, in: $2) }
        }
    }

    private static func addBoardRoutes(_ routes: Routes) {
        routes.get("/programmes/:programme/team/problems/:problem/board", for: team) { try await board($0) }
        routes.post("/programmes/:programme/team/problems/:problem/notes", for: team) { request, data in
            try await change(request, then: "/board") { try put(data.text("notes"), on: $0, by: $1, in: $2) }
        } again: {
            try await board($0, $1, $2)
        }
        routes.post("/programmes/:programme/team/problems/:problem/moves", for: team) { request, data in
            try await change(request, then: "/board") { try move(try NotesMoveForm(data), on: $0, by: $1, in: $2) }
        } again: {
            try await board($0, $1, $2)
        }
        routes.get("/programmes/:programme/team/problems/:problem/notes/:note", for: team) { request in
            let (view, note) = try await request.read { try BoardView.withNote(request, in: $0) }
            return BoardPage.note(request, view, note, typed: note.text, errors: FieldErrors())
        }
        routes.change("/programmes/:programme/team/problems/:problem/notes/:note", for: team) { request, edit in
            try await change(request, then: "/board") { problem, context, tx in
                let (_, note) = try BoardView.withNote(request, in: tx)
                let text = try edit.over(["text": note.text]).text("text")
                try mend(note.id, on: problem, to: text, by: context, in: tx)
            }
        } again: { request, data, errors in
            let (view, note) = try await request.read { try BoardView.withNote(request, in: $0) }
            return BoardPage.note(request, view, note, typed: data.text("text"), errors: errors)
        }
    }

    private static func board(
        _ request: PageRequest, _ data: FormData = FormData(), _ errors: FieldErrors = FieldErrors()
    ) async throws -> Response {
        BoardPage.page(request, try await request.read { try BoardView(request, in: $0) }, data: data, errors: errors)
    }

    private static func addThemeRoutes(_ routes: Routes) {
        routes.get("/programmes/:programme/team/themes/new", for: team) { request in
            let view = try await request.read { try FramingView(request, in: $0) }
            return FramingPages.theme(request, view, nil, ThemeForm(FormData()), errors: FieldErrors())
        }
        routes.get("/programmes/:programme/team/themes/:theme", for: team) { request in
            let (view, theme) = try await request.read { try FramingView.withTheme(request, in: $0) }
            return FramingPages.theme(request, view, theme, view.form(theme), errors: FieldErrors())
        }
        routes.post("/programmes/:programme/team/themes", for: team) { request, data in
            let form = ThemeForm(data)
            return try await changeThemes(request) { _ = try name(form, in: $0.programme.id, by: $1, tx: $2) }
        } again: { request, data, errors in
            let view = try await request.read { try FramingView(request, in: $0) }
            return FramingPages.theme(request, view, nil, ThemeForm(data), errors: errors)
        }
        routes.change("/programmes/:programme/team/themes/:theme", for: team) { request, edit in
            try await changeThemes(request) { _, context, tx in
                let (view, theme) = try FramingView.withTheme(request, in: tx)
                let form = ThemeForm(try edit.over(view.form(theme).data))
                try change(theme, to: form, by: context, in: tx)
            }
        } again: { request, data, errors in
            let (view, theme) = try await request.read { try FramingView.withTheme(request, in: $0) }
            return FramingPages.theme(request, view, theme, ThemeForm(data), errors: errors)
        }
    }

    private static func addInsightRoutes(_ routes: Routes) {
        routes.get("/programmes/:programme/team/insights/new", for: team) { request in
            let view = try await request.read { try FramingView(request, in: $0) }
            return InsightFormPage.page(request, view, nil, InsightForm(FormData()), errors: FieldErrors())
        }
        routes.get("/programmes/:programme/team/insights/:insight", for: team) { request in
            let (view, found) = try await request.read { try FramingView.withInsight(request, in: $0) }
            return InsightFormPage.page(request, view, found, InsightForm(found), errors: FieldErrors())
        }
        routes.post("/programmes/:programme/team/insights", for: team) { request, data in
            try await keep(request, as: nil) { _ in InsightForm(data) }
        } again: { request, data, errors in
            let view = try await request.read { try FramingView(request, in: $0) }
            return InsightFormPage.page(request, view, nil, InsightForm(data), errors: errors)
        }
        routes.change("/programmes/:programme/team/insights/:insight", for: team) { request, edit in
            try await keep(request, as: try request.id("insight")) { tx in
                InsightForm(try edit.over(InsightForm(try FramingView.withInsight(request, in: tx).1).data))
            }
        } again: { request, data, errors in
            let (view, found) = try await request.read { try FramingView.withInsight(request, in: $0) }
            return InsightFormPage.page(request, view, found, InsightForm(data), errors: errors)
        }
    }

    private static func keep(
        _ request: PageRequest, as id: ID<Insight>?, _ form: @escaping @Sendable (Reader) throws -> InsightForm
    ) async throws -> Response {
        let programme = try await request.write { tx, context in
            let programme = try Programmes.of(request, in: tx)
            try Problems.keep(try form(tx), as: id, in: programme.id, by: context, tx: tx)
            return programme
        }
        return request.redirect(to: Link("\(Programmes.teamLink(programme))/insights"))
    }

    private static func addBacklogRoutes(_ routes: Routes) {
        routes.post("/programmes/:programme/team/backlog/:backlog/taking-up", for: team) { request, _ in
            let id: ID<BacklogItem> = try request.id("backlog")
            let link = try await request.write { tx, context in
                let programme = try Programmes.of(request, in: tx)
                let problem = try settle(id, takenUp: true, why: "", in: programme.id, by: context, tx: tx)
                return Link("\(teamLink(programme))/\(problem?.slug ?? "")")
            }
            return request.redirect(to: link)
        }
        routes.post("/programmes/:programme/team/backlog/:backlog/dropping", for: team) { request, data in
            let (id, why): (ID<BacklogItem>, String) = (try request.id("backlog"), data.text("why"))
            return try await changeThemes(request) { view, context, tx in
                _ = try settle(id, takenUp: false, why: why, in: view.programme.id, by: context, tx: tx)
            }
        } again: {
            try await list($0, $1, $2)
        }
    }

    // MARK: - What leads back to the pages

    static func teamLink(_ programme: Programme) -> Link { Link("\(Programmes.teamLink(programme))/problems") }

    /// The problem that the path of a call names, with its programme; or not found.
    static func found(_ request: PageRequest, in db: Reader) throws -> (programme: Programme, problem: Problem) {
        let (programme, slug) = (try Programmes.of(request, in: db), try request.path("problem"))
        guard let problem = try all(of: programme.id, in: db).first(where: { $0.slug == slug }) else {
            throw Refusal.notFound
        }
        return (programme, problem)
    }

    private typealias Act = @Sendable (Problem, ActionContext, Writer) throws -> Void

    private static func change(_ request: PageRequest, then page: StaticString = "", _ act: @escaping Act) async throws
        -> Response
    {
        let link = try await request.write { tx, context in
            let (programme, problem) = try found(request, in: tx)
            try act(problem, context, tx)
            return Link("\(teamLink(programme))/\(problem.slug)")
        }
        return request.redirect(to: Link("\(link)\(Link(stringLiteral: page))"))
    }

    private static func changeThemes(
        _ request: PageRequest, _ act: @escaping @Sendable (FramingView, ActionContext, Writer) throws -> Void
    ) async throws -> Response {
        let programme = try await request.write { tx, context in
            let view = try FramingView(request, in: tx)
            try act(view, context, tx)
            return view.programme
        }
        return request.redirect(to: teamLink(programme))
    }
}
