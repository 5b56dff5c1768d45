/// What is wrong with a field: a sentence for the person, and what somebody else has put there meanwhile.
///
/// A sentence alone is written as a literal: `error: "Enter an e-mail address"`.
public struct FieldError: Sendable, Hashable, ExpressibleByStringInterpolation {
    public var message: String
    /// What is kept now, when the field was changed by another while the person wrote: it is shown whole beneath the message,
    /// with a way to leave it there. Empty when the field is empty now; nil when nobody else changed it.
    public var kept: [String]?

    public init(_ message: String, kept: [String]? = nil) {
        self.message = message
        self.kept = kept
    }

    public init(stringLiteral value: String) { self.init(value) }
}
