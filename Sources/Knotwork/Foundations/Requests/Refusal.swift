import Markup

/// The three ways in which we say no, and the one that asks for a sign-in first. Anything else thrown is a bug.
enum Refusal: Error, Sendable, Equatable {
    /// There is no such thing, or none that the caller may know of: the two must not be told apart. 404.
    case notFound
    /// A rule of the programme says no, in words for the person. 409.
    case rule(String)
    /// The page is for people who are signed in. Sent to the sign-in page.
    case signInFirst
    /// The form was not sent by a page of ours, or is out of date. 403.
    case notFromHere
    /// Too many tries. 429.
    case tooMany(String)
}

/// What is wrong with a form, field by field, in the order of the fields. 422, and the form again with what was typed.
struct FieldErrors: Error, Sendable, Equatable {
    struct Fault: Sendable, Equatable {
        var field: String
        var message: String
        /// What somebody else has put there meanwhile (`FieldError.kept`).
        var kept: [String]?
    }

    var faults: [Fault] = []

    init() {}

    init(_ field: String, _ message: String) { add(field, message) }

    var isEmpty: Bool { faults.isEmpty }

    mutating func add(_ field: String, _ message: String) { faults.append(Fault(field: field, message: message)) }

    /// The first fault of a field, as its page shows it.
    subscript(field: String) -> FieldError? {
        faults.first { $0.field == field }.map { FieldError($0.message, kept: $0.kept) }
    }

    /// Throws itself when there is anything in it.
    func check() throws { if !isEmpty { throw self } }
}
