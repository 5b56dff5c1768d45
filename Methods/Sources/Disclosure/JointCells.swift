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
    init(_ releases: [Release], _ kinship: Kinship, _ tables: [JointTable]) {
        for (index, release) in releases.enumerated() { add(release, index) }
        let halves = Halves(keysOf, kinship.relations) { population, key in
            number[Key(population: population, figure: key)].flatMap { cells[$0].count }
        }
        tie(keysOf, kinship.relations, halves, kinship)
        let steps = tables.isEmpty ? [] : kinship.steps
        for table in tables {
            let first = cells.count
            add(table)
            let keys = Dictionary(uniqueKeysWithValues: table.cells.map { ($0.population, $0.keys) })
            tie(keys, kinship.relations.filter(steps.contains), halves, kinship)
            unknown.append((first..<cells.count).filter { cells[$0].count == nil })
        }
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
        for (population, keys) in table.cells {
            for key in keys where number[Key(population: population, figure: key)] == nil {
                let codes = stride(from: 1, to: key.codes.count, by: 2).map { key.codes[$0] }
                number[Key(population: population, figure: key)] = append(
                    Cell(name: "\(population): \(codes.joined(separator: ", "))", introduced: 0))
            }
        }
        for margin in table.margins {
            let parts = margin.parts.compactMap { number[Key(population: margin.population, figure: $0)] }
            guard let total = number[Key(population: margin.population, figure: margin.cell)] else { continue }
            sums.append(Sum(total: total, parts: parts))
        }
    }
}

// MARK: - Parts and wholes

extension JointCells {
    /// Ties each cell of a whole to those of its parts.
    ///
    /// - Parameter keys: the cells to look at, by population.
    private mutating func tie(
        _ keys: [String: [FigureKey]], _ relations: [Ledger.Relation], _ halves: Halves, _ kinship: Kinship
    ) {
        for relation in relations {
            let complement = halves.complement(of: relation)
            for key in keys[relation.part] ?? [] { tie(relation, complement, key) }
        }
        guard !kinship.apart.isEmpty else { return }
        for whole in keys.keys.sorted() {
            for parts in kinship.divisions(of: whole, among: keys.keys.sorted()) {
                for key in keys[whole] ?? [] { tie(whole, parts, key) }
            }
        }
    }

    /// A whole is its part and what is left, which is the cell of a third population where that is all the rest.
    private mutating func tie(_ relation: Ledger.Relation, _ complement: String?, _ key: FigureKey) {
        guard let part = number[Key(population: relation.part, figure: key)],
            let whole = number[Key(population: relation.whole, figure: key)], tied.insert([whole, part]).inserted
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
        let counts = parts.map { cells[$0].count }
        var rest = cells[whole].count
        for count in counts { rest = count.flatMap { count in rest.map { $0 - count } } }
        // A part larger than its whole is no part of it; the ledger is attacked all the same.
        if let rest, rest < 0 { return }
        let cell = Cell(
            count: rest, name: name, introduced: ([whole] + parts).map { cells[$0].introduced }.max() ?? 0)
        sums.append(Sum(total: whole, parts: parts + [append(cell)]))
    }
}

/// Which two populations make up a third: as an attacker would guess, those whose counts add up to it wherever all three
/// are known. A guess that is wrong makes figures look easier to compute than they are, never harder.
private struct Halves {
    private var complements: [Ledger.Relation: String] = [:]

    init(
        _ keysOf: [String: [FigureKey]], _ relations: [Ledger.Relation],
        count: (_ population: String, FigureKey) -> Int?
    ) {
        for relation in relations {
            complements[relation] = keysOf.keys.sorted().first { other in
                guard other != relation.part, other != relation.whole else { return false }
                var isKnown = false
                for key in keysOf[other] ?? [] {
                    guard let whole = count(relation.whole, key), let part = count(relation.part, key) else { continue }
                    guard count(other, key) == whole - part else { return false }
                    isKnown = true
                }
                return isKnown
            }
        }
    }

    func complement(of relation: Ledger.Relation) -> String? { complements[relation] }
}
