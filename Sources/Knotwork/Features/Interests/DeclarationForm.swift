import Names

/// What somebody who judges says before they read: to whom they are too near.
struct DeclarationForm: Sendable {
    /// The most organisations that can be named at once.
    static let most = 100

    var organisations: [String]
    var note: String

    init(_ data: FormData) throws {
        let others = data.text("others").split(separator: "\n").map { OneLine.clean(String($0)) }.filter { !$0.isEmpty }
        organisations = data.texts("organisation") + others
        note = data.text("note")
        var errors = FieldErrors()
        if organisations.count > Self.most || organisations.contains(where: { $0.count > 200 }) {
            errors.add("others", "Name at most 100 organisations, each with 200 characters at most")
        }
        if others.contains(where: { ComparableWords($0).isEmpty }) {
            errors.add("others", "Write the names of organisations, one a line")
        }
        if note.count > 2000 { errors.add("note", "Use at most 2,000 characters") }
        try errors.check()
    }
}
