import Testing

@testable import Markup

@Suite(.timeLimit(.minutes(20))) struct `Form fields` {
    @Test func `a plain field has a label tied to its control and nothing more`() {
        let html = Field.text(name: "title", label: "Title of your idea", value: "A \"new\" way")
        #expect(
            html.text == """
                <div class="field"><label for="f-title">Title of your idea</label>\
                <input class="w-full" id="f-title" name="title" type="text" value="A &quot;new&quot; way"></div>

                """)
    }

    @Test func `hint and error describe the control, and the error says that it is one`() {
        let html = Field.email(name: "email", hint: "We answer within a day", error: "Enter an e-mail address")
        #expect(
            html.text == """
                <div class="field wrong"><label for="f-email">E-mail address</label>\
                <p class="hint" id="f-email-hint">We answer within a day</p>\
                <p class="error" id="f-email-error"><span class="unseen">Error: </span>Enter an e-mail address</p>\
                <input class="w-full" id="f-email" name="email" type="email" \
                aria-describedby="f-email-hint f-email-error" aria-invalid="true" autocomplete="email" \
                spellcheck="false"></div>

                """)
    }

    @Test func `a group with nothing to choose from is not there`() {
        #expect(Field.radios(name: "q", legend: "Which?", options: []).isEmpty)
        #expect(Field.checkboxes(name: "q", legend: "Which?", options: [], error: "Answer it").isEmpty)
    }

    @Test func `every control's ids exist and are unique on the page`() throws {
        let page = Self.everyField(hint: "Hint", error: "Error")
        let ids = values(of: "id", in: page)
        #expect(Set(ids).count == ids.count)
        for reference in values(of: "for", in: page)
            + values(of: "aria-describedby", in: page).flatMap({ $0.split(separator: " ").map(String.init) })
        {
            #expect(ids.contains(reference), "\(reference)")
        }
    }

    @Test func `what another has put there meanwhile stands below, whole, and can be left there`() {
        let mine = FieldError("Somebody changed this", kept: ["First line\n<second>"])
        let html = Field.textarea(name: "idea", label: "Idea", value: "Mine", error: mine).text
        #expect(html.contains("<blockquote><p>First line</p><p>&lt;second&gt;</p></blockquote>"))
        #expect(html.contains("name=\"form.theirs\" value=\"idea\"") && html.contains(">\nMine</textarea>"))
        let radios = Field.radios(
            name: "q", legend: "Q", options: [.init(value: "a", label: "The first"), .init(value: "b", label: "B")],
            value: "b", error: FieldError("Changed", kept: ["a"])
        ).text
        #expect(radios.contains("<p>The first</p>"), "by its label")
        let emptied = Field.text(name: "q", label: "Q", value: "x", error: FieldError("Changed", kept: [])).text
        #expect(emptied.contains("It is empty now."))
    }

    @Test func `each control that a person fills in has one label`() {
        let page = Self.everyField(hint: nil, error: nil)
        let controls = page.text.matches(of: /<(?:input|select|textarea)[^>]* id="([^"]+)"/).map { String($0.1) }
        #expect(controls.sorted() == values(of: "for", in: page).sorted())
        #expect(controls.count == 20)
    }

    @Test func `no field needs a script or a style in the page`() {
        let page = Self.everyField(hint: "Hint", error: "Error").text
        #expect(!page.contains("<script") && !page.contains("style=") && page.matches(of: /\son[a-z]+=/).isEmpty)
    }

    @Test func `what was typed comes back as it was`() {
        let typed = "</textarea><script>"
        #expect(
            Field.textarea(name: "idea", label: "Idea", value: typed).text.contains(
                ">\n&lt;/textarea&gt;&lt;script&gt;</textarea>"))
        #expect(
            Field.textarea(name: "idea", label: "Idea", value: "\nstarts on line two").text.contains(">\n\nstarts on"))
        let date = Field.date(name: "due", legend: "Due", value: .init(day: "31", month: "Feb", year: "x\""))
        #expect(
            date.text.contains("value=\"31\"") && date.text.contains("value=\"Feb\"")
                && date.text.contains("value=\"x&quot;\""))
    }

    @Test func `a word count is guidance, and says what was written`() {
        let html = Field.textarea(name: "idea", label: "Idea", value: "One  two\nthree", words: 300).text
        #expect(html.contains("aria-describedby=\"f-idea-note\""))
        #expect(
            html.contains(
                "<p class=\"count\" id=\"f-idea-note\">Guidance: about 300 words. You have written 3 so far</p>"))
        #expect(!html.contains("maxlength"))
    }

    @Test func `the chosen option is the only one checked`() {
        let options: [Field.Option] = [
            .init(value: "a", label: "A"), .init(value: "b", label: "B"), .divider(), .init(value: "n", label: "None"),
        ]
        let radios = Field.radios(name: "q", legend: "Q", options: options, value: "b").text
        #expect(radios.matches(of: /value="([^"]+)" checked/).map { $0.1 } == ["b"])
        #expect(radios.contains("<p class=\"divider\">or</p>"))
        let boxes = Field.checkboxes(name: "q", legend: "Q", options: options, values: ["a", "n", "gone"]).text
        #expect(boxes.matches(of: /value="([^"]+)" checked/).map { $0.1 } == ["a", "n"])
        let select = Field.select(name: "q", label: "Q", options: options, value: "n").text
        #expect(select.matches(of: /value="([^"]*)" selected/).map { $0.1 } == ["n"])
    }

    @Test func `an error summary links to the control of each field`() {
        let summary = ErrorSummary([("answers[3]", "Enter <a> title"), ("", "The deadline has passed")]).html
        #expect(
            summary.text.contains(
                "<li><a href=\"#f-answers-5b3-5d\">Enter &lt;a&gt; title</a></li><li>The deadline has passed</li>"))
        #expect(Field.text(name: "answers[3]", label: "Title").text.contains("id=\"f-answers-5b3-5d\""))
        #expect(ErrorSummary([]).html.isEmpty)
    }

    @Test func `a form that changes something carries its token`() {
        let html = Form(action: "/applications/\("7")", token: "t\"1", multipart: true) { "<p>x</p>" }.html
        #expect(
            html.text == """
                <form method="post" action="/applications/7" enctype="multipart/form-data" novalidate>\
                <input type="hidden" name="csrf" value="t&quot;1"><p>x</p></form>

                """)
        #expect(!Form(asking: "/search") { "" }.html.text.contains("csrf"))
    }

    @Test func `a one-button form says what it acts on to people who hear it alone`() {
        let html = Button(
            "Withdraw", about: "application EOI-0007", posts: "/applications/7/withdrawal", token: "t",
            values: [("why", "x")]
        ).html
        #expect(
            html.text == """
                <form class="one-button" method="post" action="/applications/7/withdrawal">\
                <input type="hidden" name="csrf" value="t"><input type="hidden" name="why" value="x">\
                <button class="button quiet" type="submit">Withdraw<span class="unseen"> application EOI-0007</span></button></form>

                """)
    }

    /// One of each, so that a rule can be checked on all.
    static func everyField(hint: String?, error: FieldError?) -> HTML {
        let options: [Field.Option] = [
            .init(value: "a", label: "A", hint: "First"), .init(value: "b", label: "B"), .divider(),
            .init(value: "c", label: "C"),
        ]
        return """
            \(Field.text(name: "text", label: "Text", hint: hint, error: error, autocomplete: "name", optional: true))
            \(Field.email(name: "email", hint: hint, error: error))
            \(Field.telephone(name: "tel", hint: hint, error: error))
            \(Field.number(name: "number", label: "Number", hint: hint, error: error, suffix: "people"))
            \(Field.money(name: "money", label: "Money", hint: hint, error: error))
            \(Field.date(name: "date", legend: "Date", hint: hint, error: error, birthday: true))
            \(Field.textarea(name: "area", label: "Area", hint: hint, error: error, words: 60))
            \(Field.select(name: "select", label: "Select", options: options, hint: hint, error: error))
            \(Field.radios(name: "radios", legend: "Radios", options: options, hint: hint, error: error, look: .cards))
            \(Field.checkboxes(name: "boxes", legend: "Boxes", options: options, hint: hint, error: error))
            \(Field.checkbox(name: "box", label: "Box", hint: hint, error: error))
            \(Field.file(name: "file", label: "File", accept: "application/pdf", hint: hint, error: error))
            \(Field.text(name: "again", label: "Again", hint: hint, error: error, heading: true))
            \(Field.text(name: "text", label: "Text", hint: hint, error: error, id: "second-text"))
            """
    }
}

/// The values of every attribute `name` in `html`.
func values(of name: String, in html: HTML) -> [String] {
    html.text.matches(of: /\s([a-z-]+)="([^"]*)"/).filter { $0.1 == name }.map { String($0.2) }
}
