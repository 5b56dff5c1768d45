import Hummingbird
import Markup
import Store

extension Panels {
    static func addRoutes(_ routes: Routes) {
        addReviewRoutes(routes)
        addConflictRoutes(routes)
        addTeamRoutes(routes)
        addJudgeRoutes(routes)
    }

    private static func addReviewRoutes(_ routes: Routes) {
        routes.get("/programmes/:programme/reviews", for: .roles([.assessor, .panel])) { request in
            let (programme, given) = try await request.read { db in
                let programme = try Programmes.of(request, in: db)
                let declared = try Interests.declaredAt(request.caller, in: programme.id, db: db) != nil
                return (programme, (try tasks(of: programme.id, for: request.caller, in: db), declared))
            }
            return ReviewPages.list(request, programme, given.0, hasDeclared: given.1)
        }
        routes.get("/programmes/:programme/reviews/:application", for: .roles([.assessor, .panel])) { request in
            let view = try await request.read { try ReviewView(request, round: request.query("round"), in: $0) }
            guard view.hasDeclared else { return request.redirect(to: Interests.link(declarations: view.programme)) }
            return ReviewPages.review(request, view, form: ReviewForm(view.own, view.criteria), errors: FieldErrors())
        }
        routes.get(
            "/programmes/:programme/reviews/:application/files/:question", for: .roles([.assessor, .panel])
        ) { request in
            try await Applications.serve(request) { db in
                let programme = try Programmes.of(request, in: db)
                let task = try readable(
                    try request.id("application"), of: programme.id, for: request.caller, in: db)
                return task.application.id
            }
        }
        let one = "/programmes/:programme/reviews/:application"
        routes.change("\(one)/scores", on: one, for: .roles([.assessor, .panel])) { request, edit in
            let (programme, task, missing) = try await request.write { tx, context in
                let programme = try Programmes.of(request, in: tx)
                let task = try Panels.task(
                    try request.id("application"), round: Round(rawValue: edit.said("round")), of: programme.id,
                    for: context.caller, in: tx)
                return (programme, task, try save(edit, of: task, in: programme.id, by: context, tx: tx))
            }
            guard missing.isEmpty else {
                let view = try await request.read { try ReviewView(request, round: edit.said("round"), in: $0) }
                return ReviewPages.review(request, view, form: ReviewForm(view.own, view.criteria), errors: missing)
            }
            return request.redirect(to: task.link(in: programme).query("done", edit.said("act")))
        } again: { request, data, errors in
            let view = try await request.read { try ReviewView(request, round: data.text("round"), in: $0) }
            return ReviewPages.review(request, view, form: ReviewForm(data, view.criteria), errors: errors)
        }
    }

    private static func addConflictRoutes(_ routes: Routes) {
        routes.get("/programmes/:programme/reviews/:application/conflict", for: .roles([.assessor, .panel])) {
            request in
            let view = try await request.read { try ReviewView(request, round: request.query("round"), in: $0) }
            return ConflictPages.form(request, view, data: FormData(), errors: FieldErrors())
        }
        routes.post("/programmes/:programme/reviews/:application/conflicts", for: .roles([.assessor, .panel])) {
            request, data in
            try await answer(request, data) { form, view, tx, context in
                try Interests.declare(
                    conflict: form.kind(), note: form.note(), isRecused: form.isRecused(),
                    about: view.task.application.id, account: context.caller.signedIn().id, of: view.programme.id,
                    by: context, in: tx)
            }
        } again: {
            try await conflictPage($0, $1, $2)
        }
        routes.post("/programmes/:programme/reviews/:application/refusal", for: .roles([.assessor, .panel])) {
            request, data in
            try await answer(request, data) { _, view, tx, context in
                try decline(view.task, reason: data.text("reason"), of: view.programme.id, by: context, in: tx)
            }
        } again: {
            try await conflictPage($0, $1, $2)
        }
    }

    private static func conflictPage(_ request: PageRequest, _ data: FormData, _ errors: FieldErrors) async throws
        -> Response
    {
        let view = try await request.read { try ReviewView(request, round: data.text("round"), in: $0) }
        return ConflictPages.form(request, view, data: data, errors: errors)
    }

    /// Does what a form of the conflict page asks, and goes back to the list.
    private static func answer(
        _ request: PageRequest, _ data: FormData,
        _ act: @escaping @Sendable (ConflictForm, ReviewView, Writer, ActionContext) throws -> Void
    ) async throws -> Response {
        let view = try await request.write { tx, context in
            let view = try ReviewView(request, round: data.text("round"), in: tx)
            try act(ConflictForm(data: data), view, tx, context)
            return view
        }
        return request.redirect(to: Link("\(Programmes.link(view.programme))/reviews"))
    }
}
