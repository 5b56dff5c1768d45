import Markup

/// An event as somebody types it: kept as texts, so that what is wrong comes back as it was written.
struct EventForm: Sendable {
    var title: String
    var kind: String
    var mode: String
    var description: String
    var place: String
    var joinURL: String
    var starts: String
    var ends: String
    var capacity: String

    init(_ data: FormData) {
        title = OneLine.clean(data.text("title"))
        kind = data.text("kind")
        mode = data.text("mode")
        description = data.text("description")
        place = data.text("place")
        joinURL = data.text("join_url")
        starts = data.text("starts")
        ends = data.text("ends")
        capacity = data.text("capacity")
    }

    init(_ event: Event) {
        title = event.title
        kind = event.kind.rawValue
        mode = event.mode.rawValue
        description = event.description
        place = event.place
        joinURL = event.joinURL
        starts = event.startsAt.london.typed()
        let isOneDay = event.startsAt.london.day == event.endsAt.london.day
        ends = isOneDay ? event.endsAt.london.clock : event.endsAt.london.typed()
        capacity = event.capacity.map { String($0) } ?? ""
    }

    var data: FormData {
        [
            "title": title, "kind": kind, "mode": mode, "description": description, "place": place, "join_url": joinURL,
            "starts": starts, "ends": ends, "capacity": capacity,
        ]
    }

    /// What was typed, put into an event; or what is wrong with it.
    func fill(_ event: Event) throws -> Event {
        var errors = FieldErrors()
        var new = event
        errors.check("title", title, missing: "Say what it is called", most: 150)
        errors.check("description", description, missing: "Say what happens there, and for whom", most: 4_000)
        errors.check("place", place, most: 300)
        if let kind = Event.Kind(rawValue: kind) { new.kind = kind } else { errors.add("kind", "Choose what it is") }
        readMode(into: &new, &errors)
        readTimes(into: &new, &errors)
        new.capacity = readCapacity(&errors)
        (new.title, new.description, new.place, new.joinURL) = (title, description, place, joinURL)
        try errors.check()
        return new
    }

    private func readMode(into event: inout Event, _ errors: inout FieldErrors) {
        guard let mode = Event.Mode(rawValue: mode) else {
            errors.add("mode", "Choose how people take part")
            return
        }
        event.mode = mode
        if mode != .online, place.isEmpty { errors.add("place", "Say where it takes place") }
        if !joinURL.isEmpty, Link(external: joinURL)?.address.hasPrefix("http") != true {
            errors.add("join_url", "Enter a whole address, like https://meet.example.org/room")
        }
    }

    private func readTimes(into event: inout Event, _ errors: inout FieldErrors) {
        let start = errors.moment("starts", starts, missing: "Say when it starts")
        let sameDay = start.flatMap { start in
            TypedMoment.Clock(ends).map {
                LondonTime(day: start.london.day, hour: $0.hour, minute: $0.minute).instant
            }
        }
        let end = sameDay ?? errors.moment("ends", ends, missing: "Say when it ends")
        guard let start, let end else { return }
        if end <= start { errors.add("ends", "It must end after it starts") }
        (event.startsAt, event.endsAt) = (start, end)
    }

    private func readCapacity(_ errors: inout FieldErrors) -> Int? {
        guard !capacity.isEmpty else { return nil }
        guard let number = Int(capacity), (1...100_000).contains(number) else {
            errors.add("capacity", "Enter a whole number of people, or nothing when there is room for all")
            return nil
        }
        return number
    }
}

/// Where an event is to take place from now on.
struct MovingForm: Sendable {
    var mode: Event.Mode
    var place: String
    var joinURL: String

    init(_ data: FormData) throws {
        guard let mode = Event.Mode(rawValue: data.text("mode")) else {
            throw FieldErrors("mode", "Choose how people take part")
        }
        self.mode = mode
        place = data.text("place")
        joinURL = data.text("join_url")
    }
}

extension Event {
    /// What the form shows that moves it.
    var shownMoving: FormData { ["mode": mode.rawValue, "place": place, "join_url": joinURL] }

    /// Whether what stands in people's calendars differs.
    func isElsewhereOrAtAnotherTime(than other: Event) -> Bool {
        startsAt != other.startsAt || endsAt != other.endsAt || mode != other.mode || place != other.place
    }

    /// What differs from an older state, in words for the audit log.
    func changedParts(from old: Event) -> [String] {
        let parts: [(String, Bool)] = [
            ("title", title != old.title), ("kind", kind != old.kind), ("how", mode != old.mode),
            ("description", description != old.description), ("place", place != old.place),
            ("link to join", joinURL != old.joinURL), ("time", startsAt != old.startsAt || endsAt != old.endsAt),
            ("capacity", capacity != old.capacity),
        ]
        return parts.filter(\.1).map(\.0)
    }
}
