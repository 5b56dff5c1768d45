/// A figure of the evaluation: worked out from records each time, with its definition and who or what is behind it.
struct Figure: Sendable {
    enum Value: Sendable, Hashable {
        case count(Int)
        /// Per cent.
        case share(Double)
        case money(Money)
        /// A share of nothing.
        case none
    }

    /// What the ids behind a figure are the ids of.
    enum Basis: String, Sendable {
        case people, records, applications, events
    }

    /// The same figure for one session, theme or stage.
    struct Part: Sendable {
        var key: String
        var title: String
        var value: Value
        var formula: String
        var ids: [String]
    }

    var key: Key
    var title: String
    var value: Value
    /// What is counted, and what is not, in a sentence.
    var definition: String
    /// How it comes about from other numbers; the same as the definition for plain counts.
    var formula: String
    var basis: Basis
    var ids: [String]
    var parts: [Part] = []
}

extension Figure.Value {
    /// As people read it.
    var words: String {
        switch self {
        case .count(let count): Number.grouped(count)
        case .share(let share): Number.percent(share / 100)
        case .money(let money): money.description
        case .none: "none"
        }
    }

    /// As programs read it: counts, per cent with two places, pounds.
    var json: String {
        switch self {
        case .count(let count): "\(count)"
        case .share(let share): "\((share * 100).rounded() / 100)"
        case .money(let money): money.pence % 100 == 0 ? "\(money.pence / 100)" : "\(Double(money.pence) / 100)"
        case .none: "null"
        }
    }

    var unit: String {
        switch self {
        case .count, .none: "count"
        case .share: "per cent"
        case .money: "GBP"
        }
    }
}
