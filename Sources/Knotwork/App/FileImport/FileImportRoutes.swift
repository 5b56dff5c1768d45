import Hummingbird
import Markup
import Store

extension FileImport {
    static func addRoutes(_ routes: Routes) {
        addFileRoutes(routes)
        addPreviewRoutes(routes)
    }

    private static func addFileRoutes(_ routes: Routes) {
        let imports = "/programmes/:programme/team/imports"
        routes.get(imports, for: .roles([.team])) { try await list($0, Choice($0), FieldErrors()) }
        routes.get("\(imports)/:import", for: .roles([.team])) { request in
            let (programme, file, event, refusals) = try await request.read { db in try entry(request, in: db) }
            return FileImportPages.file(request, programme, file, event, refusals)
        }
        routes.post("\(imports)/:import/undoing", for: .roles([.team])) { request, _ in
            let id: ID<ImportFile> = try request.id("import")
            let programme = try await request.write { tx, context in
                let programme = try Programmes.of(request, in: tx)
                try People.undo(id, of: programme.id, by: context, in: tx)
                return programme
            }
            return request.redirect(to: link(programme, id))
        }
    }

    private static func addPreviewRoutes(_ routes: Routes) {
        let previews = "/programmes/:programme/team/imports/previews"
        routes.post(previews, for: .roles([.team]), limit: FormLimits.imports.body) { request, data in
            request.redirect(to: try await handIn(request, data))
        } again: {
            try await list($0, Choice($1), $2)
        }
        routes.get("\(previews)/:upload", for: .roles([.team])) { request in
            FileImportPages.preview(request, try await Preview.load(request, Choice(request)), errors: FieldErrors())
        }
        routes.post("\(previews)/:upload/taking", for: .roles([.team])) { request, data in
            let preview = try await Preview.load(request, Choice(data))
            let file = try await request.write { tx, context in try take(preview, by: context, in: tx) }
            return request.redirect(to: link(preview.programme, file))
        } again: { request, data, errors in
            FileImportPages.preview(request, try await Preview.load(request, Choice(data)), errors: errors)
        }
        routes.post("\(previews)/:upload/removal", for: .roles([.team])) { request, _ in
            let upload: ID<Upload> = try request.id("upload")
            let programme = try await request.write { tx, context in
                let programme = try Programmes.of(request, in: tx)
                try Uploads.discard(upload, in: programme.id, by: context, tx: tx)
                return programme
            }
            return request.redirect(to: link(programme))
        }
    }

    private static func list(_ request: PageRequest, _ choice: Choice, _ errors: FieldErrors) async throws -> Response {
        let shelf = try await request.read { db in
            let subjects = try Subjects(request, in: db)
            return (subjects, try People.imports(of: subjects.programme.id, for: request.caller, in: db))
        }
        return FileImportPages.list(request, shelf, choice: choice, errors: errors)
    }

    private static func entry(
        _ request: PageRequest, in db: Reader
    ) throws -> (Programme, ImportFile, Event?, [(line: Int, reason: String)]) {
        let subjects = try Subjects(request, in: db)
        let id: ID<ImportFile> = try request.id("import")
        guard let file = try People.file(id, of: subjects.programme.id, for: request.caller, in: db) else {
            throw Refusal.notFound
        }
        let event = subjects.events.first { $0.occasion == file.occasion }
        return (subjects.programme, file, event, try People.refusals(of: id, for: request.caller, in: db))
    }
}
