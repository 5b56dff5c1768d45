import Hummingbird
import Markup
import Store

extension Applications {
    static func addFileRoutes(_ routes: Routes) {
        let one = "/programmes/:programme/applications/:application/files/:question"
        routes.get(one, for: .signedIn) { try await choose($0) }
        // Who may not send a file is turned away before its first byte is kept.
        routes.upload(one, for: .signedIn, limit: UploadRules.evidence.limit) { request, edit, file in
            let (draft, question) = try await fileQuestion(request)
            guard let file else {
                guard edit.leaves(fileField) else { throw FieldErrors(fileField, "Choose a file") }
                return request.redirect(to: draft.link(section: question))
            }
            let upload = try await Uploads.receive(
                file, rules: .evidence, programme: draft.programme.id, by: request.actionContext,
                into: request.dependencies.database)
            try await request.write { tx, context in
                let draft = try Applications.draft(request, in: tx)
                try keep(upload, as: try draft.fileQuestion(question.id), of: draft, edit, by: context, in: tx)
            }
            return request.redirect(to: draft.link(section: question))
        } again: {
            try await choose($0, $1, $2)
        }
        routes.change("\(one)/removal", on: one, for: .signedIn) { request, edit in
            let id: ID<Question> = try request.id("question")
            let link = try await request.write { tx, context in
                let draft = try Applications.draft(request, in: tx)
                let question = try draft.fileQuestion(id)
                try takeOut(question, of: draft, edit, by: context, in: tx)
                return draft.link(section: question)
            }
            return request.redirect(to: link)
        } again: {
            try await choose($0, $1, $2)
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

    private static func choose(
        _ request: PageRequest, _ data: FormData = FormData(), _ errors: FieldErrors = FieldErrors()
    ) async throws -> Response {
        let (draft, question) = try await fileQuestion(request)
        return FilePages.choose(request, draft, question, errors: errors)
    }

    /// The question of the path, for those who may send a file.
    private static func fileQuestion(_ request: PageRequest) async throws -> (Draft, Question) {
        let id: ID<Question> = try request.id("question")
        let (draft, question) = try await request.read { db in
            let draft = try Applications.draft(request, in: db)
            return (draft, try draft.fileQuestion(id))
        }
        try mustTakeFiles(draft)
        return (draft, question)
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
