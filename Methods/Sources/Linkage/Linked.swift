/// Which rows are the same person.
public struct Linked: Sendable {
    let traits: Traits
    /// By canonical row, its person.
    let person: [UInt32]
    let pairs: [UInt64]
    let patterns: [UInt64]
    let odds: [Float]
    let model: Mixture

    /// By row as it was given, the first row (as given) of its person.
    public func people() -> [Int] {
        var result = [Int](repeating: 0, count: traits.count)
        for place in 0..<traits.count { result[Int(traits.order[place])] = Int(traits.order[Int(person[place])]) }
        return result
    }
}
