import Delimited
import Disclosure
import Foundation
import Support

/// Random sequences of releases about the same people: other cuts, the shortlisted, the table a month later. Each is
/// protected with the ledger; then the ledger is attacked as a whole. For comparison the same tables are protected
/// each on its own, and the exposed small figures counted.
func runSequences(_ count: Int, contributors: Bool) async throws {
    let began = ContinuousClock.now
    var tally = (releases: 0, refused: 0, breaches: 0, figures: 0, exposedAlone: 0, smallAlone: 0)
    for seed in 0..<count {
        var dice = Randomness(seed: UInt64(seed))
        let tables = randomTables(&dice)
        var ledger = Ledger()
        var careless = Ledger()
        let options = Options(contributors: contributors, seconds: 2)
        for (index, table) in tables.enumerated() {
            let placement = ledger.placement(of: table, named: "\(index)")
            if let alone = try? await Disclosure.solve(Request(table), options: options) {
                let guess = careless.placement(of: table, named: "\(index)")
                try? careless.add(
                    Release(name: "\(index)", population: guess.population, threshold: 5, alone),
                    guess)
            }
            let request = Request(table, ledger: ledger, placement: placement)
            guard let result = try? await Disclosure.solve(request, options: options) else {
                tally.refused += 1
                continue
            }
            tally.releases += 1
            try? ledger.add(
                Release(name: "\(index)", population: placement.population, threshold: 5, result),
                placement)
        }
        let audit = try await Disclosure.audit(ledger, options: options).audit
        tally.breaches += audit.breaches.count
        tally.figures += audit.primaryCount
        let alone = try await Disclosure.audit(careless, options: Options(contributors: false)).audit
        tally.exposedAlone += Set(alone.breaches.map(\.figure)).count
        tally.smallAlone += alone.primaryCount
    }
    print(
        """
        {"sequences": \(count), "releases": \(tally.releases), "refused": \(tally.refused), \
        "small_figures": \(tally.figures), "breaches": \(tally.breaches), \
        "without_ledger": {"small_figures": \(tally.smallAlone), "exposed": \(tally.exposedAlone)}, \
        "seconds": \((ContinuousClock.now - began) / .seconds(1))}
        """)
}

private func randomTables(_ dice: inout Randomness) -> [CountTable] {
    let areas = TableDimension(name: "area", leaves: (0..<Int.random(in: 2...6, using: &dice)).map { "a\($0)" })
    let groups = TableDimension(name: "group", leaves: (0..<Int.random(in: 2...4, using: &dice)).map { "g\($0)" })
    var counts = (0..<(areas.root * groups.root)).map { _ in
        Int.random(in: 0..<3, using: &dice) == 0
            ? Int.random(in: 0...5, using: &dice) : Int.random(in: 0...40, using: &dice)
    }
    func table(_ counts: [Int], byArea: Bool = false) -> CountTable {
        var inner: [[Int]: Int] = [:]
        for (index, count) in counts.enumerated() {
            let codes = [index / groups.root, index % groups.root]
            inner[byArea ? [codes[0]] : codes, default: 0] += count
        }
        return CountTable(dimensions: byArea ? [areas] : [areas, groups], inner: inner)
    }
    return (0..<Int.random(in: 2...5, using: &dice)).map { _ in
        switch Int.random(in: 0..<4, using: &dice) {
        case 0: return table(counts)
        case 1: return table(counts, byArea: true)
        case 2:
            for index in counts.indices { counts[index] += max(0, Int.random(in: -6...4, using: &dice)) }
            return table(counts)
        default:
            return table(counts.map { Int.random(in: $0 / 2...$0, using: &dice) }, byArea: Bool.random(using: &dice))
        }
    }
}
