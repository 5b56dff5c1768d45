import Names
import Store

extension Applications {
    /// Whether the caller stands aside from anything in a programme, were it an organisation that has not applied. Pages that
    /// leave something out for them must not show by this whether it is there.
    static func keepsAway(
        _ caller: Caller, fromAnyOf programme: ID<Programme>, in db: Reader
    ) throws -> Bool {
        try !organisationsApart(in: programme, for: caller, db: db).isEmpty
    }

    /// The names under which the caller would meet what they stand aside from: of applications, and of organisations that
    /// they named.
    static func organisationsApart(
        in programme: ID<Programme>, for caller: Caller, db: Reader
    ) throws -> [String] {
        try db.values(
            """
            SELECT a.organisation FROM application a
            WHERE a.programme_id = \(programme) AND \(caller.isRecused(from: "a.id"))
            UNION SELECT n.organisation FROM declared_interest n
            WHERE n.programme_id = \(programme) AND n.account_id = \(caller.account?.id)
            """)
    }

    /// Applications from which somebody stands aside because of their organisation though they declared nothing of the kind,
    /// or does not though they did: one sentence each.
    static func uncovered(in db: Reader) throws -> [String] {
        let programmes = try db.values("SELECT id FROM programme ORDER BY id", as: ID<Programme>.self)
        return try programmes.flatMap { programme in
            let (wanted, known) = (
                try covered(in: programme, in: db), try recusedByOrganisation(in: programme, only: nil, in: db)
            )
            let stray = known.subtracting(wanted)
            let missing = try wanted.subtracting(known).filter { try !isRecused($0, in: db) }
            return stray.union(missing).map {
                "Who is too near to application \($0.application) is not what was declared."
            }
            .sorted()
        }
    }

    private static func isRecused(_ one: Covered, in db: Reader) throws -> Bool {
        try db.value(
            """
            SELECT 1 FROM recusal WHERE account_id = \(one.account) AND application_id = \(one.application)
                AND why IN \(list: Recusals.Why.stated)
            """, as: Int.self) != nil
    }
}
