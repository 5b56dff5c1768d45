import Store
import Testing

@testable import Knotwork

/// What the figures come to, against their definitions written down again, one by one and without any care for time.
@Suite(.timeLimit(.minutes(20))) struct FiguresTests {
    @Test(arguments: Engines.all)
    func `each figure counts exactly what its definition says`(engine: Engine) async throws {
        try await TestApp.run(engine) { app in
            let evidence = try await app.example()
            let figures = Figures(evidence)
            let launch = try #require(evidence.launch)
            func people(_ kind: Sighting.Kind, _ events: [Event]?) -> Set<ID<Person>> {
                Set(
                    evidence.seen.filter { one in
                        one.kind == kind && one.counts
                            && (events.map { $0.contains { $0.id == one.event } } ?? true)
                    }.map(\.person))
            }
            let (heard, came) = (people(.contact, nil), people(.attendance, [launch]))
            let (booked, applied) = (people(.booking, evidence.webinars), people(.application, nil))
            func ids(_ key: Figure.Key) -> Set<String> { Set(figures[key].ids) }
            #expect(ids(.stakeholders) == Set(heard.map(\.text)))
            #expect(ids(.launchAttended) == Set(came.map(\.text)))
            #expect(ids(.reach) == Set(heard.union(came).union(booked).union(applied).map(\.text)))
            #expect(figures.sessions.map(\.event.id) == evidence.webinars.map(\.id))
            for session in figures.sessions {
                let own = evidence.seen.filter { $0.kind == .booking && $0.counts && $0.event == session.event.id }
                #expect(session.bookingIDs == own.map(\.sighting.text))
                #expect(session.launchPeople == own.map(\.person).filter { came.contains($0) }.map(\.text))
                #expect(session.views == (evidence.traffic[session.event.id] ?? []).reduce(0) { $0 + $1.views })
            }
            #expect(ids(.bookings) == Set(figures.sessions.flatMap(\.bookingIDs)))
            #expect(ids(.submitted) == Set(evidence.applications.filter(\.isSubmitted).map(\.id.text)))
            #expect(ids(.funded) == Set(evidence.applications.filter(\.isAwarded).map(\.id.text)))
            #expect(figures.crossings.reduce(0) { $0 + $1.people } == figures[.reach].ids.count)
        }
    }

    @Test(arguments: Engines.all)
    func `a body that applies under two spellings is one, in figures, journeys and results alike`(engine: Engine)
        async throws
    {
        try await TestApp.run(engine, at: "2022-06-30T10:00:00Z") { app in
            let programme = try await app.example().programme
            let context = app.actionContext()
            let before = Figures(try await app.evidence(programme))
            try await app.database.write { tx in
                let form = try #require(try Applications.currentForm(of: programme.id, in: tx))
                let known = try #require(
                    try tx.value(
                        """
                        SELECT o.name FROM organisation o JOIN application a ON a.organisation = o.name
                        WHERE o.programme_id = \(programme.id) AND a.stage = 'not_shortlisted' ORDER BY o.name LIMIT 1
                        """, as: String.self))
                let body = try #require(
                    try People.organisations(of: programme.id, in: tx).values.first { $0.name == known })
                try tx.execute(
                    """
                    INSERT INTO organisation_spelling (programme_id, spelling, organisation_id)
                    VALUES (\(programme.id), 'another way', \(body.id))
                    """)
                let contact = Sighting(
                    id: context.id(), programme: programme.id, kind: .application, name: "Second Writer",
                    email: "second@writer.example", organisation: "Another Way Ltd", status: "submitted",
                    seenAt: context.at)
                let imported = Applications.ImportedApplication(
                    organisation: "Another Way Ltd", contacts: [contact], themes: [], answers: [:],
                    startedAt: context.at,
                    savedAt: context.at, submittedAt: context.at)
                try Applications.take(imported, form: form, of: programme.id, by: context, in: tx)
            }
            try await app.link()
            let after = Figures(try await app.evidence(programme))
            for key in [Figure.Key.organisationsEngaged, .submitted] { #expect(after[key].value == before[key].value) }
            #expect(after.journeys.map(\.organisation) == before.journeys.map(\.organisation))
            #expect(after.journeys.count == after[.organisationsEngaged].ids.count)
            try await app.browse { visitors in
                let results = try await visitors.nobody.get("/programmes/\(programme.slug)/results")
                #expect(
                    results.words.contains("12 organisations applied, four made the shortlist, and three are funded."))
                for award in after.awards {
                    #expect(results.words.contains(after.journeys[award.journey].organisation), "under the known name")
                }
            }
        }
    }

    @Test func `definitions say what the records hold`() async throws {
        try await TestApp.run(.sqlite) { app in
            var evidence = try await app.example()
            #expect(Figures(evidence)[.bookings].definition.contains("who came to the webinars was not measured"))
            #expect(Figures(evidence)[.launchAttended].definition.contains("the meeting’s attendance report shows"))
            let someone = try #require(evidence.seen.first)
            for (place, webinar) in evidence.webinars.enumerated() {
                var came = someone
                (came.kind, came.event, came.counts) = (.attendance, webinar.id, true)
                evidence.seen.append(came)
                let words = Figures(evidence)[.bookings].definition
                #expect(!words.contains("not measured"))
                #expect(words.contains("on record for \(place + 1) of 5 webinars") == (place < 4))
            }
            for place in evidence.seen.indices { evidence.seen[place].isImported = false }
            #expect(Figures(evidence)[.launchAttended].definition.contains("the list at the door shows"))
        }
    }

    @Test func `counts and words agree`() {
        #expect((0...2).map { Number.count($0, "person", "people") } == ["0 people", "1 person", "2 people"])
        #expect(
            [0, 1, 2, 12, 13].map { Number.counted($0, "problem", "problems") } == [
                "no problems", "one problem", "two problems", "twelve problems", "13 problems",
            ])
        #expect([0, 1, 2].map { Number.amongThem($0, "is", "are") } == ["none are", "one is", "two are"])
    }

    @Test func `pages agree with counts of none, one and two`() async throws {
        try await TestApp.run(.sqlite) { app in
            let programme = try await app.programme()
            let context = app.actionContext()
            try await app.browse { visitors in
                for (number, expected) in ["How one problem became one theme", "How two problems became two themes"]
                    .enumerated()
                {
                    try await app.database.write { tx in
                        let problem = Problem(
                            id: context.id(), programme: programme.id, slug: "p\(number)", number: number + 1,
                            title: "P\(number)", summary: "S")
                        try Problems.create(problem, by: context, in: tx)
                        let theme = Theme(
                            id: context.id(), programme: programme.id, slug: "t\(number)", number: number + 1,
                            title: "T\(number)", why: "W")
                        try Problems.create(theme, from: [problem.id], by: context, in: tx)
                    }
                    for page in ["", "/problems", "/themes"] {
                        let words = try await visitors.nobody.get("/programmes/sample\(page)").words
                        #expect(words.contains(expected), "\(page)")
                    }
                }
                try await app.database.write { tx in
                    try tx.execute(
                        "UPDATE programme SET results_released_at = \(context.at) WHERE id = \(programme.id)")
                }
                let results = try await visitors.nobody.get("/programmes/sample/results")
                #expect(
                    results.words.contains("0 organisations applied, none made the shortlist, and none are funded."))
            }
        }
    }
}
