import Delimited

/// Headings that take two lines: groups of columns above, the columns below.
enum HeadingRows {
    /// The heading line at a place, with the groups of the line above where a heading alone does not tell: `Name` under
    /// `Company` is `Company Name`.
    static func joined(_ records: [DelimitedText.Record], at index: Int) -> [String] {
        let fields = records[index].fields
        guard index > 0, records[index - 1].line == records[index].line - 1 else { return fields }
        let above = records[index - 1].fields.map(Words.tidy)
        let groups = above.filter { !$0.isEmpty }
        guard groups.count > 1, groups.count < fields.count, above.count <= fields.count + 1,
            groups.allSatisfy({ $0.count <= 40 && !$0.contains("@") && Int($0) == nil })
        else { return fields }
        var group = ""
        return fields.enumerated().map { column, field in
            if column < above.count, !above[column].isEmpty { group = above[column] }
            let heading = Words.tidy(field)
            guard !group.isEmpty, isOpen(heading) else { return field }
            // “Organisation details” above is the organisation.
            let plain = group.split(separator: " ").filter { !general.contains($0.lowercased()) }
            let whole = "\(plain.joined(separator: " ")) \(heading)"
            return Meaning.identity(Words.key(whole)) ?? Meaning.party(Words.key(whole)) == nil ? field : whole
        }
    }

    private static let general: Set<String> = ["details", "detail", "information", "info", "data"]

    /// Whether a heading may be of several things, so that its group decides.
    private static func isOpen(_ heading: String) -> Bool {
        ["name", "email", "full name", "email address", "organisation", "address"].contains(Words.key(heading))
    }
}
