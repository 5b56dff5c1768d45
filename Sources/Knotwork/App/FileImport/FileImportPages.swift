import Exports
import Hummingbird
import Markup

/// The files a programme was brought: which there are, what was taken from each, and how one brings another.
enum FileImportPages {
    static func list(
        _ request: PageRequest, _ shelf: (subjects: FileImport.Subjects, files: [ImportFile]),
        choice: FileImport.Choice,
        errors: FieldErrors
    ) -> Response {
        let programme = shelf.subjects.programme
        return page(
            request, programme, title: "Imports", status: errors.isEmpty ? .ok : .unprocessableContent,
            body: """
                \(errors.summary)
                \(Heading(
                    "Imports", lead: "Bring the files you have, as they are. You see what is in one before anything is saved."))
                \(shelf.subjects.linking.notice)<section><h2>Bring a file</h2>\(upload(request, shelf.subjects, choice, errors))</section>
                <section><h2>Files taken</h2>\(table(programme, shelf.files))</section>
                """)
    }

    private static func upload(
        _ request: PageRequest, _ subjects: FileImport.Subjects, _ choice: FileImport.Choice, _ errors: FieldErrors
    ) -> HTML {
        Form(
            action: Link("\(FileImport.link(subjects.programme))/previews"), token: request.context.formToken,
            multipart: true
        ) {
            """
            \(Field.file(
                name: "file", label: "The file", accept: ".xlsx,.xlsm,.csv,.tsv,.txt,.vcf,.ics,text/csv,text/plain,text/vcard,text/calendar",
                hint: """
                    Exports of Eventbrite, Zoom, Teams, Microsoft and Google Forms, Mailchimp, Miro, page views and contact \
                    sheets, as Excel workbooks or text; address cards (.vcf) and calendars with guests (.ics). Up to 50 MB.
                    """,
                error: errors["file"]))
            \(event(subjects, choice, required: false, errors))
            \(if: !subjects.problems.isEmpty, problem(subjects, choice, required: false, errors))
            \(Button("Look at it"))
            """
        }.html
    }

    static func event(
        _ subjects: FileImport.Subjects, _ choice: FileImport.Choice, required: Bool, _ errors: FieldErrors
    ) -> HTML {
        Field.select(
            name: "event", label: "Event",
            options: subjects.events.map {
                Field.Option(value: $0.slug, label: "\($0.title), \($0.startsAt.london.day.long)")
            },
            value: choice.event, hint: required ? nil : "For lists of who booked or came.", error: errors["event"],
            prompt: required ? "Choose one" : "None", optional: !required)
    }

    static func problem(
        _ subjects: FileImport.Subjects, _ choice: FileImport.Choice, required: Bool, _ errors: FieldErrors
    ) -> HTML {
        Field.select(
            name: "problem", label: "Problem",
            options: subjects.problems.map { Field.Option(value: $0.slug, label: $0.title) }, value: choice.problem,
            hint: required ? nil : "For the notes of a board.", error: errors["problem"],
            prompt: required ? "Choose one" : "None", optional: !required)
    }

    private static func table(_ programme: Programme, _ files: [ImportFile]) -> Table {
        Table(
            caption: "Files taken, newest first",
            columns: [
                Column("File", .name) { "<a href=\"\(link: FileImport.link(programme, $0.id))\">\($0.name)</a>" },
                Column("What it is") { "\($0.sourceLabel)" },
                Column("Rows", .number) { "\(grouped: $0.rows)" },
                Column("Taken", .number) { "\(grouped: $0.taken)" },
                Column("Not taken", .number) { "\(grouped: $0.refused)" },
                Column("When") { "\($0.importedAt.london.day.long)" },
                Column("State") { state($0) },
            ], rows: files, captionShown: false, empty: "No file has been taken yet.")
    }

    private static func state(_ file: ImportFile) -> HTML {
        file.undoneAt == nil ? Tag("Taken", .good).html : Tag("Undone").html
    }

    static func file(
        _ request: PageRequest, _ programme: Programme, _ file: ImportFile, _ event: Event?,
        _ refusals: [(line: Int, reason: String)]
    ) -> Response {
        page(
            request, programme, title: file.name, above: BackLink("Imports", to: FileImport.link(programme)).html,
            body: """
                \(Heading(file.name, over: file.sourceLabel, lead: sentence(rows: file.rows, taken: file.taken)))
                \(SummaryList(facts(file, event)))
                \(if: !refusals.isEmpty, refused(refusals))
                \(if: file.undoneAt == nil, undoing(request, programme, file))
                """)
    }

    private static func facts(_ file: ImportFile, _ event: Event?) -> [SummaryList.Row] {
        var rows = [
            SummaryList.Row("State", state(file)),
            SummaryList.Row("Taken", "\(file.importedAt.london.full)"),
        ]
        if let undone = file.undoneAt { rows.append(SummaryList.Row("Undone", "\(undone.london.full)")) }
        if let event { rows.append(SummaryList.Row("Event", "\(event.title)")) }
        rows += [
            SummaryList.Row("Headings", headings(file.headerLine)), SummaryList.Row("Dates", "\(file.datesLabel)"),
            SummaryList.Row("Encoding", "\(file.encodingLabel)"),
        ]
        return rows
    }

    private static func undoing(_ request: PageRequest, _ programme: Programme, _ file: ImportFile) -> HTML {
        """
        <section><h2>Take it back</h2>
        <p>None of its rows will count any more, and who is who is found anew without them. The file can be brought again.</p>
        \(Button(
            "Undo", about: "the import of \(file.name)", posts: Link("\(FileImport.link(programme, file.id))/undoing"),
            token: request.context.formToken, look: .danger))
        </section>
        """
    }

    static func headings(_ line: Int) -> HTML { line > 0 ? "On line \(line)" : "None" }

    /// "12 rows: 10 taken, 2 not."
    static func sentence(rows: Int, taken: Int) -> HTML {
        let counted = Number.count(rows, "row", "rows")
        return rows == taken
            ? "\(counted), all taken." : "\(counted): \(grouped: taken) taken, \(grouped: rows - taken) not."
    }

    static func refused(_ refusals: [(line: Int, reason: String)]) -> HTML {
        """
        <section><h2>Not taken</h2>
        \(Table(
            caption: "Rows that are not taken, with the reason",
            columns: [Column("Line", .name) { "\($0.line)" }, Column("Why") { "\($0.reason)" }], rows: refusals,
            captionShown: false))
        </section>
        """
    }

    static func page(
        _ request: PageRequest, _ programme: Programme, title: String, status: HTTPResponse.Status = .ok,
        above: HTML = HTML(),
        body: HTML
    ) -> Response {
        Frame.page(
            title: title, site: Programmes.site(programme, caller: request.caller, current: .imports),
            context: request.context,
            status: status, look: .desk, above: above, body: body)
    }
}
