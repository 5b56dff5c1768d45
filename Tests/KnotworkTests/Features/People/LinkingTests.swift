import Store
import Synchronization
import Testing

@testable import Knotwork

/// Who is who as a job: one process at a time, nothing lost, nothing told twice.
@Suite(.timeLimit(.minutes(20))) struct LinkingTests {
    private static let contacts = [
        ("Ann Lee", "ann@council.example", "Council"), ("A Lee", "ann@council.example", ""),
        ("Bo May", "bo@work.example", "Work"), ("Cy Fox", "info@work.example", "Work"),
        ("Di Orr", "info@work.example", "Work"),
    ]

    @Test(arguments: Engines.all)
    func `a record is kept with whom its address points to, and all else waits for the job`(
        engine: Engine
    ) async throws {
        try await TestApp.run(engine) { app in
            let programme = try await app.programme()
            try await app.keep(Self.contacts, in: programme.id)
            #expect(try await app.people() == 4, "contradicting names behind info@ are two people")
            #expect(try await app.waits() == 1, "one note for a file")
            #expect(try await app.state() != nil)
            #expect(try await Linking(app.dependencies).round() == .applied)
            #expect(try await app.people() == 4)
            #expect(try await app.waits() == 0)
            #expect(try await app.state() == nil)
            #expect(try await Linking(app.dependencies).round() == .nothingWaits)
        }
    }

    @Test(arguments: Engines.all)
    func `of two jobs at once one does the work`(engine: Engine) async throws {
        try await TestApp.run(engine) { app in
            let programme = try await app.programme()
            try await app.keep(Self.contacts, in: programme.id)
            let runs = Counter()
            var job = Linking(app.dependencies)
            job.matcher = { records, verdicts, progress in
                runs.add()
                try await Task.sleep(for: .milliseconds(100))
                return try await WhoIsWho.learned(records, verdicts, progress)
            }
            let rounds = try await withThrowingTaskGroup(of: Linking.Round.self) { [job] group in
                for _ in 0..<3 { group.addTask { try await job.round() } }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(runs.count == 1)
            #expect(rounds.count { $0 == .applied } == 1 && rounds.count { $0 == .isTaken } == 2)
        }
    }

    @Test(arguments: Engines.all)
    func `a process that dies between working it out and putting it down loses nothing`(engine: Engine) async throws {
        try await TestApp.run(engine) { app in
            let programme = try await app.programme()
            try await app.keep(Self.contacts, in: programme.id)
            let dead: ID<Linking> = app.actionContext().id()
            let now = app.clock.now
            let isOurs = try await app.database.write { try dead.take(until: now + .minutes(2), at: now, in: $0) }
            let material = try await app.database.read { try LinkingMaterial(in: $0) }
            let grouping = try await WhoIsWho.learned(material.records, material.verdicts) { _, _, _ in }
            #expect(isOurs)
            #expect(try await Linking(app.dependencies).round() == .isTaken)
            app.clock.advance(by: .minutes(3))
            #expect(try await Linking(app.dependencies).round() == .applied)
            let late = try await app.database.write {
                try material.apply(grouping, under: dead, at: now, in: $0)
            }
            #expect(!late, "who was away too long puts nothing down")
            #expect(try await app.waits() == 0)
        }
    }

    @Test(arguments: Engines.all)
    func `what fails is tried again`(engine: Engine) async throws {
        try await TestApp.run(engine) { app in
            let programme = try await app.programme()
            try await app.keep(Self.contacts, in: programme.id)
            var job = Linking(app.dependencies)
            job.matcher = { _, _, _ in throw Refusal.notFound }
            let failing = job
            await #expect(throws: Refusal.self) { try await failing.round() }
            #expect(try await app.waits() == 1)
            #expect(try await Linking(app.dependencies).round() == .applied)
        }
    }

    @Test(arguments: Engines.all)
    func `what somebody says meanwhile is not overwritten, and what is registered meanwhile waits`(
        engine: Engine
    ) async throws {
        try await TestApp.run(engine) { app in
            let programme = try await app.programme()
            let ids = try await app.keep(Self.contacts, in: programme.id)
            let context = app.actionContext()
            var job = Linking(app.dependencies)
            job.matcher = { records, verdicts, progress in
                if verdicts.isEmpty {
                    try await app.database.write { tx in
                        try People.decide(
                            ids[0], ids[2], together: true, reason: "they said so", by: context, in: tx)
                    }
                    try await app.keep([("Eve Hay", "eve@hay.example", "")], in: programme.id)
                }
                return try await WhoIsWho.learned(records, verdicts, progress)
            }
            #expect(try await job.round() == .overtaken)
            #expect(try await app.persons()[ids[2]] == app.persons()[ids[0]])
            #expect(try await app.waits() == 3)
            #expect(try await job.round() == .applied)
            #expect(try await app.persons()[ids[2]] == app.persons()[ids[0]])
            #expect(try await app.waits() == 0)
        }
    }

    @Test(arguments: Engines.all)
    func `what is said and taken back leaves every person as they were`(engine: Engine) async throws {
        try await TestApp.run(engine) { app in
            let programme = try await app.programme()
            let ids = try await app.sightings(Self.contacts, in: programme.id)
            let before = (try await app.persons(), try await app.personRows())
            let all = [(0, 2, true), (0, 1, false), (3, 4, true), (2, 3, true)]
            for (a, b, together) in all {
                app.clock.advance(by: .seconds(1))
                let context = app.actionContext()
                try await app.database.write { tx in
                    try People.decide(ids[a], ids[b], together: together, reason: "", by: context, in: tx)
                }
                let now = try await app.persons()
                #expect((now[ids[a]] == now[ids[b]]) == together, "at once")
                try await app.link()
                let then = try await app.persons()
                #expect((then[ids[a]] == then[ids[b]]) == together, "and when the job has run")
            }
            let verdicts: [ID<WhoIsWho.Verdict>] = try await app.database.read {
                try $0.values("SELECT id FROM verdict ORDER BY id")
            }
            let context = app.actionContext()
            for id in verdicts.shuffled() {
                try await app.database.write { tx in try People.undo(id, by: context, in: tx) }
            }
            try await app.link()
            #expect(try await app.persons() == before.0)
            #expect(try await app.personRows() == before.1)
        }
    }

    @Test(arguments: Engines.all)
    func `a word against what somebody decided by other records is refused`(engine: Engine) async throws {
        try await TestApp.run(engine) { app in
            let programme = try await app.programme()
            let ids = try await app.sightings(Self.contacts, in: programme.id)
            func decide(_ a: Int, _ b: Int, _ together: Bool) async throws {
                let context = app.actionContext()
                try await app.database.write { tx in
                    try People.decide(ids[a], ids[b], together: together, reason: "", by: context, in: tx)
                }
            }
            try await decide(0, 2, true)
            try await decide(2, 3, true)
            await #expect(throws: Refusal.self) { try await decide(0, 3, false) }
            try await decide(3, 4, false)
            await #expect(throws: Refusal.self) { try await decide(0, 4, true) }
        }
    }

    @Test(arguments: Engines.all)
    func `whoever was known before the job came keeps their id, and is looked at once`(engine: Engine) async throws {
        let database = try TestApp.open(engine)
        try await database.migrate(Array(Schema.migrations.prefix { $0.name != Schema.linking.name }))
        try await database.write { tx in
            try tx.execute("INSERT INTO person (id, created_at) VALUES ('p1', '1'), ('p2', '1'), ('p3', '1')")
            try tx.execute(
                """
                INSERT INTO programme (id, slug, name, strapline, edition, host, area, about, eligibility, how_judged,
                    contact_email, accent, pot_pence, rehearsal, created_at)
                VALUES ('p', 'p', 'P', '', '', '', '', '', '', '', '', '', 0, 1 = 0, '')
                """)
            for (id, person, withdrawn) in [
                ("1", "p1", "x"), ("2", "p1", nil), ("3", "p1", nil), ("4", "p2", nil), ("5", "p3", "x"),
            ] as [(String, String, String?)] {
                try tx.execute(
                    """
                    INSERT INTO sighting (id, programme_id, line, kind, name, email, organisation, status, raw, excluded,
                        email_key, name_key, person_id, created_at, withdrawn_at)
                    VALUES (\(id), 'p', 0, 'contact', '', '', '', '', '', '', '', '', \(person), '2', \(withdrawn))
                    """)
            }
        }
        try await database.migrate(Schema.migrations)
        let (homes, persons, waits) = try await database.read { db in
            (
                try db.values("SELECT home_person_id FROM sighting ORDER BY id", as: String.self),
                try db.values("SELECT id FROM person ORDER BY id", as: String.self),
                try db.value("SELECT count(*) FROM linking_wait", as: Int.self)
            )
        }
        #expect(homes == ["1", "p1", "3", "p2", "p3"])
        #expect(persons == ["1", "3", "p1", "p2", "p3"])
        #expect(waits == 1)
        await database.close()
    }

    @Test(arguments: Engines.all)
    func `the page of somebody who turned out to be somebody else leads to them`(engine: Engine) async throws {
        try await TestApp.run(engine) { app in
            let programme = try await app.programme()
            let ids = try await app.sightings(Self.contacts, in: programme.id)
            let before = try await app.persons()
            let (first, second) = (try #require(before[ids[0]]), try #require(before[ids[2]]))
            try await app.browse { visitors in
                let team = try await visitors.person("t@x.example", roles: [.team], in: programme.id)
                let home = "/programmes/sample/team/people"
                _ = try await team.post(
                    "\(home)/verdicts", [("a", ids[0].text), ("b", ids[2].text), ("verdict", "together")])
                let old = try await team.get("\(home)/\(second.text)")
                #expect(old.status == 303)
                #expect(old.location == "\(home)/\(first.text)")
            }
        }
    }

    @Test(arguments: Engines.all)
    func `pages whose counts may change say so while the job has not run`(engine: Engine) async throws {
        try await TestApp.run(engine) { app in
            let programme = try await app.programme()
            try await app.browse { visitors in
                let team = try await visitors.person("t@x.example", roles: [.team], in: programme.id)
                try await app.keep(Self.contacts, in: programme.id)
                let home = "/programmes/sample/team"
                let pages = ["people", "people/doubts", "imports", "evaluation"].map { "\(home)/\($0)" }
                let said = "Who is who is being worked out"
                for page in pages {
                    #expect(try await team.get(page).words.contains("\(said): about to begin"), "\(page)")
                }
                let claim: ID<Linking> = app.actionContext().id()
                let now = app.clock.now
                try await app.database.write { tx in
                    _ = try claim.take(until: now + .minutes(1), at: now, in: tx)
                    let progress = LinkingProgress(step: "Learning", done: 50, total: 100)
                    try claim.tell(progress, until: now + .minutes(1), in: tx)
                }
                for page in pages { #expect(try await team.get(page).words.contains("\(said): learning, 50 % done")) }
                try await app.database.write { try claim.giveBack(in: $0) }
                try await app.link()
                for page in pages { #expect(!(try await team.get(page).says(said))) }
            }
        }
    }
}

private final class Counter: Sendable {
    private let value = Mutex(0)

    var count: Int { value.withLock { $0 } }

    func add() { value.withLock { $0 += 1 } }
}

extension TestApp {
    /// Contacts as an import would leave them before the job has run.
    @discardableResult
    fileprivate func keep(
        _ contacts: [(String, String, String)], in programme: ID<Programme>
    ) async throws -> [ID<Sighting>] {
        let context = actionContext()
        let sightings = contacts.map { name, email, organisation in
            Sighting(
                id: context.id(), programme: programme, kind: .contact, name: name, email: email,
                organisation: organisation)
        }
        try await database.write { tx in try People.record(sightings, by: context, in: tx) }
        return sightings.map(\.id)
    }

    fileprivate func waits() async throws -> Int {
        try await database.read { try $0.value("SELECT count(*) FROM linking_wait") ?? 0 }
    }

    fileprivate func state() async throws -> LinkingState? { try await database.read { try People.linking(in: $0) } }

    fileprivate func persons() async throws -> [ID<Sighting>: ID<Person>] {
        let rows = try await database.read { db in
            try db.all("SELECT id, person_id FROM sighting") {
                (try $0["id"] as ID<Sighting>, try $0["person_id"] as ID<Person>)
            }
        }
        return Dictionary(uniqueKeysWithValues: rows)
    }

    fileprivate func personRows() async throws -> [String] {
        try await database.read { db in
            try db.all("SELECT id, created_at FROM person ORDER BY id") {
                "\(try $0["id"] as String) \(try $0["created_at"] as String)"
            }
        }
    }
}
