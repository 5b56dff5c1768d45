import Foundation
import Markup
import Store
import Testing

@testable import Knotwork

/// What somebody can work out who reads all that was published and subtracts.
@Suite(.timeLimit(.minutes(20))) struct SmallCountsTests {
    /// Programmes with many small groups, each published three times with some people between: every number that is printed, in the file
    /// and on the page, and nothing small follows from all of them together.
    @Test(arguments: Engines.all)
    func `nothing small follows from all that was ever printed of a programme`(engine: Engine) async throws {
        try await TestApp.run(engine, at: "2022-06-30T10:00:00Z") { app in
            try await app.browse { visitors in
                var later = 0
                for seed in 0..<8 {
                    var crowd = Crowd(seed: UInt64(seed))
                    let programme = try await app.finished("crowd-\(seed)", sessions: 1 + seed % 4)
                    var issues: [SmallCountsAttack.Issue] = []
                    for number in 1...3 {
                        let made = try await app.publish(programme, crowd)
                        #expect(!made.isOpen, "\(seed)")
                        let here = "/programmes/\(programme.slug)/report"
                        let page = try await visitors.nobody.get("\(here)?number=\(number)")
                        let file = try await visitors.nobody.get("\(here)/figures.json?number=\(number)")
                        Self.expectNoNumber(on: page, beside: file.text + here)
                        // What was reprinted is of the people of then: it must tell nothing of those of now.
                        if !made.isReprint {
                            issues.append(.init(report: try FrozenReport(json: file.text), figures: made.figures))
                        }
                        #expect(try SmallCountsAttack(issues).found() == [], "\(seed), \(number)")
                        if number == 1 { crowd.change(by: 1 + seed % 3) } else { crowd.grow() }
                    }
                    later += issues.count - 1
                }
                #expect(later > 2, "the numbers of most are given anew at last")
            }
        }
    }

    /// Each number that a person reads stands in the file too, which is what the attacker has.
    private static func expectNoNumber(on page: Browser.Page, beside file: String) {
        let main = page.text.components(separatedBy: "<main").last?.components(separatedBy: "</main>").first ?? ""
        let words = "<main\(main)"
            .replacing(/<style.*?<\/style>|<svg.*?<\/svg>|<[^>]*>/.dotMatchesNewlines(), with: " ")
        let known = Set(file.matches(of: /[0-9]+/).map { String($0.0) })
        for number in words.matches(of: /[0-9][0-9.]*/).map({ String($0.0) }) {
            let parts = number.split(separator: ".").map(String.init)
            #expect(parts.allSatisfy { known.contains($0) || $0 == "11" || $0 == "2022" }, "“\(number)”")
        }
    }

    @Test func `that nobody booked is said by the table as by the figure`() async throws {
        try await TestApp.run(.sqlite, at: "2022-06-30T10:00:00Z") { app in
            let programme = try await app.finished("quiet", sessions: 2)
            let safe = try await SafeCounts(Figures(try await app.evidence(programme)), after: [], number: 1)
            #expect(safe.booked() == 0)
        }
    }

    @Test(arguments: Engines.all)
    func `three sessions of one each are not given away by their total`(engine: Engine) async throws {
        try await TestApp.run(engine, at: "2022-06-30T10:00:00Z") { app in
            let programme = try await app.example().programme
            // Of five sessions with 6, 3, 3, 2 and 5 bookings from the launch, three keep one.
            try await app.database.write { tx in try Self.spare(one: "w2", and: ["w3", "w4"], in: tx) }
            let figures = Figures(try await app.evidence(programme))
            #expect(figures.sessions.map(\.fromLaunch).sorted().prefix(3) == [1, 1, 1])
            try await app.publishReport(of: programme)
            try await app.browse { visitors in
                let base = "/programmes/\(programme.slug)/report"
                let page = try await visitors.nobody.get(base)
                let file = try await visitors.nobody.get("\(base)/figures.json")
                #expect(page.words.contains("too few to show"))
                let report = try FrozenReport(json: file.text)
                #expect(try SmallCountsAttack([.init(report: report, figures: figures)]).found() == [])
            }
        }
    }

    @Test(arguments: Engines.all)
    func `one person between two publications is told by neither, and the headlines stay`(engine: Engine) async throws {
        try await TestApp.run(engine, at: "2022-06-30T10:00:00Z") { app in
            let programme = try await app.example().programme
            let home = "/programmes/\(programme.slug)"
            try await app.browse { visitors in
                let team = try await visitors.person("t@x.example", roles: [.team], in: programme.id)
                try await app.publishReport(of: programme)
                let first = try await visitors.nobody.get("\(home)/report")
                #expect(first.words.contains("75 stakeholders heard") && first.words.contains("174 people reached"))
                app.clock.advance(by: .days(1))
                try await app.database.write { tx in try Self.more(1, in: tx, programme, app.actionContext()) }
                let page = try await team.get("\(home)/team/evaluation/publication")
                #expect(page.words.contains("two numbers so close together would tell who"))
                try await app.publishReport(of: programme)
                let second = try await visitors.nobody.get("\(home)/report")
                #expect(second.words.contains("75 stakeholders heard") && second.words.contains("174 people reached"))
                #expect(second.words.contains("These numbers are those of the report of 30 June 2022."))
                #expect(
                    try await app.database.read { try Releases.kept(of: programme.id, in: $0) }.map(\.number) == [1])

                app.clock.advance(by: .days(1))
                try await app.database.write { tx in try Self.more(9, in: tx, programme, app.actionContext()) }
                try await app.publishReport(of: programme)
                let third = try await visitors.nobody.get("\(home)/report")
                #expect(third.words.contains("85 stakeholders heard") && third.words.contains("184 people reached"))
                #expect(!third.words.contains("These numbers are those of the report of"))
            }
        }
    }

    @Test(arguments: Engines.all)
    func `what the team reads is what is published`(engine: Engine) async throws {
        try await TestApp.run(engine, at: "2022-06-30T10:00:00Z") { app in
            let programme = try await app.example().programme
            let home = "/programmes/\(programme.slug)"
            try await app.browse { visitors in
                let team = try await visitors.person("t@x.example", roles: [.team], in: programme.id)
                _ = try await team.post(
                    "\(home)/team/evaluation/findings", [("kind", "lesson"), ("words", "Ring people back.")])
                let draft = try await team.get("\(home)/team/evaluation/report")
                let form = try #require(
                    PageForm.all(in: try await team.get("\(home)/team/evaluation/publication").text).first {
                        $0.action.hasSuffix("/publication")
                    })
                _ = try await team.post("\(home)/team/evaluation/words", [("closing", "Said late.")])
                let late = try await team.post(form.action, form.fields)
                #expect(late.status == 409 && late.words.contains("has changed since you opened the page"))
                _ = try await team.post("\(home)/team/evaluation/words", [("closing", "")])
                try await team.publishReport(home)
                let published = try await visitors.nobody.get("\(home)/report")
                #expect(Self.sections(draft) == Self.sections(published))
                #expect(Self.sections(draft).count > 6)
                let file = try await visitors.nobody.get("\(home)/report/figures.json")
                #expect(file.text.contains("\"words\" : \"Ring people back.\"") || file.says("Ring people back."))
            }
        }
    }

    /// All that stands under each heading, but for how it was worked out.
    private static func sections(_ page: Browser.Page) -> [String] {
        page.text.components(separatedBy: "<section>").dropFirst().map {
            $0.components(separatedBy: "</section>").first ?? ""
        }.filter { !$0.hasPrefix("<h2>How it was worked out") }
    }

    @Test func `no bar is longer than its number says`() async throws {
        try await TestApp.run(.sqlite, at: "2022-06-30T10:00:00Z") { app in
            let programme = try await app.example().programme
            let draft = try await app.database.read {
                try ReportDraft(of: programme, for: .theOperator, at: app.clock.now, in: $0)
            }
            let report = try await draft.made().content
            for bar in report.groups.flatMap({ $0.pictures ?? [] }).flatMap(\.bars)
            where bar.shown == FrozenReport.Figure.hidden {
                #expect(bar.value == nil && bar.note == nil, "\(bar.label)")
            }
            #expect(report.groups.flatMap { $0.tables ?? [] }.flatMap(\.rows).joined().contains("too few to show"))
            let drawn = String(
                decoding: report.groups.flatMap { $0.pictures ?? [] }.map(\.html).joined().bytes, as: UTF8.self)
            #expect(drawn.contains("too few to show") && !drawn.contains("not measured"), "what is hidden was measured")
        }
    }

    @Test func `organisations without a name have numbers in no order of their applications`() async throws {
        try await TestApp.run(.sqlite, at: "2022-06-30T10:00:00Z") { app in
            let evidence = try await app.example()
            let journeys = Figures(evidence).journeys
            let numbers = OrganisationNumbers(journeys, of: evidence.programme, named: true)
            let unnamed = numbers.names.compactMap { name in
                name.wholeMatch(of: /Organisation (\d+)/).flatMap { Int($0.1) }
            }
            #expect(unnamed.sorted() == Array(1...unnamed.count) && unnamed != unnamed.sorted())
            #expect(OrganisationNumbers(journeys, of: evidence.programme, named: true).names == numbers.names)
            var other = evidence.programme
            other.id = app.actionContext().id()
            #expect(OrganisationNumbers(journeys, of: other, named: true).names != numbers.names)
        }
    }

    /// Cancels bookings of people from the launch, but for one at each of these sessions.
    private static func spare(one first: String, and others: [String], in tx: Writer) throws {
        for slug in [first] + others {
            let bookings = try tx.values(
                """
                SELECT s.id FROM sighting s JOIN event e ON e.id = s.event_id
                WHERE e.slug = \(slug) AND s.kind = 'booking' AND s.withdrawn_at IS NULL AND s.excluded = ''
                    AND s.person_id IN (SELECT l.person_id FROM sighting l JOIN event v ON v.id = l.event_id
                        WHERE v.kind = 'launch' AND l.kind = 'attendance' AND l.status = 'attended' AND l.excluded = ''
                            AND l.withdrawn_at IS NULL)
                    AND coalesce((SELECT r.state FROM registration r WHERE r.sighting_id = s.id), s.status) = 'booked'
                ORDER BY s.id
                """, as: String.self)
            for id in bookings.dropFirst() {
                try tx.execute("UPDATE registration SET state = 'cancelled' WHERE sighting_id = \(id)")
                try tx.execute("UPDATE sighting SET status = 'cancelled' WHERE id = \(id)")
            }
        }
    }

    private static func more(_ count: Int, in tx: Writer, _ programme: Programme, _ context: ActionContext) throws {
        for number in 0..<count {
            let contact = Sighting(
                id: context.id(), programme: programme.id, kind: .contact, name: "More \(count) \(number)",
                email: "more-\(count)-\(number)@x.example", organisation: "", status: "contact", seenAt: context.at)
            try People.record(contact, by: context, in: tx)
        }
    }
}

/// People of many kinds, few of each: the same ones for the same seed.
private struct Crowd {
    struct Member {
        var id: ID<Person>
        var stages: Set<Int>
        var bookings: Set<Int>
    }

    private(set) var members: [Member] = []
    private var dice: Dice

    init(seed: UInt64) {
        dice = Dice(seed: seed)
        for kind in 1..<16 {
            let count = [0, 0, 1, 1, 2, 3, 4, 6, 14, 40].randomElement(using: &dice) ?? 0
            for _ in 0..<count { add(Set((0..<4).filter { kind & 1 << $0 > 0 })) }
        }
        // Where next to nobody applied, everybody knows that.
        for _ in 0..<12 { add([0, 3]) }
    }

    private mutating func add(_ stages: Set<Int>) {
        let bookings = stages.contains(2) ? Set((0..<4).filter { _ in Bool.random(using: &dice) } + [0]) : []
        members.append(Member(id: ID(UUID().uuidString.lowercased()), stages: stages, bookings: bookings))
    }

    /// Many come, and a few of other kinds among them.
    mutating func grow() {
        for kind in [[0], [0, 1], [1, 2]] as [Set<Int>] {
            for _ in 0..<Int.random(in: 6...12, using: &dice) { add(kind) }
        }
        for _ in 0..<2 { add([0, Int.random(in: 1..<3, using: &dice)]) }
    }

    /// Some come, some leave, some take part in more.
    mutating func change(by count: Int) {
        for _ in 0..<count {
            switch Int.random(in: 0..<4, using: &dice) {
            case 0: members.remove(at: Int.random(in: members.indices, using: &dice))
            case 1: members[Int.random(in: members.indices, using: &dice)].stages.insert(1)
            default: add([Int.random(in: 0..<3, using: &dice)])
            }
        }
    }
}

extension Crowd {
    /// The records of all of them.
    fileprivate func seen(_ evidence: Evidence) -> [Events.Seen] {
        members.flatMap { member -> [Events.Seen] in
            let whole: [(Int, Sighting.Kind, ID<Event>?)] = [
                (0, .contact, nil), (1, .attendance, evidence.launch?.id), (3, .application, nil),
            ]
            let bookings = member.bookings.filter { $0 < evidence.webinars.count }.sorted().map {
                Self.record(member.id, .booking, evidence.webinars[$0].id)
            }
            return bookings + whole.filter { member.stages.contains($0.0) }.map { Self.record(member.id, $0.1, $0.2) }
        }
    }

    private static func record(_ person: ID<Person>, _ kind: Sighting.Kind, _ event: ID<Event>?) -> Events.Seen {
        Events.Seen(
            sighting: ID(UUID().uuidString), person: person, kind: kind, event: event, name: "", organisation: "",
            isImported: true, counts: true)
    }
}

extension TestApp {
    /// A programme whose results are out, with a launch and some webinars.
    fileprivate func finished(_ slug: String, sessions: Int) async throws -> Programme {
        let programme = try await programme(slug: slug)
        let context = actionContext()
        try await database.write { tx in
            for place in 0...sessions {
                let event = Event(
                    id: context.id(), programme: programme.id, slug: "e\(place)", kind: place == 0 ? .launch : .webinar,
                    mode: .online, title: "Session \(Array("ABCDE")[place])", description: "", place: "", joinURL: "",
                    startsAt: context.at - .days(30), endsAt: context.at - .days(30), capacity: nil, summary: "",
                    summaryPublishedAt: nil)
                try Events.create(event, by: context, in: tx)
            }
            try tx.execute("UPDATE programme SET results_released_at = \(context.at) WHERE id = \(programme.id)")
        }
        return programme
    }

    /// Publishes what would be published of a crowd.
    fileprivate func publish(
        _ programme: Programme, _ crowd: Crowd
    ) async throws -> (figures: Figures, isReprint: Bool, isOpen: Bool) {
        let context = actionContext()
        let draft = try await database.read { db in
            let programme = try #require(try Programmes.find(slug: programme.slug, in: db))
            let base = try ReportDraft(of: programme, for: .theOperator, at: context.at, in: db)
            var view = base.view
            view.evidence.seen = crowd.seen(view.evidence)
            for (place, event) in view.evidence.webinars.enumerated() {
                view.evidence.traffic[event.id] = [("letter", 211 + 37 * place)]
            }
            view.figures = Figures(view.evidence)
            return ReportDraft(view: view, latest: base.latest, newest: base.newest, kept: base.kept)
        }
        let made = try await draft.made()
        let mark = try draft.mark()
        try await database.write { tx in _ = try Evaluation.publish(made, of: draft, read: mark, by: context, in: tx) }
        let isOpen = made.advice.contains { $0.contains("whatever is hidden") }
        return (draft.view.figures, made.release == nil, isOpen)
    }
}
