import Store

/// Something to read, watch or count with before one answers a problem.
struct PackItem: Sendable, Hashable {
    enum Kind: String, CaseIterable, Sendable, SQLConvertible {
        case report, article
        case caseStudy = "case study"
        case persona, research
        case localData = "local data"
        case video, link

        var label: String { rawValue.capitalizedFirst }
    }

    var id: ID<PackItem>
    var kind: Kind
    var title: String
    var about: String
    var url: String
}

/// A problem that was heard and put aside: to be asked about again.
struct BacklogItem: Sendable, Hashable {
    var id: ID<BacklogItem>
    var title: String
    var parkedAt: Instant
}

/// Something heard, as it is edited: with whom it was and what it is about.
struct HeardInsight: Sendable, Hashable {
    var insight: Insight
    var problem: ID<Problem>?
    var about: String
    /// The name or address under which whoever said it is known; empty when that was not written down.
    var from: String
}

extension Problems {
    /// The pack of a problem in its order: public.
    static func pack(of problem: ID<Problem>, in db: Reader) throws -> [PackItem] {
        try db.all(
            "SELECT id, kind, title, about, url FROM pack_item WHERE problem_id = \(problem) ORDER BY position, id"
        ) {
            PackItem(
                id: try $0["id"], kind: try $0["kind"], title: try $0["title"], about: try $0["about"],
                url: try $0["url"])
        }
    }

    /// What waits in the backlog to be asked about again: for the team.
    static func backlogItems(
        of programme: ID<Programme>, for caller: Caller, in db: Reader
    ) throws -> [BacklogItem] {
        try db.all(
            """
            SELECT b.id, b.title, b.parked_at FROM backlog_item b
            WHERE b.programme_id = \(programme) AND b.settled_at IS NULL AND \(caller.may(.team, in: "b.programme_id"))
            ORDER BY b.position, b.id
            """
        ) { BacklogItem(id: try $0["id"], title: try $0["title"], parkedAt: try $0["parked_at"]) }
    }

    /// One thing that was heard: for the team.
    static func heard(
        _ id: ID<Insight>, in programme: ID<Programme>, for caller: Caller, db: Reader
    ) throws -> HeardInsight? {
        let found = try db.first(
            """
            SELECT i.id, i.kind, i.text, i.attributable, i.problem_id, i.about, i.sighting_id FROM insight i
            WHERE i.id = \(id) AND i.programme_id = \(programme) AND \(caller.may(.team, in: "i.programme_id"))
            """
        ) {
            let insight = Insight(
                id: try $0["id"], kind: try $0["kind"], text: try $0["text"], isAttributable: try $0["attributable"],
                organisation: "", problem: "")
            let heard = HeardInsight(
                insight: insight, problem: try $0["problem_id"], about: try $0["about"], from: "")
            return (heard: heard, speaker: try $0["sighting_id"] as ID<Sighting>?)
        }
        guard var heard = found?.heard else { return nil }
        if let speaker = found?.speaker, let known = try People.sightings([speaker], in: db)[speaker] {
            heard.insight.organisation = known.organisation
            heard.from = known.email.isEmpty ? known.name : known.email
        }
        return heard
    }
}
