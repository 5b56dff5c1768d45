import Hummingbird
import Markup

/// Who takes part in an application, and how others are asked to.
enum CollaboratorPages {
    static func list(_ request: PageRequest, _ view: CompanyView, data: FormData, errors: FieldErrors) -> Response {
        let base = view.draft.application.link(in: view.draft.programme)
        return DraftPages.page(
            request, view.draft, title: "Who takes part", status: errors.isEmpty ? .ok : .unprocessableContent,
            above: BackLink("Your expression of interest", to: base).html,
            body: """
                \(errors.summary)\(done(request, view))
                \(Heading("Who takes part", over: view.draft.application.organisation, lead: """
                    Write it together, or let somebody you trust read it first. Those who judge never learn who helped.
                    """))
                \(people(request, view, base))
                \(if: view.mayInvite, invite(request, base, data, errors))
                """)
    }

    private static func done(_ request: PageRequest, _ view: CompanyView) -> HTML {
        guard request.query("done") == "invited" else { return "" }
        let title =
            view.draft.programme.isRehearsal
            ? "They are asked; in a rehearsal nobody is mailed" : "The invitation is on its way"
        return Notice(title, .good, announced: true) {
            "<p>They take part once they have said yes.</p>"
        }.html
    }

    private static func people(_ request: PageRequest, _ view: CompanyView, _ base: Link) -> HTML {
        let companions = view.company.companions.map { one in
            Line(
                account: one.account, name: one.name, part: one.part,
                since: "since \(one.joinedAt.london.day.long)",
                leaving: one.part == .lead ? nil : one.account.id == request.caller.account?.id ? "Leave" : "Remove")
        }
        let invited = view.company.invitations.map { one in
            Line(
                account: one.account, name: one.account.email, part: one.part,
                since: one.since, leaving: "Take back")
        }
        return Table(
            caption: "People of this application",
            columns: [
                Column("Who", .name) { "\($0.name)" }, Column("Part") { "\($0.part.label)" },
                Column("Since") { "\($0.since)" },
                Column("Change") { line in leave(request, view, line, base) },
            ], rows: companions + invited, captionShown: false
        ).html
    }

    private struct Line {
        var account: Account
        var name: String
        var part: Draft.Part
        var since: String
        /// What ends it, in a word.
        var leaving: String?
    }

    private static func leave(_ request: PageRequest, _ view: CompanyView, _ line: Line, _ base: Link) -> HTML {
        guard let word = line.leaving, view.draft.part == .lead || line.account.id == request.caller.account?.id else {
            return "–"
        }
        return Button(
            word, about: line.name, posts: Link("\(base)/collaborators/\(line.account.id.text)/leaving"),
            token: request.context.formToken
        ).html
    }

    private static func invite(_ request: PageRequest, _ base: Link, _ data: FormData, _ errors: FieldErrors) -> HTML {
        """
        <section><h2>Invite somebody</h2>\(Form(action: Link("\(base)/invitations"), token: request.context.formToken) {
            """
            \(Field.email(
                name: "email", label: "Their e-mail address", value: data.text("email"),
                hint: "We mail them the way, and who asks. They say yes or no.", error: errors["email"],
                autocomplete: nil))
            \(Field.radios(
                name: "part", legend: "As what?",
                options: Draft.Part.invitable.map { Field.Option(value: $0.rawValue, label: $0.label, hint: $0.hint) },
                value: data.text("part"), error: errors["part"]))
            \(Button("Invite"))
            """
        })</section>

        """
    }

    /// What somebody reads who was asked to join.
    static func invitation(
        _ request: PageRequest, _ programme: Programme, _ asked: Applications.Asked, data: FormData, errors: FieldErrors
    ) -> Response {
        let part = asked.invitation.part
        let base = Link("\(Programmes.link(programme))/applications/\(asked.invitation.application.text)")
        return Frame.page(
            title: "Will you help?", site: Programmes.site(programme, caller: request.caller, current: .howToApply),
            context: request.context, status: errors.isEmpty ? .ok : .unprocessableContent,
            body: """
                \(errors.summary)
                \(Heading("Will you help?", over: part.label, lead: """
                    \(asked.askedBy) asks you to take part in the application of \(asked.organisation).
                    """))
                \(explain(part))
                \(Form(action: Link("\(base)/invitation"), token: request.context.formToken) {
                    """
                    \(if: asked.invitation.account.name.isEmpty, Field.text(
                        name: "name", label: "Your name", value: data.text("name"), error: errors["name"],
                        autocomplete: "name"))
                    \(Button.row(
                        Button("Yes, I join", name: "answer", value: "yes"),
                        Button("No, thank you", look: .second, name: "answer", value: "no")))
                    """
                })
                """)
    }

    private static func explain(_ part: Draft.Part) -> HTML {
        part == .criticalFriend
            ? """
            <p>As a critical friend you read the draft and leave remarks on its parts. You cannot change or send it. You can \
            write down the time you spent, so that the team sees that everybody gets help. Assessors and the panel are shown \
            nothing of it. You can never judge this application yourself.</p>
            """
            : """
            <p>As a co-applicant you write the application together, and may send it. You can never judge it yourself.</p>
            """
    }
}
