import Hummingbird
import Markup
import Store

/// The page with which the team's day begins: where the edition stands, what waits for somebody, and the ways to the features.
enum TeamHome {
    static func addRoutes(_ routes: Routes) {
        routes.get("/programmes/:programme/team", for: .roles([.team])) { request in
            TeamHomePage.page(request, try await request.read { try Overview(request, in: $0) })
        }
    }
}

enum TeamHomePage {
    static func page(_ request: PageRequest, _ view: Overview) -> Response {
        let programme = view.programme
        let base = Programmes.teamLink(programme)
        return Frame.page(
            title: "Overview", site: Programmes.site(programme, caller: request.caller, current: .overview),
            context: request.context, look: .desk,
            body: """
                \(Heading(view.phase.sentence, over: programme.edition, lead: "\(next(view))", actions: actions(base)))
                \(if: programme.isRehearsal, Notice("This is a rehearsal", .accent) {
                    "<p>Nobody is mailed. <a href=\"\(link: Link("\(base)/rehearsal"))\">What happens when it ends</a></p>"
                }.html)
                <div class="beside"><div>\(waiting(view.tasks))</div><aside>\(dates(view, base))</aside></div>
                \(soFar(view, base))
                \(coming(view, base))
                \(work(view, base))
                \(lately(view, base))
                """)
    }

    private static func actions(_ base: Link) -> HTML {
        Button.row(
            Button("Change the dates", to: Link("\(base)/dates"), look: .second),
            Button("Change the edition", to: Link("\(base)/edition"), look: .second),
            Button("Who runs it", to: Link("\(base)/colleagues"), look: .second),
            Button("Next edition", to: Link("\(base)/next-edition"), look: .second))
    }

    /// `Next: Webinars, on Tuesday 22 February 2022, in 7 days.`
    static func next(_ view: Overview) -> String {
        guard let next = view.next else { return "Every date is behind us." }
        let days = next.startsAt.london.day.number - view.at.london.day.number
        let wait = days == 0 ? "today" : days == 1 ? "tomorrow" : "in \(Number.grouped(days)) days"
        return "Next: \(next.label), on \(next.startsAt.london.day.full), \(wait)."
    }

    private static func waiting(_ tasks: [TeamTask]) -> HTML {
        guard !tasks.isEmpty else {
            return "<section><h2>To do</h2>\(Nothing("Nothing does. Enjoy it."))</section>\n"
        }
        return """
            <section><h2>To do</h2>
            \(TaskList(tasks.map { TaskList.Task($0.title, link: $0.link, hint: $0.why, state: $0.urgency.tag.html) }))</section>

            """
    }

    private static func soFar(_ view: Overview, _ base: Link) -> HTML {
        let figures = [people(view, base), came(view, base), sent(view, base), scored(view, base), money(view, base)]
        return "<section><h2>So far</h2>\(Markup.Figure.row(figures.compactMap(\.self)))</section>\n"
    }

    private static func people(_ view: Overview, _ base: Link) -> Markup.Figure? {
        Markup.Figure(
            Number.grouped(view.people.people), of: "people known",
            definition: "Everybody on any list, counted once. Who was reached stands in the evaluation.",
            link: Link("\(base)/people"))
    }

    private static func came(_ view: Overview, _ base: Link) -> Markup.Figure? {
        let came = view.events.compactMap(\.attended).reduce(0, +)
        return Markup.Figure(
            Number.grouped(came), of: "attendances", definition: "People at each event, added up.",
            link: Link("\(base)/events"))
    }

    private static func sent(_ view: Overview, _ base: Link) -> Markup.Figure? {
        let drafts = Number.count(view.applications.drafts, "more is a draft", "more are drafts")
        return Markup.Figure(
            Number.grouped(view.applications.sent), of: "applications", definition: "Sent; \(drafts).",
            link: Link("\(base)/applications"))
    }

    private static func scored(_ view: Overview, _ base: Link) -> Markup.Figure? {
        let assigned = view.rounds.values.map(\.assigned).reduce(0, +)
        let handedIn = view.rounds.values.map(\.handedIn).reduce(0, +)
        guard assigned > 0 else { return nil }
        return Markup.Figure(
            "\(handedIn) of \(assigned)", of: "reviews", definition: "Handed in, of those given out.",
            link: Link("\(base)/panel"))
    }

    private static func money(_ view: Overview, _ base: Link) -> Markup.Figure? {
        let (pot, link) = (view.programme.pot.description, Link("\(base)/decisions"))
        guard view.finals.awards > 0 else {
            return Markup.Figure(pot, of: "in the pot", definition: "Nothing has been awarded yet.", link: link)
        }
        return Markup.Figure(
            view.finals.awarded.description, of: "awarded", definition: "Of \(pot) in the pot.", link: link)
    }

    private static func coming(_ view: Overview, _ base: Link) -> HTML {
        let coming = view.events.filter { $0.event.isAhead(at: view.at) }.prefix(4)
        guard !coming.isEmpty else { return "" }
        return """
            <section><h2>Coming events</h2>\(Table(
                caption: "Coming events and who has booked",
                columns: [
                    Column("Event", .name) { tally in
                        "<a href=\"\(link: Link("\(base)/events/\(tally.event.slug)"))\">\(tally.event.title)</a>"
                    },
                    Column("When") { "\($0.event.when)" }, Column("How") { "\($0.event.mode.label)" },
                    Column("Booked", .number) { tally in
                        "\(tally.booked)\(tally.event.capacity.map { " of \($0)" as HTML })"
                    },
                    Column("Waiting", .number) { "\($0.waiting)" },
                ], rows: Array(coming), captionShown: false))</section>

            """
    }

    private static func dates(_ view: Overview, _ base: Link) -> HTML {
        let road = ProgrammePages.road(view.milestones, at: view.at)
        let none = Nothing(
            "No date is set yet.", "<p><a href=\"\(link: Link("\(base)/dates"))\">Set the dates</a></p>")
        return "<section><h2>What happens when</h2>\(road.isEmpty ? none.html : Road(road).html)</section>\n"
    }

    private struct Work {
        var name: String
        var link: Link
        var purpose: String
    }

    private static func work(_ view: Overview, _ base: Link) -> HTML {
        let places = [
            Work(
                name: "Edition", link: Link("\(base)/edition"), purpose: "What it is, for whom, and how much there is"),
            Work(name: "Dates", link: Link("\(base)/dates"), purpose: "When things happen; the phase follows"),
            Work(name: "People", link: Link("\(base)/people"), purpose: "Who is who, and what we know of them"),
            Work(
                name: "Imports", link: Link("\(base)/imports"), purpose: "Lists and reports of other tools, as they are"
            ),
            Work(
                name: "Problems", link: Link("\(base)/problems"), purpose: "Framing, packs, boards and themes"),
            Work(name: "Insights", link: Link("\(base)/insights"), purpose: "What people told us"),
            Work(name: "Events", link: Link("\(base)/events"), purpose: "Who booked, who came, what came out of it"),
            Work(
                name: "Applications", link: Link("\(base)/applications"), purpose: "Who has started, is stuck, has sent"
            ),
            Work(name: "Panel", link: Link("\(base)/panel"), purpose: "Who scores what, and how it stands"),
            Work(
                name: "Decisions", link: Link("\(base)/decisions"), purpose: "Inside the pot; told first, then released"
            ),
            Work(name: "Mail", link: Link("\(base)/outbox"), purpose: "What waits, what left, what failed"),
            Work(name: "Evaluation", link: Link("\(base)/evaluation"), purpose: "Each figure with who is behind it"),
            Work(name: "Activity log", link: Link("\(base)/activity"), purpose: "Who did what, when and why"),
        ]
        return """
            <section><h2>Your work</h2><div class="cols">\(places, each: { place in
                "<p><a href=\"\(link: place.link)\">\(place.name)</a><br><span class=\"meta\">\(place.purpose)</span></p>"
            })</div></section>

            """
    }

    private static func lately(_ view: Overview, _ base: Link) -> HTML {
        guard !view.done.isEmpty else { return "" }
        return """
            <section><h2>Lately</h2><ul class="plain">\(view.done, each: { line in
                """
                <li>\(AuditLogPages.doer(line)) \(line.verb) \(AuditLogPages.subject(line))\
                \(if: !line.reason.isEmpty, ": \(line.reason)") \
                <span class="meta">\(Moment(line.at.london.full, iso: line.at.description))</span></li>
                """
            })</ul><p><a href="\(link: Link("\(base)/activity"))">All that was done</a></p></section>

            """
    }
}
