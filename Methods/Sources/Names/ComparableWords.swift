import Foundation

/// A text in the form in which two are compared: lower case, without accents, apostrophes, brackets and what stands in
/// them, and without the words that say only of what legal kind a body is.
///
/// `The Café (North) Ltd.` and `cafe` are the same words. Two organisations are the same when their comparable words are,
/// unless somebody said otherwise.
///
///     ComparableWords("The Café (North) Ltd.").text  // "cafe"
///
/// Cost: linear in the length of the text.
public struct ComparableWords: Hashable, Sendable, Comparable {
    /// The words in their order, separated by one space; empty when the text has no letter and no digit.
    public let text: String

    /// The comparable words of a text; where none but words of legal form are there, such as `The Company`, those.
    public init(_ typed: some StringProtocol) {
        let parts = Self.words(Self.withoutBrackets(String(typed)).replacing("&", with: " and "))
        let telling = parts.filter { $0 != "the" && !Self.legalForms.contains($0) }
        text = (telling.isEmpty ? parts : telling).joined(separator: " ")
    }

    /// Whether the text has no letter and no digit.
    public var isEmpty: Bool { text.isEmpty }

    public static func < (a: ComparableWords, b: ComparableWords) -> Bool { a.text < b.text }

    /// The words, as `words` gives them, that say of what legal kind a body is, and so tell it from no other: `ltd`,
    /// `cic`.
    public static let legalForms: Set<String> = ["ltd", "limited", "plc", "llp", "cic", "cio", "company", "co", "inc"]

    /// The text without what stands in round brackets.
    public static func withoutBrackets(_ text: String) -> String {
        var depth = 0
        return text.filter { character in
            if character == "(" { depth += 1 }
            defer { if character == ")" { depth = max(0, depth - 1) } }
            return depth == 0
        }
    }

    /// Lower case, without accents and apostrophes; everything but letters and digits separates words.
    public static func words(_ text: some StringProtocol) -> [String] {
        let folded = text.folding(options: [.diacriticInsensitive, .caseInsensitive, .widthInsensitive], locale: nil)
        let joined = folded.filter { !"'’`.".contains($0) }
        return joined.split { !$0.isLetter && !$0.isNumber }.map(String.init)
    }
}
