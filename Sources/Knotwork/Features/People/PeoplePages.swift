import Hummingbird
import Markup

enum PeoplePages {
    static func list(
        _ request: PageRequest, _ programme: Programme, _ people: [People.Listing], search: String, doubts: Int,
        linking: LinkingState?
    ) -> Response {
        let base = Programmes.link(programme)
        return page(
            request, programme, title: "People",
            body: """
                \(Heading(
                    Number.count(people.count, "person", "people"),
                    lead: "Everybody whom a file or a page of this programme has shown, counted once as far as we know.",
                    actions: Button.row(
                        Button("Add somebody", to: Link("\(base)/team/people/new")),
                        Button("Next steps", to: Link("\(base)/team/people/next-steps"), look: .second),
                        Button("Never written to", to: Link("\(base)/team/people/never-mail"), look: .second))))
                \(linking.notice)\(if: doubts > 0, """
                    <p class="inset"><a href="\(link: Link("\(base)/team/people/doubts"))">\
                    \(Number.count(doubts, "pair", "pairs")) may be one person</a>: please look.</p>
                    """)
                \(Form(asking: Link("\(base)/team/people")) {
                    "\(Field.text(name: "q", label: "Find a name or an organisation", value: search))\(Button("Find", look: .second))"
                })
                \(Table(
                    caption: "People",
                    columns: [
                        Column("Name", .name) { link(base, $0) }, Column("Organisation") { "\($0.organisation)" },
                        Column("Records", .number) { "\($0.records)" },
                    ], rows: people, captionShown: false))
                """)
    }

    private static func link(_ base: Link, _ person: People.Listing) -> HTML {
        let link = Link("\(base)/team/people/\(person.id.text)")
        return "<a href=\"\(link: link)\">\(person.name.isEmpty ? "(no name)" : person.name)</a>"
    }

    static func doubts(
        _ request: PageRequest, _ programme: Programme, _ pairs: [People.DoubtfulPair], _ decided: [People.Decided],
        linking: LinkingState?
    ) -> Response {
        page(
            request, programme, title: "Who is who",
            body: """
                <h1>Who is who</h1>
                \(linking.notice)
                <p class="lead">\(pairs.isEmpty ? "Nothing waits for you." : "Are these one person? What you say can be undone.")</p>
                \(pairs, each: { pair(request, programme, $0) })
                \(if: !decided.isEmpty, "<h2>Decided</h2><ul class=\"plain\">\(decided, each: { verdict(request, programme, $0) })</ul>")
                """)
    }

    private static func pair(_ request: PageRequest, _ programme: Programme, _ pair: People.DoubtfulPair) -> HTML {
        """
        <section class="pair"><h2>\(pair.a.name.isEmpty ? pair.a.email : pair.a.name) and \
        \(pair.b.name.isEmpty ? pair.b.email : pair.b.name)</h2>
        <p class="meta">\(pair.why).</p>
        <div class="cols">\(side(pair.a))\(side(pair.b))</div>
        \(Form(action: Link("\(Programmes.teamLink(programme))/people/verdicts"), token: request.context.formToken) {
            """
            \(Field.hidden(name: "a", value: pair.a.id.text))\(Field.hidden(name: "b", value: pair.b.id.text))
            \(Button.row(
                Button("One person", look: .first, name: "verdict", value: "together"),
                Button("Two people", look: .second, name: "verdict", value: "apart")))
            """
        })</section>

        """
    }

    private static func side(_ sighting: Sighting) -> HTML {
        """
        <dl class="record"><dt>Seen as</dt><dd>\(sighting.kind.label)</dd><dt>Name</dt><dd>\(sighting.name)</dd>\
        <dt>E-mail</dt><dd>\(sighting.email.isEmpty ? "none" : sighting.email)</dd>\
        <dt>Organisation</dt><dd>\(sighting.organisation.isEmpty ? "none" : sighting.organisation)</dd></dl>
        """
    }

    private static func verdict(_ request: PageRequest, _ programme: Programme, _ decided: People.Decided) -> HTML {
        let base = Programmes.link(programme)
        return """
            <li>\(decided.a.name) <span class="meta">\(decided.a.email)</span> and \(decided.b.name) \
            <span class="meta">\(decided.b.email)</span>: <strong>\(decided.together ? "one person" : "two people")</strong>\
            \(if: !decided.reason.isEmpty, ", because \(decided.reason)")
            \(Button(
                "Undo", about: "the decision about \(decided.a.name)",
                posts: Link("\(base)/team/people/verdicts/\(decided.id.text)/undoing"), token: request.context.formToken))</li>

            """
    }

    static func page(
        _ request: PageRequest, _ programme: Programme, title: String, status: HTTPResponse.Status = .ok,
        above: HTML = HTML(),
        body: HTML
    ) -> Response {
        Frame.page(
            title: title, site: Programmes.site(programme, caller: request.caller, current: .people),
            context: request.context,
            status: status, look: .desk, above: above, body: body)
    }
}
