import Delimited
import Names

/// `programme.json`: what a programme is, and which file beside it is what. See docs/programme-folder.md.
struct Manifest: Sendable {
    struct Someone: Sendable {
        var name: String
        var email: EmailAddress
        var organisation: String
    }

    struct Criterion: Sendable {
        var key: String
        var title: String
        var weight: Int
        var stage: String
        var lowest: Int
        var highest: Int
    }

    struct ThemeEntry: Sendable {
        var title: String
        var why: String
        var from: [String]
    }

    struct ApplicationHeadings: Sendable {
        var number = ""
        var organisation = ""
        var themes = ""
        var asked = ""
        var secondName = ""
        var secondEmail = ""
        var answers: [(key: String, question: String)] = []
    }

    struct File: Sendable {
        var path: String
        var what: String
        var event: String?
        var problem: String?
        var dates: String?
        /// Where the manifest names it, for faults.
        var line: Int
    }

    var programme: Programme
    var milestones: [Milestone]
    var team: [Someone]
    var assessors: [EmailAddress]
    var panel: [Someone]
    var mentors: [Someone]
    var problems: [(key: String, title: String, summary: String)]
    var themes: [ThemeEntry]
    var backlog: [String]
    var criteria: [Criterion]
    var events: [(key: String, event: Event)]
    var application: ApplicationHeadings
    var files: [File]
}

extension Manifest {
    static let known = [
        "format", "key", "name", "formal_name", "edition", "strapline", "about", "accent", "contact", "area", "host",
        "partner", "time_zone", "currency", "pot", "milestones", "team", "assessors", "panel", "mentors", "experts",
        "problems", "themes", "backlog", "eligibility", "how_judged", "criteria", "events", "application", "reach",
        "files",
    ]

    /// Reads a manifest. Throws `InputError` naming the line for the first thing that is not as it should be.
    init(_ json: JSONValue, by context: ActionContext) throws {
        try json.allow(Self.known)
        let format = try json.member("format")
        guard try format.integer() == 1 else { throw format.fault("must be 1, the only format there is.") }
        team = try json.list("team").map(Someone.init)
        panel = try json.list("panel").map(Someone.init)
        mentors = try json.list("mentors").map(Someone.init)
        assessors = try json.list("assessors").map { try $0.email() }
        programme = try Self.programme(json, team: team, by: context)
        milestones = try json.list("milestones").flatMap(Self.milestones)
        problems = try json.list("problems").map {
            (try $0.member("key").name(), try $0.member("title").name(), try $0.said("summary"))
        }
        themes = try json.list("themes").map {
            ThemeEntry(
                title: try $0.member("title").name(), why: try $0.said("why"),
                from: try $0.list("from").map { try $0.name() })
        }
        backlog = try json.list("backlog").map { try $0.member("title").name() }
        criteria = try json.list("criteria").map(Criterion.init)
        let id = programme.id
        events = try json.list("events").map { (try $0.member("key").name(), try Event($0, of: id, by: context)) }
        application = try json.optional("application").map(ApplicationHeadings.init) ?? ApplicationHeadings()
        files = try json.member("files").elements().map(File.init)
        try check(json)
    }

    private static func programme(_ json: JSONValue, team: [Someone], by context: ActionContext) throws -> Programme {
        let key = try json.member("key")
        let slug = try key.name()
        guard slug.allSatisfy({ $0.isASCII && ($0.isLowercase || $0.isNumber || $0 == "-") }) else {
            throw key.fault("may hold lower-case letters, digits and hyphens only.")
        }
        let (edition, area) = (try json.said("edition"), try json.said("area"))
        return Programme(
            id: context.id(), slug: slug, name: try json.member("name").name(), strapline: try json.said("strapline"),
            edition: [area, edition].filter { !$0.isEmpty }.joined(separator: " "), host: try json.said("host"),
            area: area,
            about: try json.said("about"),
            eligibility: try json.list("eligibility").map { try $0.text() }.joined(separator: "\n"),
            howJudged: try json.said("how_judged"),
            contactEmail: try json.optional("contact")?.email().text ?? team.first?.email.text ?? "",
            accent: try json.optional("accent")?.name() ?? "#0b5b5d",
            pot: .pounds(try json.member("pot").integer(atLeast: 0, atMost: 1_000_000_000)), isRehearsal: false,
            resultsReleasedAt: nil)
    }

    /// `expressions` is when applications are open, which is two dates for us; names nobody knows are refused.
    private static func milestones(_ json: JSONValue) throws -> [Milestone] {
        let kinds: [String: Milestone.Kind] = [
            "engagement": .listening, "launch": .launch, "expressions": .applicationsOpen, "webinars": .webinars,
            "shortlist": .shortlist, "finals": .finals, "results": .results, "evaluation": .evaluation,
        ]
        let key = try json.member("key")
        guard let kind = kinds[try key.name()] else {
            throw key.fault("is no milestone.", remedy: "Known are \(kinds.keys.sorted().joined(separator: ", ")).")
        }
        let label = try json.member("name").name()
        let starts = LondonTime(day: try json.member("starts").day(), hour: 0, minute: 0).instant
        let last = try (json.optional("ends") ?? json.member("starts")).day()
        let ends = LondonTime(day: last, hour: 23, minute: 59).instant + .seconds(59)
        guard ends >= starts else { throw try json.member("ends").fault("is before the start.") }
        let own = Milestone(kind: kind, label: label, startsAt: starts, endsAt: ends)
        guard kind == .applicationsOpen else { return [own] }
        return [own, Milestone(kind: .applicationsClose, label: "Applications close", startsAt: ends, endsAt: nil)]
    }
}

extension Manifest.Someone {
    init(_ json: JSONValue) throws {
        name = try json.member("name").name()
        email = try json.member("email").email()
        organisation = try json.said("organisation")
    }
}

extension Manifest.Criterion {
    init(_ json: JSONValue) throws {
        key = try json.member("key").name()
        title = try json.member("title").name()
        weight = try json.member("weight").integer(atLeast: 0, atMost: 100)
        stage = try json.member("stage").name()
        lowest = try json.member("lowest").integer(atLeast: 0, atMost: 100)
        highest = try json.member("highest").integer(atLeast: lowest + 1, atMost: 100)
        guard ["assessment", "final"].contains(stage) else {
            throw try json.member("stage").fault("must be assessment or final.")
        }
    }
}

extension Manifest.ApplicationHeadings {
    init(_ json: JSONValue) throws {
        number = try json.said("number")
        organisation = try json.said("organisation")
        themes = try json.said("themes")
        asked = try json.said("asked")
        secondName = try json.said("second_contact_name")
        secondEmail = try json.said("second_contact_email")
        answers = try json.list("answers").map { (try $0.member("key").name(), try $0.member("question").name()) }
    }
}

extension Manifest.ApplicationHeadings {
    /// Each heading that the manifest names, where it does.
    func named(in json: JSONValue) throws -> [(entry: JSONValue, heading: String)] {
        guard let application = try json.optional("application") else { return [] }
        let plain = [
            "number", "organisation", "organisation_kind", "themes", "asked", "second_contact_name",
            "second_contact_email",
        ]
        let entries =
            try plain.compactMap { try application.optional($0) }
            + application.list("answers").map { try $0.member("question") }
        return try entries.map { ($0, try $0.text()) }.filter { !$0.1.isEmpty }
    }
}

extension Manifest.File {
    init(_ json: JSONValue) throws {
        try json.allow(["path", "is", "event", "problem", "dates"])
        path = try json.member("path").name()
        what = try json.member("is").name()
        event = try json.optional("event")?.name()
        problem = try json.optional("problem")?.name()
        dates = try json.optional("dates")?.name()
        line = json.line
        guard !path.hasPrefix("/"), !path.split(separator: "/").contains("..") else {
            throw try json.member("path").fault("must stay inside the folder.")
        }
    }
}

extension Event {
    init(_ json: JSONValue, of programme: ID<Programme>, by context: ActionContext) throws {
        let kindEntry = try json.member("kind")
        guard let kind = Kind(rawValue: try kindEntry.name()) else {
            throw kindEntry.fault("must be one of \(Kind.allCases.map(\.rawValue).joined(separator: ", ")).")
        }
        let place = try json.said("place")
        let online = ["zoom", "teams", "online"].contains(place.lowercased())
        self.init(
            id: context.id(), programme: programme, slug: try json.member("key").name(), kind: kind,
            mode: online ? .online : .inPerson, title: try json.member("title").name(),
            description: try json.said("description"), place: place, joinURL: "",
            startsAt: try json.member("starts").time(), endsAt: try json.member("ends").time(), capacity: nil,
            summary: "",
            summaryPublishedAt: nil)
        guard endsAt >= startsAt else { throw try json.member("ends").fault("is before the start.") }
    }
}

extension JSONValue {
    /// A list that may be missing.
    func list(_ name: String) throws -> [JSONValue] { try optional(name)?.elements() ?? [] }

    /// A text that may be missing.
    func said(_ name: String) throws -> String { try optional(name)?.text() ?? "" }

    func email() throws -> EmailAddress {
        let typed = try text()
        do { return try EmailAddress(checking: typed) } catch {
            throw fault("must be an address to which mail can be sent. \(error.rawValue).")
        }
    }

    func day() throws -> Day {
        guard let day = Day(try text()) else { throw fault("must be a date such as 2022-01-27.") }
        return day
    }

    /// A time on clocks in London.
    func time() throws -> Instant {
        guard let time = LondonTime(try text()) else { throw fault("must be a time such as 2022-01-27T10:00.") }
        return time.instant
    }
}
