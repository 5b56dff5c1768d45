extension Ledger {
    /// The earlier releases that count people of `placement`'s population, or of one related to it, and are cut so that neither
    /// table is a margin of the other.
    ///
    /// Such tables have a joint table that nobody publishes. That its cells cannot be negative ties them together a little more
    /// than their common margins do, and the attack does not look at that: whoever releases should know. Two tables of one
    /// population are tied by their common margins alone, so one earlier release of the same people is none of these.
    ///
    /// - Returns: the names of the releases, in the order of the ledger. Cost: O(releases x relations).
    public func cutOtherwise(than table: CountTable, _ placement: Placement) -> [String] {
        let related = populations(relatedTo: placement)
        let own = Set(table.dimensions.map(\.name))
        let others = releases.filter { release in
            let other = Set(release.table.dimensions.map(\.name))
            return related.contains(release.population) && !own.isSubset(of: other) && !other.isSubset(of: own)
        }
        let isHarmless = others.count < 2 && others.allSatisfy { $0.population == placement.population }
        return isHarmless ? [] : others.map(\.name)
    }

    /// The populations that share people with a new one, as far as is known, over any number of steps.
    private func populations(relatedTo placement: Placement) -> Set<String> {
        var related: Set = [placement.population]
        var count = 0
        while count < related.count {
            count = related.count
            for relation in relations + placement.relations
            where related.contains(relation.part) || related.contains(relation.whole) {
                related.formUnion([relation.part, relation.whole])
            }
        }
        return related
    }
}
