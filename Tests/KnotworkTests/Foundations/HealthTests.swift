import HTTPTypes
import Store
import Testing

@testable import Knotwork

@Suite(.timeLimit(.minutes(20))) struct HealthTests {
    @Test(arguments: Engines.all)
    func `well means that something was saved just now, and asking often saves no more`(engine: Engine) async throws {
        try await TestApp.run(engine, at: "2022-03-01T10:00:00Z") { app in
            try await app.browse { visitors in
                for (wait, beat) in [(0, "10:00:00"), (4, "10:00:00"), (4, "10:00:00"), (4, "10:00:12")] {
                    app.clock.advance(by: .seconds(wait))
                    let page = try await visitors.nobody.get("/health")
                    #expect(page.status == 200 && page.text == "ok\n")
                    #expect(try await app.heartbeat() == "2022-03-01T\(beat).000Z")
                }
            }
        }
    }

    @Test(arguments: Engines.all)
    func `while nothing can be saved health says so without secrets, and a form is answered with try again`(
        engine: Engine
    ) async throws {
        try await TestApp.run(engine) { app in
            _ = try await app.programme()
            let why = try await app.makeUnsavable()
            try await app.browse { visitors in
                let health = try await visitors.nobody.get("/health")
                #expect(health.status == 503 && health.headers[.retryAfter] == "30")
                #expect(health.text == "not well: nothing can be saved, because \(why)\n")
                let form = try await visitors.nobody.post("/sign-in", [("email", "ann@council.example")])
                #expect(form.status == 503 && form.headers[.retryAfter] == "30")
                #expect(form.words.contains("it was not saved"))
                #expect(try await visitors.nobody.get("/programmes/sample").status == 200, "what can be read is shown")
            }
        }
    }

    @Test func `a database that hangs is not waited for`() async {
        let slow = await within(.milliseconds(20)) {
            try? await Task.sleep(for: .seconds(600))
            return true
        }
        let quick = await within(.seconds(600)) { true }
        #expect(slow == nil && quick == true)
    }

    @Test func `each reason has its own words, and the operator's name what to do and where`() {
        let errors: [StoreError] = [
            .full, .readOnly, .busy, .unreachable("connection refused"), .migration(name: "7", reason: "no"),
        ]
        #expect(Set(errors.prefix(4).map { Outage.words($0) }).count == 4)
        for error in errors {
            let advice = Outage.advice(error, database: "/var/lib/k.sqlite")
            #expect(advice.contains("/var/lib/k.sqlite") && !Outage.words(error).contains("/"))
        }
    }
}

extension TestApp {
    fileprivate func heartbeat() async throws -> String? {
        try await database.read { try $0.value("SELECT at FROM heartbeat") }
    }

    /// Makes every save fail from now on, as the engine does where nothing can be saved. Gives what is then said.
    fileprivate func makeUnsavable() async throws -> String {
        if database.engine == .sqlite {
            try await database.write { _ = try $0.value("PRAGMA query_only = 1", as: Int.self) }
            return "the database can only be read"
        }
        let full = """
            CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN RAISE EXCEPTION 'could not extend file' USING ERRCODE = '53100'; END $$;
            CREATE TRIGGER full_disk BEFORE UPDATE ON heartbeat FOR EACH ROW EXECUTE FUNCTION full_disk();
            CREATE TRIGGER full_disk BEFORE INSERT ON sign_in_request FOR EACH ROW EXECUTE FUNCTION full_disk();
            """
        try await database.migrate(Schema.migrations + [Migration(name: "full", sql: full)])
        return "the disk is full"
    }
}
