import Hummingbird
import Markup
import Store

/// A programme's front page: what it is, what people said, what happens when, and what came of it.
enum ProgrammeHome {
    static func addRoutes(_ routes: Routes) {
        routes.publicPage("/programmes/:programme") { request in
            let view = try await request.read { db in
                let landscape = try Landscape(request, in: db)
                return View(
                    landscape: landscape,
                    milestones: try Programmes.milestones(of: landscape.programme.id, in: db),
                    events: try Events.all(of: landscape.programme.id, in: db),
                    hasReport: try Evaluation.latest(of: landscape.programme.id, in: db) > 0,
                    hasQuestions: try Applications.openForm(of: landscape.programme.id, in: db) != nil)
            }
            return page(request, view)
        }
    }

    private struct View: Sendable {
        var landscape: Landscape
        var milestones: [Milestone]
        var events: [Event]
        var hasReport: Bool
        var hasQuestions: Bool
        var programme: Programme { landscape.programme }
    }

    private static func page(_ request: PageRequest, _ view: View) -> Response {
        let programme = view.programme
        let phase = Phase(view.milestones, released: programme.resultsReleasedAt, at: request.now)
        return Frame.page(
            title: programme.name, site: Programmes.site(programme, caller: request.caller, current: .home),
            context: request.context,
            body: """
                <div class="heading hero"><p class="over">\(phase.sentence)</p><h1>\(programme.strapline)</h1>\
                <p class="lead">\(programme.about)</p>\(actions(view, phase))</div>
                \(problems(view.landscape))
                \(road(view, at: request.now))
                \(events(view, at: request.now))
                """)
    }

    private static func actions(_ view: View, _ phase: Phase) -> HTML {
        let programme = view.programme
        let base = Programmes.link(programme)
        let talk = Button(
            "Talk to somebody first", to: Link(external: "mailto:\(programme.contactEmail)") ?? base, look: .second)
        switch phase {
        case .open where view.hasQuestions:
            return Button.row(Button("Start an expression of interest", to: Link("\(base)/applications/new")), talk)
        case .done:
            let results = Button("See the results", to: Link("\(base)/results"))
            guard view.hasReport else { return Button.row(results) }
            return Button.row(
                results, Button("Read the report", to: Evaluation.publicLink(programme), look: .second))
        case .before, .open, .judging: return Button.row(Button("How to apply", to: Link("\(base)/how-to-apply")), talk)
        }
    }

    private static func problems(_ view: Landscape) -> HTML {
        guard !view.problems.isEmpty else { return "" }
        let link = Link("\(Programmes.link(view.programme))/themes")
        return """
            <section><h2>What people told us</h2>\(Card.row(view.problems.map { ProblemPages.card($0, view) }))
            \(if: !view.themes.isEmpty, """
                <p><a href="\(link: link)">\(ProblemPages.becoming(view))</a></p>
                """)</section>

            """
    }

    private static func road(_ view: View, at now: Instant) -> HTML {
        guard !view.milestones.isEmpty else { return "" }
        return """
            <section><h2>What happens when</h2>\(Road(ProgrammePages.road(view.milestones, at: now)))</section>

            """
    }

    private static func events(_ view: View, at now: Instant) -> HTML {
        let coming = view.events.filter { $0.isAhead(at: now) }
        guard !coming.isEmpty else { return "" }
        return """
            <section><h2>Come along</h2><ul>\(coming.prefix(5), each: { event in
                "<li><a href=\"\(link: event.link(in: view.programme))\">\(event.title)</a>, \(event.when)</li>"
            })</ul></section>

            """
    }
}
