/// What a column was taken to mean.
public enum Meaning: String, Sendable, Hashable, CaseIterable {
    case name, given, surname, email, organisation
    case order, time, joined, left, minutes, quantity, status, role
    case waitingRoom = "waiting room"
    case attended
    case neverMail = "never mail"
    /// Whether somebody may be mailed: a no counts, a yes says nothing new.
    case consent
    /// A state that may say that somebody is not to be mailed, among others.
    case mailState = "mail state"
    case checkedIn = "checked in"
    case voided
    /// The person whose guest somebody is.
    case guestOf = "guest of"
    case buyerName = "buyer's name"
    case buyerGiven = "buyer's first name"
    case buyerSurname = "buyer's surname"
    case buyerEmail = "buyer's e-mail"
    case buyerOrganisation = "buyer's organisation"
    case tags
    case session, source, views, tickets
    /// A question or a detail that is kept as an answer.
    case question
    /// Not kept.
    case unused
}

/// One heading of a table.
struct Heading: Sendable {
    /// As the file writes it, line breaks made spaces.
    var text: String
    /// What it is compared by; the English, where it is in another language that is known.
    var key: String
    /// Whether the heading says that its times are UTC's.
    var isUTC: Bool

    init(_ cell: String) {
        text = Words.tidy(cell)
        key = Words.key(cell)
        isUTC = text.contains("UTC") || text.hasPrefix("Utc") || text.hasSuffix(" GMT")
    }
}

extension Meaning {
    /// A name, or a part of one: languages part names differently.
    var isOfName: Bool { self == .name || self == .given || self == .surname }

    /// The meaning of a heading that names one of the five parts of who somebody is, in the wordings of forms, ticket
    /// sales, address books and spreadsheets; nil for everything else. Words that only dress a heading up ("what is
    /// your …", "attendee …") do not count, and every word that is left has to fit: "E-mail address" is an address,
    /// "May we e-mail you?" is a question.
    static func identity(_ key: String) -> Meaning? {
        let words = key.split(separator: " ").map(String.init)
        guard !words.isEmpty, words.count <= 16, others.isDisjoint(with: words), !key.contains("second contact") else {
            return nil
        }
        let kept = words.filter { !dressing.contains($0) && Int($0) == nil }.map(withoutNumber)
        let rest = Set(kept)
        if rest.isSubset(of: emailWords), rest.contains("email") { return .email }
        if exactSurnames.contains(kept.joined(separator: " ")) { return .surname }
        if exactGivens.contains(kept.joined(separator: " ")) { return .given }
        if !rest.isDisjoint(with: organisationWords), rest.isSubset(of: organisationWords.union(organisationDressing)) {
            return .organisation
        }
        if rest.isSubset(of: nameWords), !rest.isEmpty { return .name }
        if rest.isEmpty, words.contains(where: { personWords.contains($0) }) { return .name }
        return nil
    }

    /// `email1` is an address as much as `email`.
    private static func withoutNumber(_ word: String) -> String {
        word.last?.isNumber == true ? String(word.prefix { !$0.isNumber }) : word
    }

    /// Whoever else a form asks for is not the person of the row.
    private static let others: Set<String> = [
        "colleague", "colleagues", "referee", "emergency", "deputy", "manager", "partner", "partners", "co",
        "alternate",
    ]
    private static let dressing: Set<String> = [
        "your", "you", "what", "whats", "is", "are", "the", "of", "please", "enter", "provide", "give", "us", "tell",
        "a",
        "an", "my", "main", "primary", "preferred", "lead", "required", "optional", "and", "s", "value",
        "attendee", "buyer", "purchaser", "ticket", "contact", "person", "delegate", "participant", "guest",
        "applicant",
        "stakeholder", "member", "respondent", "invitee", "subscriber", "individual", "contacts", "attendees",
    ]
    private static let personWords: Set<String> = [
        "attendee", "contact", "person", "delegate", "participant", "applicant", "stakeholder", "respondent", "invitee",
        "individual",
    ]
    private static let emailWords: Set<String> = [
        "email", "address", "addr", "addresses", "work", "business", "id", "personal", "username", "current", "best",
        "organisation",
        "professional", "alternative", "other", "company", "corporate", "secondary", "second", "additional", "private",
        "home", "or",
    ]
    private static let exactSurnames: Set<String> = [
        "surname", "last name", "lastname", "family name", "second name", "surnames", "last", "familyname", "lname",
        "surname family name", "last name surname", "surname last name", "name last",
    ]
    private static let exactGivens: Set<String> = [
        "first name", "firstname", "forename", "given name", "forenames", "first names", "given names",
        "christian name",
        "first", "givenname", "fname", "first name s", "forename s", "known as", "name first", "first given name",
    ]
    private static let organisationWords: Set<String> = [
        "organisation", "company", "employer", "affiliation", "institution", "business", "agency", "workplace", "org",
        "organisationname", "companyname", "firm", "charity", "organisations", "account",
    ]
    private static let organisationDressing: Set<String> = [
        "name", "or", "team", "which", "do", "work", "for", "from", "represent", "representing", "with", "where", "if",
        "any", "department", "trust", "school", "group", "current", "that", "by", "employed", "applying", "on",
        "behalf",
        "submitting", "full", "trading", "legal", "registered", "applicable", "community", "university", "council",
        "service", "site", "associated", "primary",
    ]
    private static let nameWords: Set<String> = [
        "name", "full", "fullname", "names", "display", "displayname", "complete", "surname", "first", "last",
        "forename",
        "original", "screen", "user", "in",
    ]
}
