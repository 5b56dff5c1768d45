import Delimited
import Hummingbird
import Markup
import Store

extension Intake {
    static func addRoutes(_ routes: Routes) {
        addFileRoutes(routes)
        addPreviewRoutes(routes)
    }

    private static func addFileRoutes(_ routes: Routes) {
        let imports = "/programmes/:programme/team/imports"
        routes.get(imports, for: .roles([.team])) { call in
            IntakePages.list(call, try await shelf(call), choice: Choice(call), errors: FieldErrors())
        }
        routes.get("\(imports)/:import", for: .roles([.team])) { call in
            let (programme, file, event, refusals) = try await call.read { db in try entry(call, in: db) }
            return IntakePages.file(call, programme, file, event, refusals)
        }
        routes.post("\(imports)/:import/undoing", for: .roles([.team])) { call, _ in
            let id: ID<ImportFile> = try call.id("import")
            let programme = try await call.write { tx, deed in
                let programme = try Programmes.of(call, in: tx)
                try People.undo(id, of: programme.id, by: deed, in: tx)
                return programme
            }
            return call.redirect(to: link(programme, id))
        }
    }

    private static func addPreviewRoutes(_ routes: Routes) {
        let previews = "/programmes/:programme/team/imports/previews"
        routes.post(previews, for: .roles([.team]), limit: FormLimits.imports.body) { call, data in
            do {
                return call.redirect(to: try await handIn(call, data))
            } catch let errors as FieldErrors {
                return IntakePages.list(call, try await shelf(call), choice: Choice(data), errors: errors)
            } catch let error as InputError {
                let errors = FieldErrors("file", error.description)
                return IntakePages.list(call, try await shelf(call), choice: Choice(data), errors: errors)
            }
        }
        routes.get("\(previews)/:upload", for: .roles([.team])) { call in
            IntakePages.preview(call, try await Preview.load(call, Choice(call)), errors: FieldErrors())
        }
        routes.post("\(previews)/:upload/taking", for: .roles([.team])) { call, data in
            let preview = try await Preview.load(call, Choice(data))
            do {
                let file = try await call.write { tx, deed in try take(preview, by: deed, in: tx) }
                return call.redirect(to: link(preview.programme, file))
            } catch let errors as FieldErrors {
                return IntakePages.preview(call, preview, errors: errors)
            }
        }
        routes.post("\(previews)/:upload/removal", for: .roles([.team])) { call, _ in
            let upload: ID<Upload> = try call.id("upload")
            let programme = try await call.write { tx, deed in
                let programme = try Programmes.of(call, in: tx)
                try Uploads.discard(upload, in: programme.id, by: deed, tx: tx)
                return programme
            }
            return call.redirect(to: link(programme))
        }
    }

    private static func shelf(_ call: Call) async throws -> (Subjects, [ImportFile]) {
        try await call.read { db in
            let subjects = try Subjects(call, in: db)
            return (subjects, try People.imports(of: subjects.programme.id, for: call.caller, in: db))
        }
    }

    private static func entry(
        _ call: Call, in db: Reader
    ) throws -> (Programme, ImportFile, Event?, [(line: Int, reason: String)]) {
        let subjects = try Subjects(call, in: db)
        let id: ID<ImportFile> = try call.id("import")
        guard let file = try People.file(id, of: subjects.programme.id, for: call.caller, in: db) else {
            throw Refusal.notFound
        }
        let event = subjects.events.first { $0.id == file.event }
        return (subjects.programme, file, event, try People.refusals(of: id, for: call.caller, in: db))
    }

    /// Reads a file before it is put down, so that what cannot be taken is not kept.
    /// - Returns: where it can be looked at.
    private static func handIn(_ call: Call, _ data: FormData) async throws -> Link {
        guard let file = data.file("file"), !file.bytes.isEmpty else {
            throw FieldErrors("file", "Choose the file you exported")
        }
        let choice = Choice(data)
        let subjects = try await call.read { try Subjects(call, in: $0) }
        _ = try Parcel(file, choice, subjects)
        let upload = try await Uploads.receive(
            file, rules: .export(file), programme: subjects.programme.id, by: call.deed, into: call.house.database)
        return link(subjects.programme, preview: upload.id).query("event", choice.event.isEmpty ? nil : choice.event)
            .query("problem", choice.problem.isEmpty ? nil : choice.problem)
    }

    /// Takes what was looked at, and lets go of the file: its rows are kept, each with its line.
    private static func take(_ preview: Preview, by deed: Deed, in tx: Writer) throws -> ID<ImportFile> {
        try faults(preview.parcel, in: preview.programme.id, tx).check()
        let taken = try take(preview.parcel, into: preview.programme.id, by: deed, in: tx)
        try Uploads.discard(preview.upload, in: preview.programme.id, by: deed, tx: tx)
        return taken.file.id
    }
}
