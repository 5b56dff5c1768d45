import Store

enum Finals {}

/// What was decided about a finalist, inside the pot.
struct Decision: Sendable, Hashable {
    enum Outcome: String, CaseIterable, Sendable, SQLConvertible {
        case funded, part, conditional, reserve
        case notFunded = "not_funded"

        var label: String {
            switch self {
            case .funded: "Funded in full"
            case .part: "Funded in part"
            case .conditional: "Funded on a condition"
            case .reserve: "In reserve"
            case .notFunded: "Not funded"
            }
        }

        /// Whether it takes money out of the pot.
        var isAward: Bool { self == .funded || self == .part || self == .conditional }

        static let awards = allCases.filter(\.isAward)
    }

    var application: ID<Application>
    var outcome: Outcome
    var amount: Money
    var condition: String
    /// Mandatory: told to the applicant.
    var reason: String
}

/// What is in the pot and what is left of it, as far as somebody may know.
struct Pot: Sendable, Hashable {
    var whole: Money
    /// To what they may know of.
    var awarded: Money
    /// Whether that is everything. Where it is not, what is left would give an award away by subtraction.
    var isWholeStory: Bool

    /// Nil for those who must not know.
    var left: Money? { isWholeStory ? whole - awarded : nil }
}
