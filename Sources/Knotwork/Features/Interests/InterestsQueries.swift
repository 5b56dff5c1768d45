import Names
import Store

extension Interests {
    /// The organisations of which an application was sent, for somebody who has to say to which they are too near: names
    /// alone, and of what they stand aside from already not even those.
    static func organisationsToJudge(
        in programme: ID<Programme>, for caller: Caller, db: Reader
    ) throws -> [String] {
        try db.values(
            """
            SELECT DISTINCT a.organisation FROM sent_application a
            WHERE a.programme_id = \(programme)
                AND \(caller.may(.assessor, .panel, .team, in: "a.programme_id")) AND NOT \(caller.isRecused(from: "a.id"))
            ORDER BY a.organisation
            """)
    }

    /// What the caller declared by organisation.
    static func declared(
        in programme: ID<Programme>, of account: ID<Account>, db: Reader
    ) throws -> [DeclaredInterest] {
        try DeclaredInterests.all("n.programme_id = \(programme) AND n.account_id = \(account)", in: db)
    }

    /// All declarations about organisations, for the team, but for those about what the caller stands aside from.
    static func declared(
        in programme: ID<Programme>, for caller: Caller, db: Reader
    ) throws -> [DeclaredInterest] {
        let names = try OrganisationNames(of: programme, in: db)
        let hidden = Set(try Applications.organisationsApart(in: programme, for: caller, db: db).map { names.key($0) })
        return try DeclaredInterests.all(
            "n.programme_id = \(programme) AND \(caller.may(.team, in: "n.programme_id"))", in: db
        ).filter { !hidden.contains(names.key($0.name)) }
    }

    /// Who stands aside from an application because they named its organisation. For pages that have asked who reads.
    static func declared(of application: Application, db: Reader) throws -> [DeclaredInterest] {
        let names = try OrganisationNames(of: application.programme, in: db)
        return try DeclaredInterests.all("n.programme_id = \(application.programme)", in: db)
            .filter { names.isSame($0.name, application.organisation) }
    }

    /// When the caller declared their conflicts; nil while they have not.
    static func declaredAt(_ caller: Caller, in programme: ID<Programme>, db: Reader) throws -> Instant? {
        try db.ask(declaredAt(caller, in: programme))
    }

    static func declaredAt(_ caller: Caller, in programme: ID<Programme>) -> Query<Instant?> {
        Query.first(
            """
            SELECT made_at FROM declaration WHERE account_id = \(caller.account?.id) AND programme_id = \(programme)
            """
        ) { try $0[0] }
    }

    /// When the account that a row of the query around it names declared its conflicts; NULL while it has not.
    static func declaredAt(_ account: SQL, in programme: ID<Programme>) -> SQL {
        "(SELECT d.made_at FROM declaration d WHERE d.account_id = \(account) AND d.programme_id = \(programme))"
    }

    static func conflicts(
        with application: ID<Application>, of programme: ID<Programme>, for caller: Caller, in db: Reader
    ) throws -> [DeclaredConflict] {
        try db.all(
            """
            SELECT p.id, p.name, p.email, k.kind, k.note, k.recused FROM declared_conflict k JOIN account p ON p.id = k.account_id
            WHERE k.application_id = \(application) AND \(caller.may(.team, in: "\(programme)"))
                AND NOT \(caller.isRecused(from: "k.application_id"))
            ORDER BY p.name, p.id
            """
        ) {
            DeclaredConflict(
                account: try $0["id"], name: try Accounts.named($0), kind: try $0["kind"], note: try $0["note"],
                isRecused: try $0["recused"])
        }
    }
}
