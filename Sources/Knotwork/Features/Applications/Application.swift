import Markup
import Store

enum Applications {}

/// An expression of interest.
struct Application: Sendable, Hashable {
    var id: ID<Application>
    var programme: ID<Programme>
    var form: ID<ApplicationForm>
    /// `EOI-0007`, given when it is sent; empty before.
    var reference: String
    var organisation: String
    var stage: Stage
    /// Nil when it was not said or not published.
    var asked: Money?
    var startedAt: Instant
    var savedAt: Instant
    var submittedAt: Instant?
    var fingerprint: String
}

extension Application {
    func link(in programme: Programme) -> Link { Link("\(Programmes.link(programme))/applications/\(id.text)") }
}

/// One version of the questions. An application keeps the version that it answered.
struct ApplicationForm: Sendable, Hashable {
    var id: ID<ApplicationForm>
    var version: Int
    var questions: [Question]
}

struct Question: Sendable, Hashable {
    enum Kind: String, CaseIterable, Sendable, SQLConvertible {
        /// One line.
        case text
        /// Paragraphs, with a number of words as guidance: longer is accepted.
        case long
        /// Yes or no, where only yes goes on.
        case eligibility
        case money
        /// One or more of the programme's themes.
        case themes
        /// The address of a video or a page.
        case link
        /// A document, a picture or a short film, sent as a file.
        case file
    }

    var id: ID<Question>
    var key: String
    var section: String
    var label: String
    var hint: String
    var kind: Kind
    var isRequired: Bool
    var guidanceWords: Int?
}
