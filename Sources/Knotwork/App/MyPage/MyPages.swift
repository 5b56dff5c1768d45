import Hummingbird
import Markup

enum MyPages {
    static func mine(_ request: PageRequest, _ view: MyPageView) -> Response {
        Frame.page(
            title: "Your programmes", site: .knotwork, context: request.context,
            body: """
                \(Heading("Your programmes"))
                \(view.parts, each: { section($0, request) })
                \(if: view.parts.isEmpty, Nothing(
                    "You have no part in a programme yet.",
                    "<p><a href=\"/\">See which programmes there are</a>.</p>").html)
                <section><h2>Where you are signed in</h2>
                <p>In \(Number.count(view.sessions, "browser", "browsers"))\(if: view.sessions == 1, ": this one"). If one of \
                them is not yours, or no longer in your hands, end them all: you then sign in anew with a link.</p>
                \(Button(
                    "Sign out everywhere", posts: "/my/sign-out-everywhere", token: request.context.formToken, look: .second))
                </section>
                """)
    }

    private static func section(_ part: MyPageView.Part, _ request: PageRequest) -> HTML {
        let tasks = team(part) + invitations(part) + applications(part, at: request.now) + reviews(part) + places(part)
        return """
            <section><h2><a href="\(link: Programmes.link(part.programme))">\(part.programme.name)</a></h2>
            <p class="meta">\(([part.programme.edition] + part.roles.map(\.label).sorted()).joined(separator: " · "))</p>
            \(if: !tasks.isEmpty, TaskList(tasks).html)
            \(if: tasks.isEmpty, "<p>Nothing waits for you here.</p>")</section>

            """
    }

    private static func team(_ part: MyPageView.Part) -> [TaskList.Task] {
        guard part.roles.contains(.team) else { return [] }
        return [
            TaskList.Task(
                "The team’s overview", link: Programmes.teamLink(part.programme),
                hint: "What waits for the team, and the way to every page of its work", state: "")
        ]
    }

    private static func invitations(_ part: MyPageView.Part) -> [TaskList.Task] {
        part.asked.map { one in
            let base = Programmes.link(part.programme)
            return TaskList.Task(
                "Will you help \(one.organisation)?",
                link: Link("\(base)/applications/\(one.invitation.application.text)/invitation"),
                hint: one.invitation.part.label, state: Tag("Asked", .accent).html)
        }
    }

    private static func applications(_ part: MyPageView.Part, at now: Instant) -> [TaskList.Task] {
        let released = part.programme.resultsReleasedAt.map { $0 <= now } ?? false
        return part.applications.map { own in
            let label = own.application.stage.applicantLabel(released: released && own.part != .criticalFriend)
            return TaskList.Task(
                own.application.organisation.isEmpty ? "Your application" : own.application.organisation,
                link: own.application.link(in: part.programme), hint: hint(own),
                state: own.application.stage == .draft ? Tag(label, .accent).html : "\(label)")
        }
    }

    private static func hint(_ own: Applications.OwnApplication) -> String {
        let what = own.application.reference.isEmpty ? "Application" : "Application \(own.application.reference)"
        return own.part == .lead ? what : "\(what), as \(own.part.label.lowercased())"
    }

    private static func reviews(_ part: MyPageView.Part) -> [TaskList.Task] {
        let open = part.reviews.filter(\.isOpen).count
        guard !part.reviews.isEmpty else { return [] }
        return [
            TaskList.Task(
                "Your reviews", link: Link("\(Programmes.link(part.programme))/reviews"),
                hint: "Applications that you were given to score",
                state: open == 0 ? "All done" : Tag("\(open) to score", .accent).html)
        ]
    }

    private static func places(_ part: MyPageView.Part) -> [TaskList.Task] {
        part.places.map { place in
            TaskList.Task(
                place.event.title, link: place.event.link(in: part.programme), hint: place.event.when,
                state: place.state == .booked ? Tag("Booked", .good).html : Tag(place.state.label).html)
        }
    }
}
