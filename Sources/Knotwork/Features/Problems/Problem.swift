import Markup
import Store

enum Problems {}

/// A knotty problem, as public-service leaders put it.
struct Problem: Sendable, Hashable {
    var id: ID<Problem>
    var programme: ID<Programme>
    var slug: String
    var number: Int
    var title: String
    var summary: String
    /// The question in it, one that nobody can answer with yes or no; empty when there is none yet.
    var question = ""
    /// The whole story; each line is a paragraph.
    var framing = ""
}

/// What several problems have in common, once people have taken them apart.
struct Theme: Sendable, Hashable {
    var id: ID<Theme>
    var programme: ID<Programme>
    var slug: String
    var number: Int
    var title: String
    /// How it came about: published, because the first programme's applicants missed it.
    var why: String
}

/// Something heard in a conversation.
struct Insight: Sendable, Hashable {
    enum Kind: String, CaseIterable, Sendable, SQLConvertible {
        case problem, opportunity, insight, need
        case systemChallenge = "system challenge"

        var label: String { rawValue.prefix(1).uppercased() + rawValue.dropFirst() }
    }

    var id: ID<Insight>
    var kind: Kind
    var text: String
    /// Whether it may be quoted with the organisation's name. The person's name is never published.
    var isAttributable: Bool
    var organisation: String
    var problem: String
}

/// One line that somebody put on a board.
struct Note: Sendable, Hashable {
    var id: ID<Note>
    var text: String
    var theme: ID<Theme>?
}

extension Problem {
    func link(in programme: Programme) -> Link { Link("\(Programmes.link(programme))/problems/\(slug)") }
}

extension Theme {
    func link(in programme: Programme) -> Link { Link("\(Programmes.link(programme))/themes/\(slug)") }
}
