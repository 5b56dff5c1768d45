import Hummingbird
import Markup

enum ColleaguePages {
    static func list(
        _ request: PageRequest, _ programme: Programme, _ colleagues: [Colleague], data: FormData, errors: FieldErrors
    ) -> Response {
        EditionPages.page(
            request, programme, title: "Who runs it", errors,
            body: """
                \(if: request.query("done") == "added" && errors.isEmpty, Notice(
                    programme.isRehearsal ? "They are in" : "The way in is on its way to them", .good, announced: true
                ) {
                    programme.isRehearsal ? "<p>In a rehearsal nobody is mailed: they sign in with their address.</p>" : ""
                }.html)
                \(Heading("Who runs it", lead: """
                    The team runs the programme and decides. Mentors, and critical friends whom applicants invited, read drafts when \
                    they are asked; one who is taken off reads none any more.
                    """))
                \(Table(
                    caption: "The team and the mentors",
                    columns: [
                        Column("Name", .name) { "\($0.name.isEmpty ? $0.email : $0.name)" },
                        Column("Part") { "\($0.role.label)" }, Column("Organisation") { "\($0.organisation)" },
                        Column("E-mail address") { "\($0.email)" },
                        Column("Change") { remove(request, programme, $0) },
                    ], rows: colleagues, captionShown: false))
                <section><h2>Add somebody</h2>\(add(request, programme, data, errors))</section>
                <p>Assessors and the panel are asked on <a href="\(link: Link("\(Programmes.teamLink(programme))/panel/people"))">Who \
                judges</a>.</p>
                """)
    }

    private static func remove(_ request: PageRequest, _ programme: Programme, _ one: Colleague) -> HTML {
        if one.role == .team, one.account == request.caller.account?.id { return "You" }
        return Button(
            "Take off", about: one.name,
            posts: Link("\(Programmes.teamLink(programme))/colleagues/\(one.account.text)/removal"),
            token: request.context.formToken, values: [("role", one.role.rawValue)]
        ).html
    }

    private static func add(_ request: PageRequest, _ programme: Programme, _ data: FormData, _ errors: FieldErrors)
        -> HTML
    {
        Form(action: Link("\(Programmes.teamLink(programme))/colleagues"), token: request.context.formToken) {
            """
            \(Field.text(name: "name", label: "Their name", value: data.text("name"), error: errors["name"]))
            \(Field.email(
                name: "email", label: "Their e-mail address", value: data.text("email"),
                hint: programme.isRehearsal ? nil : "We mail them a link, at once.", error: errors["email"],
                autocomplete: nil))
            \(Field.text(
                name: "organisation", label: "Their organisation", value: data.text("organisation"),
                error: errors["organisation"], optional: true))
            \(Field.radios(
                name: "role", legend: "What do they come for?",
                options: [
                    Field.Option(value: "team", label: "To run it", hint: "Sees and changes what you can"),
                    Field.Option(value: "mentor", label: "To help applicants", hint: "Reads a draft when its writers ask"),
                ], value: data.text("role"), error: errors["role"]))
            \(Button("Add"))
            """
        }.html
    }
}
