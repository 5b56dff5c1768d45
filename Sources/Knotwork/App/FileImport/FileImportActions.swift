import Delimited
import Markup
import Store

extension FileImport {
    /// Reads a file before it is put down, so that what cannot be taken is not kept.
    /// - Returns: where it can be looked at.
    static func handIn(_ request: PageRequest, _ data: FormData) async throws -> Link {
        guard let file = data.file("file"), !file.bytes.isEmpty else {
            throw FieldErrors("file", "Choose the file you exported")
        }
        let choice = Choice(data)
        let subjects = try await request.read { try Subjects(request, in: $0) }
        do {
            _ = try Parcel(file, choice, subjects)
        } catch let error as InputError {
            throw FieldErrors("file", error.description)
        }
        let upload = try await Uploads.receive(
            file, rules: .export(file), programme: subjects.programme.id, by: request.actionContext,
            into: request.dependencies.database)
        return link(subjects.programme, preview: upload.id).query("event", choice.event.isEmpty ? nil : choice.event)
            .query("problem", choice.problem.isEmpty ? nil : choice.problem)
    }

    /// Takes what was looked at, and lets go of the file: its rows are kept, each with its line.
    static func take(_ preview: Preview, by context: ActionContext, in tx: Writer) throws -> ID<ImportFile> {
        try faults(preview.parcel, in: preview.programme.id, tx).check()
        let taken = try take(preview.parcel, into: preview.programme.id, by: context, in: tx)
        try Uploads.discard(preview.upload, in: preview.programme.id, by: context, tx: tx)
        return taken.file.id
    }
}
