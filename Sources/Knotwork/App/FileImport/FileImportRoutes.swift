import Delimited
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
        routes.get(imports, for: .roles([.team])) { request in
            FileImportPages.list(request, try await shelf(request), choice: Choice(request), errors: FieldErrors())
        }
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
            do {
                return request.redirect(to: try await handIn(request, data))
            } catch let errors as FieldErrors {
                return FileImportPages.list(request, try await shelf(request), choice: Choice(data), errors: errors)
            } catch let error as InputError {
                let errors = FieldErrors("file", error.description)
                return FileImportPages.list(request, try await shelf(request), choice: Choice(data), errors: errors)
            }
        }
        routes.get("\(previews)/:upload", for: .roles([.team])) { request in
            FileImportPages.preview(request, try await Preview.load(request, Choice(request)), errors: FieldErrors())
        }
        routes.post("\(previews)/:upload/taking", for: .roles([.team])) { request, data in
            let preview = try await Preview.load(request, Choice(data))
            do {
                let file = try await request.write { tx, context in try take(preview, by: context, in: tx) }
                return request.redirect(to: link(preview.programme, file))
            } catch let errors as FieldErrors {
                return FileImportPages.preview(request, preview, errors: errors)
            }
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

    private static func shelf(_ request: PageRequest) async throws -> (Subjects, [ImportFile]) {
        try await request.read { db in
            let subjects = try Subjects(request, in: db)
            return (subjects, try People.imports(of: subjects.programme.id, for: request.caller, in: db))
        }
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

    /// Reads a file before it is put down, so that what cannot be taken is not kept.
    /// - Returns: where it can be looked at.
    private static func handIn(_ request: PageRequest, _ data: FormData) async throws -> Link {
        guard let file = data.file("file"), !file.bytes.isEmpty else {
            throw FieldErrors("file", "Choose the file you exported")
        }
        let choice = Choice(data)
        let subjects = try await request.read { try Subjects(request, in: $0) }
        _ = try Parcel(file, choice, subjects)
        let upload = try await Uploads.receive(
            file, rules: .export(file), programme: subjects.programme.id, by: request.actionContext,
            into: request.dependencies.database)
        return link(subjects.programme, preview: upload.id).query("event", choice.event.isEmpty ? nil : choice.event)
            .query("problem", choice.problem.isEmpty ? nil : choice.problem)
    }

    /// Takes what was looked at, and lets go of the file: its rows are kept, each with its line.
    private static func take(_ preview: Preview, by context: ActionContext, in tx: Writer) throws -> ID<ImportFile> {
        try faults(preview.parcel, in: preview.programme.id, tx).check()
        let taken = try take(preview.parcel, into: preview.programme.id, by: context, in: tx)
        try Uploads.discard(preview.upload, in: preview.programme.id, by: context, tx: tx)
        return taken.file.id
    }
}
