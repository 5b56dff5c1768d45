import Names
import Store

enum Evaluation {}

/// Everything that figures are worked out from, read once: raw records, never stored answers.
struct Evidence: Sendable {
    var programme: Programme
    var events: [Event]
    var seen: [Events.Seen]
    /// Views by event and by where people came from.
    var traffic: [ID<Event>: [(source: String, views: Int)]]
    var applications: [Finals.Entry]
    /// By each of their spellings.
    var organisations: [String: Organisation]
    var names: OrganisationNames
    /// Organisations that were helped with their application, as `names` files them.
    var helped: Set<String>

    var launch: Event? { events.first { $0.kind == .launch } }
    var webinars: [Event] { events.filter { $0.kind == .webinar } }

    /// - Parameter caller: who will read it. Applications from which they stand aside are not in it, nor are the records that
    ///   came with these: no figure, and no difference between two, tells of them.
    init(of programme: Programme, for caller: Caller, in db: Reader) throws {
        self.programme = programme
        events = try Events.all(of: programme.id, in: db)
        seen = try Events.seen(in: programme.id, for: caller, db: db)
        traffic = try Events.views(of: programme.id, in: db)
        applications = try Finals.entries(of: programme.id, for: caller, in: db)
        organisations = try People.organisations(of: programme.id, in: db)
        names = OrganisationNames(organisations.map { (spelling: $0.key, name: $0.value.name) })
        helped = try Applications.helped(in: programme.id, db: db)
    }

    /// What is known of an organisation, however it is written; nil when nothing is.
    func organisation(_ written: String) -> Organisation? { organisations[ComparableWords(written).text] }
}
