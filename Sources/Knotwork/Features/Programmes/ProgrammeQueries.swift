import Hummingbird
import Store

extension Programmes {
    private static let columns: SQL = """
        p.id, p.slug, p.name, p.strapline, p.edition, p.host, p.area, p.about, p.eligibility, p.how_judged,
        p.contact_email, p.accent, p.pot_pence, p.rehearsal, p.results_released_at
        """

    /// The programme under an address. Public: that a programme exists is no secret.
    static func find(slug: String, in db: Reader) throws -> Programme? {
        try db.first("SELECT \(columns) FROM programme p WHERE p.slug = \(slug)", programme)
    }

    static func find(_ id: ID<Programme>, in db: Reader) throws -> Programme? {
        try db.first("SELECT \(columns) FROM programme p WHERE p.id = \(id)", programme)
    }

    /// All programmes, the newest first. A rehearsal is listed for those only who have a part in it.
    static func all(for caller: Caller, in db: Reader) throws -> [Programme] {
        let ownRehearsal: SQL =
            caller.isOperator
            ? "1 = 1" : "p.id IN (SELECT programme_id FROM role_grant WHERE account_id = \(caller.account?.id))"
        return try db.all(
            """
            SELECT \(columns) FROM programme p WHERE NOT p.rehearsal OR \(ownRehearsal)
            ORDER BY p.created_at DESC, p.id DESC
            """, programme)
    }

    /// The programme that the path of a call names, or not found.
    static func of(_ request: PageRequest, in db: Reader) throws -> Programme {
        guard let programme = try find(slug: try request.path("programme"), in: db) else { throw Refusal.notFound }
        return programme
    }

    /// The programme that the path of a call names, or not found.
    static func find(_ request: PageRequest) async throws -> Programme {
        try await request.read { try of(request, in: $0) }
    }

    static func milestones(of programme: ID<Programme>, in db: Reader) throws -> [Milestone] {
        try db.all(
            """
            SELECT kind, label, starts_at, ends_at FROM milestone WHERE programme_id = \(programme)
            ORDER BY starts_at, id
            """
        ) {
            Milestone(
                kind: try $0["kind"], label: try $0["label"], startsAt: try $0["starts_at"], endsAt: try $0["ends_at"])
        }
    }

    /// When a milestone begins; nil when the programme has none of this kind.
    static func start(of kind: Milestone.Kind, in programme: ID<Programme>) -> Query<Instant?> {
        Query.first("SELECT starts_at FROM milestone WHERE programme_id = \(programme) AND kind = \(kind)") {
            try $0[0]
        }
    }

    static func phase(of programme: Programme, at now: Instant, in db: Reader) throws -> Phase {
        Phase(try milestones(of: programme.id, in: db), released: programme.resultsReleasedAt, at: now)
    }

    /// Refuses everybody but the team of a programme: to others there is nothing to be found.
    static func mustBeTeam(of programme: ID<Programme>, _ caller: Caller, in db: Reader) throws {
        guard try db.value("SELECT 1 WHERE \(caller.may(.team, in: "\(programme)"))", as: Int.self) != nil else {
            throw Refusal.notFound
        }
    }

    private static func programme(_ row: Row) throws -> Programme {
        Programme(
            id: try row["id"], slug: try row["slug"], name: try row["name"], strapline: try row["strapline"],
            edition: try row["edition"], host: try row["host"], area: try row["area"], about: try row["about"],
            eligibility: try row["eligibility"], howJudged: try row["how_judged"],
            contactEmail: try row["contact_email"], accent: try row["accent"], pot: try row["pot_pence"],
            isRehearsal: try row["rehearsal"], resultsReleasedAt: try row["results_released_at"])
    }
}
