import Hummingbird
import Markup
import Store

enum JudgePages {
    static func list(_ request: PageRequest, _ view: JudgesView, data: FormData, errors: FieldErrors) -> Response {
        TeamPanelPages.page(
            request, view.programme, title: "Who judges", errors: errors,
            above: BackLink("Panel", to: Panels.overview(view.programme, view.round)).html
                + Tabs(
                    Round.allCases.map {
                        Place($0.label, JudgesView.link(view.programme, $0), isHere: $0 == view.round)
                    },
                    label: "Rounds"
                ).html,
            body: """
                \(errors.summary)\(done(request, view))
                \(Heading("Who judges", over: view.round.label))
                \(people(request, view))
                \(remind(request, view))
                <section><h2>Ask somebody</h2>\(invite(request, view, data, errors))</section>
                """)
    }

    private static func done(_ request: PageRequest, _ view: JudgesView) -> HTML {
        switch request.query("done") {
        case "invited":
            Notice(
                view.programme.isRehearsal
                    ? "They may judge; in a rehearsal nobody is mailed" : "The invitation is on its way",
                .good, announced: true
            ) { "" }.html
        case "reminded":
            Notice("Nobody new needs a reminder", announced: true) { "<p>Whoever is late has one waiting already.</p>" }
                .html
        default: ""
        }
    }

    private static func people(_ request: PageRequest, _ view: JudgesView) -> HTML {
        Table(
            caption: "Those who judge in this round",
            columns: [
                Column("Name", .name) { "\($0.name)" }, Column("Organisation") { "\($0.organisation)" },
                Column("Conflicts declared") { judge in
                    judge.declaredAt.map { "\($0.london.day.long)" } ?? Tag("Not yet", .warn).html
                },
                Column("Handed in") { $0.assigned > 0 ? "\($0.handedIn) of \($0.assigned)" : "Nothing given" },
                Column("Change") { remove(request, view, $0) },
            ], rows: view.judges, captionShown: false, empty: "Nobody judges in this round yet."
        ).html
    }

    private static func remove(_ request: PageRequest, _ view: JudgesView, _ judge: Judge) -> HTML {
        guard judge.handedIn == 0 else { return "Stays: has handed in" }
        return Button(
            "Take off", about: judge.name,
            posts: Link("\(Programmes.teamLink(view.programme))/panel/people/\(judge.account.text)/removal"),
            token: request.context.formToken, values: [("round", view.round.rawValue)]
        ).html
    }

    private static func remind(_ request: PageRequest, _ view: JudgesView) -> HTML {
        guard view.unfinished > 0 else { return "" }
        return """
            <section><h2>Reminders</h2>
            <p>\(Number.count(view.unfinished, "person has", "people have")) unfinished work. The mails wait in the outbox until \
            you have looked at them and release them.</p>
            \(Button(
                "Write the reminders", posts: Link("\(Programmes.teamLink(view.programme))/panel/reminders"),
                token: request.context.formToken, values: [("round", view.round.rawValue)], look: .second))</section>

            """
    }

    private static func invite(_ request: PageRequest, _ view: JudgesView, _ data: FormData, _ errors: FieldErrors)
        -> HTML
    {
        let action = Link("\(Programmes.teamLink(view.programme))/panel/people")
        return Form(action: action, token: request.context.formToken) {
            """
            \(Field.hidden(name: "round", value: view.round.rawValue))
            \(Field.text(name: "name", label: "Their name", value: data.text("name"), error: errors["name"]))
            \(Field.email(
                name: "email", label: "Their e-mail address", value: data.text("email"),
                hint: "We mail them a link, at once.", error: errors["email"], autocomplete: nil))
            \(Field.text(
                name: "organisation", label: "Their organisation", value: data.text("organisation"),
                error: errors["organisation"], optional: true))
            \(Field.radios(
                name: "role", legend: "As what?",
                options: Role.judging.map { Field.Option(value: $0.rawValue, label: $0.label, hint: $0.judges) },
                value: data.has("role") ? data.text("role") : view.round.role.rawValue, error: errors["role"]))
            \(Button("Invite"))
            """
        }.html
    }
}
