/// One thing that a request asks for and that could be given up.
public enum Wish: Sendable, Hashable {
    /// The visit with this number.
    case visit(Int)
    /// A station's closed stretch, by number of both.
    case closed(station: Int, index: Int)
    case arrives(visitor: Int)
    case leaves(visitor: Int)
    case absent(visitor: Int, index: Int)
    case lunch(visitor: Int)
    case order(Int)
    case dayEnd
}

extension Request {
    /// Everything that could be given up, in the order of the request.
    var wishes: [Wish] {
        var wishes = visits.indices.map { Wish.visit($0) }
        for (station, asked) in stations.enumerated() {
            wishes += asked.closed.indices.map { .closed(station: station, index: $0) }
        }
        for (number, visitor) in visitors.enumerated() {
            if visitor.arrives > 0 { wishes.append(.arrives(visitor: number)) }
            if visitor.leaves != nil { wishes.append(.leaves(visitor: number)) }
            wishes += visitor.absent.indices.map { .absent(visitor: number, index: $0) }
            if visitor.lunches, lunch != nil { wishes.append(.lunch(visitor: number)) }
        }
        wishes += orders.indices.map { .order($0) }
        if dayEnd != nil { wishes.append(.dayEnd) }
        return wishes
    }

    /// The request with these wishes alone. Visits keep their order, numbers shift.
    func keeping(_ kept: Set<Wish>) -> Request {
        var request = self
        request.visits = visits.indices.filter { kept.contains(.visit($0)) }.map { visits[$0] }
        for station in stations.indices {
            let closed = stations[station].closed
            request.stations[station].closed =
                closed.indices.filter { kept.contains(.closed(station: station, index: $0)) }.map { closed[$0] }
        }
        for visitor in visitors.indices {
            if !kept.contains(.arrives(visitor: visitor)) { request.visitors[visitor].arrives = 0 }
            if !kept.contains(.leaves(visitor: visitor)) { request.visitors[visitor].leaves = nil }
            if !kept.contains(.lunch(visitor: visitor)) { request.visitors[visitor].lunches = false }
            let absent = visitors[visitor].absent
            request.visitors[visitor].absent =
                absent.indices.filter { kept.contains(.absent(visitor: visitor, index: $0)) }.map { absent[$0] }
        }
        request.orders = orders.indices.filter { kept.contains(.order($0)) }.map { orders[$0] }
        if !kept.contains(.dayEnd) { request.dayEnd = nil }
        request.previous = []
        return request
    }
}

/// Why a request cannot be met: a set of wishes that cannot all be met, from which none can be taken away without
/// the proof failing.
struct Conflict {
    private let request: Request

    init(_ request: Request) { self.request = request }

    /// Deletion: each wish is left out in turn, and stays out when the rest is still proven impossible. Those that a
    /// person would rather keep are tried last: visits are given up after everything else.
    func smallest() -> [Wish] {
        var kept = relevant()
        for wish in request.wishes.filter({ kept.contains($0) }) {
            let rest = kept.subtracting([wish])
            if isImpossible(rest) { kept = rest }
        }
        return request.wishes.filter { kept.contains($0) }
    }

    /// The wishes about the one visitor or station whose bound fails; all of them when no bound does.
    private func relevant() -> Set<Wish> {
        let all = request.wishes
        guard let reason = Bounds(request).obstacle(toFinishBy: request.dayEnd ?? unbounded) else {
            return Set(all)
        }
        let near = Set(all.filter { concerns($0, reason) })
        return isImpossible(near) ? near : Set(all)
    }

    private var unbounded: Int { Bounds.latest(request) }

    private func concerns(_ wish: Wish, _ reason: Bounds.Reason) -> Bool {
        switch (reason, wish) {
        case (_, .dayEnd), (_, .order): true
        case (.visitor(let visitor), .visit(let visit)): request.visits[visit].visitor == visitor
        case (.station(let station), .visit(let visit)):
            request.visits[visit].choices.allSatisfy { $0.station == station }
        case (.visitor, .closed): true
        case (.station(let station), .closed(let closed, _)): closed == station
        case (.visitor(let visitor), .arrives(let other)), (.visitor(let visitor), .leaves(let other)),
            (.visitor(let visitor), .lunch(let other)), (.visitor(let visitor), .absent(let other, _)):
            visitor == other
        case (.station, .lunch): false
        case (.station, _): true
        }
    }

    private func isImpossible(_ kept: Set<Wish>) -> Bool {
        let rest = request.keeping(kept)
        let end = rest.dayEnd ?? Bounds.latest(rest)
        if Bounds(rest).obstacle(toFinishBy: end) != nil { return true }
        guard rest.dayEnd != nil else { return false }
        if case .none = ExactSearch(rest, finish: end).search() { return true }
        return false
    }
}
