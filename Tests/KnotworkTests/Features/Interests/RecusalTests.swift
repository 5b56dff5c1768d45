import Names
import Store
import Testing

@testable import Knotwork

/// The one table of who keeps away from what: its reasons come and go apart from each other, and it agrees with them.
@Suite(.timeLimit(.minutes(20))) struct RecusalTests {
    @Test(arguments: Engines.all)
    func `a reason that is taken away leaves the others`(engine: Engine) async throws {
        try await TestApp.run(engine) { app in
            let sample = try await app.panel()
            let (first, programme) = (sample.applications[0], sample.programme.id)
            let (ann, context) = (try await app.account("ann@x.example"), app.actionContext())
            func isRecused() async throws -> Bool {
                let caller = Caller(account: Account(id: ann, email: "ann@x.example", name: ""))
                return try await app.database.read { db in
                    try db.value("SELECT 1 WHERE \(caller.isRecused(from: "\(first)"))", as: Int.self) != nil
                }
            }
            try await app.database.write { tx in
                let known = Organisation(id: context.id(), name: "Organisation One", kind: .sme, firstContact: nil)
                try People.add(known, alsoWritten: ["Org 1", "O1"], to: programme, by: context, in: tx)
                for name in ["The O1 Ltd", "ORGANISATION ONE"] {
                    try Interests.declare(interestIn: name, note: "", account: ann, of: programme, by: context, in: tx)
                }
                let conflict = Interests.Conflict(kind: "organisation", note: "", isRecused: true)
                try Interests.keep(conflict, of: ann, with: first, by: context, in: tx)
            }
            let reasons: [@Sendable (Writer) throws -> Bool] = [
                { try Interests.lift(interestIn: "o1", account: ann, of: programme, by: context, in: $0) },
                { try Interests.lift(conflictOf: ann, with: first, in: $0) },
                {
                    try Interests.lift(interestIn: "Organisation One", account: ann, of: programme, by: context, in: $0)
                },
            ]
            for reason in reasons {
                #expect(try await isRecused(), "as long as one reason is left")
                #expect(try await app.database.write(reason))
                let broken = try await app.database.read { try Invariants.broken(in: $0) }
                #expect(broken.isEmpty)
            }
            #expect(try await !isRecused())
        }
    }

    @Test(arguments: Engines.all)
    func `who has helped to write an application never judges it, also after they have left`(engine: Engine)
        async throws
    {
        try await TestApp.run(engine) { app in
            let sample = try await app.panel()
            let first = sample.applications[0]
            let path = "/programmes/sample/applications/\(first)"
            try await app.browse { visitors in
                try await app.reopen(first, of: sample.programme)
                let lead = try await visitors.person("lead1@x.example")
                for (email, part) in [("fay@x.example", "critical_friend"), ("bo@x.example", "co_applicant")] {
                    let helper = try await visitors.joins(email, part, path, by: lead)
                    let account = try await app.account(email)
                    #expect(try await helper.post("\(path)/collaborators/\(account)/leaving").status == 303)
                    #expect(try await helper.get(path).status == 404)
                    _ = try await visitors.person(email, roles: [.assessor], in: sample.programme.id)
                }
                #expect(try await lead.post("\(path)/submission").status == 303)
                for email in ["fay@x.example", "bo@x.example"] {
                    let refusal = try await app.giving(first, to: email, of: sample.programme)
                    #expect(refusal == "They have declared a conflict, or take part in this application.")
                    #expect(try await app.giving(sample.applications[1], to: email, of: sample.programme) == nil)
                }
                let team = try await visitors.person("t@x.example", roles: [.team], in: sample.programme.id)
                let offered = try await team.get("/programmes/sample/team/panel/\(first)")
                #expect(!offered.says("name of fay"), "they are not offered either")
                #expect(try await team.get("/programmes/sample/team/panel/\(sample.applications[1])").status == 200)
            }
        }
    }

    @Test(arguments: Engines.all)
    func `a reason without its source, or a source without its reason, is found`(engine: Engine) async throws {
        try await TestApp.run(engine) { app in
            let sample = try await app.panel()
            let (first, second) = (sample.applications[0], sample.applications[1])
            let (ann, context) = (try await app.account("ann@x.example"), app.actionContext())
            let found = try await app.database.write { tx in
                for why in Recusals.Why.allCases { try Recusals.add(why, for: ann, from: first, by: context, in: tx) }
                let strays = try Invariants.broken(in: tx)
                for why in Recusals.Why.allCases { try Recusals.remove(why, for: ann, from: first, in: tx) }
                let conflict = Interests.Conflict(kind: "person", note: "", isRecused: true)
                try Interests.keep(conflict, of: ann, with: first, by: context, in: tx)
                try Interests.declare(
                    interestIn: "org 2", note: "", account: ann, of: sample.programme.id, by: context, in: tx)
                try tx.execute("DELETE FROM recusal")
                let lacks = try Invariants.broken(in: tx)
                try Self.mend(ann, first, of: sample, by: context, in: tx)
                return (strays, lacks)
            }
            #expect(found.0.count == 3, "all but help, which stays when its source has ended: \(found.0)")
            #expect(found.1.count == 3 && found.1.contains { $0.contains("application \(second)") }, "\(found.1)")
        }
    }

    private static func mend(
        _ ann: ID<Account>, _ first: ID<Application>, of sample: PanelSample, by context: ActionContext, in tx: Writer
    ) throws {
        for (number, id) in sample.applications.enumerated() {
            guard let email = EmailAddress("lead\(number + 1)@x.example"),
                let lead = try Accounts.find(email, in: tx)
            else { throw Refusal.notFound }
            try Recusals.add(.writes, for: lead.id, from: id, by: context, in: tx)
        }
        try Recusals.add(.declared, for: ann, from: first, by: context, in: tx)
        try Applications.coverOrganisations(in: sample.programme.id, by: context, in: tx)
    }

    /// A database from before the table had what follows from its reasons in other tables.
    @Test(arguments: Engines.all)
    func `an older database keeps everybody away from whom they kept away`(engine: Engine) async throws {
        let database = try TestApp.open(engine)
        try await database.migrate(Array(Schema.migrations.prefix { $0.name != Schema.recusals.name }))
        try await database.write { tx in for statement in Self.older { try tx.execute(statement) } }
        try await database.migrate(Schema.migrations)
        let kept = try await database.read { db in
            try db.all("SELECT account_id, why, since FROM recusal ORDER BY account_id, why") {
                "\(try $0[0] as String) \(try $0[1] as String) \(try $0[2] as String)"
            }
        }
        #expect(kept == ["b helped t2", "b writes t1", "f helped t1", "l writes t1", "n declared t4"])
        await database.close()
    }

    private static let older: [SQL] =
        ["l", "b", "f", "n", "k"].map { account in
            "INSERT INTO account (id, email, name, created_at) VALUES (\(account), \("\(account)@x.example"), '', 't')"
        } + [
            """
            INSERT INTO programme (id, slug, name, strapline, edition, host, area, about, eligibility, how_judged,
                contact_email, accent, pot_pence, rehearsal, created_at)
            VALUES ('p', 'p', 'P', '', '', '', '', '', '', '', 'p@x.example', '', 0, \(false), 't')
            """,
            "INSERT INTO application_form (id, programme_id, version, made_at) VALUES ('f', 'p', 1, 't')",
            """
            INSERT INTO application (id, programme_id, form_id, organisation, stage, started_at, saved_at)
            VALUES ('e', 'p', 'f', 'Org', 'draft', 't', 't')
            """,
            """
            INSERT INTO application_member (application_id, account_id, part, joined_at)
            VALUES ('e', 'l', 'lead', 't1'), ('e', 'b', 'partner', 't1'), ('e', 'f', 'friend', 't1')
            """,
            """
            INSERT INTO application_invitation (id, application_id, account_id, part, state, invited_by, invited_at, answered_at)
            VALUES ('i', 'e', 'b', 'partner', 'accepted', 'l', 't', 't2'), ('j', 'e', 'f', 'friend', 'accepted', 'l', 't', 't3'),
                ('w', 'e', 'k', 'friend', 'withdrawn', 'l', 't', 't3')
            """,
            """
            INSERT INTO conflict (account_id, application_id, kind, note, stands_aside, declared_at)
            VALUES ('n', 'e', 'person', '', \(true), 't4'), ('k', 'e', 'person', '', \(false), 't4')
            """,
        ]
}
