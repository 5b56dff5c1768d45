/// What must stay hidden in a set of figures, and from whom.
///
/// A figure is *primary* when a few people stand behind it: 1 <= count < threshold. The figures are *safe* when an
/// attacker who knows every shown figure, all sums and that no count is negative
/// - finds for each primary figure both a count of at most its own - 1 and one of at least the threshold, and
/// - knows no other hidden figure of a release exactly;
/// and the same for every contributor who knows of their own cell that it counts 1 (see `Attack`).
public struct Secrecy: Sendable {
    public let figures: Figures
    public let truth: [Int]
    /// The threshold of each figure; 0 where no number of people is too small.
    public let threshold: [Int]
    /// Hidden figures that no one outside may know exactly even though they are not primary: those of releases.
    public let isWatched: [Bool]
    public let attacks: [Attack]
    /// The attacks that a change of each figure answers wrongly.
    let attacksOf: [[Int]]

    /// - Parameters:
    ///   - truth: the count of each figure, every sum holding.
    ///   - contributors: whether single contributors are attackers too.
    public init(figures: Figures, truth: [Int], threshold: [Int], isWatched: [Bool], contributors: Bool = true) {
        precondition(
            truth.count == figures.count && threshold.count == figures.count && isWatched.count == figures.count)
        self.figures = figures
        self.truth = truth
        self.threshold = threshold
        self.isWatched = isWatched
        attacks = contributors ? Attack.contributors(figures, truth) : []
        var attacksOf = [[Int]](repeating: [], count: figures.count)
        for (index, attack) in attacks.enumerated() {
            for figure in attack.known { attacksOf[figure].append(index) }
        }
        self.attacksOf = attacksOf
    }

    public func isPrimary(_ figure: Int) -> Bool { truth[figure] >= 1 && truth[figure] < threshold[figure] }

    /// What must be shown to be possible of a hidden figure.
    func duties(of figure: Int) -> [Duty] {
        if isPrimary(figure) {
            return [
                Duty(figure: figure, kind: .below, need: 1),
                Duty(figure: figure, kind: .above, need: threshold[figure] - truth[figure]),
            ]
        }
        return isWatched[figure] ? [Duty(figure: figure, kind: .apart, need: 1)] : []
    }
}

/// Something that must be possible from the attacker's point of view: a table in which the figure is lower, higher
/// or just different by at least `need`.
public struct Duty: Sendable, Hashable {
    public enum Kind: String, Sendable, Hashable, Codable {
        case below, above, apart
    }

    public var figure: Int
    public var kind: Kind
    public var need: Int
}

/// A contributor who is alone in a cell and knows it.
///
/// There are two for each cell of 1 that has no parts. One knows this cell. The other, where margins over the cell
/// count 1 too, knows that as well; the cells inside such a margin hold nobody else, which is no secret to them.
/// (An outsider, who knows no cell, is not listed: everybody knows what an outsider knows.)
public struct Attack: Sendable, Hashable {
    public var known: [Int]
    /// Figures that are the attacker's own affair.
    public var exempt: Set<Int>

    static func contributors(_ figures: Figures, _ truth: [Int]) -> [Attack] {
        var totalsOf = [[Int]](repeating: [], count: figures.count)
        var partsOf = [[Int]](repeating: [], count: figures.count)
        for sum in figures.sums {
            for part in sum.parts { totalsOf[part].append(sum.total) }
            partsOf[sum.total] += sum.parts
        }
        return (0..<figures.count).filter { truth[$0] == 1 && partsOf[$0].isEmpty }.flatMap { cell -> [Attack] in
            let own = closure(of: [cell]) { totalsOf[$0].filter { truth[$0] == 1 } }
            let alone = Attack(known: [cell], exempt: Set(own))
            guard own.count > 1 else { return [alone] }
            return [alone, Attack(known: own, exempt: Set(closure(of: own) { partsOf[$0] }))]
        }
    }

    private static func closure(of start: [Int], _ next: (Int) -> [Int]) -> [Int] {
        var found = start
        var seen = Set(start)
        var index = 0
        while index < found.count {
            for figure in next(found[index]) where seen.insert(figure).inserted { found.append(figure) }
            index += 1
        }
        return found
    }
}
