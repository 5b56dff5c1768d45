import Store

enum Panels {}

/// When scores are given: on paper before the shortlist, or after a pitch.
enum Round: String, CaseIterable, Sendable, SQLConvertible {
    case assessment, final

    var label: String { self == .assessment ? "Assessment" : "Final" }
}

/// What applications are judged by, published before applications open.
struct Criterion: Sendable, Hashable {
    var id: ID<Criterion>
    var round: Round
    var key: String
    var title: String
    /// Per cent of its round.
    var weight: Int
    var lowest: Int
    var highest: Int
    /// What each number of points means, in words.
    var anchors: [Int: String]
}

extension Criterion {
    /// The words beside a number of points: the anchor's, or where it lies in the range.
    func label(for points: Int) -> String {
        if let anchor = anchors[points] { return anchor }
        let place = Double(points - lowest) / Double(max(1, highest - lowest))
        switch place {
        case ..<0.1: return "Not at all"
        case ..<0.4: return "A little"
        case ..<0.6: return "In part"
        case ..<0.9: return "Well"
        default: return "Fully"
        }
    }
}

/// One assessor's view of one application.
struct Review: Sendable, Hashable {
    enum State: String, Sendable, SQLConvertible {
        /// Saved as one goes; nobody else sees it.
        case draft
        /// Handed in. Only now does its author see what others wrote.
        case handedIn = "handed_in"
    }

    var id: ID<Review>
    var application: ID<Application>
    var account: ID<Account>
    var round: Round
    var state: State
    var note: String
    var points: [ID<Criterion>: Int]
    var remarks: [ID<Criterion>: String]
}

extension Review {
    func saysTheSame(as other: Review) -> Bool {
        let (own, others) = (remarks.filter { !$0.value.isEmpty }, other.remarks.filter { !$0.value.isEmpty })
        return state == other.state && note == other.note && points == other.points && own == others
    }

    /// The weighted mean in per cent of what was possible; nil until every criterion has points.
    func total(_ criteria: [Criterion]) -> Double? { Self.total(criteria.map { points[$0.id] }, criteria) }

    /// The same for points in the order of the criteria.
    static func total(_ points: some Collection<Int?>, _ criteria: [Criterion]) -> Double? {
        var (sum, weights) = (0.0, 0.0)
        for (criterion, points) in zip(criteria, points) {
            guard let points else { return nil }
            let share = Double(points - criterion.lowest) / Double(criterion.highest - criterion.lowest)
            sum += share * Double(criterion.weight)
            weights += Double(criterion.weight)
        }
        return weights > 0 ? sum / weights * 100 : nil
    }
}
