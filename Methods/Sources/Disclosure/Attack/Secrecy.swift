/// What must stay hidden in a set of figures, and from whom.
///
/// A figure is *primary* when a few people stand behind it: 1 <= count < threshold. The figures are *safe* when an
/// attacker who knows every shown figure, all sums and that no count is negative
/// - finds for each primary figure both a count of at most its own - 1 and one of at least the threshold, and
/// - knows no other hidden figure of a release exactly;
/// and the same for every contributor who knows of their own cell that it counts 1 (see `Attack`).
public struct Secrecy: Sendable {
    /// The figures and the sums that tie them.
    public let figures: Figures
    /// The true count of each figure.
    public let truth: [Int]
    /// The threshold of each figure; 0 where no number of people is too small.
    public let threshold: [Int]
    /// How far each hidden figure may fall and rise for all an attacker knows of it: to 0 and without limit, unless
    /// something was published about it, such as a rounded count.
    public let room: Room
    /// Hidden figures that no one outside may know exactly even though they are not primary: those of releases.
    public let isWatched: [Bool]
    /// Figures of which nobody knows the count; `truth` has one of many that are possible.
    public let isUnknown: [Bool]
    /// The contributors; an outsider is not listed.
    public let attacks: [Attack]
    /// Attacks that defeat a protection whatever is published.
    public internal(set) var excused: [Protection: Set<Int>] = [:]
    let largestThreshold: Int
    /// The attacks that a change of each figure answers wrongly.
    let attacksOf: [[Int]]

    /// - Parameters:
    ///   - figures: the figures and the sums that tie them.
    ///   - truth: the count of each figure, every sum holding.
    ///   - threshold: the threshold of each figure; 0 where no number of people is too small.
    ///   - isWatched: whether each figure must not be known exactly even when it is not primary.
    ///   - room: what is known of each hidden figure besides that it is not negative.
    ///   - isUnknown: figures of which nobody knows the count; neither primary nor watched.
    ///   - contributors: whether single contributors are attackers too.
    public init(
        figures: Figures, truth: [Int], threshold: [Int], isWatched: [Bool], room: Room? = nil,
        isUnknown: [Bool]? = nil, contributors: Bool = true
    ) {
        precondition(
            truth.count == figures.count && threshold.count == figures.count && isWatched.count == figures.count,
            "one entry for each figure")
        self.room = room ?? Room(fall: truth, rise: truth.map { _ in Room.unlimited })
        self.figures = figures
        self.truth = truth
        self.threshold = threshold
        self.isWatched = isWatched
        largestThreshold = threshold.max() ?? 0
        let isUnknown = isUnknown ?? truth.map { _ in false }
        self.isUnknown = isUnknown
        attacks = contributors ? Attack.contributors(figures, truth, isUnknown) : []
        var attacksOf = [[Int]](repeating: [], count: figures.count)
        for (index, attack) in attacks.enumerated() {
            for figure in attack.known { attacksOf[figure].append(index) }
        }
        self.attacksOf = attacksOf
    }

    /// Whether an attack counts against a protection.
    func counts(_ attack: Int, _ protection: Protection) -> Bool {
        !attacks[attack].exempt.contains(protection.figure) && excused[protection]?.contains(attack) != true
    }

    /// Whether a few people stand behind a figure.
    public func isPrimary(_ figure: Int) -> Bool { truth[figure] >= 1 && truth[figure] < threshold[figure] }

    /// What must be shown to be possible of a hidden figure.
    func protections(of figure: Int) -> [Protection] {
        if isPrimary(figure) {
            // Where bounds were published, the figure must be able to lie outside the small counts at least.
            if room.isNarrow(figure, truth[figure]) {
                return [Protection(figure: figure, kind: .outside, level: threshold[figure] - truth[figure])]
            }
            return [
                Protection(figure: figure, kind: .below, level: 1),
                Protection(figure: figure, kind: .above, level: threshold[figure] - truth[figure]),
            ]
        }
        return isWatched[figure] ? [Protection(figure: figure, kind: .apart, level: 1)] : []
    }
}

/// How far figures may fall and rise.
public struct Room: Sendable, Hashable {
    /// More than any figure can rise.
    public static let unlimited = Int.max / 4

    /// How far each figure may fall.
    public var fall: [Int]
    /// How far each figure may rise.
    public var rise: [Int]

    /// Both by figure and so of one length, in units of the counts, 0 or more; `unlimited` for a rise without end.
    public init(fall: [Int], rise: [Int]) {
        self.fall = fall
        self.rise = rise
    }

    /// Whether something was published about a figure of this count.
    func isNarrow(_ figure: Int, _ count: Int) -> Bool {
        rise[figure] < Room.unlimited || fall[figure] < count
    }

    func up(_ figure: Int) -> Double { rise[figure] >= Room.unlimited ? .infinity : Double(rise[figure]) }
    func down(_ figure: Int) -> Double { Double(fall[figure]) }
}

extension Protection {
    /// The smallest changes of a figure of this count that fulfil the protection.
    func changes(_ count: Int) -> [Int] {
        switch kind {
        case .below: [-level]
        case .above: [level]
        case .apart: [1, -1]
        case .outside: [-count, level]
        }
    }

    func isFulfilled(by change: Int, _ count: Int) -> Bool {
        switch kind {
        case .below: change <= -level
        case .above: change >= level
        case .apart: change != 0
        case .outside: change <= -count || change >= level
        }
    }
}

/// The protection of a figure: something that must be possible from the attacker's point of view: a table in which the figure is lower, higher
/// or just different by at least `level`, or (`outside`) is 0 or else higher by at least `level`.
public struct Protection: Sendable, Hashable {
    /// Which way the figure must be able to differ.
    public enum Kind: String, Sendable, Hashable, Codable {
        case below, above, apart, outside
    }

    /// The figure that is protected.
    public var figure: Int
    /// Which way it must be able to differ.
    public var kind: Kind
    /// By how much at least: the protection level.
    public var level: Int
}

/// A contributor who is alone in a cell and knows it: there is one for each cell of 1 that has no parts of known count.
/// Margins over the cell that count 1 too count nobody else, which is the contributor's own affair.
///
/// (An outsider, who knows no cell, is not listed: everybody knows what an outsider knows.)
public struct Attack: Sendable, Hashable {
    /// The figures that the attacker knows.
    public var known: [Int]
    /// Figures that are the attacker's own affair.
    public var exempt: Set<Int>

    static func contributors(_ figures: Figures, _ truth: [Int], _ isUnknown: [Bool]) -> [Attack] {
        var totalsOf = [[Int]](repeating: [], count: figures.count)
        var hasParts = [Bool](repeating: false, count: figures.count)
        for sum in figures.sums where !sum.parts.contains(where: { isUnknown[$0] }) {
            for part in sum.parts { totalsOf[part].append(sum.total) }
            hasParts[sum.total] = true
        }
        return (0..<figures.count).filter { truth[$0] == 1 && !hasParts[$0] && !isUnknown[$0] }.map { cell in
            let own = closure(of: [cell]) { totalsOf[$0].filter { truth[$0] == 1 } }
            return Attack(known: [cell], exempt: Set(own))
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

extension Secrecy {
    /// What must stay hidden in one table on its own, its cells being the figures unless some must be equal.
    public init(_ table: CountTable, threshold: Int, contributors: Bool = true) {
        let figures = Figures(cellCount: table.cellCount, sums: table.sums)
        var truth = [Int](repeating: 0, count: figures.count)
        for (cell, figure) in figures.figureOf.enumerated() { truth[figure] = table.counts[cell] }
        self.init(
            figures: figures, truth: truth, threshold: truth.map { _ in threshold }, isWatched: truth.map { _ in true },
            contributors: contributors)
    }
}
