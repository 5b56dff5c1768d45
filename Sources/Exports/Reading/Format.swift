/// One kind of file: how its header is known, and how its rows are read.
struct Format: Sendable {
    var source: Export.Source
    /// For the message that no format was recognised.
    var lookedFor: String
    /// How many records from the top may hold the header.
    var depth = deepest
    /// Whether a line holds this format's headings; the file's name, in lower case, settles what they leave open.
    var isHeader: @Sendable (_ header: Header, _ name: String) -> Bool
    var read: @Sendable (inout Reading) -> Void

    static let deepest = 200

    /// From the most particular headings to the most general: the first whose header is found is taken.
    static let all: [Format] = [
        .teamsLog, .teams, .zoomWebinar, .zoomParticipants, .otherMeetings, .teamsRegistration, .zoomRegistration,
        .eventbrite, .tickets, .microsoftForms, .googleForms, .mailchimp, .pageViews, .contacts,
    ]
}
