/// Told from time to time how far the work is, on the thread that asked for it: of a stage so much is done. While the
/// cheapest pattern is sought (“Proving”), `done` is its bound and `of` the cost of the best one so far.
public typealias DisclosureProgress = (_ stage: String, _ done: Int, _ of: Int) -> Void

/// The attack on a set of figures whose true counts are known.
///
/// Finds a table for every duty, then checks them all by addition (`Witnesses.check`), which knows nothing of how they
/// or the pattern were found.
public struct Audit: Sendable {
    /// The hidden figures whose count somebody knows.
    public let hiddenCount: Int
    public let primaryCount: Int
    public let attackerCount: Int
    public let breaches: [Breach]
    public let witnesses: Witnesses

    public var isSafe: Bool { breaches.isEmpty }

    /// - Parameters:
    ///   - isHidden: whether each figure is hidden from the attacker.
    ///   - known: moves to try first; whoever names them, each is checked.
    ///   - progress: told how far the work is.
    /// Throws `CancellationError` when the task is cancelled.
    /// Cost: about one shortest path in a network, or one linear programme, for each hidden figure and direction.
    public init(
        _ secrecy: Secrecy, isHidden: [Bool], known: [Move] = [], progress: DisclosureProgress = { _, _, _ in }
    ) throws {
        var book = WitnessBook(secrecy, isHidden: isHidden, known: known)
        _ = try book.proveAll(progress: progress)
        witnesses = book.witnesses
        breaches = witnesses.check(secrecy, isHidden: isHidden)
        hiddenCount = isHidden.indices.count { isHidden[$0] && !secrecy.isUnknown[$0] }
        primaryCount = isHidden.indices.count { secrecy.isPrimary($0) }
        attackerCount = secrecy.attacks.count + 1
    }
}
