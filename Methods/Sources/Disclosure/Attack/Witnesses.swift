/// The proof that hidden figures are safe: whole tables that an attacker cannot tell from the true one.
///
/// `check` believes nothing: it builds each table in full and adds whole numbers. A fault in whatever found the
/// tables can make a release dearer or refuse it, but never make an unsafe one pass.
public struct Witnesses: Sendable {
    /// The tables, each as its difference from the true figures.
    public var moves: [Move] = []
    /// For each protection the tables that fulfil it.
    public var tablesOf: [Protection: [Int]] = [:]

    /// The whole table `index`: one count for each figure.
    public func table(_ index: Int, truth: [Int]) -> [Int] {
        var values = truth
        for (figure, change) in zip(moves[index].figures, moves[index].changes) { values[figure] += change }
        return values
    }

    /// What is wrong with the proof; empty when every protection of every hidden figure is fulfilled against every attack.
    ///
    /// - Parameters:
    ///   - secrecy: what must stay hidden, and from whom.
    ///   - isHidden: whether each figure is hidden; the others keep their true count in every table.
    /// Cost: O(tables x terms of all sums).
    public func check(_ secrecy: Secrecy, isHidden: [Bool]) -> [Breach] {
        let usable = moves.indices.map { isPossible(table($0, truth: secrecy.truth), secrecy, isHidden) }
        var breaches: [Breach] = []
        for figure in isHidden.indices {
            if isHidden[figure] {
                breaches += secrecy.protections(of: figure).flatMap { openAttacks($0, secrecy, usable) }
            } else if secrecy.isPrimary(figure) {
                breaches.append(Breach(figure: figure, kind: .shown, attack: nil))
            }
        }
        return breaches
    }

    private func isPossible(_ values: [Int], _ secrecy: Secrecy, _ isHidden: [Bool]) -> Bool {
        for figure in values.indices {
            if values[figure] < 0 { return false }
            let change = values[figure] - secrecy.truth[figure]
            let fits = -change <= secrecy.room.fall[figure] && change <= secrecy.room.rise[figure]
            guard isHidden[figure] ? fits : change == 0 else { return false }
        }
        return secrecy.figures.brokenSum(values) == nil
    }

    private func openAttacks(_ protection: Protection, _ secrecy: Secrecy, _ usable: [Bool]) -> [Breach] {
        let truth = secrecy.truth[protection.figure]
        let tables = tablesOf[protection, default: []].filter { index in
            guard usable[index] else { return false }
            let value = truth + moves[index].change(of: protection.figure)
            switch protection.kind {
            case .below: return value <= truth - protection.level
            case .above: return value >= truth + protection.level
            case .apart: return value != truth
            case .outside: return value == 0 || value >= truth + protection.level
            }
        }
        let kind = Breach.Kind(protection.kind)
        if tables.isEmpty { return [Breach(figure: protection.figure, kind: kind, attack: nil)] }
        let moved = tables.map { Set(moves[$0].figures) }
        return secrecy.attacks.indices.compactMap { attack in
            if !secrecy.counts(attack, protection) { return nil }
            let isAnswered = moved.contains { $0.isDisjoint(with: secrecy.attacks[attack].known) }
            return isAnswered ? nil : Breach(figure: protection.figure, kind: kind, attack: attack)
        }
    }
}

/// A figure that an attacker learns too much about.
public struct Breach: Sendable, Hashable {
    /// What is learned.
    public enum Kind: String, Sendable, Hashable, Codable {
        /// A primary figure is shown.
        case shown
        /// Known to be at least its count.
        case below
        /// Known to be under the threshold.
        case above
        /// Known exactly.
        case apart
        /// Known to be of a few people.
        case small

        init(_ kind: Protection.Kind) {
            switch kind {
            case .below: self = .below
            case .above: self = .above
            case .apart: self = .apart
            case .outside: self = .small
            }
        }
    }

    /// The figure that is learned about.
    public var figure: Int
    /// What is learned.
    public var kind: Kind
    /// The contributor who learns it; nil when everybody does.
    public var attack: Int?
}

extension WitnessBook {
    var witnesses: Witnesses {
        var index: [Int: Int] = [:]
        var witnesses = Witnesses()
        for figure in isHidden.indices where isHidden[figure] {
            for protection in secrecy.protections(of: figure) {
                witnesses.tablesOf[protection] = proofIndices(of: protection).map { move in
                    if let known = index[move] { return known }
                    index[move] = witnesses.moves.count
                    witnesses.moves.append(moves[move])
                    return witnesses.moves.count - 1
                }
            }
        }
        return witnesses
    }
}
