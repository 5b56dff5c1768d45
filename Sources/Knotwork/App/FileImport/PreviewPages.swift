import Exports
import Hummingbird
import Markup

extension FileImportPages {
    /// What a file holds, before any of it is saved.
    static func preview(_ request: PageRequest, _ preview: FileImport.Preview, errors: FieldErrors) -> Response {
        let export = preview.parcel.export
        return page(
            request, preview.programme, title: "Look before it is taken",
            status: errors.isEmpty ? .ok : .unprocessableContent,
            above: BackLink("Imports", to: FileImport.link(preview.programme)).html,
            body: """
                \(errors.summary)
                \(Heading(
                    "Look before it is taken", over: preview.parcel.name,
                    lead: "\(rows(export)) Nothing is saved yet."))
                \(SummaryList(recognised(export) + sheets(preview)))
                <section><h2>Take it</h2>\(decision(request, preview, errors))</section>
                \(if: !export.refused.isEmpty, refused(export.refused.map { (line: $0.line, reason: $0.reason) }))
                \(contents(export))
                \(columns(export))
                """)
    }

    private static func rows(_ export: Export) -> HTML {
        let counted = Number.count(export.rows, "row", "rows")
        guard !export.refused.isEmpty else { return "\(counted), all of them can be taken." }
        return "\(counted): \(grouped: export.taken) can be taken, \(grouped: export.refused.count) cannot."
    }

    private static func recognised(_ export: Export) -> [SummaryList.Row] {
        [
            SummaryList.Row("What it is", "\(export.source.label)"),
            SummaryList.Row("Headings", headings(export.headerLine)),
            SummaryList.Row("Dates", "\(export.dates.label)"),
            SummaryList.Row("Encoding", "\(export.encoding.label)"),
        ]
    }

    /// Which sheet of a workbook this is, and the way to each of the others.
    private static func sheets(_ preview: FileImport.Preview) -> [SummaryList.Row] {
        let sheets = preview.parcel.export.sheets
        guard let read = sheets.first(where: \.isRead), sheets.count > 1 else { return [] }
        let here = FileImport.link(preview.programme, preview: preview.upload)
            .query("event", preview.choice.event.isEmpty ? nil : preview.choice.event)
            .query("problem", preview.choice.problem.isEmpty ? nil : preview.choice.problem)
        let others = sheets.filter { !$0.isRead }
        return [
            SummaryList.Row("Sheet", "\(read.name)"),
            SummaryList.Row(
                "Other sheets",
                """
                <ul>\(others, each: {
                    "<li><a href=\"\(link: here.query("sheet", $0.name))\">\($0.name)</a>\(if: $0.isHidden, " (hidden)")</li>"
                })</ul>
                """),
        ]
    }

    private static func decision(_ request: PageRequest, _ preview: FileImport.Preview, _ errors: FieldErrors) -> HTML {
        let here = FileImport.link(preview.programme, preview: preview.upload)
        let cancel = Button(
            "Cancel", about: "and remove the file", posts: Link("\(here)/removal"), token: request.context.formToken)
        if let before = preview.before {
            return """
                \(Notice("This file was taken already", .warn) {
                    """
                    <p>It is <a href="\(link: FileImport.link(preview.programme, before.id))">\(before.name)</a>, taken on \
                    \(before.importedAt.london.day.long). Taking it again would add nothing.</p>
                    """
                })\(cancel)
                """
        }
        return """
            \(Form(action: Link("\(here)/taking"), token: request.context.formToken) {
                """
                \(if: !preview.choice.sheet.isEmpty, Field.hidden(name: "sheet", value: preview.choice.sheet))
                \(questions(preview, errors))
                \(Button("Take \(Number.count(preview.parcel.export.taken, "row", "rows"))"))
                """
            })\(cancel)
            """
    }

    /// Only what the file leaves open is asked.
    private static func questions(_ preview: FileImport.Preview, _ errors: FieldErrors) -> HTML {
        let (parcel, choice) = (preview.parcel, preview.choice)
        let asksDates = parcel.export.dates == .ambiguous || !choice.dates.isEmpty
        return """
            \(if: parcel.mayHaveEvent, event(preview.subjects, choice, required: parcel.needsEvent, errors))
            \(if: parcel.export.source == .miro, problem(preview.subjects, choice, required: true, errors))
            \(if: asksDates, Field.radios(
                name: "dates", legend: "How are the dates written?",
                options: [
                    Field.Option(value: DateOrder.dayFirst.rawValue, label: "Day first: 3/2 is 3 February"),
                    Field.Option(value: DateOrder.monthFirst.rawValue, label: "Month first: 3/2 is 2 March"),
                ], value: choice.dates, error: errors["dates"]))
            """
    }

    private static let shown = 20

    private static func contents(_ export: Export) -> HTML {
        """
        \(if: !export.people.isEmpty, people(export.people))
        \(if: !export.views.isEmpty, views(export.views))
        \(if: !export.notes.isEmpty, notes(export.notes))
        """
    }

    private static func people(_ people: [Export.Person]) -> HTML {
        var columns: [Column<Export.Person>] = [
            Column("Name", .name) { "\($0.name ?? "No name")" }, Column("E-mail") { "\($0.email ?? "")" },
            Column("Organisation") { "\($0.organisation ?? "")" }, Column("Status") { "\($0.status.label)" },
        ]
        if people.contains(where: { $0.minutes != nil }) {
            columns.append(Column("Minutes", .number) { "\($0.minutes)" })
        }
        return """
            <section><h2>\(first(people.count, "person", "people"))</h2>
            \(Table(
                caption: "The first people of the file", columns: columns, rows: people.prefix(shown), captionShown: false))
            </section>
            """
    }

    private static func views(_ views: [Export.Views]) -> HTML {
        """
        <section><h2>\(first(views.count, "count of views", "counts of views"))</h2>
        \(Table(
            caption: "The first page views of the file",
            columns: [
                Column("Event", .name) { "\($0.session)" }, Column("From") { "\($0.source)" },
                Column("Views", .number) { "\(grouped: $0.views)" },
            ], rows: views.prefix(shown), captionShown: false))
        </section>
        """
    }

    private static func notes(_ notes: [Export.Note]) -> HTML {
        """
        <section><h2>\(first(notes.count, "note", "notes"))</h2>
        <ul>\(notes.prefix(shown), each: { "<li>\($0.text)</li>" })</ul></section>
        """
    }

    private static func columns(_ export: Export) -> HTML {
        let columns = export.mapping.filter { !$0.heading.isEmpty }
        guard !columns.isEmpty else { return HTML() }
        return """
            <section><h2>Columns</h2>
            \(Table(
                caption: "What each column was taken to mean",
                columns: [
                    Column("Heading", .name) { "\($0.heading)" },
                    Column("Taken as") { "\($0.meaning.label)" },
                ], rows: columns, captionShown: false))
            </section>
            """
    }

    /// "The first 20 of 94 people", or just "12 people".
    private static func first(_ count: Int, _ one: String, _ many: String) -> String {
        let counted = Number.count(count, one, many)
        return count > shown ? "The first \(shown) of \(counted)" : counted
    }
}
