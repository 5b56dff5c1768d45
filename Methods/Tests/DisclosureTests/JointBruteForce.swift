@testable import Disclosure

/// An attacker without any cleverness against a whole ledger: tries every joint table, of all dimensions and of every way
/// of belonging to the populations, that agrees with all that is shown.
///
/// For dimensions without levels. A cell whose number has no limit in what is shown cannot be tried out.
struct JointBruteForce {
    /// One kind of people: their code in each dimension, and the populations to which they belong.
    struct Kind {
        var codes: [String: String]
        var populations: Set<String>
    }

    private struct Equation {
        var kinds: [Int]
        var count: Int
    }

    private struct Figure {
        var plus: Set<Int>
        var minus: Set<Int> = []
        var least = Int.max
        var most = Int.min
    }

    let kinds: [Kind]
    private var equations: [Equation] = []
    private var equationsOf: [[Int]]
    private var figures: [String: Figure] = [:]

    /// - Parameter ways: the ways of belonging that are possible, each the populations to which such people belong.
    init(_ ledger: Ledger, ways: [Set<String>]) {
        var codes: [String: Set<String>] = [:]
        for dimension in ledger.releases.flatMap(\.table.dimensions) {
            codes[dimension.name, default: []].formUnion(dimension.codes.dropLast())
        }
        kinds = ways.flatMap { way in
            codes.keys.sorted().reduce([[:]]) { found, name in
                found.flatMap { start in
                    (codes[name] ?? []).sorted().map { start.merging([name: $0]) { first, _ in first } }
                }
            }.map { Kind(codes: $0, populations: way) }
        }
        equationsOf = Array(repeating: [], count: kinds.count)
        for release in ledger.releases {
            for cell in release.table.counts.indices {
                let counted = counted(release.table, cell, of: release.population)
                figures[name(release, cell)] = Figure(plus: counted)
                guard let known = release.known[cell], known.count == 1 else { continue }
                for kind in counted { equationsOf[kind].append(equations.count) }
                equations.append(Equation(kinds: counted.sorted(), count: known.lowerBound))
            }
        }
        addRemainders(ledger)
        var counts = [Int](repeating: 0, count: kinds.count)
        var rests = equations.map(\.count)
        search(0, &counts, &rests)
    }

    /// What an attacker finds of a figure, by the name that `LedgerAudit` gives it.
    func range(of name: String) -> ClosedRange<Int>? {
        figures[name].flatMap { $0.least <= $0.most ? $0.least...$0.most : nil }
    }

    private func name(_ release: Release, _ cell: Int) -> String {
        "\(release.population): \(release.table.labels(cell).joined(separator: ", "))"
    }

    private func counted(_ table: CountTable, _ cell: Int, of population: String) -> Set<Int> {
        let labels = table.labels(cell)
        return Set(
            kinds.indices.filter { kind in
                kinds[kind].populations.contains(population)
                    && zip(table.dimensions, labels).allSatisfy {
                        $1 == TableDimension.total || kinds[kind].codes[$0.name] == $1
                    }
            })
    }

    private mutating func addRemainders(_ ledger: Ledger) {
        for relation in ledger.relations {
            for part in ledger.releases where part.population == relation.part {
                for whole in ledger.releases where whole.population == relation.whole {
                    for cell in part.table.counts.indices {
                        let inner = counted(part.table, cell, of: relation.part)
                        let outer = counted(part.table, cell, of: relation.whole)
                        let isCommon = whole.table.counts.indices.contains {
                            counted(whole.table, $0, of: relation.whole) == outer
                        }
                        guard isCommon else { continue }
                        figures["\(relation.whole) without \(relation.part): \(name(part, cell))"] = Figure(
                            plus: outer, minus: inner)
                    }
                }
            }
        }
    }

    private mutating func search(_ kind: Int, _ counts: inout [Int], _ rests: inout [Int]) {
        guard kind < kinds.count else { return see(counts) }
        let most = equationsOf[kind].map { rests[$0] }.min() ?? 0
        // The last kind in an equation has to fill it.
        let forced = Set(equationsOf[kind].filter { equations[$0].kinds.last == kind }.map { rests[$0] })
        guard forced.count <= 1, most >= forced.first ?? 0 else { return }
        for count in forced.first.map({ $0...$0 }) ?? 0...most {
            counts[kind] = count
            for equation in equationsOf[kind] { rests[equation] -= count }
            search(kind + 1, &counts, &rests)
            for equation in equationsOf[kind] { rests[equation] += count }
        }
        counts[kind] = 0
    }

    private mutating func see(_ counts: [Int]) {
        for (name, figure) in figures {
            let value = figure.plus.reduce(0) { $0 + counts[$1] } - figure.minus.reduce(0) { $0 + counts[$1] }
            figures[name]?.least = min(figure.least, value)
            figures[name]?.most = max(figure.most, value)
        }
    }
}
