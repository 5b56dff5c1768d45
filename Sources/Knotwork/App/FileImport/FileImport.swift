import Exports
import Names
import Store

/// Takes files that people already have into the features they belong to. It stands in App because one file may concern
/// several features: a booking is somebody seen (People) and a place at an event (Events).
enum FileImport {
    /// A file on its way in: what it is called, what it says, and what the person said about it.
    struct Parcel: Sendable {
        var name: String
        var sha256: String
        var export: Export
        var event: Event?
        var problem: Problem?
        /// The kind of record that a form's or a contact list's rows are, where the file cannot say.
        var kind = Sighting.Kind.contact

        /// - Throws: `InputError` when the file as a whole cannot be taken.
        init(_ bytes: [UInt8], name: String, dateOrder: DateOrder? = nil, sheet: String? = nil) throws {
            self.name = name
            sha256 = Hex.fingerprint(bytes)
            export = try Export.read(bytes, name: name, dateOrder: dateOrder, sheet: sheet)
        }
    }

    /// What was taken: the file's entry, and which record each of its lines became.
    struct Taken: Sendable {
        var file: ImportFile
        var sightings: [Int: ID<Sighting>] = [:]
    }

    /// Takes a parcel whole, in the caller's transaction. The same file a second time is refused by name.
    static func take(
        _ parcel: Parcel, into programme: ID<Programme>, by context: ActionContext, in tx: Writer
    ) throws -> Taken {
        try check(parcel, in: programme, tx)
        let file = try People.open(
            parcel.export, name: parcel.name, sha256: parcel.sha256, occasion: parcel.event?.occasion, in: programme,
            by: context,
            tx: tx)
        var taken = Taken(file: file)
        switch parcel.export.source {
        case .pageViews: try takeViews(parcel, taken.file, by: context, in: tx)
        case .miro: try takeNotes(parcel, taken.file, by: context, in: tx)
        default: try takePeople(parcel, &taken, by: context, in: tx)
        }
        try AuditLog.record(
            "imported", AuditLog.Subject("import", taken.file.id), programme: programme, reason: parcel.name,
            by: context,
            in: tx)
        return taken
    }

    private static func check(_ parcel: Parcel, in programme: ID<Programme>, _ db: Reader) throws {
        if let first = try faults(parcel, in: programme, db).faults.first { throw Refusal.rule(first.message) }
    }

    /// What stands in the way of taking a parcel, each with what to do about it, under the field of the form that says it.
    static func faults(_ parcel: Parcel, in programme: ID<Programme>, _ db: Reader) throws -> FieldErrors {
        var faults = FieldErrors()
        if let before = try People.taken(parcel.sha256, in: programme, db: db) {
            faults.add("file", "This file was taken already, as “\(before.name)”. Taking it again would add nothing.")
        }
        if parcel.export.dates == .ambiguous {
            faults.add("dates", "The dates of “\(parcel.name)” can be read day first or month first. Say which.")
        }
        if parcel.needsEvent, parcel.event == nil {
            faults.add("event", "“\(parcel.name)” lists who came to an event. Say which event.")
        }
        if parcel.export.source == .miro, parcel.problem == nil {
            faults.add("problem", "“\(parcel.name)” holds the notes of a board. Say which problem they are about.")
        }
        if let lost = try lostViews(parcel, in: programme, db) {
            faults.add(
                "event", "Line \(lost.line) of “\(parcel.name)”: there is no event called “\(lost.session)”.")
        }
        return faults
    }

    /// The first row of page views whose event nobody knows.
    private static func lostViews(
        _ parcel: Parcel, in programme: ID<Programme>, _ db: Reader
    ) throws -> Export.Views? {
        guard parcel.event == nil, !parcel.export.views.isEmpty else { return nil }
        let events = try Events.all(of: programme, in: db)
        return parcel.export.views.first { event(of: $0, among: events) == nil }
    }

    /// Page views name their event by its title.
    private static func event(of views: Export.Views, among events: [Event]) -> Event? {
        let name = ComparableWords(views.session)
        return events.first { ComparableWords($0.title) == name }
    }

    private static func takePeople(
        _ parcel: Parcel, _ taken: inout Taken, by context: ActionContext, in tx: Writer
    ) throws {
        let team = try People.teamAddresses(of: taken.file.programme, in: tx)
        var sightings: [Sighting] = []
        for person in parcel.export.people {
            let sighting = parcel.sighting(of: person, file: taken.file, team: team, by: context)
            taken.sightings[person.line] = sighting.id
            sightings.append(sighting)
        }
        try People.record(sightings, by: context, in: tx)
        for (person, sighting) in zip(parcel.export.people, sightings) {
            // What a row leaves open about mail is never a reason to write.
            if person.status == .neverMail || person.mail != .unsaid {
                try People.neverMail(
                    sighting.email, reason: parcel.name, of: taken.file.programme, by: context, in: tx)
            }
            guard sighting.kind == .booking, person.status != .ask, let event = parcel.event else { continue }
            let state = person.status == .cancelled ? Registration.State.cancelled : .booked
            try Events.add(sighting.id, account: nil, at: event.id, state: state, by: context, in: tx)
        }
    }

    private static func takeViews(_ parcel: Parcel, _ file: ImportFile, by context: ActionContext, in tx: Writer) throws
    {
        let events = try Events.all(of: file.programme, in: tx)
        for views in parcel.export.views {
            guard let event = parcel.event ?? event(of: views, among: events) else { continue }
            try Events.take(views: views.views, from: views.source, of: event.id, file: file.id, in: tx)
        }
    }

    private static func takeNotes(_ parcel: Parcel, _ file: ImportFile, by context: ActionContext, in tx: Writer) throws
    {
        guard let problem = parcel.problem else { return }
        let lines = parcel.export.notes.map { (line: $0.line, text: $0.text) }
        try Problems.take(lines, on: problem.id, from: file.id, by: context, in: tx)
    }
}

extension FileImport.Parcel {
    /// Whether the rows say who booked or came, which means nothing without the event.
    var needsEvent: Bool {
        switch export.source {
        case .eventbriteAttendees, .tickets, .zoomParticipants, .zoomWebinar, .zoomRegistration, .teamsAttendance,
            .teamsRegistration, .meetingAttendance, .calendarGuests:
            true
        case .pageViews, .microsoftForms, .googleForms, .mailchimp, .miro, .contacts, .addressCards: false
        }
    }

    func sighting(of person: Export.Person, file: ImportFile, team: Set<String>, by context: ActionContext) -> Sighting
    {
        var sighting = Sighting(
            id: context.id(), programme: file.programme, importFile: file.id, occasion: event?.occasion,
            line: person.line,
            kind: kind(of: person.status), name: person.name ?? "", email: person.email ?? "",
            organisation: person.organisation ?? "", status: person.status.rawValue, minutes: person.minutes)
        sighting.seenAt = person.time.flatMap { Instant(local: $0) }
        sighting.raw = person.answers.map { "\($0.question): \($0.text)" }.joined(separator: "\n")
        if person.status == .host { sighting.excluded = .host }
        if team.contains(sighting.emailKey) { sighting.excluded = .team }
        return sighting
    }

    private func kind(of status: Export.Status) -> Sighting.Kind {
        switch (export.source, status) {
        // Who was in a meeting, or only had a place there.
        case (.meetingAttendance, .absent), (.meetingAttendance, .cancelled): .booking
        case (.zoomParticipants, _), (.teamsAttendance, _), (.meetingAttendance, _), (.zoomWebinar, .attended),
            (.zoomWebinar, .host):
            .attendance
        case (.eventbriteAttendees, _), (.tickets, _), (.zoomRegistration, _), (.teamsRegistration, _),
            (.zoomWebinar, _), (.calendarGuests, .booked), (.calendarGuests, .cancelled):
            .booking
        default: kind
        }
    }
}

extension Instant {
    /// A moment of a file: by its own offset, or by clocks in London, where the files are made.
    init?(local moment: Moment) {
        guard let day = Day(year: moment.year, month: moment.month, day: moment.day) else { return nil }
        let base = LondonTime(day: day, hour: moment.hour, minute: moment.minute).instant + .seconds(moment.second)
        guard let offset = moment.offset else {
            self = base
            return
        }
        let utc = Int64(day.number) * 86_400 + Int64(moment.hour * 3600 + moment.minute * 60 + moment.second - offset)
        self.init(milliseconds: utc * 1000)
    }
}
