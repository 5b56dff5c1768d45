import Hummingbird
import Markup

enum EditionStartPages {
    static func clone(_ request: PageRequest, _ programme: Programme, _ form: CloneForm, errors: FieldErrors)
        -> Response
    {
        EditionPages.page(
            request, programme, title: "The next edition", errors,
            body: """
                \(Heading("The next edition", lead: "Begin where “\(programme.edition)” left off."))
                <div class="cols"><div><h2>What comes along</h2><ul><li>The team</li><li>The words, the colour and the pot</li>\
                <li>The dates, moved by whole weeks</li><li>The questions of the application form</li>\
                <li>The criteria and their weights</li><li>The problems, in the backlog: ask whether they still hold</li></ul></div>\
                <div><h2>What stays behind</h2><ul><li>Everybody else, and what they said</li><li>Events and who came</li>\
                <li>Applications, scores and decisions</li><li>Mails</li></ul></div></div>
                <p>It begins as a rehearsal: everything works and nobody is mailed, until you say so.</p>
                \(Form(action: Link("\(Programmes.teamLink(programme))/next-edition"), token: request.context.formToken) {
                    """
                    \(Field.text(name: "name", label: "Name", value: form.name, error: errors["name"]))
                    \(Field.text(
                        name: "edition", label: "Edition", value: form.edition,
                        hint: "Where and when: “Liverpool City Region 2022–23”.", error: errors["edition"]))
                    \(Field.text(
                        name: "slug", label: "Address", value: form.slug,
                        hint: "The last part of its web address, like lcr-2022-23. It can never change.",
                        error: errors["slug"], width: .twenty))
                    \(Field.number(
                        name: "weeks", label: "Weeks between the editions", value: form.weeks,
                        hint: "52 is a year later, on the same days of the week. Each date can be changed afterwards.",
                        error: errors["weeks"]))
                    \(Button("Make the next edition"))
                    """
                })
                """)
    }

    static func rehearsal(
        _ request: PageRequest, _ programme: Programme, _ trace: RehearsalTrace, errors: FieldErrors
    ) -> Response {
        EditionPages.page(
            request, programme, title: "The rehearsal", errors,
            body: """
                \(Heading("The rehearsal", lead: "\(lead(programme))"))
                \(if: programme.isRehearsal, ending(request, programme, trace, errors))
                """)
    }

    private static func lead(_ programme: Programme) -> String {
        programme.isRehearsal
            ? "Everything works like the real thing, and nobody is mailed."
            : "This edition is no rehearsal: mail leaves."
    }

    private static func ending(
        _ request: PageRequest, _ programme: Programme, _ trace: RehearsalTrace, _ errors: FieldErrors
    ) -> HTML {
        let base = Programmes.teamLink(programme)
        return """
            \(if: !trace.isEmpty, Notice("What was tried out stays", .warn) {
                """
                <p>\(Number.count(trace.people, "person", "people")) and \
                \(Number.count(trace.applications, "application", "applications")) would count in every figure. For a clean \
                start, <a href="\(link: Link("\(base)/next-edition").query("weeks", "0"))">make an edition from this one</a> with \
                the same dates, and end the rehearsal there.</p>
                """
            }.html)
            <section><h2>When it ends</h2>
            <ul><li>The edition is listed on the front page.</li>\
            <li>Mail leaves: to one person at once, to many once you release it.</li>\
            \(if: trace.mails > 0, """
                <li>\(Number.count(trace.mails, "mail", "mails")) written in the rehearsal never \(trace.mails == 1 ? "leaves" : "leave").</li>
                """)\
            <li>There is no way back into the rehearsal.</li></ul>
            \(Form(action: Link("\(base)/rehearsal/end"), token: request.context.formToken) {
                """
                \(Field.checkbox(
                    name: "meant", label: "From now on mail leaves, to real people", error: errors["meant"]))
                \(Button("End the rehearsal"))
                """
            })</section>

            """
    }
}
