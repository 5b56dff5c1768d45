extension Linked {
    /// What of the promises of a result does not hold; empty when all do. Cost: O(rows + couples).
    public func faults(together: [Couple] = [], apart: [Couple] = []) -> [String] {
        var faults: [String] = []
        if people.entity.count != records.count || people.entity.contains("") { faults.append("A row has no person.") }
        if people.probability.contains(where: { !(0...1).contains($0) }) { faults.append("A probability is none.") }
        if reach.low > reach.high || !reach.people.isFinite { faults.append("The interval is upside down.") }
        for row in people.unresolved where people.entity.count(where: { $0 == people.entity[row] }) > 1 {
            let others = people.entity.indices.filter { people.entity[$0] == people.entity[row] }
            if !Set(others).isSubset(of: Set(people.unresolved)) {
                faults.append("The unresolved row “\(records.id(row))” shares a person with a resolved one.")
            }
        }
        for couple in together where !isSame(couple) {
            faults.append("“\(couple.first)” and “\(couple.second)” are apart.")
        }
        for couple in apart where isSame(couple) {
            faults.append("“\(couple.first)” and “\(couple.second)” are together.")
        }
        return faults
    }

    private func isSame(_ couple: Couple) -> Bool {
        guard let a = records.row(of: couple.first), let b = records.row(of: couple.second) else { return false }
        return people.entity[a] == people.entity[b]
    }
}
