/// What those are written who take part in an application beside its lead.
enum CollaboratorMails {
    static func invited(
        _ account: Account, as part: Draft.Part, to draft: Draft, by caller: Caller, url: String
    ) -> Message {
        let who: MailText = "\(caller.auditName) (\(draft.application.organisation))"
        let asks: MailText =
            part == .criticalFriend
            ? "asks you to be a critical friend: to read the draft of an application to “\(draft.programme.name)” and leave remarks."
            : "asks you to write an application to “\(draft.programme.name)” together."
        return ApplicationMails.mail(
            to: account, about: draft.application.id, subject: "Will you help with an application?", draft.programme,
            paragraphs: [account.name.isEmpty ? "Hello," : "Hello \(account.name),", "\(who) \(asks)"],
            action: (label: "See what it is about, and say yes or no", url: url),
            ending: [
                "Nothing happens unless you say yes. The link works once; for another, sign in with this address.",
                "If you know nothing of this, you need do nothing.",
            ])
    }

    static func remarked(
        on section: String, of draft: Draft, to account: Account, by caller: Caller, url: String
    ) -> Message {
        ApplicationMails.mail(
            to: account, about: draft.application.id, subject: "A remark on your application", draft.programme,
            paragraphs: [
                "Hello \(account.name),",
                "\(caller.auditName) has left a remark on “\(section)” of the application of \(draft.application.organisation). There may be more by the time you look.",
            ], action: (label: "Read it", url: url),
            ending: ["Only those who take part in the application see remarks."])
    }
}
