/// What applicants are told about their outcome, before everybody else.
enum OutcomeMails {
    static func told(
        _ letter: Finals.Letter, to contact: Account, in programme: Programme, settings: Settings
    ) -> Message {
        var message = Message(
            to: Address(email: contact.email, name: contact.name),
            subject: "Your application \(letter.application.reference): \(letter.title.lowercased())",
            paragraphs: paragraphs(letter, to: contact),
            action: (label: "Your application", url: settings.url(letter.application.link(in: programme))),
            ending: [
                "Please keep this to yourself until the results are announced. Answer this mail to talk about it: you are owed feedback, and we give it gladly."
            ],
            footer: ["\(programme.name), \(programme.host)"], programme: programme.id, isBulk: true)
        message.senderName = programme.name
        message.replyTo = programme.contactEmail
        message.about = Finals.subject(letter.application.id)
        message.account = contact.id
        return message
    }

    private static func paragraphs(_ letter: Finals.Letter, to contact: Account) -> [MailText] {
        let amount = letter.amount.map { ": \($0)" } ?? ""
        return [
            contact.name.isEmpty ? "Hello," : "Hello \(contact.name),",
            "We have decided about the application of \(letter.application.organisation), \(letter.application.reference).",
            "\(letter.title)\(amount).",
            letter.condition.isEmpty ? "" : "The condition: \(words: letter.condition)",
            letter.reason.isEmpty ? "" : "The reason: \(words: letter.reason)",
        ].filter { !$0.isEmpty }
    }
}
