extension Export {
    /// One person as one file shows them: a sighting, not yet anybody in particular.
    public struct Person: Sendable, Hashable {
        /// The first line of the file that speaks of this person; all of them in `lines`. Guests whom an order does not
        /// name have the line of the order.
        public var line: Int
        public var lines: [Int]
        /// As typed, white space tidied; nil when the file gives no name.
        public var name: String?
        public var given: String?
        public var surname: String?
        /// Another name that the same row carries, such as Zoom's original name in brackets.
        public var otherName: String?
        /// A valid address as typed, without `mailto:` or brackets.
        public var email: String?
        /// Further valid addresses of the same row, each once.
        public var otherEmails: [String] = []
        public var organisation: String?
        public var status: Status
        /// Whether the file says that they must not be mailed, whatever their status.
        public var mail = MailWish.unsaid
        /// What the file calls the person's part: `Organiser`, `Panelist`, `Presenter` …
        public var role: String?
        /// Whole minutes present, overlapping joins counted once; nil when the file does not say.
        public var minutes: Int?
        /// When they ordered, registered, answered or first joined, by the file's own clock. Nil where the row names a
        /// zone that is not known: `asks` says so.
        public var time: Moment?
        /// The number of the order, or of the response, in the tool that exported it.
        public var order: String?
        /// Tickets that this entry stands for: one, as each ticket is an entry.
        public var tickets = 1
        /// True when the ticket carries the name of the order's first ticket again, or none: a guest of the buyer.
        public var isGuestOfBuyer = false
        /// Who ordered, where the file names a buyer beside the attendee.
        public var buyer: Party?
        /// Whose guest this is, where the file says so or the ticket has no name of its own.
        public var guestOf: Party?
        /// What the name says that this is instead of a person; it is taken all the same, for somebody to decide.
        public var thing: Thing?
        /// What only a person can say about this row. Whoever does not ask must neither count nor mail on the strength
        /// of it.
        public var asks: [Ask] = []
        /// All other columns that have something in them: the organiser's own questions, job title, tags …
        public var answers: [Answer] = []

        init(line: Int, status: Status) {
            self.line = line
            self.lines = [line]
            self.status = status
        }
    }

    public enum Status: String, Sendable, Hashable, CaseIterable {
        case booked, cancelled, attended, absent, host
        case neverMail = "never-mail"
        case contact
        /// Nobody can tell before a person has answered the row's `asks`: not booked, not to be mailed.
        case ask
    }

    /// Whether somebody may be mailed, as one file has it.
    public enum MailWish: String, Sendable, Hashable, CaseIterable {
        case unsaid
        /// They do not want mail, or mail does not reach them.
        case never
        /// Something is said that may mean so: the row's `asks` quote it.
        case ask
    }

    /// Somebody who is named beside the person of a row.
    public struct Party: Sendable, Hashable {
        public var name: String?
        public var email: String?
        public var organisation: String?
    }

    /// What is no person, though it has a person's place in a list.
    public enum Thing: String, Sendable, Hashable, CaseIterable {
        case device
        /// A telephone number instead of a name.
        case caller
        case noteTaker = "note-taker"
    }

    public struct Answer: Sendable, Hashable {
        /// The heading, line breaks made spaces.
        public var question: String
        public var text: String
        /// The ticked boxes of `a;b;`; just the text for everything else.
        public var choices: [String]
    }
}
