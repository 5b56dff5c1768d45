public import Delimited

/// What a file that somebody exported from another tool says, row by row, before anything is saved.
///
/// Reading is generous about form (encoding, separator, wording and place of the header, preambles, sections) and strict
/// about facts: a row that is not understood is refused with its line and the reason, and never guessed at.
/// `rows` is always `taken + refused.count`; rows that are wholly empty are no rows.
public struct Export: Sendable, Hashable {
    public var source: Source
    /// How its texts were written; `.utf8` for a workbook.
    public var encoding: Encoding
    /// The line of the file on which the headings stand, counted from 1; 0 when the source has no headings.
    public var headerLine: Int
    /// The order of day and month in the file's dates, as far as its dates settle it.
    public var dates: Dates
    /// Data rows seen, below the headings.
    public var rows = 0
    /// Data rows of which the contents are in `people`, `views` or `notes`.
    public var taken = 0
    public var refused: [Refusal] = []
    /// Every heading with what it was taken to mean, in the file's order.
    public var mapping: [Column] = []
    /// The people of the file, in its order. Several joins of one person are one entry; each ticket is an entry.
    public var people: [Person] = []
    /// Page views by source; only for `.pageViews`.
    public var views: [Views] = []
    /// Lines of text for a person to sort; only for `.miro`.
    public var notes: [Note] = []
    /// What the file says about the meeting as a whole; only for Zoom and Teams.
    public var meeting: Meeting?
    /// The sheets of a workbook, in its order; none for other files.
    public var sheets: [Sheet] = []

    /// The tool, and the kind of file, that an export comes from.
    public enum Source: String, Sendable, Hashable, CaseIterable {
        case eventbriteAttendees = "eventbrite-attendees"
        case pageViews = "page-views"
        case zoomParticipants = "zoom-participants"
        case zoomWebinar = "zoom-webinar"
        case zoomRegistration = "zoom-registration"
        case teamsAttendance = "teams-attendance"
        case microsoftForms = "microsoft-forms"
        case googleForms = "google-forms"
        case mailchimp
        case miro
        case contacts
        case addressCards = "address-cards"
        case calendarGuests = "calendar-guests"
    }

    public enum Encoding: String, Sendable, Hashable, CaseIterable {
        case utf8 = "utf-8"
        case utf8WithMark = "utf-8-bom"
        case utf16LittleEndian = "utf-16le"
        case utf16BigEndian = "utf-16be"
        case windows1252 = "windows-1252"
    }

    public enum Dates: String, Sendable, Hashable, CaseIterable {
        case dayFirst = "day-first"
        case monthFirst = "month-first"
        /// The year comes first.
        case iso
        /// Day first and month first are both possible: a person has to say, with `dateOrder`. Until then no date of
        /// the file is read; everything else is.
        case ambiguous
        /// The file has no dates.
        case none
    }

    /// A row that was not taken.
    public struct Refusal: Sendable, Hashable {
        public var line: Int
        public var reason: String

        public init(line: Int, reason: String) {
            self.line = line
            self.reason = reason
        }
    }

    public struct Column: Sendable, Hashable {
        public var heading: String
        public var meaning: Meaning
    }

    public struct Views: Sendable, Hashable {
        public var line: Int
        public var session: String
        /// Where the viewers came from; `all` when the file does not say.
        public var source: String
        public var views: Int
        /// Tickets as this row gives them; nil when it gives none.
        public var tickets: Int?
    }

    public struct Note: Sendable, Hashable {
        public var line: Int
        public var text: String
    }

    public struct Meeting: Sendable, Hashable {
        public var topic: String?
        public var start: Moment?
        public var end: Moment?
        public var minutes: Int?
        public var hostName: String?
        public var hostEmail: String?
    }
}

extension Export {
    /// One person as one file shows them: a sighting, not yet anybody in particular.
    public struct Person: Sendable, Hashable {
        /// The first line of the file that speaks of this person; all of them in `lines`.
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
        /// Further valid addresses of the same row.
        public var otherEmails: [String] = []
        public var organisation: String?
        public var status: Status
        /// What the file calls the person's part: `Organiser`, `Panelist`, `Presenter` …
        public var role: String?
        /// Whole minutes present, overlapping joins counted once; nil when the file does not say.
        public var minutes: Int?
        /// When they ordered, registered, answered or first joined, by the file's own clock.
        public var time: Moment?
        /// The number of the order, or of the response, in the tool that exported it.
        public var order: String?
        /// Tickets that this row stands for.
        public var tickets = 1
        /// True when the ticket carries the name of the order's first ticket again, or none: a guest of the buyer.
        public var isGuestOfBuyer = false
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
    }

    public struct Answer: Sendable, Hashable {
        /// The heading, line breaks made spaces.
        public var question: String
        public var text: String
        /// The ticked boxes of `a;b;`; just the text for everything else.
        public var choices: [String]
    }
}

extension Export {
    /// The largest file, in bytes, and the most rows that are read.
    public static let largestFile = 50 * 1024 * 1024
    public static let mostRows = 200_000

    /// Reads an export.
    ///
    /// - Parameters:
    ///   - bytes: the file as it is, at most `largestFile`.
    ///   - name: the file's name; it settles what headings leave open (Mailchimp's three files, a board).
    ///   - dateOrder: a person's answer when an earlier reading found the dates ambiguous. It decides where the dates
    ///     leave both orders open, and is not used where they do not.
    ///   - sheet: the sheet of a workbook by its name; nil for the first visible one that has known headings.
    /// - Throws: `InputError` when the file as a whole cannot be taken: too large, neither text nor a workbook, or of no
    ///   known kind. Anything wrong with one row is in `refused`.
    ///
    /// Cost: a few passes, O(bytes), of a workbook O(unpacked bytes); memory a small multiple of that.
    public static func read(
        _ bytes: [UInt8], name: String, dateOrder: DateOrder? = nil, sheet: String? = nil
    ) throws(InputError) -> Export {
        try Magic.refuse(bytes, name: name)
        if Container.isZip(bytes) {
            return try read(workbook: bytes, name: name, sheet: sheet, dateOrder: dateOrder)
        }
        if let cards = ContentFile(bytes) { return try cards.export(name: name) }
        let text = SourceText(bytes)
        guard !text.looksBinary else { throw Magic.notText(name) }
        let grid = try Grid.recognised(text.utf8, name: name)
        var reading = Reading(grid: grid, encoding: text.encoding, name: name, dateOrder: dateOrder)
        grid.format.read(&reading)
        return reading.finished()
    }
}
