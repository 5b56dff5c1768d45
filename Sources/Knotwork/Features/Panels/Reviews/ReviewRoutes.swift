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
                let given = try task(
                    try request.id("application"), round: nil, of: programme.id, for: request.caller, in: db)
                guard try Interests.declaredAt(request.caller, in: programme.id, db: db) != nil else {
                    throw Refusal.notFound
                }
                return given.application.id
            }
        }
        let one = "/programmes/:programme/reviews/:application"
        routes.change("\(one)/scores", on: one, for: .roles([.assessor, .panel])) { request, edit in
            let (programme, task, missing) = try await save(edit, request)
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

    /// Keeps the scores. Scores that are handed in too early are kept as a draft, and what is missing is said: nothing that
    /// was typed is lost.
    private static func save(
        _ edit: FormEdit, _ request: PageRequest
    ) async throws -> (programme: Programme, task: ReviewTask, missing: FieldErrors) {
        try await request.write { tx, context in
            let programme = try Programmes.of(request, in: tx)
            let task = try Panels.task(
                try request.id("application"), round: Round(rawValue: edit.said("round")), of: programme.id,
                for: context.caller, in: tx)
            let (declaredAt, criteria) = try tx.ask(
                together(
                    Interests.declaredAt(context.caller, in: programme.id),
                    criteria(of: programme.id, round: task.round)))
            guard declaredAt != nil else { throw Refusal.rule("Say first to whom you are too near.") }
            let kept = ReviewForm(try own(task, for: context.caller, in: tx), criteria).data(criteria)
            // Scores that were handed in are neither changed nor put together; handing in twice is no harm.
            guard task.state != .handedIn || edit.agrees(with: kept) else { throw scoresAreIn }
            let form = ReviewForm(try edit.over(kept), criteria)
            var review = try form.review(of: task, by: context.caller.signedIn().id, criteria, id: context.id())
            guard task.isOpen || task.state == .handedIn else {
                throw Refusal.rule("This round is closed for this application: it has been decided.")
            }
            let missing = review.missing(criteria)
            if !missing.isEmpty { review.state = .draft }
            try save(review, criteria: criteria, of: programme.id, by: context, in: tx)
            return (programme, task, form.isHandedIn ? missing : FieldErrors())
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
        }
        routes.post("/programmes/:programme/reviews/:application/refusal", for: .roles([.assessor, .panel])) {
            request, data in
            try await answer(request, data) { _, view, tx, context in
                try decline(view.task, reason: data.text("reason"), of: view.programme.id, by: context, in: tx)
            }
        }
    }

    /// Does what a form of the conflict page asks, and goes back to the list or to the form.
    private static func answer(
        _ request: PageRequest, _ data: FormData,
        _ act: @escaping @Sendable (ConflictForm, ReviewView, Writer, ActionContext) throws -> Void
    ) async throws -> Response {
        do {
            let view = try await request.write { tx, context in
                let view = try ReviewView(request, round: data.text("round"), in: tx)
                try act(ConflictForm(data: data), view, tx, context)
                return view
            }
            return request.redirect(to: Link("\(Programmes.link(view.programme))/reviews"))
        } catch let errors as FieldErrors {
            let view = try await request.read { try ReviewView(request, round: data.text("round"), in: $0) }
            return ConflictPages.form(request, view, data: data, errors: errors)
        }
    }
}

/// What somebody says about their nearness to an application, as typed.
struct ConflictForm: Sendable {
    static let kinds = [
        ("person", "I know somebody behind it", "Family, friendship, or working together"),
        ("organisation", "I am connected with the organisation", "Employed, on its board, a customer, a competitor"),
        ("help", "I helped them with it", "Advised them, or read a draft"),
    ]

    var data: FormData

    func kind() throws -> String {
        let kind = data.text("kind")
        guard Self.kinds.contains(where: { $0.0 == kind }) else {
            throw FieldErrors("kind", "Say what connects you with this application")
        }
        return kind
    }

    func note() throws -> String {
        let note = data.text("note")
        guard note.count <= 2000 else { throw FieldErrors("note", "Use at most 2,000 characters") }
        return note
    }

    func isRecused() throws -> Bool {
        guard ["yes", "no"].contains(data.text("recused")) else {
            throw FieldErrors("recused", "Say whether you stand aside")
        }
        return data.text("recused") == "yes"
    }
}
