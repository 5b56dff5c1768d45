import Hummingbird
import Markup

/// The page of one person: what we know, where from, and what was said, promised, agreed to and brought about.
enum AcquaintancePages {
    static func person(_ request: PageRequest, _ view: Acquaintance, data: FormData, errors: FieldErrors) -> Response {
        let home = People.link(view.person, in: view.programme)
        let form = Forms(request: request, home: home, data: data, errors: errors)
        return PeoplePages.page(
            request, view.programme, title: view.name, status: errors.status,
            above: BackLink("People", to: People.link(view.programme)).html,
            body: """
                \(errors.summary)
                \(Heading(view.name, lead: "\(alsoSeen(view))"))
                \(unwanted(view))
                \(conversations(view, form))
                \(introductions(view, form))
                \(consent(view, form))
                \(records(view))
                """)
    }

    private static func alsoSeen(_ view: Acquaintance) -> String {
        let organisations = Set(view.records.map(\.organisation)).filter { !$0.isEmpty }.sorted()
        let others = view.names.dropFirst()
        return [
            organisations.isEmpty ? nil : organisations.joined(separator: ", "),
            others.isEmpty ? nil : "also seen as \(others.joined(separator: ", "))",
        ].compactMap(\.self).joined(separator: " · ")
    }

    private static func unwanted(_ view: Acquaintance) -> HTML {
        guard !view.unwanted.isEmpty else { return "" }
        return Notice("Does not want announcements", .warn) {
            """
            \(view.unwanted, each: { "<p>\($0.email): \($0.reason), since \($0.since.london.day.long).</p>" })
            <p><a href="\(link: Link("\(People.link(view.programme))/never-mail"))">All who are never written to</a></p>
            """
        }.html
    }

    // MARK: - Conversations

    private static func conversations(_ view: Acquaintance, _ form: Forms) -> HTML {
        let minutes = view.minutes > 0 ? ", \(Number.count(view.minutes, "minute", "minutes")) in all" : ""
        return """
            <section><h2>Conversations</h2>
            \(Table(
                caption: Number.count(view.conversations.count, "conversation", "conversations") + minutes,
                columns: [
                    Column("When", .name) { "\($0.on.long)" }, Column("Who of us") { "\($0.who)" },
                    Column("What about") { "\($0.note)" }, Column("Minutes", .number) { "\(if: $0.minutes > 0, "\($0.minutes)")" },
                    Column("Next step") { next($0, form) },
                ], rows: view.conversations, empty: "No conversation is written down yet."))
            \(Disclosure("Write down a conversation", open: form.isOpen("contact_")) { form.conversation })</section>

            """
    }

    private static func next(_ conversation: Conversation, _ form: Forms) -> HTML {
        guard !conversation.nextStep.isEmpty else { return "" }
        let by = conversation.nextBy.map { " by \($0.long)" } ?? ""
        guard conversation.isOpen else { return "\(conversation.nextStep) \(Tag("Done", .good))" }
        return "\(conversation.nextStep)\(by) \(form.done(conversation))"
    }

    // MARK: - Introductions

    private static func introductions(_ view: Acquaintance, _ form: Forms) -> HTML {
        """
        <section><h2>Introductions</h2>
        \(if: view.introductions.isEmpty, Nothing("They were introduced to nobody yet.").html)
        \(view.introductions, each: { introduction($0, view, form) })
        \(Disclosure("Introduce them to somebody", open: form.isOpen("intro_")) { form.introduction })</section>

        """
    }

    private static func introduction(_ one: Introduction, _ view: Acquaintance, _ form: Forms) -> HTML {
        """
        <div class="inset"><p>To <a href="\(link: People.link(one.other, in: view.programme))">\
        \(one.otherName.isEmpty ? "somebody" : one.otherName)</a>, on \(one.on.long), by \(one.who): \(one.why)</p>
        \(if: !one.outcome.isEmpty, "<p><strong>What came of it:</strong> \(one.outcome)</p>")
        \(Disclosure(one.outcome.isEmpty ? "Say what came of it" : "Say it anew", open: form.isOpen("outcome", of: one.id.text)) {
            form.outcome(one)
        })</div>

        """
    }

    // MARK: - Consent

    private static func consent(_ view: Acquaintance, _ form: Forms) -> HTML {
        """
        <section><h2>Consent</h2>
        \(Table(
            caption: "What they said last about each use",
            columns: [
                Column("Use", .name) { "\($0.purpose.label)" },
                Column("Answer") { $0.isGiven ? Tag("Agreed", .good).html : Tag("Refused", .bad).html },
                Column("How") { "\($0.how)" },
                Column("Noted") { "\($0.notedBy), \($0.notedAt.london.day.long)" },
            ], rows: view.holding, empty: "They were not asked yet: without a word of theirs there is no consent."))
        \(if: view.consents.count > view.holding.count, Disclosure("All that they said about it") {
            "<ul>\(view.consents, each: { "<li>\(said($0))</li>" })</ul>"
        }.html)
        \(Disclosure("Note what they said", open: form.isOpen("consent_")) { form.consent })</section>

        """
    }

    private static func said(_ consent: Consent) -> String {
        "\(consent.notedAt.london.day.long): \(consent.purpose.label), \(consent.isGiven ? "agreed" : "refused"), \(consent.how)"
    }

    // MARK: - Records

    private static func records(_ view: Acquaintance) -> HTML {
        Table(
            caption: "What we know, and where from",
            columns: [
                Column("What", .name) { "\(seen($0))" },
                Column("Name") { "\($0.name)" }, Column("E-mail") { "\($0.email)" },
                Column("Organisation") { "\($0.organisation)" },
                Column("Where from") { source($0, view) },
            ], rows: view.records
        ).html
    }

    /// What a record shows, with its state where that says more.
    private static func seen(_ record: Sighting) -> String {
        let isPlain = record.status.isEmpty || record.kind.label.lowercased() == record.status
        return isPlain ? record.kind.label : "\(record.kind.label) (\(record.status))"
    }

    private static func source(_ record: Sighting, _ view: Acquaintance) -> HTML {
        guard let file = record.importFile, let name = view.files[file] else { return "Our pages" }
        let link = Link("\(Programmes.teamLink(view.programme))/imports/\(file.text)")
        return "<a href=\"\(link: link)\">\(name)</a>\(if: record.line > 0, ", line \(record.line)")"
    }
}

extension AcquaintancePages {
    /// The forms of the page; what was typed into one that came back stands in it again.
    struct Forms {
        var request: PageRequest
        var home: Link
        var data: FormData
        var errors: FieldErrors

        func isOpen(_ prefix: String, of id: String? = nil) -> Bool {
            errors.faults.contains { $0.field.hasPrefix(prefix) } && (id == nil || data.text("about") == id)
        }

        private func form(_ path: StaticString, _ content: () -> HTML) -> HTML {
            Form(action: Link("\(home)\(Link(stringLiteral: path))"), token: request.context.formToken, content).html
        }

        private func text(_ name: String, _ label: String, hint: String? = nil, optional: Bool = false) -> HTML {
            Field.text(
                name: name, label: label, value: data.text(name), hint: hint, error: errors[name], optional: optional)
        }

        /// The caller's own name, as long as nothing else was typed.
        private func who(_ name: String, _ label: String) -> HTML {
            let typed = data.has(name) ? data.text(name) : request.caller.account?.name
            return Field.text(name: name, label: label, value: typed, error: errors[name])
        }

        private func area(_ name: String, _ label: String, hint: String? = nil) -> HTML {
            Field.textarea(
                name: name, label: label, value: data.text(name), hint: hint, error: errors[name], rows: 3)
        }

        var conversation: HTML {
            form("/contacts") {
                """
                \(text("contact_on", "When", hint: "Like 4 May 2022"))\(who("contact_who", "Who of you"))
                \(area("contact_note", "What it was about"))
                \(Field.number(
                    name: "contact_minutes", label: "How long", value: data.text("contact_minutes"),
                    error: errors["contact_minutes"], suffix: "minutes", optional: true))
                \(text("contact_next", "Next step", hint: "What you promised, such as “send them the pack”.", optional: true))
                \(text("contact_by", "By when", hint: "Like 11 May 2022", optional: true))\(Button("Write it down"))
                """
            }
        }

        func done(_ conversation: Conversation) -> Button {
            Button(
                "Done", about: conversation.nextStep, posts: Link("\(home)/contacts/\(conversation.id.text)/done"),
                token: request.context.formToken)
        }

        var introduction: HTML {
            form("/introductions") {
                """
                \(text("intro_to", "To whom", hint: "Their name, or their e-mail address when several share the name."))
                \(text("intro_on", "When", hint: "Like 4 May 2022"))\(who("intro_who", "Who of you"))
                \(area("intro_why", "Why they should know each other"))\(Button("Write it down"))
                """
            }
        }

        func outcome(_ one: Introduction) -> HTML {
            let isThis = data.text("about") == one.id.text
            return request.form(
                changing: Link("\(home)/introductions/\(one.id.text)/outcome"), shows: ["outcome": one.outcome]
            ) {
                """
                \(Field.hidden(name: "about", value: one.id.text))
                \(Field.textarea(
                    name: "outcome", label: "What came of it", value: isThis ? data.text("outcome") : one.outcome,
                    error: isThis ? errors["outcome"] : nil, rows: 3, id: "outcome-\(one.id.text)"))
                \(Button("Save"))
                """
            }.html
        }

        var consent: HTML {
            form("/consents") {
                """
                \(Field.radios(
                    name: "consent_purpose", legend: "What for",
                    options: Consent.Purpose.allCases.map { Field.Option(value: $0.rawValue, label: $0.label) },
                    value: data.text("consent_purpose"), error: errors["consent_purpose"]))
                \(Field.radios(
                    name: "consent_given", legend: "Do they agree?",
                    options: [
                        Field.Option(value: "yes", label: "Yes"),
                        Field.Option(value: "no", label: "No"),
                    ], value: data.text("consent_given"),
                    hint: "Who does not want to be written to gets no announcements any more.",
                    error: errors["consent_given"], look: .inline))
                \(text("consent_how", "How and when they said so", hint: "Such as “by e-mail on 4 May”."))\(Button("Note it"))
                """
            }
        }
    }
}
