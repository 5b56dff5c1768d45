import Hummingbird
import Markup
import Names

/// The pages beside the list of people: somebody new, open promises, those who are never written to.
enum PeopleDeskPages {
    static func new(_ request: PageRequest, _ programme: Programme, data: FormData, errors: FieldErrors) -> Response {
        PeoplePages.page(
            request, programme, title: "Add somebody", status: errors.status,
            above: BackLink("People", to: People.link(programme)).html,
            body: """
                \(errors.summary)
                \(Heading("Add somebody", lead: "Somebody you met: they stand on the list of conversations."))
                \(Form(action: People.link(programme), token: request.context.formToken) {
                    """
                    \(Field.text(name: "name", label: "Name", value: data.text("name"), error: errors["name"]))
                    \(Field.text(
                        name: "organisation", label: "Organisation", value: data.text("organisation"),
                        error: errors["organisation"], optional: true))
                    \(Field.email(
                        name: "email", value: data.text("email"), error: errors["email"], autocomplete: nil, optional: true))
                    \(Button("Add"))
                    """
                })
                """)
    }

    static func nextSteps(_ request: PageRequest, _ programme: Programme, _ steps: [NextStep]) -> Response {
        PeoplePages.page(
            request, programme, title: "Next steps", above: BackLink("People", to: People.link(programme)).html,
            body: """
                \(Heading("Next steps", lead: "What was promised in conversations and is still open, the earliest first."))
                \(Table(
                    caption: "Open promises",
                    columns: [
                        Column("What", .name) { "\($0.step)" },
                        Column("For") { step in
                            "<a href=\"\(link: People.link(step.person, in: programme))\">\(step.name.isEmpty ? "(no name)" : step.name)</a>"
                        },
                        Column("By") { by($0, today: request.now.london.day) }, Column("Who of us") { "\($0.who)" },
                        Column("Kept?") { step in
                            Button(
                                "Done", about: step.step,
                                posts: Link(
                                    "\(People.link(step.person, in: programme))/contacts/\(step.conversation.text)/done"),
                                token: request.context.formToken, values: [("from", "steps")]
                            ).html
                        },
                    ], rows: steps, captionShown: false, empty: "Every promise is kept."))
                """)
    }

    private static func by(_ step: NextStep, today: Day) -> HTML {
        guard let day = step.by else { return "" }
        return "\(day.long)\(if: day < today, " \(Tag("Late", .warn))")"
    }

    static func neverMail(
        _ request: PageRequest, _ programme: Programme, _ all: [NeverMail], data: FormData, errors: FieldErrors
    ) -> Response {
        let here = Link("\(People.link(programme))/never-mail")
        let isAdding = errors["email"] != nil || errors["reason"] != nil
        return PeoplePages.page(
            request, programme, title: "Never written to", status: errors.status,
            above: BackLink("People", to: People.link(programme)).html,
            body: """
                \(errors.summary)
                \(Heading("Never written to", lead: "No announcement goes to these addresses, in any programme, whoever releases it."))
                <section><h2>Add an address</h2>\(Form(action: here, token: request.context.formToken) {
                    """
                    \(Field.email(
                        name: "email", value: isAdding ? data.text("email") : request.query("email"), error: errors["email"],
                        autocomplete: nil))
                    \(Field.text(
                        name: "reason", label: "Why", value: data.text("reason"),
                        hint: "Such as “asked by telephone on 4 May”.", error: errors["reason"]))
                    \(Button("Add"))
                    """
                })</section>
                <section><h2>\(Number.count(all.count, "address", "addresses"))</h2>
                \(if: all.isEmpty, Nothing("Nobody has asked for it.").html)
                <ul class="plain">\(all, each: { entry(request, here, $0, data, errors) })</ul></section>
                """)
    }

    private static func entry(
        _ request: PageRequest, _ here: Link, _ one: NeverMail, _ data: FormData, _ errors: FieldErrors
    ) -> HTML {
        let isThis = errors["again"] != nil && data.text("email") == one.email
        return """
            <li><strong>\(one.email)</strong> <span class="meta">\(one.reason), since \(one.since.london.day.long)\
            \(if: !one.addedBy.isEmpty, ", noted by \(one.addedBy)")</span>
            \(Disclosure("Write again to \(one.email)", open: isThis) {
                Form(action: Link("\(here)/removals"), token: request.context.formToken) {
                    """
                    \(Field.hidden(name: "email", value: one.email))
                    \(Field.text(
                        name: "again", label: "How they asked to hear from you again", value: isThis ? data.text("again") : "",
                        error: isThis ? errors["again"] : nil, id: "again-\(Field.id(for: one.email))"))
                    \(Button("Take off the list", look: .second))
                    """
                }.html
            })</li>

            """
    }
}
