extension Format {
    /// An audience of Mailchimp: subscribed, unsubscribed or cleaned, told apart by columns or by the file's name.
    static let mailchimp = Format(
        source: .mailchimp,
        lookedFor: "a Mailchimp audience (Email Address, First Name, Last Name, TAGS)",
        isHeader: { header, name in
            header.identities.contains(.email) && header.hasAny(Mailchimp.tellTale)
                || header.has("email address", "first name", "tags")
                || header.has("email address") && Mailchimp.names.contains(where: name.contains)
        },
        read: Mailchimp.read)
}

enum Mailchimp {
    static let tellTale: Set<String> = [
        "member rating", "optin time", "optin ip", "confirm time", "confirm ip", "leid", "euid", "unsub time",
        "unsub campaign title", "clean time", "clean campaign title",
    ]

    /// What Mailchimp calls the files of an audience.
    static let names = ["subscribed_", "cleaned_", "mailchimp", "audience_export", "members_export"]

    private static let known: [String: Meaning] = {
        var known: [String: Meaning] = [
            "tags": .question, "optin time": .time, "confirm time": .time, "last changed": .time,
            "unsub time": .neverMail,
            "clean time": .neverMail, "address": .question, "email marketing status": .status, "status": .status,
        ]
        for key in [
            "member rating", "optin ip", "confirm ip", "latitude", "longitude", "gmtoff", "dstoff", "timezone", "cc",
            "region",
            "leid", "euid",
        ] { known[key] = .unused }
        return known
    }()

    static func read(_ reading: inout Reading) {
        let columns = Columns(reading.grid.header, known: known)
        reading.map(columns)
        let rows = reading.rowsBelowHeader()
        let times = columns.all(.time) + columns.all(.neverMail)
        reading.settle(rows.lazy.flatMap { row in times.map { row[$0] } })
        let calendar = reading.calendar
        let file = fileStatus(reading.name)
        for row in rows {
            reading.take(row) { row throws(Refused) in
                var person = try columns.person(row, status: status(row, columns, file: file))
                guard person.email != nil else { throw Refused("The row has no e-mail address.") }
                person.time = try calendar.moment(columns.cell(row, .time))
                return person
            }
        }
    }

    /// `subscribed_members_export_….csv` and its two sisters; "unsubscribed" holds "subscribed". Somebody who never
    /// opted in ("nonsubscribed") is not to be mailed either.
    private static func fileStatus(_ name: String) -> Export.Status? {
        let neverMail = ["unsub", "clean", "nonsub", "non-sub", "non_sub", "bounced"]
        if neverMail.contains(where: name.contains) { return .neverMail }
        return name.contains("subscribed") ? .contact : nil
    }

    /// Only the unsubscribed and the cleaned files have their columns, so the column alone decides, unless the file
    /// says that it holds subscribers: then the row decides.
    private static func status(_ row: Row, _ columns: Columns, file: Export.Status?) -> Export.Status {
        let state = Words.key(columns.cell(row, .status))
        if ["unsubscribed", "cleaned", "non subscribed", "nonsubscribed", "archived"].contains(state) {
            return .neverMail
        }
        let marks = columns.all(.neverMail)
        if marks.contains(where: { !Words.isBlank(row[$0]) }) { return .neverMail }
        return file ?? (marks.isEmpty ? .contact : .neverMail)
    }
}
