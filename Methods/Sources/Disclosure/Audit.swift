/// The attack on a set of figures whose true counts are known.
///
/// Finds a table for every duty with its own search, then checks them all by addition; the pattern's maker has no
/// part in it.
public struct Audit: Sendable {
    public let hiddenCount: Int
    public let primaryCount: Int
    public let attackerCount: Int
    public let breaches: [Breach]
    public let witnesses: Witnesses

    public var isSafe: Bool { breaches.isEmpty }

    /// - Parameter isHidden: whether each figure is hidden from the attacker.
    /// Cost: about one shortest path in a network, or one linear programme, for each hidden figure and direction.
    public init(_ secrecy: Secrecy, isHidden: [Bool]) {
        var book = WitnessBook(secrecy, isHidden: isHidden)
        _ = book.proveAll()
        witnesses = book.witnesses
        breaches = witnesses.check(secrecy, isHidden: isHidden)
        hiddenCount = isHidden.count { $0 }
        primaryCount = isHidden.indices.count { secrecy.isPrimary($0) }
        attackerCount = secrecy.attacks.count + 1
    }
}
