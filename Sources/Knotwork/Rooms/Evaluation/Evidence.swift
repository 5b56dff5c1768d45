import Store

enum Evaluation {}

/// Everything that figures are worked out from, read once: raw records, never stored answers.
struct Evidence: Sendable {
    var programme: Programme
    var events: [Event]
    var seen: [People.Seen]
    /// Views by event and by where people came from.
    var traffic: [ID<Event>: [(source: String, views: Int)]]
    var applications: [Finals.Entry]
    var organisations: [String: Organisation]
    /// Organisations that were helped with their application, by comparable name.
    var helped: Set<String>

    var launch: Event? { events.first { $0.kind == .launch } }
    var webinars: [Event] { events.filter { $0.kind == .webinar } }

    init(of programme: Programme, in db: Reader) throws {
        self.programme = programme
        events = try Events.all(of: programme.id, in: db)
        seen = try People.seen(in: programme.id, db: db)
        traffic = try Events.views(of: programme.id, in: db)
        applications = try Finals.entries(of: programme.id, in: db)
        organisations = try People.organisations(of: programme.id, in: db)
        helped = try Applications.helped(in: programme.id, db: db)
    }
}
