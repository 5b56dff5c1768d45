/// What applicants are written.
enum ApplicationMails {
    static func started(
        _ id: ID<Application>, to account: Account, in programme: Programme, url: String
    ) -> Message {
        mail(
            to: account, about: id, subject: "Your application", programme,
            paragraphs: [
                "Hello \(account.name),",
                "Your application to “\(programme.name)” has begun. \(Drafts.rules)",
            ], action: (label: "Go on with your application", url: url),
            ending: ["The link works once. For another, sign in with this address."])
    }

    static func receipt(_ sent: Application, to account: Account, in programme: Programme, url: String) -> Message {
        mail(
            to: account, about: sent.id, subject: "We have your application \(sent.reference)", programme,
            paragraphs: [
                "Hello \(account.name),",
                "We have the application of \(sent.organisation). Its reference is \(sent.reference).",
                "Sent: \(sent.submittedAt?.london.full ?? "")\nFingerprint (SHA-256): \(sent.fingerprint)",
            ], action: (label: "See what you sent", url: url),
            ending: ["You will hear from us, with reasons, either way."])
    }

    static func reopened(
        _ application: Application, to account: Account, reason: String, until: Instant?, in programme: Programme,
        url: String
    ) -> Message {
        mail(
            to: account, about: application.id, subject: "Your application is open again", programme,
            paragraphs: [
                "Hello \(account.name),",
                "The application of \(application.organisation) is open again: you can change it, and must send it again for it to count.",
                until.map { "Send it by \($0.london.full)." } ?? "",
                reason.isEmpty ? "" : "Why: \(words: reason)",
            ].filter { !$0.isEmpty }, action: (label: "Go on with your application", url: url), ending: [])
    }

    static func mail(
        to account: Account, about application: ID<Application>, subject: MailText, _ programme: Programme,
        paragraphs: [MailText], action: (label: String, url: String), ending: [MailText]
    ) -> Message {
        var message = Message(
            to: Address(email: account.email, name: account.name), subject: subject, paragraphs: paragraphs,
            action: action, ending: ending, footer: ["\(programme.name), \(programme.host)"], programme: programme.id)
        message.senderName = programme.name
        message.replyTo = programme.contactEmail
        message.about = AuditLog.Subject("application", application)
        message.account = account.id
        return message
    }
}
