import Hummingbird
import Markup
import Store

enum QuestionsPages {
    static func edit(_ request: PageRequest, _ view: QuestionsView, _ form: QuestionsForm, errors: FieldErrors)
        -> Response
    {
        TeamApplicationPages.page(
            request, view.programme, title: "Questions", status: errors.isEmpty ? .ok : .unprocessableContent,
            above: BackLink("Applications", to: Link("\(Programmes.teamLink(view.programme))/applications")).html,
            body: """
                \(errors.summary)
                \(if: request.query("done") == "questions" && errors.isEmpty, Notice("Kept", .good, announced: true) { "" }.html)
                \(Heading("Questions", lead: "What applicants are asked, part by part. It can be changed until applications open."))
                \(view.lock.map { locked($0, view) } ?? blocks(request, view, form, errors))
                """)
    }

    private static func locked(_ why: String, _ view: QuestionsView) -> HTML {
        """
        \(Notice("No longer to be changed") { "<p>\(why) The questions stay as they are.</p>" })
        \(Table(
            caption: "The questions",
            columns: [
                Column("Question", .name) { "\($0.label)" }, Column("Part") { "\($0.section)" },
                Column("Answered by") { "\($0.kind.label)" },
                Column("Must be answered") { $0.isRequired ? "Yes" : "No" },
                Column("Words", .number) { "\($0.guidanceWords)" },
            ], rows: view.form?.questions ?? [], captionShown: false, empty: "There are no questions yet."))
        """
    }

    private static func blocks(
        _ request: PageRequest, _ view: QuestionsView, _ form: QuestionsForm, _ errors: FieldErrors
    )
        -> HTML
    {
        request.form(changing: view.link, shows: QuestionsForm(view.form).data) {
            """
            \(form.blocks.enumerated(), each: { number, block in
                """
                <section><h2>Question \(number + 1)</h2><div>\(fields(block, number, errors))</div></section>

                """
            })
            \(Button("Keep the questions"))
            """
        }.html
    }

    private static func fields(_ block: QuestionsForm.Block, _ number: Int, _ errors: FieldErrors) -> HTML {
        """
        \(Field.hidden(name: "key-\(number)", value: block.key))
        \(Field.text(
            name: "label-\(number)", label: "The question", value: block.label,
            hint: "Leave it empty with its hint to leave it out.", error: errors["label-\(number)"]))
        \(Field.text(
            name: "hint-\(number)", label: "A hint", value: block.hint, error: errors["hint-\(number)"], optional: true))
        \(Field.text(
            name: "section-\(number)", label: "In which part", value: block.section,
            hint: "Questions of one part share a page, like “Your idea”.", error: errors["section-\(number)"], width: .twenty))
        \(Field.select(
            name: "kind-\(number)", label: "How it is answered",
            options: Question.Kind.allCases.map { Field.Option(value: $0.rawValue, label: $0.label) }, value: block.kind,
            error: errors["kind-\(number)"], prompt: nil))
        \(Field.number(
            name: "words-\(number)", label: "Words as guidance", value: block.words,
            hint: "For paragraphs. Longer answers are taken too.", error: errors["words-\(number)"], optional: true))
        \(Field.checkbox(
            name: "required-\(number)", label: "It must be answered", checked: block.isRequired))
        \(Field.number(
            name: "place-\(number)", label: "Its place", value: block.place, hint: "Change the numbers to change the order.",
            error: errors["place-\(number)"], optional: true))
        """
    }
}
