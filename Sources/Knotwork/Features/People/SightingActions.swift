import Store

extension People {
    /// Keeps raw records. Whose they are is found out afterwards, by everything that all records say (`Linking`).
    static func record(_ sightings: [Sighting], by context: ActionContext, in tx: Writer) throws {
        guard !sightings.isEmpty else { return }
        for sighting in sightings { try keep(sighting, by: context, in: tx) }
        try mustLink(by: context, in: tx)
    }

    static func record(_ sighting: Sighting, by context: ActionContext, in tx: Writer) throws {
        try record([sighting], by: context, in: tx)
    }

    /// Takes back one record that was entered by hand; who is who is found anew without it.
    static func withdraw(_ sighting: ID<Sighting>, by context: ActionContext, in tx: Writer) throws {
        try tx.execute(
            "UPDATE sighting SET withdrawn_at = \(context.at) WHERE id = \(sighting) AND withdrawn_at IS NULL")
        try mustLink(isReshaping: true, by: context, in: tx)
    }

    /// Each record begins a person of its own, to whom it belongs unless somebody is known by this very address.
    private static func keep(_ sighting: Sighting, by context: ActionContext, in tx: Writer) throws {
        let own = ID<Person>(sighting.id.text)
        let known = try known(sighting, in: tx)
        try tx.execute("INSERT INTO person (id, created_at) VALUES (\(own), \(context.at))")
        try insert(sighting, person: known ?? own, home: own, by: context, in: tx)
    }

    /// Whom the address points to: the one person there whose names do not contradict, or of several the one of this very
    /// name. Nobody, where that leaves a doubt: what follows weighs it.
    private static func known(_ sighting: Sighting, in db: Reader) throws -> ID<Person>? {
        let (email, name) = (sighting.emailKey, sighting.nameKey)
        guard !email.isEmpty else { return nil }
        let there = try db.all(
            """
            SELECT DISTINCT person_id, name_key FROM sighting WHERE email_key = \(email) AND withdrawn_at IS NULL
            LIMIT \(mostAtOneAddress)
            """
        ) { (person: try $0["person_id"] as ID<Person>, name: try $0["name_key"] as String) }
        let people = Set(there.map(\.person))
        if people.count < 2 {
            return there.contains { PersonName.contradict($0.name, name) } ? nil : people.first
        }
        let namesakes = name.isEmpty ? [] : Set(there.filter { $0.name == name }.map(\.person))
        return namesakes.count == 1 ? namesakes.first : nil
    }

    /// Whoever has had more names than this behind one address is a list of people.
    private static let mostAtOneAddress = 50

    private static func insert(
        _ sighting: Sighting, person: ID<Person>, home: ID<Person>, by context: ActionContext, in tx: Writer
    ) throws {
        try tx.execute(
            """
            INSERT INTO sighting (id, programme_id, import_id, event_id, line, kind, name, email, organisation, status,
                minutes, seen_at, raw, excluded, email_key, name_key, person_id,
                home_person_id, created_at)
            VALUES (\(sighting.id), \(sighting.programme), \(sighting.importFile), \(sighting.occasion), \(sighting.line),
                \(sighting.kind), \(sighting.name), \(sighting.email), \(sighting.organisation), \(sighting.status),
                \(sighting.minutes), \(sighting.seenAt), \(sighting.raw), \(sighting.excluded), \(sighting.emailKey),
                \(sighting.nameKey), \(person), \(home), \(context.at))
            """)
    }

    static func verdicts(in db: Reader) throws -> [WhoIsWho.Verdict] {
        try db.all("SELECT sighting_a, sighting_b, together FROM verdict WHERE undone_at IS NULL ORDER BY id") {
            WhoIsWho.Verdict(a: try $0["sighting_a"], b: try $0["sighting_b"], together: try $0["together"])
        }
    }
}
