import Hummingbird
import Markup
import Store

extension Applications {
    static func addFileRoutes(_ routes: Routes) {
        let one = "/programmes/:programme/applications/:application/files/:question"
        routes.get(one, for: .signedIn) { request in
            let (draft, question) = try await fileQuestion(request)
            try mustTakeFiles(draft)
            return FilePages.choose(request, draft, question, errors: FieldErrors())
        }
        // Who may not send a file is turned away before its first byte is kept.
        routes.upload(one, for: .signedIn, limit: UploadRules.evidence.limit) { request, file in
            let (draft, question) = try await fileQuestion(request)
            try mustTakeFiles(draft)
            do {
                guard let file else { throw FieldErrors("file", "Choose a file") }
                let upload = try await Uploads.receive(
                    file, rules: .evidence, programme: draft.programme.id, by: request.actionContext,
                    into: request.dependencies.database)
                try await request.write { tx, context in
                    let draft = try Applications.draft(request, in: tx)
                    try keep(upload, as: try draft.fileQuestion(question.id), of: draft, by: context, in: tx)
                }
                return request.redirect(to: draft.link(section: question))
            } catch let errors as FieldErrors {
                return FilePages.choose(request, draft, question, errors: errors)
            }
        }
        routes.post("\(one)/removal", for: .signedIn) { request, _ in
            let id: ID<Question> = try request.id("question")
            let link = try await request.write { tx, context in
                let draft = try Applications.draft(request, in: tx)
                let question = try draft.fileQuestion(id)
                try takeOut(question, of: draft, by: context, in: tx)
                return draft.link(section: question)
            }
            return request.redirect(to: link)
        }
        routes.get("\(one)/content", for: .signedIn) { request in
            try await serve(request) { db in try draft(request, in: db).application.id }
        }
        routes.get("/programmes/:programme/team/applications/:application/files/:question", for: .roles([.team])) {
            request in
            try await serve(request) { db in
                let programme = try Programmes.of(request, in: db)
                let found = try team(try request.id("application"), of: programme.id, for: request.caller, in: db)
                guard let found, found.stage != .withdrawn else { throw Refusal.notFound }
                return found.id
            }
        }
    }

    private static func fileQuestion(_ request: PageRequest) async throws -> (Draft, Question) {
        let id: ID<Question> = try request.id("question")
        return try await request.read { db in
            let draft = try draft(request, in: db)
            return (draft, try draft.fileQuestion(id))
        }
    }

    /// Hands out the file of an answer to those who may see the application: `allowed` finds it for them, or not at all.
    static func serve(
        _ request: PageRequest, _ allowed: @escaping @Sendable (Reader) throws -> ID<Application>
    ) async throws -> Response {
        let question: ID<Question> = try request.id("question")
        let upload = try await request.read { db in try file(question, of: try allowed(db), in: db) }
        guard let upload else { throw Refusal.notFound }
        return Uploads.response(to: request.http, with: upload, from: request.dependencies.database)
    }
}

enum FilePages {
    static func choose(_ request: PageRequest, _ draft: Draft, _ question: Question, errors: FieldErrors) -> Response {
        let known = draft.answer(question)
        return DraftPages.page(
            request, draft, title: question.label, status: errors.isEmpty ? .ok : .unprocessableContent,
            above: BackLink(question.section, to: draft.link(section: question)).html,
            body: """
                \(errors.summary)
                \(Heading(question.label, over: question.section))
                \(if: !known.isEmpty, "<p>You have added \(known.split(separator: "\n").first ?? ""). A new file takes its place.</p>")
                \(Form(action: draft.link(file: question), token: request.context.formToken, multipart: true) {
                    """
                    \(Field.file(
                        name: "file", label: "Your file",
                        hint: (question.hint.isEmpty ? "" : question.hint + " ")
                            + "A document, a table, pictures, or a short film, up to 100 MB.",
                        error: errors["file"]))
                    \(Button("Add the file"))
                    """
                })
                \(if: !known.isEmpty, Button(
                    "Take the file out", about: question.label, posts: Link("\(draft.link(file: question))/removal"),
                    token: request.context.formToken, look: .danger).html)
                """)
    }

    /// A file among answers: its name leads to it.
    static func answer(_ text: String, at link: Link) -> HTML {
        guard let name = text.split(separator: "\n").first else { return DraftPages.paragraphs("") }
        return "<p><a href=\"\(link: link)\">\(name)</a></p>"
    }
}
