import Names

/// Whom to invite, and as what.
struct InvitationForm: Sendable {
    var email: EmailAddress
    var part: Draft.Part

    init(_ data: FormData) throws {
        var errors = FieldErrors()
        let email = errors.email("email", data.text("email"))
        let part = Draft.Part(rawValue: data.text("part"))
        if part.map(Draft.Part.invitable.contains) != true { errors.add("part", "Say as what you invite them") }
        guard let email, let part, errors.isEmpty else { throw errors }
        self.email = email
        self.part = part
    }
}

/// What somebody answers to an invitation. Their name is asked for where it is not known.
struct AnswerForm: Sendable {
    var joins: Bool
    var name: String

    init(_ data: FormData, known name: String) throws {
        joins = data.text("answer") == "yes"
        self.name = name.isEmpty ? PlainName.clean(data.text("name")) : name
        guard joins, name.isEmpty else { return }
        var errors = FieldErrors()
        errors.checkName("name", self.name, missing: "Enter your name", most: PlainName.mostOfPerson)
        try errors.check()
    }
}

/// A remark on one section.
struct RemarkForm: Sendable {
    static let most = 5000
    var text: String

    init(_ data: FormData) throws {
        text = data.text("remark")
        if text.isEmpty { throw FieldErrors("remark", "Write your remark") }
        if text.count > Self.most { throw FieldErrors("remark", "A remark can have 5,000 characters at most") }
    }

    /// What was typed beside answers that are saved with it; nil when nothing was, unless the button asks for it.
    init?(beside edit: FormEdit) throws {
        let typed = edit.said("remark")
        guard !typed.isEmpty || edit.said("go") == "remark" else { return nil }
        try self.init(FormData([("remark", [typed])]))
    }
}
