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
            "unsub time": .neverMail, "clean time": .neverMail, "address": .question,
            "email marketing status": .mailState, "status": .mailState,
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
        let isMixed = isMixed(rows, columns)
        let file = isMixed ? nil : fileStatus(reading.name)
        let isSilent = file == nil && isSilent(rows, columns)
        for row in rows {
            reading.take(row) { row throws(Refused) in
                var person = try columns.person(row, status: .contact)
                guard person.email != nil else { throw Refused("The row has no e-mail address.") }
                if file == .neverMail { person.mail = .never }
                if isSilent { person.askWhetherGone(columns) }
                person = person.asContact()
                person.time = try columns.time(.time, of: row, calendar, asking: &person)
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

    /// True when the rows themselves say who is gone, and not all of them are: a file made of several.
    private static func isMixed(_ rows: [Row], _ columns: Columns) -> Bool {
        let marks = columns.all(.neverMail)
        let gone = rows.count { row in marks.contains { !Words.isBlank(row[$0]) } }
        return gone > 0 && gone < rows.count
    }

    /// Only the unsubscribed and the cleaned files, or all of them in one, have columns of when that was. Where no row
    /// says anything there, nobody can tell which of the two it is.
    private static func isSilent(_ rows: [Row], _ columns: Columns) -> Bool {
        let marks = columns.all(.neverMail)
        return !marks.isEmpty && rows.allSatisfy { row in marks.allSatisfy { Words.isBlank(row[$0]) } }
    }
}

extension Export.Person {
    fileprivate mutating func askWhetherGone(_ columns: Columns) {
        guard mail == .unsaid, let column = columns.first(.neverMail) else { return }
        mail = .ask
        asks.append(
            Export.Ask(
                kind: .mail, column: columns.heading(column), value: "",
                text: "May they be mailed? The file has “\(columns.heading(column))”, and it is empty in every row."))
    }
}
