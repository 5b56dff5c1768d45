import Hummingbird
import Markup
import Store

/// The list at the door: made for a phone in one hand, one press for each person.
enum DoorPage {
    static func page(_ request: PageRequest, _ view: DoorView, data: FormData, errors: FieldErrors) -> Response {
        let (event, home) = (view.event, view.event.teamLink(in: view.programme))
        let came = view.lines.filter { $0.attendance != nil }
        let awaited = view.lines.filter { $0.attendance == nil && $0.fits(request.query("q")) }
        return TeamEventPages.page(
            request, view.programme, title: "At the door: \(event.title)", status: errors.status,
            above: BackLink(event.title, to: home).html,
            body: """
                \(errors.summary)
                \(Heading("At the door", over: event.title, lead: "\(Progress(came.count, of: view.lines.count, "here"))"))
                \(if: !event.isCheckInOpen(at: request.now), closed(event))
                \(if: event.isCheckInOpen(at: request.now), """
                    <section><h2>Expected</h2>\(find(request, home))\(list(request, home, awaited, empty: request.query("q").isEmpty ? "Everybody who was expected is here." : "Nobody who is awaited fits."))</section>
                    <section><h2>Somebody else</h2>\(walkIn(request, home, data, errors))</section>
                    """)
                <section><h2>Here</h2>\(list(request, home, came, empty: "Nobody has come yet."))</section>
                """)
    }

    private static func closed(_ event: Event) -> HTML {
        Notice(event.isCancelled ? "This event was cancelled" : "Not yet", .warn) {
            "<p>\(event.isCancelled ? event.cancelledBecause : "People can be checked in from twelve hours before: \(event.when).")</p>"
        }.html
    }

    private static func find(_ request: PageRequest, _ home: Link) -> HTML {
        Form(asking: Link("\(home)/door"), filters: true) {
            """
            \(Field.text(name: "q", label: "Find a name or an organisation", value: request.query("q"), optional: true))
            \(Button("Find", look: .second))
            """
        }.html
    }

    private static func list(_ request: PageRequest, _ home: Link, _ lines: [DoorLine], empty: String) -> HTML {
        guard !lines.isEmpty else { return Nothing(empty).html }
        return "<ul class=\"plain door\">\(lines, each: { item(request, home, $0) })</ul>\n"
    }

    private static func item(_ request: PageRequest, _ home: Link, _ line: DoorLine) -> HTML {
        """
        <li><div><strong>\(line.name.isEmpty ? line.email : line.name)</strong>\
        \(if: line.state == .waiting, " \(Tag("Waiting list"))")\
        \(if: line.registration == nil, " \(Tag("Walked in"))")<br>\
        <span class="meta">\(line.organisation.isEmpty ? line.email : line.organisation)\
        \(line.cameAt.map { ", at \($0.london.clock)" as HTML })</span></div>\(button(request, home, line))</li>

        """
    }

    private static func button(_ request: PageRequest, _ home: Link, _ line: DoorLine) -> Button? {
        if let attendance = line.attendance {
            return Button(
                "Not here", about: line.name, posts: Link("\(home)/check-ins/\(attendance.text)/removal"),
                token: request.context.formToken)
        }
        guard let registration = line.registration else { return nil }
        return Button(
            "Here", about: line.name, posts: Link("\(home)/check-ins"), token: request.context.formToken,
            values: [("registration", registration.text)], look: .second)
    }

    private static func walkIn(_ request: PageRequest, _ home: Link, _ data: FormData, _ errors: FieldErrors) -> HTML {
        Form(action: Link("\(home)/walk-ins"), token: request.context.formToken) {
            """
            \(Field.text(name: "name", label: "Name", value: data.text("name"), error: errors["name"]))
            \(Field.text(
                name: "organisation", label: "Organisation", value: data.text("organisation"),
                error: errors["organisation"], optional: true))
            \(Field.email(
                name: "email", value: data.text("email"), hint: "Any address of theirs, or none.", error: errors["email"],
                autocomplete: nil, optional: true))
            \(Button("They are here"))
            """
        }.html
    }
}

extension FieldErrors {
    /// What a page with a form answers: 422 when it comes back.
    var status: HTTPResponse.Status { isEmpty ? .ok : .unprocessableContent }
}
