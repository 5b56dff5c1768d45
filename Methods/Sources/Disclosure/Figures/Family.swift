/// The releases of populations that share people.
struct Family: Sendable {
    let populations: [String]
    /// In the order of the ledger, with their numbers in it.
    let releases: [Release]
    let numbers: [Int]
    /// Which of the releases have cells that no other of the same population has: all others are margins of these.
    let widest: [Int]
    private let isOneCut: Bool

    /// All families of a ledger.
    static func all(_ ledger: Ledger, _ kinship: Kinship) -> [Family] {
        kinship.families(ledger.populations).map { Family($0, ledger) }
    }

    /// The family of tables of one population, of which only the dimensions are known.
    init(of tables: [[TableDimension]]) {
        var ledger = Ledger()
        for (index, dimensions) in tables.enumerated() {
            let frame = CountTable(dimensions: dimensions, inner: [:])
            // Every cell may count somebody.
            let inner = frame.counts.indices.filter { frame.kind($0) == .inner }.map { (frame.codes($0), 1) }
            let table = CountTable(dimensions: dimensions, inner: Dictionary(uniqueKeysWithValues: inner))
            let release = Release(
                name: "\(index)", population: "", method: "", threshold: 1, table: table,
                known: table.counts.map { _ in nil })
            ledger = ledger.adding(release, Ledger.Placement(population: ""))
        }
        self.init([""], ledger)
    }

    private init(_ populations: [String], _ ledger: Ledger) {
        let own = Set(populations)
        let numbers = ledger.releases.indices.filter { own.contains(ledger.releases[$0].population) }
        let releases = numbers.map { ledger.releases[$0] }
        let keys = releases.map { Set(FigureNames($0.table).keys) }
        self.populations = populations
        self.numbers = numbers
        self.releases = releases
        widest = releases.indices.filter { release in
            !releases.indices.contains { other in
                guard other != release, releases[other].population == releases[release].population else { return false }
                return keys[other] == keys[release] ? other < release : keys[other].isSuperset(of: keys[release])
            }
        }
        isOneCut = Set(widest.map { keys[$0] }).count <= 1
    }

    /// Whether tables that agree in their common cells always have a joint table, so that it ties nothing further:
    /// - all are cut alike;
    /// - there are but two of them: common cells tie all that they share, and a part below its whole in these can be
    ///   spread below it in all others;
    /// - they are of one population, and their dimensions make an acyclic hypergraph (Beeri, Fagin, Maier and Yannakakis
    ///   1983; for counts Atserias and Kolaitis 2021), each dimension having the same codes wherever it stands.
    var needsNoJointTable: Bool {
        if isOneCut || widest.count <= 2 { return true }
        guard populations.count == 1 else { return false }
        let dimensions = widest.map {
            Set(releases[$0].table.dimensions.map { Cut(name: $0.name, codes: Set($0.codes)) })
        }
        let names = Set(dimensions.joined().map(\.name))
        return Set(dimensions.joined()).count == names.count && isAcyclic(dimensions)
    }

    /// The names of the releases that have cells of their own, but for one.
    func names(without number: Int? = nil) -> [String] {
        widest.filter { numbers[$0] != number }.map { releases[$0].name }
    }

    private struct Cut: Hashable {
        var name: String
        var codes: Set<String>
    }
}

/// Whether sets can be taken apart, an element of one set only or a set inside another at a time (Graham's reduction).
private func isAcyclic<Element: Hashable>(_ given: [Set<Element>]) -> Bool {
    var sets = given
    while true {
        let before = sets
        var count: [Element: Int] = [:]
        for element in sets.joined() { count[element, default: 0] += 1 }
        sets = sets.map { set in set.filter { count[$0, default: 0] > 1 } }
        sets = sets.indices.filter { index in
            !sets[index].isEmpty
                && !sets.indices.contains { other in
                    other != index && sets[other].isSuperset(of: sets[index])
                        && (sets[other] != sets[index] || other < index)
                }
        }.map { sets[$0] }
        if sets.isEmpty { return true }
        if sets == before { return false }
    }
}
