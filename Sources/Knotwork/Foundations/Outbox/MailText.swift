import Foundation

/// A sentence of a mail, in which no value can become a link.
///
/// Mail programs make a link of whatever looks like an address. So that nobody has us send a link of theirs by calling
/// themselves after it, each value in the literal is made plain: one line, nothing that cannot be seen, and a blank where
/// an address would hold together (`evil.example` becomes `evil. example`). Our own links stand in a mail's action.
///
/// ```swift
/// let hello: MailText = "Hello \(account.name),"
/// ```
struct MailText: Hashable, Sendable, ExpressibleByStringInterpolation {
    var text: String

    var isEmpty: Bool { text.isEmpty }

    init(stringLiteral text: String) { self.text = text }

    init(stringInterpolation parts: Parts) { text = parts.text }

    /// Words that the team wrote, as they are: they may name a page.
    init(words: String) { text = words }

    struct Parts: StringInterpolationProtocol {
        fileprivate var text = ""

        init(literalCapacity: Int, interpolationCount: Int) { text.reserveCapacity(literalCapacity) }

        mutating func appendLiteral(_ literal: String) { text += literal }

        mutating func appendInterpolation(_ value: String) { text += PlainName.inMail(value) }

        mutating func appendInterpolation(_ value: some CustomStringConvertible) {
            text += PlainName.inMail(value.description)
        }

        mutating func appendInterpolation(_ other: MailText) { text += other.text }

        /// What the team wrote, as it is.
        mutating func appendInterpolation(words: String) { text += words }
    }
}

/// What people and organisations are called.
enum PlainName {
    static let mostOfPerson = 100
    static let mostOfOrganisation = 150

    /// The name on one line, without characters that cannot be seen: no control characters, nothing of no width, and
    /// nothing that turns the direction of what stands beside it.
    static func clean(_ typed: String) -> String {
        OneLine.clean(
            String(
                String.UnicodeScalarView(
                    typed.unicodeScalars.filter {
                        $0.properties.generalCategory != .format
                    })))
    }

    /// Whether a name holds what a mail program would make a link of, and no name needs.
    static func holdsLink(_ name: String) -> Bool {
        let plain = name.precomposedStringWithCompatibilityMapping.lowercased()
        return plain.contains("://") || plain.contains("www.") || plain.contains("@")
            || plain.split(whereSeparator: \.isWhitespace).contains(where: isPage)
    }

    /// `evil.example/pay`, `evil.example:8080`; not `A/B Ltd.` nor `evil.example` alone, which companies are called.
    private static func isPage(_ word: Substring) -> Bool {
        guard let end = word.firstIndex(where: { "/?#:".contains($0) }) else { return false }
        let after = word[word.index(after: end)...]
        return holdsDomain(word[..<end]) && (word[end] != ":" || after.first?.isNumber == true)
    }

    private static func holdsDomain(_ text: Substring) -> Bool {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count > 1, let last = parts.last, let before = parts.dropLast().last else { return false }
        return last.count >= 2 && last.allSatisfy(\.isLetter) && before.last.map { $0.isLetter || $0.isNumber } == true
    }

    /// The name so that no mail program makes a link of it.
    static func inMail(_ name: String) -> String {
        // Other scripts have dots of their own, which browsers read as ours.
        let dots = clean(name).map { "。．｡".contains($0) ? "." : $0 }
        let plain = String(dots).replacing("://", with: ": ").replacing("@", with: " @ ")
        guard plain.contains(".") else { return plain }
        let letters = Array(plain)
        return letters.indices.reduce(into: "") { text, place in
            text.append(letters[place])
            if letters[place] == ".", joins(letters, at: place) { text.append(" ") }
        }
    }

    /// Whether a full stop stands between what could be the labels of a domain: `a.co`, not `J.R.` nor `1.50`.
    private static func joins(_ letters: [Character], at place: Int) -> Bool {
        guard place > 0, letters.indices.contains(place + 2) else { return false }
        let before = letters[place - 1]
        return (before.isLetter || before.isNumber) && letters[place + 1].isLetter && letters[place + 2].isLetter
    }
}

extension FieldErrors {
    /// Checks what somebody whom nobody knows calls themselves or their organisation: it goes into mails of ours.
    mutating func checkName(_ field: String, _ name: String, missing: String? = nil, most: Int) {
        check(field, name, missing: missing, most: most)
        if PlainName.holdsLink(name) { add(field, "Write the name alone, without the address of a page or a mailbox") }
    }
}
