import Delimited

/// Everything ever released about people who overlap: each figure in it is known for good.
///
/// A *population* is a set of people counted ("everybody", "those who came", "everybody, in April"). Tables of one
/// population share figures wherever their codes agree, whatever else they are cut by. A population that is part of
/// another leaves a remainder that nobody publishes and that subtraction shows: those figures are guarded like cells.
///
/// A ledger holds true counts of hidden cells: it is as confidential as the data themselves.
public struct Ledger: Sendable, Hashable {
    /// Everything released, first to last.
    public private(set) var releases: [Release] = []
    /// Which populations are parts of which.
    public private(set) var relations: [Relation] = []
    /// The relations that nobody said: read from counts, they go when later counts contradict them.
    public private(set) var guesses: Set<Relation> = []
    /// Populations that were said to share nobody.
    public private(set) var apart: [Apart] = []

    /// A ledger before the first release.
    public init() {}

    /// The names of all populations, in the order of their first release.
    public var populations: [String] {
        var seen: Set<String> = []
        return releases.map(\.population).filter { seen.insert($0).inserted }
    }

    /// Adds a release and what is said about its population. Throws `InputError` for a name already taken.
    public mutating func add(_ release: Release, relations: [Relation] = []) throws {
        try add(release, Placement(population: release.population, relations: relations))
    }

    /// Adds a release where it was placed. Throws `InputError` for a name already taken.
    public mutating func add(_ release: Release, _ placement: Placement) throws {
        guard !releases.contains(where: { $0.name == release.name }) else {
            throw InputError(
                "The ledger already has a release “\(release.name)”.",
                remedy: "Give this one another name with --release.")
        }
        self = adding(release, placement)
    }

    mutating func relate(_ placement: Placement) {
        for relation in placement.relations {
            if !relations.contains(relation) {
                relations.append(relation)
                if placement.isGuess { guesses.insert(relation) }
            }
            if !placement.isGuess { guesses.remove(relation) }
        }
        for pair in placement.apart where !apart.contains(pair) { apart.append(pair) }
    }

    /// The ledger as it would be with one more release, whatever its name.
    func adding(_ release: Release, _ placement: Placement) -> Ledger {
        var ledger = self
        ledger.relate(placement)
        let new = FigureNames(release.table)
        let wrong = Set(ledger.relations.filter { excess($0, release.population, new, release.table) != nil })
            .intersection(ledger.guesses)
        ledger.relations.removeAll(where: wrong.contains)
        ledger.guesses.subtract(wrong)
        ledger.releases.append(release)
        return ledger
    }

    private var said: [Relation] { relations.filter { !guesses.contains($0) } }

    /// How populations overlap as far as is known and guessed; and then what was said alone, if that is less.
    var kinships: [Kinship] {
        (guesses.isEmpty ? [relations] : [relations, said]).map { Kinship($0, apart: apart) }
    }
}

/// One table as it was released.
public struct Release: Sendable, Hashable {
    /// The name of the release; no other has it.
    public var name: String
    /// The people that the table counts.
    public var population: String
    /// How the table was protected.
    public var method: String
    /// Counts from 1 to below this are primary.
    public var threshold: Int
    /// The table with its true counts.
    public var table: CountTable
    /// What is known of each cell: nil where nothing was published.
    public var known: [ClosedRange<Int>?]

    /// A release as it was found; `known` has one entry for each cell, which is checked, and holds the cell's true
    /// count, which is not. Counts are of people.
    public init(
        name: String, population: String, method: String, threshold: Int, table: CountTable,
        known: [ClosedRange<Int>?]
    ) {
        precondition(known.count == table.cellCount, "one entry for each cell")
        self.name = name
        self.population = population
        self.method = method
        self.threshold = threshold
        self.table = table
        self.known = known
    }

    /// What a suppressed table says.
    public init(name: String, population: String, threshold: Int, _ result: Suppression) {
        self.init(
            name: name, population: population, method: "suppress", threshold: threshold, table: result.table,
            known: result.table.counts.indices.map { cell in result.shown(cell).map { $0...$0 } })
    }
}

// MARK: - Which people a new table counts

extension Ledger {
    /// A new table's population and its relations to those of the ledger.
    public struct Placement: Sendable, Hashable {
        /// The people that the table counts.
        public var population: String
        /// How these people are related to those of earlier releases.
        public var relations: [Relation]
        /// Populations with which this one shares nobody; no count can tell, so only a person can.
        public var apart: [Apart]
        /// Whether the relations were read from the counts.
        public var isGuess: Bool

        public init(
            population: String, relations: [Relation] = [], apart: [Apart] = [], isGuess: Bool = false
        ) {
            self.population = population
            self.relations = relations
            self.apart = apart
            self.isGuess = isGuess
        }
    }

    /// Reads from the counts what an attacker would guess: counts that all agree with an earlier population's are of
    /// the same people; counts that are nowhere lower (or higher) are of a larger (or smaller) set.
    ///
    /// - Parameters:
    ///   - table: the table that is to be released.
    ///   - name: the name of the population if it is a new one.
    public func placement(of table: CountTable, named name: String) -> Placement {
        let new = FigureNames(table)
        var relations: [Relation] = []
        for population in populations {
            var (isHigher, isLower, alike) = (false, false, 0)
            let old = counts(of: population)
            for (cell, key) in new.keys.enumerated() {
                guard let count = old[key] else { continue }
                if count == table.counts[cell] { alike += count > 0 ? 1 : 0 }
                if count < table.counts[cell] { isHigher = true }
                if count > table.counts[cell] { isLower = true }
            }
            switch (isHigher, isLower) {
            case (false, false):
                // A total may agree by chance; where cells under it do too, an earlier guess must have been wrong.
                let placement = Placement(population: population, isGuess: true)
                let known = alike > 2 ? said : self.relations
                if contradiction(placement, known, new, table) == nil { return placement }
            case (true, false): relations.append(Relation(part: population, whole: name))
            case (false, true): relations.append(Relation(part: name, whole: population))
            case (true, true): break
            }
        }
        return Placement(population: name, relations: relations, isGuess: true)
    }

    /// Checks what a person said about the population of a new table. Throws `InputError` for names that are not in
    /// the ledger and counts that cannot be true.
    public func check(_ placement: Placement, of table: CountTable) throws {
        let new = FigureNames(table)
        let own = counts(of: placement.population)
        for (cell, key) in new.keys.enumerated() {
            guard let count = own[key], count != table.counts[cell] else { continue }
            throw InputError(
                "“\(placement.population)” had \(count) at \(named(table, cell)) and now has \(table.counts[cell]).",
                remedy:
                    "Counts that changed are of other people: name them with --population and say --contains or --part-of."
            )
        }
        let others =
            placement.relations.map { $0.part == placement.population ? $0.whole : $0.part }
            + placement.apart.map { $0.partner(of: placement.population) ?? $0.other }
        for other in others where !populations.contains(other) {
            let known = populations.map { "“\($0)”" }.joined(separator: ", ")
            throw InputError(
                "The ledger has no population “\(other)”.",
                remedy: known.isEmpty ? "It is empty." : "It has \(known).")
        }
        try checkParts(placement, new, table)
        try checkApart(placement, new, table)
    }

    /// Throws where a part would be larger than its whole.
    private func checkParts(_ placement: Placement, _ new: FigureNames, _ table: CountTable) throws {
        guard let found = contradiction(placement, said + placement.relations, new, table) else { return }
        let isPart = found.relation.part == placement.population
        let other = isPart ? found.relation.whole : found.relation.part
        let remedy =
            placement.relations.contains(found.relation)
            ? "Leave out \(isPart ? "--part-of" : "--contains") \(other), or mend the counts."
            : "It was released as \(isPart ? "a part" : "the whole"): name the people with --population, or mend the counts."
        throw InputError(
            "“\(placement.population)” has \(table.counts[found.cell]) at \(named(table, found.cell)) and “\(other)” \(found.count): the part is larger than the whole.",
            remedy: remedy)
    }

    /// Throws where populations that share nobody would together be more than one that has both as parts.
    private func checkApart(_ placement: Placement, _ new: FigureNames, _ table: CountTable) throws {
        guard !apart.isEmpty || !placement.apart.isEmpty else { return }
        let kinship = Kinship(relations + placement.relations, apart: apart + placement.apart)
        var counts = Dictionary(uniqueKeysWithValues: populations.map { ($0, self.counts(of: $0)) })
        for (cell, key) in new.keys.enumerated() {
            counts[placement.population, default: [:]][key] = table.counts[cell]
        }
        for pair in kinship.apart.sorted(by: { ($0.one, $0.other) < ($1.one, $1.other) }) {
            let wholes = [pair.one, pair.other].map { Set([$0] + kinship.wholes(of: $0)) }
            for whole in wholes[0].intersection(wholes[1]).sorted() {
                for (cell, key) in new.keys.enumerated() {
                    guard let one = counts[pair.one]?[key], let other = counts[pair.other]?[key],
                        let all = counts[whole]?[key], one + other > all
                    else { continue }
                    throw overfull(
                        "“\(pair.one)” has \(one) at \(named(table, cell)) and “\(pair.other)” \(other): more than the \(all) of “\(whole)”, though they share nobody.",
                        pair, placement)
                }
            }
        }
    }

    private func overfull(_ message: String, _ pair: Apart, _ placement: Placement) -> InputError {
        let partner = pair.partner(of: placement.population)
        guard let partner, placement.apart.contains(pair) else {
            return InputError(
                message,
                remedy: "They were released as sharing nobody: name the people with --population, or mend the counts.")
        }
        return InputError(message, remedy: "Leave out --apart-from \(partner), or mend the counts.")
    }

    /// The first cell of a new table at which a part would be larger than its whole, and what the other one counts.
    private func contradiction(
        _ placement: Placement, _ relations: [Relation], _ new: FigureNames, _ table: CountTable
    ) -> (relation: Relation, cell: Int, count: Int)? {
        for relation in relations {
            guard let found = excess(relation, placement.population, new, table) else { continue }
            return (relation, found.cell, found.count)
        }
        return nil
    }

    private func excess(
        _ relation: Relation, _ population: String, _ new: FigureNames, _ table: CountTable
    ) -> (cell: Int, count: Int)? {
        let isPart = relation.part == population
        guard isPart || relation.whole == population else { return nil }
        let counts = counts(of: isPart ? relation.whole : relation.part)
        for (cell, key) in new.keys.enumerated() {
            guard let count = counts[key] else { continue }
            if isPart ? count < table.counts[cell] : count > table.counts[cell] { return (cell, count) }
        }
        return nil
    }

    private func named(_ table: CountTable, _ cell: Int) -> String {
        table.labels(cell).map { "“\($0)”" }.joined(separator: ", ")
    }

    /// What each cell of a population counts, by its releases.
    func counts(of population: String) -> [FigureKey: Int] {
        var counts: [FigureKey: Int] = [:]
        for release in releases where release.population == population {
            for (cell, key) in FigureNames(release.table).keys.enumerated() { counts[key] = release.table.counts[cell] }
        }
        return counts
    }
}

/// What a figure counts within a population: the codes that are not margins, by dimension.
struct FigureKey: Hashable, Sendable {
    var codes: [String]
}

/// The keys of all cells of a table.
struct FigureNames {
    let keys: [FigureKey]

    init(_ table: CountTable) {
        let order = table.dimensions.indices.sorted { table.dimensions[$0].name < table.dimensions[$1].name }
        keys = table.counts.indices.map { cell in
            let codes = table.codes(cell)
            return FigureKey(
                codes: order.flatMap { d -> [String] in
                    let dimension = table.dimensions[d]
                    return codes[d] == dimension.root ? [] : [dimension.name, dimension.codes[codes[d]]]
                })
        }
    }
}
