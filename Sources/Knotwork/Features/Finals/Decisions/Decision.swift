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

extension Decision {
    /// What somebody says they mean, because it is out of the ordinary.
    enum Assent: String, CaseIterable, Sendable {
        case withoutScores = "without_scores"
        case aboveAsked = "above_asked"
    }

    /// Something about a decision that must not pass without a word.
    struct Unusual: Sendable, Hashable {
        var field: String
        var words: String
        /// What somebody can tick all the same; nil for what cannot be.
        var assent: Assent?
        /// For the audit log.
        var summary: String
    }

    /// `decided: funded in part, £16,000`
    var summary: String { "decided: \(outcome.label.lowercased())" + (outcome.isAward ? ", \(amount)" : "") }

    /// What is unusual about an award, given the sum that was asked for, if that is known, and the panel's scores.
    func unusual(asked: Money?, hasScores: Bool) -> [Unusual] {
        guard outcome.isAward else { return [] }
        let scores = Unusual(
            field: Assent.withoutScores.rawValue,
            words: "Nobody of the panel has handed in scores for this one: tick that you decide without them",
            assent: .withoutScores, summary: "without scores")
        return (asked.map(sumFaults) ?? []) + (hasScores ? [] : [scores])
    }

    private func sumFaults(asked: Money) -> [Unusual] {
        if outcome == .funded, amount < asked {
            return [
                Unusual(
                    field: "amount", words: "They asked for \(asked): choose in part, or write \(asked)", summary: "")
            ]
        }
        if outcome == .part, amount >= asked {
            return [
                Unusual(
                    field: "outcome", words: "They asked for \(asked): \(amount) is not a part of it. Choose in full",
                    summary: "")
            ]
        }
        guard amount > asked else { return [] }
        return [
            Unusual(
                field: Assent.aboveAsked.rawValue,
                words: "They asked for \(asked): write that sum, or tick that you mean to give more",
                assent: .aboveAsked,
                summary: "above the \(asked) asked for")
        ]
    }
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
