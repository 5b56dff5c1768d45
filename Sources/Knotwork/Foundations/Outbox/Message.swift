/// One mail to one person, as an action hands it to the outbox.
///
/// Its words are kept as plain text, which a person can edit before bulk mail is released; the HTML that goes beside it
/// is laid out from the same text when it is delivered, so that the two can never disagree.
struct Message: Sendable {
    var to: Address
    var subject: String
    var text: String
    /// Whom the mail comes from, beside the installation's address: usually the programme's name.
    var senderName = ""
    /// Where answers go; nil for the installation's own address.
    var replyTo: String?
    var calendar: CalendarEntry?
    var programme: ID<Programme>?
    /// What it is about, for the pages that list mail beside an application or an event.
    var about: AuditLog.Subject?
    /// Whose it is, where it must be known later whether it has left.
    var account: ID<Account>?
    /// Sent to many at once: waits for a person's release.
    var isBulk: Bool

    init(to: Address, subject: String, text: String, programme: ID<Programme>? = nil, isBulk: Bool = false) {
        self.to = to
        self.subject = OneLine.clean(subject)
        self.text = text
        self.programme = programme
        self.isBulk = isBulk
    }

    /// Writes the text from parts: paragraphs, what to press, more paragraphs, and who sends it and why.
    init(
        to: Address, subject: MailText, paragraphs: [MailText], action: (label: String, url: String)? = nil,
        ending: [MailText] = [], footer: [MailText] = [], programme: ID<Programme>? = nil, isBulk: Bool = false
    ) {
        let letter = Letter(
            blocks: paragraphs.map { Letter.Block.paragraph($0.text) }
                + (action.map { [Letter.Block.action(label: $0.label, url: $0.url)] } ?? [])
                + ending.map { Letter.Block.paragraph($0.text) },
            footer: footer.map(\.text))
        self.init(to: to, subject: subject.text, text: letter.text, programme: programme, isBulk: isBulk)
    }
}
