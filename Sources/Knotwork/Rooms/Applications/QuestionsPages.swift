import Hummingbird
import Markup
import Store

/// The questions of a programme, for the team to set before applications open.
struct QuestionsView: Sendable {
    var programme: Programme
    var form: ApplicationForm?
    /// Why they stay as they are; nil when they can be changed.
    var lock: String?

    init(_ call: Call, in db: Reader) throws {
        programme = try Programmes.of(call, in: db)
        form = try Applications.currentForm(of: programme.id, in: db)
        lock = try Applications.lock(of: programme.id, at: call.now, in: db)
    }

    var link: Link { Link("\(Programmes.teamLink(programme))/applications/questions") }
}

enum QuestionsPages {
    static func edit(_ call: Call, _ view: QuestionsView, _ form: QuestionsForm, errors: FieldErrors) -> Response {
        TeamApplicationPages.page(
            call, view.programme, title: "Questions", status: errors.isEmpty ? .ok : .unprocessableContent,
            above: BackLink("Applications", to: Link("\(Programmes.teamLink(view.programme))/applications")).html,
            body: """
                \(errors.summary)
                \(if: call.query("done") == "questions" && errors.isEmpty, Notice("Kept", .good, announced: true) { "" }.html)
                \(Heading("Questions", lead: "What applicants are asked, part by part. It can be changed until applications open."))
                \(view.lock.map { locked($0, view) } ?? blocks(call, view, form, errors))
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

    private static func blocks(_ call: Call, _ view: QuestionsView, _ form: QuestionsForm, _ errors: FieldErrors)
        -> HTML
    {
        call.form(changing: view.link, shows: QuestionsForm(view.form).data) {
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

extension Applications {
    static func addQuestionRoutes(_ routes: Routes) {
        let questions = "/programmes/:programme/team/applications/questions"
        routes.get(questions, for: .roles([.team])) { call in
            let view = try await call.read { try QuestionsView(call, in: $0) }
            return QuestionsPages.edit(call, view, QuestionsForm(view.form), errors: FieldErrors())
        }
        routes.change(questions, for: .roles([.team])) { call, edit in
            let link = try await call.write { tx, deed in
                let view = try QuestionsView(call, in: tx)
                try mustTakeQuestions(view.programme.id, at: deed.at, in: tx)
                // Blocks have places, not names: those of two people are never put together.
                let form = QuestionsForm(try edit.over(QuestionsForm(view.form).data, whole: true))
                try set(try form.questions { deed.id() }, of: view.programme.id, by: deed, in: tx)
                return view.link
            }
            return call.redirect(to: link.query("done", "questions"))
        } again: { call, data, errors in
            let view = try await call.read { try QuestionsView(call, in: $0) }
            return QuestionsPages.edit(call, view, QuestionsForm(data), errors: errors)
        }
    }
}
