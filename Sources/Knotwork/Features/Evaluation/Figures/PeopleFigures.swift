/// The figures that count people.
struct PeopleFigures {
    let figures: [Figure]

    init(_ seen: Turnout.Seen, _ sessions: [WebinarTally]) {
        let bookings = sessions.flatMap(\.bookingIDs)
        figures = [
            Self.stakeholders(seen.heard), Self.launchAttended(seen), Self.rawContacts(seen, bookings),
            Self.reach(seen.stages.reduce(into: []) { $0.formUnion($1) }),
        ]
    }

    private static func figure(
        _ key: Figure.Key, _ title: String, _ people: Set<ID<Person>>, _ definition: String, _ formula: String
    ) -> Figure {
        let ids = people.map(\.text).sorted()
        return Figure(
            key: key, title: title, value: .count(ids.count), definition: definition, formula: formula, basis: .people,
            ids: ids)
    }

    private static func stakeholders(_ people: Set<ID<Person>>) -> Figure {
        figure(
            .stakeholders, "stakeholders heard before the launch", people,
            "Different people on the programme’s list of conversations.", "count of people with a contact record")
    }

    private static func launchAttended(_ seen: Turnout.Seen) -> Figure {
        figure(
            .launchAttended, "people at the launch", seen.launched,
            """
            Different people whom \(launchSource(seen)) shows; people who joined twice or under two names count once; the \
            hosts and the programme’s team are not counted.
            """, "count of people with an attendance record of the launch")
    }

    private static func launchSource(_ seen: Turnout.Seen) -> String {
        switch (seen.isLaunchImported, seen.isLaunchNoted) {
        case (true, true): "the meeting’s attendance report or the list at the door"
        case (false, true): "the list at the door"
        case (_, false): "the meeting’s attendance report"
        }
    }

    private static func reach(_ people: Set<ID<Person>>) -> Figure {
        figure(
            .reach, "people reached", people,
            """
            Different people over all stages: heard before the launch, at the launch, booked on a webinar, or a contact \
            of an application. Places at the launch that nobody used, and the programme’s own team, are not counted.
            """, "stakeholders ∪ launch ∪ webinar bookings ∪ applicants, each person once")
    }

    private static func rawContacts(_ seen: Turnout.Seen, _ bookings: [String]) -> Figure {
        let people = seen.heard.map(\.text).sorted() + seen.launched.map(\.text).sorted()
        return Figure(
            key: .rawContacts, title: "contacts before anybody is counted once",
            value: .count(people.count + bookings.count),
            definition:
                "People heard, people at the launch and webinar bookings, added up although many are the same people.",
            formula: "\(seen.heard.count) + \(seen.launched.count) + \(bookings.count), before applicants and panel",
            basis: .records, ids: people + bookings)
    }
}

/// The figures on webinars: pages seen, bookings, and whose they were.
struct WebinarFigures {
    let sessions: [WebinarTally]
    /// The sessions whose page views were counted.
    private let measured: [WebinarTally]

    init(_ sessions: [WebinarTally]) {
        self.sessions = sessions
        measured = sessions.filter { $0.views > 0 }
    }

    var figures: [Figure] { [views, bookings, conversionMean, conversionPooled, bookingsFromLaunch] }

    private func part(
        _ session: WebinarTally, _ value: Figure.Value, _ formula: String, _ ids: [String]
    ) -> Figure.Part {
        Figure.Part(
            key: session.event.slug, title: session.event.title, value: value, formula: formula, ids: ids)
    }

    private var views: Figure {
        let parts = sessions.map { session in
            let sources = session.viewsBySource.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
            return part(session, .count(session.views), sources.joined(separator: ", "), [session.event.id.text])
        }
        return Figure(
            key: .views, title: "views of the webinars’ pages", value: .count(sessions.reduce(0) { $0 + $1.views }),
            definition: "How often the booking pages of the webinars were seen, as the ticket shop counts it.",
            formula: "sum over sessions and sources", basis: .events, ids: sessions.map(\.event.id.text), parts: parts)
    }

    private var bookings: Figure {
        let parts = sessions.map { session in
            part(session, .count(session.bookings), "count of bookings that stand", session.bookingIDs)
        }
        let ids = sessions.flatMap(\.bookingIDs)
        return Figure(
            key: .bookings, title: "bookings of webinars", value: .count(ids.count),
            definition: "Tickets that were not cancelled. A booking is not a visit: \(attendance).",
            formula: "sum over sessions", basis: .records, ids: ids, parts: parts)
    }

    /// What the records say of who came.
    private var attendance: String {
        let known = sessions.count(where: \.isAttendanceKnown)
        if known == 0 { return "who came to the webinars was not measured" }
        if known == sessions.count { return "who came to the webinars is on record, and not counted here" }
        return
            "who came is on record for \(known) of \(Number.count(sessions.count, "webinar", "webinars")), and not counted here"
    }

    private var conversionMean: Figure {
        let parts = measured.map { session in
            part(session, session.rate, "\(session.bookings) / \(session.views)", [session.event.id.text])
        }
        return Figure(
            key: .conversionMean, title: "of views became bookings, on average over sessions",
            value: .mean(of: measured.map(\.rate)),
            definition:
                "The unweighted mean of the sessions’ own rates: a session with few views counts as much as one with many.",
            formula: "mean of bookings / views over \(Number.count(measured.count, "session", "sessions"))",
            basis: .events, ids: measured.map(\.event.id.text), parts: parts)
    }

    private var conversionPooled: Figure {
        let (booked, seen) = measured.reduce((0, 0)) { ($0.0 + $1.bookings, $0.1 + $1.views) }
        return Figure(
            key: .conversionPooled, title: "of all views became bookings", value: .share(of: booked, in: seen),
            definition: "All bookings as a share of all views, over the sessions together.",
            formula: "\(booked) / \(seen)", basis: .events, ids: measured.map(\.event.id.text))
    }

    private var bookingsFromLaunch: Figure {
        let parts = sessions.map { session in
            part(session, session.launchShare, "\(session.fromLaunch) / \(session.bookings)", session.launchPeople)
        }
        let (known, all) = sessions.reduce((0, 0)) { ($0.0 + $1.fromLaunch, $0.1 + $1.bookings) }
        return Figure(
            key: .bookingsFromLaunch, title: "of webinar bookings were by people who had been at the launch",
            value: .share(of: known, in: all),
            definition: "Webinar bookings whose person was also at the launch, under whatever address or name.",
            formula: "\(known) / \(all)", basis: .people, ids: Set(parts.flatMap(\.ids)).sorted(), parts: parts)
    }
}
