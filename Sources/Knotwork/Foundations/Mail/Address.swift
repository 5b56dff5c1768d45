import Names

/// Whom a mail goes to or comes from: an address and the name beside it.
struct Address: Hashable, Sendable {
    var email: String
    var name: String

    /// What is no address is kept as it is, for people to see.
    init(email: String, name: String = "") {
        self.email = EmailAddress(email)?.text ?? OneLine.clean(email)
        self.name = OneLine.clean(name)
    }

    /// Reads whom mail comes from: `Name <name@example.org>` or the address alone. On one machine `name@localhost` will do.
    init?(parsing text: String) {
        let halves = text.split(separator: "<", maxSplits: 1, omittingEmptySubsequences: false)
        let isNamed = halves.count == 2
        guard !isNamed || halves[1].trimmingWhitespace.hasSuffix(">") else { return nil }
        let typed = isNamed ? halves[1].trimmingWhitespace.dropLast() : text[...]
        guard let email = try? EmailAddress(checking: typed, localHost: true) else { return nil }
        self.email = email.text
        name = isNamed ? OneLine.clean(String(halves[0])).filter { $0 != "\"" } : ""
    }

    /// Whether mail can be sent to it as it stands here. Nothing of this form can end a header line or an SMTP command.
    var isMailable: Bool { EmailAddress(email)?.text == email }

    /// The same for whom mail comes from.
    var isSender: Bool { (try? EmailAddress(checking: email, localHost: true))?.text == email }

    var domain: String { email.split(separator: "@").last.map(String.init) ?? "localhost" }
}

/// Text made fit for a place that has one line.
enum OneLine {
    /// Control characters and line ends become spaces, runs of spaces one, none at the ends.
    static func clean(_ text: String) -> String {
        text.unicodeScalars.split { $0.properties.isWhitespace || $0.properties.generalCategory == .control }
            .map { String($0) }.joined(separator: " ")
    }

    /// Whether a header can hold it without ending early.
    static func isSafe(_ text: String) -> Bool {
        text.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
    }
}
