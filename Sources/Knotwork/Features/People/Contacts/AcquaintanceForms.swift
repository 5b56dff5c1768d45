import Names

/// A conversation as somebody types it.
struct ConversationForm: Sendable {
    var on: Day
    var minutes: Int
    var who: String
    var note: String
    var nextStep: String
    var nextBy: Day?

    init(_ data: FormData, at now: Instant) throws {
        var errors = FieldErrors()
        who = data.text("contact_who")
        note = data.text("contact_note")
        nextStep = data.text("contact_next")
        let on = errors.pastDay("contact_on", data.text("contact_on"), missing: "Say when it was", at: now)
        nextBy = errors.day("contact_by", data.text("contact_by"))
        let typed = data.text("contact_minutes")
        let minutes = typed.isEmpty ? 0 : Int(typed)
        if minutes.map({ (0...1_440).contains($0) }) != true {
            errors.add("contact_minutes", "Enter a whole number of minutes, or nothing")
        }
        errors.check("contact_who", who, missing: "Say who of you talked to them", most: 200)
        errors.check("contact_note", note, missing: "Say what it was about", most: 4_000)
        errors.check("contact_next", nextStep, most: 500)
        if nextBy != nil, nextStep.isEmpty { errors.add("contact_next", "Say what is to happen by then") }
        guard let on, let minutes, errors.isEmpty else { throw errors }
        (self.on, self.minutes) = (on, minutes)
    }
}

/// An introduction as somebody types it. `to` is a name or an address.
struct IntroductionForm: Sendable {
    var to: String
    var on: Day
    var who: String
    var why: String

    init(_ data: FormData, at now: Instant) throws {
        var errors = FieldErrors()
        to = data.text("intro_to")
        who = data.text("intro_who")
        why = data.text("intro_why")
        let on = errors.pastDay("intro_on", data.text("intro_on"), missing: "Say when it was", at: now)
        errors.check("intro_to", to, missing: "Give the other’s name or e-mail address", most: 254)
        errors.check("intro_who", who, missing: "Say who of you made it", most: 200)
        errors.check("intro_why", why, missing: "Say why they should know each other", most: 2_000)
        guard let on, errors.isEmpty else { throw errors }
        self.on = on
    }
}

/// A word about consent as somebody types it.
struct ConsentForm: Sendable {
    var purpose: Consent.Purpose
    var isGiven: Bool
    var how: String

    init(_ data: FormData) throws {
        var errors = FieldErrors()
        let purpose = Consent.Purpose(rawValue: data.text("consent_purpose"))
        let given = ["yes": true, "no": false][data.text("consent_given")]
        how = data.text("consent_how")
        if purpose == nil { errors.add("consent_purpose", "Choose what it is about") }
        if given == nil { errors.add("consent_given", "Say whether they agree") }
        errors.check("consent_how", how, missing: "Say how and when they said so", most: 500)
        guard let purpose, let given, errors.isEmpty else { throw errors }
        (self.purpose, isGiven) = (purpose, given)
    }
}

/// Somebody whom the team has met, as they type it.
struct StakeholderForm: Sendable {
    var name: String
    var email: String
    var organisation: String

    init(_ data: FormData) throws {
        var errors = FieldErrors()
        name = data.text("name")
        organisation = data.text("organisation")
        email = data.text("email")
        errors.check("name", name, missing: "Enter their name", most: 200)
        errors.check("organisation", organisation, most: 200)
        errors.checkEmailIfAny("email", email)
        try errors.check()
    }
}

/// An address for the list of those who are never written to, or off it.
struct NeverMailForm: Sendable {
    var email: String
    var reason: String

    init(adding data: FormData) throws {
        var errors = FieldErrors()
        reason = data.text("reason")
        email = errors.email("email", data.text("email"))?.text ?? ""
        errors.check("reason", reason, missing: "Say how they asked for it", most: 500)
        try errors.check()
    }

    /// Off the list goes whatever stands on it, also what came there when more was taken for an address.
    init(removing data: FormData) throws {
        var errors = FieldErrors()
        reason = data.text("again")
        email = data.text("email")
        errors.check("again", reason, missing: "Say how they asked to hear from you again", most: 500)
        try errors.check()
    }
}

extension FieldErrors {
    /// Reads a day. Says what is wrong with it, and then is nil; nil without a word when nothing was typed.
    mutating func day(_ field: String, _ text: String) -> Day? {
        guard !text.isEmpty else { return nil }
        guard let typed = TypedMoment(text), typed.clock == nil else {
            add(field, "“\(text)” is not a day that we can read. Write it like 27 January 2022")
            return nil
        }
        return typed.day
    }

    /// Reads a day that is not still to come.
    mutating func pastDay(_ field: String, _ text: String, missing: String, at now: Instant) -> Day? {
        guard !text.isEmpty else {
            add(field, missing)
            return nil
        }
        guard let day = self.day(field, text) else { return nil }
        guard day <= now.london.day else {
            add(field, "\(day.long) is still to come")
            return nil
        }
        return day
    }
}
