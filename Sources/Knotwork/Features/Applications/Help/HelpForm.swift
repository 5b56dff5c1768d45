/// Time that a critical friend spent on a draft.
struct TimeForm: Sendable {
    var minutes: Int
    var what: String
    var at: Instant

    init(_ data: FormData, at now: Instant) throws {
        var errors = FieldErrors()
        minutes = HelpForm.minutes(data, &errors)
        what = data.text("what")
        if what.count > 1000 { errors.add("what", "Use 1,000 characters at most") }
        at = now
        try errors.check()
    }
}

/// Help that the team writes down: for an application, or for an organisation that has none yet.
struct HelpForm: Sendable {
    var application: ID<Application>?
    var organisation: String
    var person: String
    var helper: String
    var kind: Applications.HelpGiven.Kind
    var minutes: Int
    var what: String
    var at: Instant

    init(_ data: FormData, at now: Instant) throws {
        var errors = FieldErrors()
        application = data.text("application").isEmpty ? nil : ID(data.text("application"))
        organisation = data.text("organisation")
        if application == nil, organisation.isEmpty {
            errors.add("application", "Choose an application, or write the organisation’s name")
        }
        person = data.text("person")
        helper = data.text("helper")
        if helper.isEmpty { errors.add("helper", "Say who helped") }
        let kind = Applications.HelpGiven.Kind(rawValue: data.text("kind"))
        if kind == nil { errors.add("kind", "Say how") }
        self.kind = kind ?? .other
        at = Self.day(data, now, &errors)
        minutes = Self.minutes(data, &errors)
        what = data.text("what")
        for (name, text) in [("organisation", organisation), ("person", person), ("helper", helper)]
        where text.count > 200 {
            errors.add(name, "Use 200 characters at most")
        }
        if what.count > 1000 { errors.add("what", "Use 1,000 characters at most") }
        try errors.check()
    }

    static func minutes(_ data: FormData, _ errors: inout FieldErrors) -> Int {
        guard let minutes = Int(data.text("minutes")), (1...1440).contains(minutes) else {
            errors.add("minutes", "Enter the minutes as a number from 1 to 1,440")
            return 0
        }
        return minutes
    }

    /// Noon of a day that is not to come.
    private static func day(_ data: FormData, _ now: Instant, _ errors: inout FieldErrors) -> Instant {
        let typed = TypedDay(data, "day")
        guard let day = typed.day, day <= now.london.day else {
            errors.add("day", "Enter a day that has been, like 27 3 2022")
            return now
        }
        return LondonTime(day: day, hour: 12, minute: 0).instant
    }
}
