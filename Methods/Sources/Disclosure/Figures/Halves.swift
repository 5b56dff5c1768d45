/// Which two populations make up a third: as an attacker would guess, those whose counts add up to it wherever all three
/// are known. A guess that is wrong makes figures look easier to compute than they are, never harder.
struct Halves: Sendable {
    struct Half: Sendable, Hashable {
        var part: String
        var complement: String
        var whole: String
    }

    /// Nothing guessed.
    static let none = Halves([:])

    private let halves: [Ledger.Relation: Half]

    private init(_ halves: [Ledger.Relation: Half]) { self.halves = halves }

    /// Cost: O(relations x populations x cells).
    init(_ ledger: Ledger, _ kinship: Kinship) {
        let populations = ledger.populations.sorted()
        let counts = Dictionary(uniqueKeysWithValues: populations.map { ($0, ledger.counts(of: $0)) })
        var halves: [Ledger.Relation: Half] = [:]
        for relation in kinship.relations {
            guard let whole = counts[relation.whole], let part = counts[relation.part] else { continue }
            let complement = populations.first { other in
                guard other != relation.part, other != relation.whole, let rest = counts[other] else { return false }
                let common = rest.keys.filter { whole[$0] != nil && part[$0] != nil }
                return !common.isEmpty && common.allSatisfy { whole[$0] == (part[$0] ?? 0) + (rest[$0] ?? 0) }
            }
            halves[relation] = complement.map {
                Half(part: relation.part, complement: $0, whole: relation.whole)
            }
        }
        self.halves = halves
    }

    func complement(of relation: Ledger.Relation) -> String? { halves[relation]?.complement }

    var all: [Half] { Array(halves.values) }
}
