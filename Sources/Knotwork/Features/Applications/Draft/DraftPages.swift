import Hummingbird
import Markup

enum DraftPages {
    /// Where one stands: the sections, which are finished, and when it must be sent.
    static func tasks(_ request: PageRequest, _ view: DraftView, data: FormData, errors: FieldErrors) -> Response {
        let draft = view.draft
        let isFriend = draft.part == .criticalFriend
        let title = isFriend ? "A draft to read" : "Your expression of interest"
        return page(
            request, draft, title: title, status: errors.isEmpty ? .ok : .unprocessableContent,
            body: """
                \(errors.summary)
                \(Heading(title, over: draft.application.organisation, lead: lead(draft)))
                \(deadline(draft, at: request.now))
                \(TaskList(sections(view) + [last(draft)]))
                \(company(view))
                \(if: isFriend, HelpPages.own(request, view, data: data, errors: errors))
                \(if: !isFriend, """
                    <div class="aside"><h2>Stuck, or unsure it fits?</h2><p>\(contact(draft.programme))</p></div>
                    \(withdraw(request, draft))
                    """)
                """)
    }

    private static func lead(_ draft: Draft) -> HTML {
        if draft.part == .criticalFriend {
            return "Read it part by part, and leave remarks where something could be better."
        }
        let needed = draft.sections.map { draft.progress($0.questions) }.filter { $0 != .optional }
        let done = needed.count { $0 == .complete }
        return """
            You have finished \(done) of \(Number.count(needed.count, "part", "parts")). \(Drafts.rules)
            """
    }

    private static func sections(_ view: DraftView) -> [TaskList.Task] {
        let base = view.draft.application.link(in: view.draft.programme)
        return view.draft.sections.enumerated().map { place, section in
            let link = Link("\(base)/sections/\(place + 1)")
            let waiting = view.waiting(in: section.title)
            let hint = waiting == 0 ? nil : Number.count(waiting, "remark", "remarks") + " to look at"
            return switch view.draft.progress(section.questions) {
            case .complete: TaskList.Task.completed(section.title, link: link, hint: hint)
            case .begun: TaskList.Task.inProgress(section.title, link: link, hint: hint)
            case .optional: TaskList.Task(section.title, link: link, hint: hint, state: Tag("Optional").html)
            case .untouched: TaskList.Task.notYetStarted(section.title, link: link, hint: hint)
            }
        }
    }

    /// What comes after the sections: sending it, or for a critical friend reading it whole.
    private static func last(_ draft: Draft) -> TaskList.Task {
        let check = Link("\(draft.application.link(in: draft.programme))/check")
        if draft.part == .criticalFriend { return TaskList.Task("Read it whole", link: check, state: "") }
        return draft.faults.isEmpty && draft.canBeEdited
            ? TaskList.Task("Check and send", link: check, state: Tag("Ready", .accent).html)
            : TaskList.Task.cannotStartYet("Check and send")
    }

    private static func company(_ view: DraftView) -> HTML {
        let link = Link("\(view.draft.application.link(in: view.draft.programme))/collaborators")
        return """
            <p><a href="\(link: link)">Who takes part</a>: \(view.company.words).\
            \(if: view.draft.part == .lead, " You can invite a co-applicant, or a critical friend who reads it first.")</p>
            """
    }

    private static func contact(_ programme: Programme) -> HTML {
        guard let link = Link(external: "mailto:\(programme.contactEmail)") else { return "" }
        return "Write to <a href=\"\(link: link)\">\(programme.contactEmail)</a>: a person answers."
    }

    private static func deadline(_ draft: Draft, at now: Instant) -> HTML {
        guard let closes = draft.closes else { return "" }
        if closes < now {
            return Notice("Applications are closed", .warn) { "<p>They closed on \(closes.london.full).</p>" }.html
        }
        let days = (closes - now).milliseconds / 86_400_000
        return """
            <p>\(draft.part == .criticalFriend ? "It must be sent by" : "Send it by") <strong>\(closes.london.full)</strong> \
            \(Tag(days == 0 ? "today" : Number.count(Int(days), "day left", "days left"), days < 3 ? .warn : .accent))</p>
            """
    }

    private static func withdraw(_ request: PageRequest, _ draft: Draft) -> HTML {
        """
        \(Disclosure("Withdraw this application") {
            """
            <p>Then only those who write it can read it: no longer the team, and no critical friend. As long as applications \
            are open you can take it up again.</p>
            \(Button(
                "Withdraw", about: "the application of \(draft.application.organisation)",
                posts: Link("\(draft.application.link(in: draft.programme))/withdrawal"), token: request.context.formToken,
                look: .danger))
            """
        })
        """
    }

    static func section(
        _ request: PageRequest, _ view: DraftView, at place: String, data: FormData, errors: FieldErrors
    ) throws -> Response {
        let draft = view.draft
        let section = try draft.section(place)
        let base = draft.application.link(in: draft.programme)
        let remarks = view.remarks.filter { $0.section == section.title }
        return page(
            request, draft, title: section.title, status: errors.isEmpty ? .ok : .unprocessableContent,
            above: BackLink("Your expression of interest", to: base).html,
            body: """
                \(errors.summary)
                \(Heading(section.title, over: "Part \(place) of \(draft.sections.count)"))
                \(draft.canBeEdited ? fields(request, draft, section.questions, at: place, data, errors) : read(draft, section.questions))
                \(RemarkPages.section(request, view, at: place, remarks, data: data, errors: errors))
                """)
    }

    private static func fields(
        _ request: PageRequest, _ draft: Draft, _ questions: [Question], at place: String, _ data: FormData,
        _ errors: FieldErrors
    ) -> HTML {
        let action = Link("\(draft.application.link(in: draft.programme))/sections/\(place)")
        return request.form(changing: action, shows: draft.shown(questions)) {
            """
            \(questions, each: { QuestionField.html($0, draft, error: errors[$0.key]) })
            \(Button.row(
                Button("Save and continue", name: "go", value: "on"),
                Button("Save and come back later", look: .second, name: "go", value: "later")))
            \(RemarkPages.field(data, errors, optional: true))
            \(Button("Save, and leave the remark", look: .second, name: "go", value: "remark"))
            """
        }.html
    }

    private static func read(_ draft: Draft, _ questions: [Question]) -> HTML {
        SummaryList(questions.map { SummaryList.Row($0.label, answer($0, of: draft)) }).html
    }

    /// All answers, each with a way to change it, before anything is sent.
    static func check(_ request: PageRequest, _ draft: Draft, errors: FieldErrors) -> Response {
        let base = draft.application.link(in: draft.programme)
        let sections = draft.sections.enumerated().map { place, section -> HTML in
            let rows = section.questions.map { question in
                SummaryList.Row(
                    question.label, answer(question, of: draft),
                    change: draft.canBeEdited
                        ? Link("\(base)/sections/\(place + 1)").fragment(Field.id(for: question.key)) : nil)
            }
            return "<section><h2>\(section.title)</h2>\(SummaryList(rows))</section>"
        }
        return page(
            request, draft, title: "Check your answers", status: errors.isEmpty ? .ok : .unprocessableContent,
            above: BackLink("Your expression of interest", to: base).html,
            body: """
                \(errors.summary)
                \(Heading("Check your answers", over: draft.application.organisation, lead: "This is what you send."))
                \(sections.joined())
                \(if: draft.canBeEdited, Form(action: Link("\(base)/submission"), token: request.context.formToken) {
                    "<p>After this you can withdraw it, but no longer change it.</p>\(Button("Send the application"))"
                }.html)
                """)
    }

    /// An answer for those who take part: a file can be opened, and words are counted where a number was asked for.
    static func answer(_ question: Question, of draft: Draft) -> HTML {
        let text = draft.answer(question)
        if question.kind == .file { return FilePages.answer(text, at: Link("\(draft.link(file: question))/content")) }
        return shown(text, to: question)
    }

    /// An answer that is no file, for whoever reads it: an amount as one, paragraphs with their number of words.
    static func shown(_ text: String, to question: Question) -> HTML {
        guard question.kind != .money else { return paragraphs(Money(text)?.description ?? text) }
        return "\(paragraphs(text))\(words(of: text, question))"
    }

    /// How long an answer is, beside how long it was asked to be.
    private static func words(of text: String, _ question: Question) -> HTML {
        guard let guidance = question.guidanceWords, !text.isEmpty else { return "" }
        let written = Words.count(in: text)
        return "<p class=\"meta\">\(Number.count(written, "word", "words")), about \(guidance) were asked for</p>"
    }

    /// An answer as it was typed: lines stay lines.
    static func paragraphs(_ text: String) -> HTML {
        if text.isEmpty { return "<span class=\"meta\">No answer</span>" }
        let lines = text.utf8.split(separator: UInt8(ascii: "\n")).map { Substring($0) }
        return "\(lines, each: { "<p>\($0)</p>" })"
    }

    static func page(
        _ request: PageRequest, _ draft: Draft, title: String, status: HTTPResponse.Status = .ok, above: HTML = HTML(),
        body: HTML
    ) -> Response {
        Frame.page(
            title: title, site: Programmes.site(draft.programme, caller: request.caller, current: .howToApply),
            context: request.context, status: status, above: above, body: body)
    }
}

/// What is true of every draft, in the words that all pages and mails use.
enum Drafts {
    static let rules =
        "It counts only once you send it. What you save is kept, and the team can read it, so as to help you."
}

/// One question as a field, with what was answered so far.
enum QuestionField {
    static func html(_ question: Question, _ draft: Draft, error: FieldError?) -> HTML {
        let value = draft.answers[question.id] ?? ""
        let hint = question.hint.isEmpty ? nil : question.hint
        let label = question.label + (question.isRequired ? "" : " (optional)")
        switch question.kind {
        case .text:
            return Field.text(name: question.key, label: label, value: value, hint: hint, error: error)
        case .link:
            return Field.text(
                name: question.key, label: label, value: value, hint: hint ?? "It starts with https://", error: error)
        case .money:
            return Field.money(name: question.key, label: label, value: value, hint: hint, error: error)
        case .long:
            return Field.textarea(
                name: question.key, label: label, value: value, hint: hint, error: error, words: question.guidanceWords,
                optional: !question.isRequired)
        case .file: return file(question, draft, label: label, hint: hint, error: error)
        case .eligibility:
            return Field.radios(
                name: question.key, legend: label,
                options: [Field.Option(value: "yes", label: "Yes"), Field.Option(value: "no", label: "No")],
                value: value,
                hint: hint, error: error)
        case .themes:
            return Field.checkboxes(
                name: question.key, legend: label,
                options: draft.themes.map { Field.Option(value: $0.id.text, label: $0.title, hint: $0.why) },
                values: Set(draft.chosen.map(\.text)), hint: hint ?? "One or more.", error: error)
        }
    }

    /// A file has a page of its own; on the way there everything on this page is saved.
    private static func file(
        _ question: Question, _ draft: Draft, label: String, hint: String?, error: FieldError?
    ) -> HTML {
        let known = draft.answer(question)
        return """
            <fieldset class="field\(if: error != nil, " wrong")" id="\(Field.id(for: question.key))" tabindex="-1">\
            <legend>\(label)</legend>\(hint.map { "<p class=\"hint\">\($0)</p>" as HTML })\
            \(error.map { "<p class=\"error\"><span class=\"unseen\">Error: </span>\($0.message)</p>" as HTML })\
            \(if: !known.isEmpty, FilePages.answer(known, at: Link("\(draft.link(file: question))/content")))\
            \(Button(
                known.isEmpty ? "Save, and choose a file" : "Save, and change the file", look: .second, name: "go",
                value: "file-\(question.id.text)"))</fieldset>

            """
    }
}
