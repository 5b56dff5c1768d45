import Delimited
import Exports
import Markup
import Store

extension FileImport {
    /// What a person says about a file that the file itself cannot say, as the form sends it.
    struct Choice: Sendable, Hashable {
        /// The event's and the problem's names in addresses; empty for none.
        var event = ""
        var problem = ""
        /// `day-first`, `month-first`, or empty.
        var dates = ""
        /// The sheet of a workbook; empty for the first that has known headings.
        var sheet = ""

        init() {}

        init(_ data: FormData) {
            (event, problem, dates) = (data.text("event"), data.text("problem"), data.text("dates"))
            sheet = data.text("sheet")
        }

        init(_ request: PageRequest) {
            (event, problem, dates) = (request.query("event"), request.query("problem"), request.query("dates"))
            sheet = request.query("sheet")
        }
    }

    /// What a programme's files can be about.
    struct Subjects: Sendable {
        var programme: Programme
        var events: [Event]
        var problems: [Problem]
        var linking: LinkingState?

        init(_ request: PageRequest, in db: Reader) throws {
            programme = try Programmes.of(request, in: db)
            events = try Events.all(of: programme.id, in: db)
            problems = try Problems.all(of: programme.id, in: db)
            linking = try People.linking(in: db)
        }
    }

    /// A file that was handed in, as it would be taken. Nothing of it is saved but the file itself.
    struct Preview: Sendable {
        var subjects: Subjects
        var upload: ID<Upload>
        var choice: Choice
        var parcel: Parcel
        /// The file as it was taken before, if it was.
        var before: ImportFile?

        var programme: Programme { subjects.programme }

        /// The file that the path of a call names, read with what the person said about it; or not found.
        static func load(_ request: PageRequest, _ choice: Choice) async throws -> Preview {
            let upload: ID<Upload> = try request.id("upload")
            let (subjects, file) = try await request.read { db in
                let subjects = try Subjects(request, in: db)
                return (subjects, try Uploads.unkept(upload, in: subjects.programme.id, for: request.caller, db: db))
            }
            guard let file else { throw Refusal.notFound }
            let parcel = try read(file, choice, subjects)
            let before = try await request.read { try People.taken(parcel.sha256, in: subjects.programme.id, db: $0) }
            return Preview(subjects: subjects, upload: upload, choice: choice, parcel: parcel, before: before)
        }

        /// It could be read when it was handed in.
        private static func read(_ file: FormFile, _ choice: Choice, _ subjects: Subjects) throws -> Parcel {
            do {
                return try Parcel(file, choice, subjects)
            } catch let error as InputError {
                throw Refusal.rule(error.description)
            }
        }
    }
}

extension FileImport.Parcel {
    /// A file with what a person said about it. Throws `InputError` when the file as a whole cannot be taken.
    init(_ file: FormFile, _ choice: FileImport.Choice, _ subjects: FileImport.Subjects) throws {
        try self.init(
            file.bytes, name: file.name, dateOrder: DateOrder(rawValue: choice.dates),
            sheet: choice.sheet.isEmpty ? nil : choice.sheet)
        event = subjects.events.first { $0.slug == choice.event }
        problem = subjects.problems.first { $0.slug == choice.problem }
    }

    /// Whether a person may say which event the rows are about.
    var mayHaveEvent: Bool { export.source != .miro && export.source != .mailchimp }
}

extension UploadRules {
    /// An export on its way in, which was read before it is put down.
    static func export(_ file: FormFile) -> UploadRules {
        let isText = FileKind.text.endings.contains(FileName.ending(of: file.name))
        let isWorkbook = file.bytes.starts(with: [0x50, 0x4B])
        let kind = isWorkbook ? FileKind.excel : isText ? .text : .csv
        return UploadRules(kinds: [kind], limit: FormLimits.imports.body, known: kind)
    }
}

extension FileImport {
    static func link(_ programme: Programme) -> Link { Link("\(Programmes.teamLink(programme))/imports") }

    static func link(_ programme: Programme, _ file: ID<ImportFile>) -> Link {
        Link("\(link(programme))/\(file.text)")
    }

    static func link(_ programme: Programme, preview upload: ID<Upload>) -> Link {
        Link("\(link(programme))/previews/\(upload.text)")
    }
}
