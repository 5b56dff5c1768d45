import Hummingbird
import Markup
import Store

extension Panels {
    static func addRoutes(_ routes: Routes) {
        addReviewRoutes(routes)
        addConflictRoutes(routes)
        addDeclarationRoutes(routes)
        addTeamRoutes(routes)
        addJudgeRoutes(routes)
    }

    private static func addReviewRoutes(_ routes: Routes) {
        routes.get("/programmes/:programme/reviews", for: .roles([.assessor, .panel])) { call in
            let (programme, given) = try await call.read { db in
                let programme = try Programmes.of(call, in: db)
                let declared = try declaredAt(call.caller, in: programme.id, db: db) != nil
                return (programme, (try tasks(of: programme.id, for: call.caller, in: db), declared))
            }
            return ReviewPages.list(call, programme, given.0, hasDeclared: given.1)
        }
        routes.get("/programmes/:programme/reviews/:application", for: .roles([.assessor, .panel])) { call in
            let view = try await call.read { try ReviewView(call, round: call.query("round"), in: $0) }
            guard view.hasDeclared else { return call.redirect(to: link(declarations: view.programme)) }
            return ReviewPages.review(call, view, form: ReviewForm(view.own, view.criteria), errors: FieldErrors())
        }
        routes.get(
            "/programmes/:programme/reviews/:application/files/:question", for: .roles([.assessor, .panel])
        ) { call in
            try await Applications.serve(call) { db in
                let programme = try Programmes.of(call, in: db)
                let given = try task(try call.id("application"), round: nil, of: programme.id, for: call.caller, in: db)
                guard try declaredAt(call.caller, in: programme.id, db: db) != nil else { throw Refusal.notFound }
                return given.application.id
            }
        }
        let one = "/programmes/:programme/reviews/:application"
        routes.change("\(one)/scores", on: one, for: .roles([.assessor, .panel])) { call, edit in
            let (programme, task, missing) = try await save(edit, call)
            guard missing.isEmpty else {
                let view = try await call.read { try ReviewView(call, round: edit.said("round"), in: $0) }
                return ReviewPages.review(call, view, form: ReviewForm(view.own, view.criteria), errors: missing)
            }
            return call.redirect(to: task.link(in: programme).query("done", edit.said("act")))
        } again: { call, data, errors in
            let view = try await call.read { try ReviewView(call, round: data.text("round"), in: $0) }
            return ReviewPages.review(call, view, form: ReviewForm(data, view.criteria), errors: errors)
        }
    }

    /// Keeps the scores. Scores that are handed in too early are kept as a draft, and what is missing is said: nothing that
    /// was typed is lost.
    private static func save(
        _ edit: FormEdit, _ call: Call
    ) async throws -> (programme: Programme, task: ReviewTask, missing: FieldErrors) {
        try await call.write { tx, deed in
            let programme = try Programmes.of(call, in: tx)
            let task = try Panels.task(
                try call.id("application"), round: Round(rawValue: edit.said("round")), of: programme.id,
                for: deed.caller, in: tx)
            let (declaredAt, criteria) = try tx.ask(
                together(
                    declaredAt(deed.caller, in: programme.id), criteria(of: programme.id, round: task.round)))
            guard declaredAt != nil else { throw Refusal.rule("Say first to whom you are too near.") }
            let kept = ReviewForm(try own(task, for: deed.caller, in: tx), criteria).data(criteria)
            // Scores that were handed in are neither changed nor put together; handing in twice is no harm.
            guard task.state != .sealed || edit.agrees(with: kept) else { throw scoresAreIn }
            let form = ReviewForm(try edit.over(kept), criteria)
            var review = try form.review(of: task, by: deed.caller.signedIn().id, criteria, id: deed.id())
            guard task.isOpen || task.state == .sealed else {
                throw Refusal.rule("This round is closed for this application: it has been decided.")
            }
            let missing = review.missing(criteria)
            if !missing.isEmpty { review.state = .draft }
            try save(review, criteria: criteria, of: programme.id, by: deed, in: tx)
            return (programme, task, form.isHandedIn ? missing : FieldErrors())
        }
    }

    private static func addConflictRoutes(_ routes: Routes) {
        routes.get("/programmes/:programme/reviews/:application/conflict", for: .roles([.assessor, .panel])) { call in
            let view = try await call.read { try ReviewView(call, round: call.query("round"), in: $0) }
            return ConflictPages.form(call, view, data: FormData(), errors: FieldErrors())
        }
        routes.post("/programmes/:programme/reviews/:application/conflicts", for: .roles([.assessor, .panel])) {
            call, data in
            try await answer(call, data) { form, view, tx, deed in
                try declare(
                    conflict: form.kind(), note: form.note(), standsAside: form.standsAside(),
                    about: view.task.application.id, account: deed.caller.signedIn().id, of: view.programme.id,
                    by: deed, in: tx)
            }
        }
        routes.post("/programmes/:programme/reviews/:application/refusal", for: .roles([.assessor, .panel])) {
            call, data in
            try await answer(call, data) { _, view, tx, deed in
                try decline(view.task, reason: data.text("reason"), of: view.programme.id, by: deed, in: tx)
            }
        }
    }

    /// Does what a form of the conflict page asks, and goes back to the list or to the form.
    private static func answer(
        _ call: Call, _ data: FormData,
        _ act: @escaping @Sendable (ConflictForm, ReviewView, Writer, Deed) throws -> Void
    ) async throws -> Response {
        do {
            let view = try await call.write { tx, deed in
                let view = try ReviewView(call, round: data.text("round"), in: tx)
                try act(ConflictForm(data: data), view, tx, deed)
                return view
            }
            return call.redirect(to: Link("\(Programmes.link(view.programme))/reviews"))
        } catch let errors as FieldErrors {
            let view = try await call.read { try ReviewView(call, round: data.text("round"), in: $0) }
            return ConflictPages.form(call, view, data: data, errors: errors)
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

    func standsAside() throws -> Bool {
        guard ["yes", "no"].contains(data.text("stands_aside")) else {
            throw FieldErrors("stands_aside", "Say whether you stand aside")
        }
        return data.text("stands_aside") == "yes"
    }
}

/// What the page of one review shows to the one who writes it.
struct ReviewView: Sendable {
    var programme: Programme
    var task: ReviewTask
    /// The questions with their answers; nobody's name or address.
    var reading: Applications.Reading
    var criteria: [Criterion]
    var own: Review?
    var others: [Panels.Signed]
    /// Whether they have said to whom they are too near: nobody reads before.
    var hasDeclared: Bool

    init(_ call: Call, round: String, in db: Reader) throws {
        programme = try Programmes.of(call, in: db)
        let id: ID<Application> = try call.id("application")
        task = try Panels.task(id, round: Round(rawValue: round), of: programme.id, for: call.caller, in: db)
        let declaredAt: Instant?
        (reading, criteria, declaredAt) = try db.ask(
            together(
                Applications.reading(task.application), Panels.criteria(of: programme.id, round: task.round),
                Panels.declaredAt(call.caller, in: programme.id)))
        hasDeclared = declaredAt != nil
        own = try Panels.own(task, for: call.caller, in: db)
        others = try Panels.others(task, for: call.caller, in: db)
    }
}
