import Hummingbird
import Markup

/// The forms with which a team announces, changes and calls off an event.
enum HoldingPages {
    /// The form for an event: a new one, or one that is there.
    static func form(
        _ request: PageRequest, _ programme: Programme, _ event: Event?, _ form: EventForm, errors: FieldErrors
    ) -> Response {
        let events = Link("\(Programmes.teamLink(programme))/events")
        let title = event.map { "Change “\($0.title)”" } ?? "Announce an event"
        let back = event.map { BackLink($0.title, to: $0.teamLink(in: programme)) } ?? BackLink("Events", to: events)
        return TeamEventPages.page(
            request, programme, title: title, status: errors.status, above: back.html,
            body: """
                \(errors.summary)\(Heading(title, lead: lead(event)))
                \(self.form(request, programme, event) {
                    "\(what(form, errors))\(when(form, errors))\(how(form, errors))\(Button(event == nil ? "Announce" : "Save"))"
                })
                """)
    }

    private static func form(
        _ request: PageRequest, _ programme: Programme, _ event: Event?, _ content: () -> HTML
    ) -> Form {
        guard let event else {
            return Form(
                action: Link("\(Programmes.teamLink(programme))/events"), token: request.context.formToken, content)
        }
        return request.form(changing: event.teamLink(in: programme), shows: EventForm(event).data, content)
    }

    private static func lead(_ event: Event?) -> HTML {
        event == nil
            ? "It stands on the public pages at once, and people can register."
            : "Another time or place is mailed to everybody with a place, once you release it."
    }

    private static func what(_ form: EventForm, _ errors: FieldErrors) -> HTML {
        """
        <section><h2>What</h2>
        \(Field.text(name: "title", label: "Title", value: form.title, error: errors["title"]))
        \(Field.radios(
            name: "kind", legend: "Kind", options: Event.Kind.allCases.map { Field.Option(value: $0.rawValue, label: $0.label) },
            value: form.kind, error: errors["kind"], look: .inline))
        \(Field.textarea(
            name: "description", label: "What happens there, and for whom", value: form.description,
            error: errors["description"], rows: 5, words: 80))</section>

        """
    }

    private static func when(_ form: EventForm, _ errors: FieldErrors) -> HTML {
        """
        <section><h2>When</h2><p>On clocks in London.</p><div class="cols">
        \(Field.text(
            name: "starts", label: "Starts", value: form.starts, hint: "Like 27 January 2022, 10 am", error: errors["starts"]))
        \(Field.text(
            name: "ends", label: "Ends", value: form.ends, hint: "Like 12.30 pm, or with its day", error: errors["ends"])
        )</div></section>

        """
    }

    private static func how(_ form: EventForm, _ errors: FieldErrors) -> HTML {
        """
        <section><h2>Where and how</h2>
        \(Field.radios(
            name: "mode", legend: "How people take part",
            options: Event.Mode.allCases.map { Field.Option(value: $0.rawValue, label: $0.label) }, value: form.mode,
            error: errors["mode"]))
        \(Field.text(
            name: "place", label: "Place", value: form.place, hint: "Not needed when it is online only.",
            error: errors["place"], optional: true))
        \(Field.text(
            name: "join_url", label: "Link to join online", value: form.joinURL,
            hint: "Only people with a place see it, when they are signed in.", error: errors["join_url"], optional: true))
        \(Field.number(
            name: "capacity", label: "Places", value: form.capacity,
            hint: "Beyond it people join a waiting list. Nothing means room for everybody.", error: errors["capacity"],
            optional: true))</section>

        """
    }

    /// Before an event is called off: what will happen, and why it does.
    static func cancellation(
        _ request: PageRequest, _ programme: Programme, _ event: Event, told: Int, reason: String, errors: FieldErrors
    ) -> Response {
        let home = event.teamLink(in: programme)
        return TeamEventPages.page(
            request, programme, title: "Call off “\(event.title)”", status: errors.status,
            above: BackLink(event.title, to: home).html,
            body: """
                \(errors.summary)\(Heading("Call off “\(event.title)”", lead: "\(event.when)"))
                \(event.isAhead(at: request.now) ? ask(request, home, told, reason, errors) : tooLate(event))
                """)
    }

    private static func tooLate(_ event: Event) -> HTML {
        Nothing(event.isCancelled ? "It was called off already." : "This event is over.").html
    }

    private static func ask(
        _ request: PageRequest, _ home: Link, _ told: Int, _ reason: String, _ errors: FieldErrors
    ) -> HTML {
        """
        <p>Its page says at once that it does not take place, and nobody can register. \(mails(told))</p>
        <p>This cannot be taken back: announce the event anew if it takes place after all.</p>
        \(Form(action: Link("\(home)/cancellation"), token: request.context.formToken) {
            """
            \(Field.textarea(
                name: "reason", label: "Why it does not take place", value: reason,
                hint: "Published, and part of the mails.", error: errors["reason"], rows: 3))
            \(Button("Call it off", look: .danger))
            """
        })
        """
    }

    private static func mails(_ count: Int) -> String {
        guard count > 0 else { return "Nobody is registered, so nobody needs a mail." }
        return """
            \(Number.count(count, "mail", "mails")) to those with a place or on the waiting list will wait in the outbox until you \
            release \(count == 1 ? "it" : "them").
            """
    }
}
