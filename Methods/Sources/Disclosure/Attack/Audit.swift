import Support

/// The attack on a set of figures whose true counts are known.
///
/// Finds a table for every protection, then checks them all by addition (`Witnesses.check`), which knows nothing of how they
/// or the pattern were found.
public struct Audit: Sendable {
    /// The hidden figures whose count somebody knows.
    public let hiddenCount: Int
    /// How many figures are primary.
    public let primaryCount: Int
    /// How many attacked: the contributors and one outsider.
    public let attackerCount: Int
    /// What an attacker learns too much about; empty when all is safe.
    public let breaches: [Breach]
    /// The proof.
    public let witnesses: Witnesses

    /// Whether no attacker learns too much.
    public var isSafe: Bool { breaches.isEmpty }

    /// - Parameters:
    ///   - isHidden: whether each figure is hidden from the attacker.
    ///   - known: moves to try first; whoever names them, each is checked.
    /// Throws `CancellationError` only.
    /// Cost: about one shortest path in a network, or one linear programme, for each hidden figure and direction.
    init(
        _ secrecy: Secrecy, isHidden: [Bool], known: [Move] = [], _ checkpoint: Checkpoint = .none
    ) throws {
        var book = WitnessBook(secrecy, isHidden: isHidden, known: known)
        _ = try book.proveAll(checkpoint)
        witnesses = book.witnesses
        breaches = witnesses.check(secrecy, isHidden: isHidden)
        hiddenCount = isHidden.indices.count { isHidden[$0] && !secrecy.isUnknown[$0] }
        primaryCount = isHidden.indices.count { secrecy.isPrimary($0) }
        attackerCount = secrecy.attacks.count + 1
    }
}
