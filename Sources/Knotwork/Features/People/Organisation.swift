import Names
import Store

/// A body that people work for, under all the spellings in which it was seen.
struct Organisation: Sendable, Hashable {
    enum Kind: String, CaseIterable, Sendable, SQLConvertible {
        case council, nhs, sme, vcse, university, housing, other
    }

    var id: ID<Organisation>
    var name: String
    var kind: Kind
    /// Nil when there was no contact before an application.
    var firstContact: Day?
}

extension People {
    /// Enters an organisation with the other ways in which it is written. A spelling belongs to one organisation only.
    static func add(
        _ organisation: Organisation, alsoWritten: [String], to programme: ID<Programme>, by context: ActionContext,
        in tx: Writer
    ) throws {
        try tx.execute(
            """
            INSERT INTO organisation (id, programme_id, name, kind, first_contact)
            VALUES (\(organisation.id), \(programme), \(organisation.name), \(organisation.kind),
                \(organisation.firstContact))
            """)
        for spelling in Set(([organisation.name] + alsoWritten).map { ComparableWords($0).text })
        where !spelling.isEmpty {
            let added = try tx.execute(
                """
                INSERT INTO organisation_spelling (programme_id, spelling, organisation_id)
                VALUES (\(programme), \(spelling), \(organisation.id)) ON CONFLICT (programme_id, spelling) DO NOTHING
                """)
            guard added > 0 else { throw Refusal.rule("Two organisations are written “\(spelling)”.") }
        }
    }

    /// The organisations of a programme by each spelling's comparable form.
    static func organisations(of programme: ID<Programme>, in db: Reader) throws -> [String: Organisation] {
        let rows = try db.all(
            """
            SELECT s.spelling, o.id, o.name, o.kind, o.first_contact FROM organisation_spelling s
            JOIN organisation o ON o.id = s.organisation_id WHERE s.programme_id = \(programme)
            """
        ) {
            (
                try $0["spelling"] as String,
                Organisation(
                    id: try $0["id"], name: try $0["name"], kind: try $0["kind"], firstContact: try $0["first_contact"])
            )
        }
        return Dictionary(uniqueKeysWithValues: rows)
    }
}

extension OrganisationNames {
    /// The names of a programme's organisations, in every spelling that is known of them.
    init(of programme: ID<Programme>, in db: Reader) throws {
        self.init(
            try People.organisations(of: programme, in: db).map { (spelling: $0.key, name: $0.value.name) })
    }
}
