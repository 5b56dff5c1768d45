/// The cells of several releases, of what is left of a whole beside its parts and of tables that nobody publishes, with
/// the sums that tie them: before cells that must be equal become one figure.
struct JointCells {
    struct Cell {
        /// Nil where nobody knows it.
        var count: Int?
        var name: String
        /// The release that brought it, what is left of a whole coming with the latest of its populations.
        var introduced: Int
        var isPublished = false
    }

    private(set) var cells: [Cell] = []
    private(set) var sums: [Sum] = []
    /// The cells of each release.
    private(set) var ofRelease: [[Int]] = []
    /// The cells of which nobody knows the count, by joint table.
    private(set) var unknown: [[Int]] = []
    private var number: [Key: Int] = [:]
    private var keysOf: [String: [FigureKey]] = [:]
    /// Wholes and parts that are tied already.
    private var tied: Set<[Int]> = []

    private struct Key: Hashable {
        var population: String
        var figure: FigureKey
    }

    /// Cost: O(cells of all releases and joint tables + common cells of related populations).
    init(_ releases: [Release], _ kinship: Kinship, _ halves: Halves, _ tables: [JointTable]) {
        for (index, release) in releases.enumerated() { add(release, index) }
        for relation in kinship.relations {
            let complement = halves.complement(of: relation)
            for key in keysOf[relation.part] ?? [] { tie(relation, complement, key) }
        }
        let populations = kinship.apart.isEmpty ? [] : keysOf.keys.sorted()
        for whole in populations {
            for parts in kinship.divisions(of: whole, among: populations) {
                for key in keysOf[whole] ?? [] { tie(whole, parts, key) }
            }
        }
        for table in tables { add(table) }
    }

    private mutating func add(_ release: Release, _ index: Int) {
        let own = FigureNames(release.table).keys.enumerated().map { cell, key -> Int in
            let name = Key(population: release.population, figure: key)
            if let known = number[name] { return known }
            keysOf[release.population, default: []].append(key)
            number[name] = cells.count
            return append(
                Cell(
                    count: release.table.counts[cell],
                    name: "\(release.population): \(release.table.labels(cell).joined(separator: ", "))",
                    introduced: index, isPublished: true))
        }
        ofRelease.append(own)
        sums += release.table.sums.map { sum in
            Sum(total: own[sum.total], parts: sum.parts.map { own[$0] }, isEssential: sum.isEssential)
        }
    }

    private mutating func append(_ cell: Cell) -> Int {
        cells.append(cell)
        return cells.count - 1
    }

    private mutating func add(_ table: JointTable) {
        let first = cells.count
        for _ in 0..<table.cellCount { _ = append(Cell(name: "", introduced: 0)) }
        for margin in table.margins {
            sums.append(Sum(total: ofRelease[margin.release][margin.cell], parts: margin.parts.map { first + $0 }))
        }
        sums += table.sums.map { Sum(total: first + $0.total, parts: $0.parts.map { first + $0 }) }
        unknown.append(Array(first..<cells.count))
    }
}

// MARK: - Parts and wholes

extension JointCells {
    /// A whole is its part and what is left, which is the cell of a third population where that is all the rest.
    private mutating func tie(_ relation: Ledger.Relation, _ complement: String?, _ key: FigureKey) {
        guard let part = number[Key(population: relation.part, figure: key)],
            let whole = number[Key(population: relation.whole, figure: key)]
        else { return }
        if let complement, let rest = number[Key(population: complement, figure: key)] {
            sums.append(Sum(total: whole, parts: [min(part, rest), max(part, rest)]))
        } else {
            addRest(of: whole, beside: [part], name: "\(relation.whole) without \(relation.part): \(cells[part].name)")
        }
    }

    /// A whole is all its parts that share nobody, and what is left.
    private mutating func tie(_ whole: String, _ parts: [String], _ key: FigureKey) {
        let present = parts.filter { number[Key(population: $0, figure: key)] != nil }
        let own = present.compactMap { number[Key(population: $0, figure: key)] }
        guard own.count > 1, let total = number[Key(population: whole, figure: key)],
            tied.insert([total] + own).inserted
        else { return }
        let names = present.joined(separator: " and ")
        addRest(of: total, beside: own, name: "\(whole) without \(names): \(cells[own[0]].name)")
    }

    private mutating func addRest(of whole: Int, beside parts: [Int], name: String) {
        let rest = parts.reduce(cells[whole].count ?? 0) { $0 - (cells[$1].count ?? 0) }
        // A part larger than its whole is no part of it; the ledger is attacked all the same.
        guard rest >= 0 else { return }
        let cell = Cell(
            count: rest, name: name, introduced: ([whole] + parts).map { cells[$0].introduced }.max() ?? 0)
        sums.append(Sum(total: whole, parts: parts + [append(cell)]))
    }
}
