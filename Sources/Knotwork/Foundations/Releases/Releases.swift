import Disclosure
import Store

/// Counts of people on their way to everybody: those of few are hidden, and as many others as it takes that no small one can be
/// worked out, from these or together with all that was published before. See docs/small-numbers.md.
enum Releases {
    /// A count of people from 1 to below this is not shown. Nobody at all is: it tells of nobody.
    static let threshold = 5

    /// How long to look for a choice that hides less; what is shown is safe at any time.
    private static let seconds = 2.0

    /// Counts of people at one moment, by key, and how they hang together.
    struct Counts: Sendable {
        var counts: [String: Int]
        /// Totals of others.
        var ties: [Tie] = []
        /// What is no more than something else.
        var limits: [Limit] = []
    }

    struct Tie: Sendable {
        var total: String
        var parts: [String]
        /// Whether it follows from no other ties.
        var isEssential = true
    }

    /// One count is at most another.
    struct Limit: Sendable {
        var less: String
        var more: String
    }

    /// What was published at one moment, with the true counts of what was hidden.
    struct Kept: Sendable, Hashable {
        var number: Int
        var counts: [String: Int]
        var shown: Set<String>
    }

    /// What may be shown of counts.
    struct Safe: Sendable {
        /// By key.
        var shown: [String: Int]
        /// Whether small counts can be worked out whatever is hidden, from what everybody knows or was told before.
        var isOpen: Bool
    }

    /// Chooses what is shown of counts.
    ///
    /// - Parameters:
    ///   - roles: which of the counts are to be printed, and which are known to everybody anyway; all others never are.
    ///   - earlier: all that was published before, as it was kept and with what ties it; the oldest first.
    static func protect(
        _ now: Counts, roles: [String: LinkedCounts.Role], after earlier: [(Kept, Counts)]
    ) async throws -> Safe {
        var system = ReleaseSystem(roles: roles)
        for (kept, counts) in earlier { system.take(counts, shown: kept.shown) }
        let places = system.take(now, shown: nil)
        let answer = try await solve(system.linked, options: Options(threshold: threshold, seconds: seconds))
        let shown = now.counts.filter { key, _ in places[key].map { answer.isShown[$0] } ?? false }
        return Safe(shown: answer.audit.isSafe ? shown : [:], isOpen: !answer.open.isEmpty || !answer.audit.isSafe)
    }
}

/// The counts of several moments as one system: who reads the later ones has not forgotten the earlier.
private struct ReleaseSystem {
    let roles: [String: LinkedCounts.Role]
    private(set) var linked = LinkedCounts()
    /// The places of the counts of each moment so far.
    private var moments: [[String: Int]] = []

    init(roles: [String: LinkedCounts.Role]) { self.roles = roles }

    /// - Parameter shown: what was published of it; nil for what is to be published now.
    @discardableResult
    mutating func take(_ moment: Releases.Counts, shown: Set<String>?) -> [String: Int] {
        var places: [String: Int] = [:]
        for (key, count) in moment.counts.sorted(by: { $0.key < $1.key }) {
            places[key] = linked.add(count, role(of: key, shown))
        }
        for tie in moment.ties {
            guard let total = places[tie.total] else { continue }
            linked.tie(total, to: tie.parts.compactMap { places[$0] }, isEssential: tie.isEssential)
        }
        for limit in moment.limits { bound(limit, places, moment.counts) }
        // Each moment is compared with the one before it, and what is to be published with all.
        let others = shown == nil ? moments[...] : moments.suffix(1)
        for other in others { compare(other, places, moment.ties) }
        moments.append(places)
        return places
    }

    private func role(of key: String, _ shown: Set<String>?) -> LinkedCounts.Role {
        let role = roles[key] ?? .unprinted
        guard let shown else { return role }
        return shown.contains(key) || role == .known ? .known : .unprinted
    }

    private mutating func bound(_ limit: Releases.Limit, _ places: [String: Int], _ counts: [String: Int]) {
        guard let less = places[limit.less], let more = places[limit.more] else { return }
        let rest = (counts[limit.more] ?? 0) - (counts[limit.less] ?? 0)
        // Where it does not hold, nobody can reason from it.
        guard rest >= 0 else { return }
        linked.tie(more, to: [less, linked.add(rest, .slack)])
    }

    /// How many came to each count or left it in the meantime. The reader is taken to know which of the two it was, and what did not
    /// change at all.
    private mutating func compare(_ before: [String: Int], _ now: [String: Int], _ ties: [Releases.Tie]) {
        let same = unchanged(before, now, ties)
        let totals = Set(ties.map(\.total))
        for (key, place) in now.sorted(by: { $0.key < $1.key }) {
            guard let old = before[key] else { continue }
            // A total of what did not change follows from that.
            if same.contains(key) {
                if !totals.contains(key) { linked.tie(place, to: [old]) }
                continue
            }
            let change = linked.counts[place] - linked.counts[old]
            let moved = linked.add(abs(change), .change)
            if change >= 0 { linked.tie(place, to: [old, moved]) } else { linked.tie(old, to: [place, moved]) }
        }
    }

    /// The counts that are as they were, and so is everything in them.
    private func unchanged(_ before: [String: Int], _ now: [String: Int], _ ties: [Releases.Tie]) -> Set<String> {
        func isAsBefore(_ key: String, _ place: Int) -> Bool {
            before[key].map { linked.counts[$0] == linked.counts[place] } ?? false
        }
        var same = Set(now.filter { isAsBefore($0.key, $0.value) }.keys)
        while case let wrong = ties.filter({ same.contains($0.total) && !$0.parts.allSatisfy(same.contains) }),
            !wrong.isEmpty
        { same.subtract(wrong.map(\.total)) }
        return same
    }
}
