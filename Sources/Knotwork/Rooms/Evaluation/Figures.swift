extension Evidence {
    /// All figures, each defined here and nowhere else.
    var figures: [Figure] {
        [
            stakeholders, launchAttended, views, bookings, conversionMean, conversionPooled, bookingsFromLaunch,
            organisationsEngaged, submitted, shortlisted, funded, awarded, left, rawContacts, reach,
        ]
    }

    // MARK: - People

    func people(_ kind: Sighting.Kind, at events: [Event]? = nil) -> [ID<Person>] {
        let places = events.map { Set($0.map(\.id)) }
        let found = seen.filter { one in
            one.kind == kind && one.counts && (places.map { places in one.event.map(places.contains) ?? false } ?? true)
        }
        return Set(found.map(\.person)).sorted()
    }

    var stakeholders: Figure {
        let people = people(.contact)
        return Figure(
            key: "stakeholders", title: "stakeholders heard before the launch", value: .count(people.count),
            definition: "Different people on the programme’s list of conversations.",
            formula: "count of people with a contact record", behind: .people, ids: people.map(\.text))
    }

    var launchPeople: Set<ID<Person>> { Set(launch.map { people(.attendance, at: [$0]) } ?? []) }

    var launchAttended: Figure {
        let people = launchPeople.sorted()
        return Figure(
            key: "launch_attended", title: "people at the launch", value: .count(people.count),
            definition: """
                Different people whom the meeting’s attendance report shows; people who joined twice or under two names \
                count once; the hosts and the programme’s team are not counted.
                """,
            formula: "count of people with an attendance record of the launch", behind: .people, ids: people.map(\.text)
        )
    }

    var reach: Figure {
        let counted = people(.contact) + Array(launchPeople) + people(.booking, at: webinars) + people(.application)
        let people = Set(counted).sorted()
        return Figure(
            key: "reach", title: "people reached", value: .count(people.count),
            definition: """
                Different people over all stages: heard before the launch, at the launch, booked on a webinar, or a contact \
                of an application. Places at the launch that nobody used, and the programme’s own team, are not counted.
                """,
            formula: "stakeholders ∪ launch ∪ webinar bookings ∪ applicants, each person once", behind: .people,
            ids: people.map(\.text))
    }

    var rawContacts: Figure {
        let (heard, came, booked) = (stakeholders, launchAttended, bookings)
        let total = heard.ids.count + came.ids.count + booked.ids.count
        return Figure(
            key: "raw_contacts", title: "contacts before anybody is counted once", value: .count(total),
            definition:
                "People heard, people at the launch and webinar bookings, added up although many are the same people.",
            formula: "\(heard.ids.count) + \(came.ids.count) + \(booked.ids.count), before applicants and panel",
            behind: .records, ids: heard.ids + came.ids + booked.ids)
    }

    // MARK: - Webinars

    func bookings(of event: Event) -> [People.Seen] {
        seen.filter { $0.kind == .booking && $0.counts && $0.event == event.id }
    }

    func views(of event: Event) -> Int { (traffic[event.id] ?? []).reduce(0) { $0 + $1.views } }

    /// The sessions whose page views were counted.
    private var measured: [Event] { webinars.filter { views(of: $0) > 0 } }

    var views: Figure {
        let parts = webinars.map { event in
            let sources = (traffic[event.id] ?? []).map { "\($0.source) \($0.views)" }.joined(separator: ", ")
            return Figure.Part(
                key: event.slug, title: event.title, value: .count(views(of: event)), formula: sources,
                ids: [event.id.text])
        }
        return Figure(
            key: "views", title: "views of the webinars’ pages",
            value: .count(webinars.reduce(0) { $0 + views(of: $1) }),
            definition: "How often the booking pages of the webinars were seen, as the ticket shop counts it.",
            formula: "sum over sessions and sources", behind: .events, ids: webinars.map(\.id.text), parts: parts)
    }

    var bookings: Figure {
        let parts = webinars.map { event in
            let booked = bookings(of: event)
            return Figure.Part(
                key: event.slug, title: event.title, value: .count(booked.count),
                formula: "count of bookings that stand",
                ids: booked.map(\.sighting.text))
        }
        return Figure(
            key: "bookings", title: "bookings of webinars", value: .count(parts.reduce(0) { $0 + $1.ids.count }),
            definition: """
                Tickets that were not cancelled. A booking is not a visit: who came to the webinars was not measured.
                """, formula: "sum over sessions", behind: .records, ids: parts.flatMap(\.ids), parts: parts)
    }

    var conversionMean: Figure {
        let parts = measured.map { event in
            let (booked, seen) = (bookings(of: event).count, views(of: event))
            return Figure.Part(
                key: event.slug, title: event.title, value: .share(Double(booked) / Double(seen) * 100),
                formula: "\(booked) / \(seen)", ids: [event.id.text])
        }
        let rates = parts.compactMap { part in if case .share(let rate) = part.value { rate } else { nil } }
        return Figure(
            key: "conversion_mean", title: "of views became bookings, on average over sessions",
            value: rates.isEmpty ? .none : .share(rates.reduce(0, +) / Double(rates.count)),
            definition:
                "The unweighted mean of the sessions’ own rates: a session with few views counts as much as one with many.",
            formula: "mean of bookings / views over \(rates.count) sessions", behind: .events,
            ids: parts.flatMap(\.ids),
            parts: parts)
    }

    var conversionPooled: Figure {
        let booked = measured.reduce(0) { $0 + bookings(of: $1).count }
        let seen = measured.reduce(0) { $0 + views(of: $1) }
        return Figure(
            key: "conversion_pooled", title: "of all views became bookings",
            value: seen == 0 ? .none : .share(Double(booked) / Double(seen) * 100),
            definition: "All bookings as a share of all views, over the sessions together.",
            formula: "\(booked) / \(seen)", behind: .events, ids: measured.map(\.id.text))
    }

    var bookingsFromLaunch: Figure {
        let launched = launchPeople
        let parts = webinars.map { event in
            let booked = bookings(of: event)
            let known = booked.filter { launched.contains($0.person) }
            return Figure.Part(
                key: event.slug, title: event.title,
                value: booked.isEmpty ? .none : .share(Double(known.count) / Double(booked.count) * 100),
                formula: "\(known.count) / \(booked.count)", ids: known.map(\.person.text))
        }
        let all = webinars.reduce(0) { $0 + bookings(of: $1).count }
        let known = parts.reduce(0) { $0 + $1.ids.count }
        return Figure(
            key: "bookings_from_launch", title: "of webinar bookings were by people who had been at the launch",
            value: all == 0 ? .none : .share(Double(known) / Double(all) * 100),
            definition: "Webinar bookings whose person was also at the launch, under whatever address or name.",
            formula: "\(known) / \(all)", behind: .people, ids: Set(parts.flatMap(\.ids)).sorted(), parts: parts)
    }

    // MARK: - Organisations and money

    private func organisations(
        _ key: String, _ title: String, _ definition: String, where counts: (Finals.Entry) -> Bool
    ) -> Figure {
        var names: Set<String> = []
        let entries = applications.filter {
            counts($0) && names.insert(PersonName.organisationKey($0.organisation)).inserted
        }
        return Figure(
            key: key, title: title, value: .count(entries.count), definition: definition,
            formula: "count of organisations", behind: .applications, ids: entries.map(\.id.text))
    }

    var organisationsEngaged: Figure {
        organisations(
            "organisations_engaged", "organisations engaged", "Organisations that sent an application or began one."
        ) { _ in true }
    }

    var submitted: Figure {
        organisations("submitted", "organisations applied", "Organisations that sent an application.") {
            $0.isSubmitted
        }
    }

    var shortlisted: Figure {
        let stages: Set<Stage> = [.shortlisted, .funded, .notFunded]
        return organisations("shortlisted", "organisations shortlisted", "Organisations that were asked to the finals.")
        {
            stages.contains($0.stage)
        }
    }

    var funded: Figure {
        organisations("funded", "organisations funded", "Organisations to which money was awarded.") { $0.isAwarded }
    }

    var awarded: Figure {
        let awards = applications.filter(\.isAwarded)
        let sum = awards.reduce(Money.zero) { $0 + $1.awarded }
        return Figure(
            key: "awarded", title: "awarded of \(programme.pot)", value: .money(sum),
            definition: "The sum of all awards, decided inside the pot.",
            formula: awards.map(\.awarded.description).joined(separator: " + "), behind: .applications,
            ids: awards.map(\.id.text))
    }

    var left: Figure {
        let sum = applications.filter(\.isAwarded).reduce(Money.zero) { $0 + $1.awarded }
        return Figure(
            key: "left", title: "left in the pot", value: .money(programme.pot - sum),
            definition: "The pot less all awards.", formula: "\(programme.pot) − \(sum)", behind: .applications,
            ids: applications.filter(\.isAwarded).map(\.id.text))
    }
}

extension Evidence {
    /// What a person reads for an id behind a figure.
    func name(behind id: String) -> String {
        if let one = seen.first(where: { $0.person.text == id && !$0.name.isEmpty }) { return one.name }
        if let one = seen.first(where: { $0.person.text == id || $0.sighting.text == id }) {
            return one.name.isEmpty ? "(no name)" : one.name
        }
        if let entry = applications.first(where: { $0.id.text == id }) { return entry.organisation }
        return events.first { $0.id.text == id }?.title ?? id
    }
}
