import Testing

@testable import Disclosure

/// Counts of several tables that share people, and of one table at two moments.
@Suite(.timeLimit(.minutes(20))) struct LinkedCountsTests {
    @Test func `what is never printed costs nothing, and a total stays`() async throws {
        // Three of one each under a total of many: the total and the large ones may be said.
        let (linked, total, parts) = row([1, 1, 1, 40, 30], role: .printed(cost: 1), total: .printed(cost: 1000))
        let shown = try await solve(linked)
        #expect(shown.isShown[total] && shown.audit.isSafe && shown.open.isEmpty)
        #expect(parts.prefix(3).allSatisfy { !shown.isShown[$0] })
        #expect(parts.suffix(2).count { shown.isShown[$0] } == 1, "the rest would be three")
        let (alone, top, _) = row([1, 1, 1, 40, 30], role: .unprinted, total: .printed(cost: 1))
        let quiet = try await solve(alone)
        #expect(quiet.isShown[top] && quiet.cost == 0 && quiet.audit.isSafe)
    }

    @Test func `a later count is hidden where it would tell a few who came`() async throws {
        for (later, isShown) in [(75, true), (76, false), (79, false), (80, true)] {
            var linked = LinkedCounts()
            let before = linked.add(75, .known)
            let now = linked.add(later, .printed(cost: 1))
            linked.tie(now, to: [before, linked.add(later - 75, .change)])
            let shown = try await solve(linked)
            #expect(shown.isShown[now] == isShown && shown.open.isEmpty, "\(later)")
        }
    }

    @Test func `what everybody knows already is no reason to fail, nor to show the rest`() async throws {
        let (linked, total, parts) = row([1, 2], role: .printed(cost: 1), total: .known)
        let shown = try await solve(linked)
        #expect(shown.isShown[total] && parts.allSatisfy { !shown.isShown[$0] })
        #expect(shown.open == parts)
    }

    /// Against an attacker who tries everything: two rows of counts, one of which is at most the other.
    @Test func `nothing small is found by trying every table`() async throws {
        for seed in 0..<60 {
            let few = (0..<3).map { [0, 1, 2, 3, 6, 9][(seed * 7 + $0 * 5 + seed / 6) % 6] }
            let more = (0..<3).map { few[$0] + [0, 1, 4, 7][(seed + $0) % 4] }
            var linked = LinkedCounts()
            let rows = [few, more].map { counts -> [Int] in
                let parts = counts.map { linked.add($0, .printed(cost: 1 + $0)) }
                let total = linked.add(counts.reduce(0, +), .printed(cost: 100))
                linked.tie(total, to: parts)
                return parts + [total]
            }
            linked.tie(rows[1][3], to: [rows[0][3], linked.add(more.reduce(0, +) - few.reduce(0, +), .slack)])
            let shown = try await solve(linked, options: Options(contributors: false))
            let possible = tables(rows.map { $0.map { shown.isShown[$0] ? linked.counts[$0] : nil } })
            for place in 0..<8 {
                let cell = rows[place / 4][place % 4]
                guard (1..<5).contains(linked.counts[cell]), !shown.open.contains(cell) else { continue }
                let values = Set(possible[place / 4].map { $0[place % 4] })
                #expect(values.contains { $0 < linked.counts[cell] }, "seed \(seed), \(cell)")
                #expect(values.contains { $0 >= 5 }, "seed \(seed), \(cell)")
            }
        }
    }

    private func row(
        _ counts: [Int], role: LinkedCounts.Role, total: LinkedCounts.Role
    ) -> (LinkedCounts, total: Int, parts: [Int]) {
        var linked = LinkedCounts()
        let parts = counts.map { linked.add($0, role) }
        let sum = linked.add(counts.reduce(0, +), total)
        linked.tie(sum, to: parts)
        return (linked, sum, parts)
    }

    /// For each of two rows of three all that it can be with its total, as far as what is shown tells: the second is no smaller
    /// in total.
    private func tables(_ shown: [[Int?]]) -> [[[Int]]] {
        let rows = shown.map { row -> [[Int]] in
            var found: [[Int]] = []
            for a in candidates(row[0]) {
                for b in candidates(row[1]) {
                    for c in candidates(row[2]) where row[3] == nil || row[3] == a + b + c {
                        found.append([a, b, c, a + b + c])
                    }
                }
            }
            return found
        }
        let (least, most) = (rows[0].map { $0[3] }.min() ?? 0, rows[1].map { $0[3] }.max() ?? 0)
        return [rows[0].filter { $0[3] <= most }, rows[1].filter { $0[3] >= least }]
    }

    private func candidates(_ count: Int?) -> [Int] { count.map { [$0] } ?? Array(0...20) }
}
