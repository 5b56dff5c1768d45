/// Who does not want mail, or whom mail does not reach, in the wordings of mailing tools, address books, ticket sellers
/// and sheets. A column counts only in the rows in which it says something.
enum MailWishes {
    /// What a heading has to do with mail; nil when nothing.
    static func meaning(of key: String) -> Meaning? {
        if key.isEmpty || key.utf8.count > 120 || aboutSomethingElse.contains(where: key.contains) { return nil }
        if refusals.contains(where: key.contains) { return .neverMail }
        if consents.contains(where: key.contains) || exactConsents.contains(key) { return .consent }
        if ["unsub", "dnc", "dne", "deceased"].contains(key) { return .neverMail }
        if states.contains(key) { return .mailState }
        return nil
    }

    /// What one row says in one column.
    static func wish(_ cell: String, under meaning: Meaning, heading: String) -> Export.MailWish {
        let answer = YesNo.read(cell)
        if answer == nil, Words.isBlank(cell) { return .unsaid }
        switch meaning {
        case .neverMail: return refusal(cell, answer, heading)
        case .consent: return consent(cell, answer)
        default: return state(cell)
        }
    }

    private static func refusal(_ cell: String, _ answer: Bool?, _ heading: String) -> Export.MailWish {
        // A count of bounces: none is none, some may still be reached.
        if heading.contains("count") || heading.contains("number of"), let number = Int(cell) {
            return number == 0 ? .unsaid : .ask
        }
        if let answer { return answer ? .never : .unsaid }
        if DateText(cell) != nil { return heading.contains("bounce") && !heading.contains("hard") ? .ask : .never }
        if heading.contains("hard bounce") { return .never }
        let said = state(cell)
        if said != .ask { return said }
        switch Vocabulary.value(cell).split(separator: " ").first {
        case "yes", "since", "from": return .never
        case "no", "not": return .unsaid
        default: return .ask
        }
    }

    private static func consent(_ cell: String, _ answer: Bool?) -> Export.MailWish {
        if let answer { return answer ? .unsaid : .never }
        if DateText(cell) != nil { return .unsaid }
        let key = Vocabulary.value(cell)
        let words = key.split(separator: " ")
        if let first = words.first,
            ["no", "not", "dont", "never", "please dont", "refused", "withdrawn"].contains(first)
        {
            return .never
        }
        if words.first == "yes" { return .unsaid }
        let said = state(cell)
        return said == .ask && ["given", "granted", "agreed", "opt in"].contains(key) ? .unsaid : said
    }

    /// A word for what the tool does with the address.
    private static func state(_ cell: String) -> Export.MailWish {
        let key = Vocabulary.value(cell)
        let tight = key.filter { $0 != " " }
        if never.contains(where: tight.hasPrefix) || tight.contains("hardbounce") { return .never }
        if may.contains(where: tight.hasPrefix) { return .unsaid }
        return .ask
    }

    /// What is said about mail where nobody asked for it: a state or a label that means never, a note to be read.
    static func aside(_ cell: String, heading key: String) -> Export.MailWish {
        guard cell.utf8.count <= 2_000 else { return .unsaid }
        let last = key.split(separator: " ").last.map(String.init) ?? ""
        if labels.contains(last) {
            let tights = cell.split { ",;|".contains($0) }.map { Vocabulary.value($0).filter { $0 != " " } }
            return tights.contains { label in plainlyNever.contains(where: label.hasPrefix) } ? .never : .unsaid
        }
        return remarks.contains(last) && speaksOfMail(cell) ? .ask : .unsaid
    }

    /// `Please do not e-mail`, `asked to unsubscribe`, `opted out in May`.
    private static func speaksOfMail(_ note: String) -> Bool {
        let words = Words.key(note).split(separator: " ")
        for (place, word) in words.enumerated() {
            if word.hasPrefix("unsubscribe") { return true }
            let next = place + 1 < words.count ? words[place + 1] : ""
            let second = place + 2 < words.count ? words[place + 2] : ""
            switch word {
            case "opted", "opt": if next == "out" { return true }
            case "dont", "never": if ["email", "contact", "mail"].contains(next) { return true }
            case "do": if next == "not", ["email", "contact", "mail"].contains(second) { return true }
            default: continue
            }
        }
        return false
    }

    /// Whether `aside` may find something under a heading.
    static func mayTell(_ key: String) -> Bool {
        let last = key.split(separator: " ").last.map(String.init) ?? ""
        return labels.contains(last) || remarks.contains(last)
    }

    private static let labels: Set<String> = ["status", "tags", "labels", "tag", "label", "list", "lists", "segment"]
    private static let remarks: Set<String> = [
        "notes", "note", "comments", "comment", "remarks", "remark", "description",
    ]
    private static let plainlyNever = [
        "unsub", "optedout", "optout", "donotcontact", "donotemail", "donotmail", "dontcontact", "dontemail", "cleaned",
        "hardbounce", "noemail", "nomail", "suppress", "neveremail", "nevermail",
    ]

    private static let never = [
        "unsub", "optedout", "optout", "donot", "dont", "cleaned", "bounced", "hardbounce", "complain", "spam",
        "suppress", "nonsub", "notsub", "blacklist", "blocklist", "undeliverable", "archived", "noemail", "nomail",
        "withdrawn", "revoked", "refused", "declined", "deceased", "invalid", "nomarketing", "nocontact",
    ]
    private static let may = [
        "subscribed", "active", "optedin", "optin", "valid", "marketing", "confirmed", "transactional", "delivered",
        "ok", "deliverable", "contactable", "open", "new", "member", "current", "engaged",
    ]

    private static let refusals = [
        "unsubscri", "unsub ", "no consent", "not consent", "consent withdrawn", "consent refused", "withdrew consent",
        "opt out", "opted out", "optout", "optedout", "do not email", "do not mail",
        "do not contact", "dont email", "dont mail", "dont contact", "donotemail", "donotcontact", "no email",
        "no mail", "no marketing", "never mail", "never email", "never contact", "not to be emailed",
        "not to be contacted", "must not be", "hard bounce", "hardbounce", "bounced", "bounce", "email invalid",
        "invalid email", "cleaned", "clean time", "suppress", "blacklist", "blocklist", "spam complaint",
        "spam report", "complained", "exclude from", "remove from list", "gone away", "not mailable", "do not send",
        "globally unsub", "refuses mail", "refuses email", "no contact",
    ]
    private static let consents = [
        "consent", "happy to be contacted", "happy to be emailed", "happy for us to", "may we contact", "may we email",
        "can we contact", "can we email", "can be emailed", "can be contacted", "can be mailed", "may be emailed",
        "may be contacted", "may be mailed", "ok to email", "ok to contact", "ok to mail", "okay to", "opt in",
        "opted in", "optedin", "emailable", "mailable", "email permission", "permission to email",
        "permission to contact", "accepts marketing", "accepts email", "allow email", "allows email", "agree to be",
        "agrees to be", "keep me informed", "keep in touch", "stay in touch", "marketing permission",
        "marketing email", "marketing preference", "contactable", "receive email", "receives email", "receive mail",
        "wants email", "wants mail", "send email", "email allowed", "contact allowed", "email ok", "mail ok",
        "like to receive", "like to hear from", "gdpr permission", "newsletter", "mailing list",
    ]
    private static let exactConsents: Set<String> = [
        "subscribed", "subscriber", "is subscribed", "subscription", "gdpr",
    ]
    private static let states: Set<String> = [
        "email marketing status", "email status", "mailing status", "subscription status", "subscriber status",
        "marketing status", "email subscription status", "contact status", "email state", "delivery status",
        "deliverability", "mail status", "list status", "marketing contact status", "member status", "email health",
    ]
    private static let aboutSomethingElse = [
        "photo", "record", "film", "video", "quote", "publish", "share", "terms", "privacy policy", "soft", "optin ip",
        "campaign", "optin time", "opt in time", "unsub reason", "unsubscribe reason", "reason for", "source of",
        "whatsapp", "sms", "telephone", "phone", "post", "how did", "data processing", "cookie", "parent",
    ]
}
