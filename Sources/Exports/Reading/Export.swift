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
    /// What a person should know about the file as a whole: letters that were repaired, a language, an unusual zone.
    public var remarks: [Remark] = []
    /// The tool by name, where it is another than `source` says: `HubSpot`, `Luma`, `Webex` …
    public var tool: String?
    /// The language of the headings (BCP 47) where it is not English.
    public var language: String?
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
        case teamsRegistration = "teams-registration"
        /// Tickets or guests of another seller than Eventbrite; `tool` names it where it is known.
        case tickets
        /// Who was in a meeting, or at a webinar, of another tool than Zoom and Teams; `tool` names it.
        case meetingAttendance = "meeting-attendance"
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
        case windows1250 = "windows-1250"
        case macRoman = "mac-roman"
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
        /// What is wrong, as a sentence or two; it quotes the value.
        public var reason: String
        /// The heading of the column that is at fault, as the file writes it; nil when the whole row is.
        public var column: String?
        /// What stands there.
        public var value: String?
        /// What can be done about it, as a sentence.
        public var remedy: String?

        public init(line: Int, reason: String, column: String? = nil, value: String? = nil, remedy: String? = nil) {
            self.line = line
            self.reason = reason
            self.column = column
            self.value = value
            self.remedy = remedy
        }

        /// All of it in one line.
        ///
        ///     // line 5, under “Email”: “cy@@roe.example” is not … Write it like name@example.org in the file.
        public var text: String {
            let place = column.map { "line \(line), under “\($0)”" } ?? "line \(line)"
            return "\(place): \(reason)\(remedy.map { " \($0)" } ?? "")"
        }
    }

    /// Something about the file that is no fault of one row.
    public struct Remark: Sendable, Hashable {
        /// The first line that it is about; 0 for the whole file.
        public var line: Int
        public var text: String
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
        for remark in text.remarks { reading.remark(remark.line, remark.text) }
        grid.format.read(&reading)
        return reading.finished()
    }
}
