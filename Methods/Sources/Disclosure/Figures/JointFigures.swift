import Support

/// The figures of several releases as one system: equal cells are one figure, and where a population is part of
/// another, each common cell has a remainder, which is the cell of a third population where that is all the rest. The
/// cells of tables that nobody publishes are figures too (`JointTable`).
struct JointFigures: Sendable {
    let figures: Figures
    /// The count of each figure; of one that nobody knows, one of those with which every sum holds.
    private(set) var truth: [Int]
    private(set) var threshold: [Int]
    /// What is known of each figure from earlier releases.
    private(set) var low: [Int]
    private(set) var high: [Int]
    /// Whether a figure stands in some release.
    private(set) var isPublished: [Bool]
    /// Whether nobody knows the count of a figure.
    private(set) var isUnknown: [Bool]
    /// The figure of each cell of each release.
    let figureOf: [[Int]]
    private(set) var names: [String]
    /// The release that brought each figure, a remainder coming with the latest of its populations.
    private(set) var introduced: [Int]
    /// The families whose joint table was not looked at though it ties their releases: it would be too large, or no
    /// counts were found with which all sums hold.
    let unjoined: [Family]

    /// - Parameter mostWays: how many ways of belonging to populations are told apart at most (`Groups`).
    /// Throws `CancellationError` only.
    /// Cost: O(cells of all releases and joint tables + common cells of related populations), and `Completion.find`.
    init(_ ledger: Ledger, mostWays: Int = Groups.mostWays, _ checkpoint: Checkpoint = .none) throws {
        let models = ledger.kinships.map { ($0, Halves(ledger, $0)) }
        let (kinship, halves) = models[0]
        let families = Family.all(ledger, kinship).filter { !$0.needsNoJointTable }
        // A guess of who is part of whom, or all of the rest, may be one that no joint table can keep: then what was said is
        // looked at.
        let said = models[models.count - 1].0
        let choices = models + (models.allSatisfy(\.1.all.isEmpty) ? [] : [(said, Halves.none)])
        var tables = families.map { family in
            choices.compactMap { JointTable(family, $0, $1, mostWays: mostWays) }
        }
        while true {
            let unjoined = zip(families, tables).filter { $1.isEmpty }.map { $0.0 }
            let cells = JointCells(ledger.releases, kinship, halves, tables.compactMap(\.first))
            var joint = JointFigures(cells, ledger.releases, unjoined: unjoined)
            guard let open = try joint.complete(cells, checkpoint) else {
                self = joint
                return
            }
            tables[tables.indices.filter { !tables[$0].isEmpty }[open]].removeFirst()
        }
    }

    private init(_ given: JointCells, _ releases: [Release], unjoined: [Family]) {
        let cells = given.cells
        figures = Figures(cellCount: cells.count, sums: given.sums, basis: given.unknown.flatMap { $0 })
        self.unjoined = unjoined
        let figureOf = figures.figureOf
        self.figureOf = given.ofRelease.map { $0.map { figureOf[$0] } }
        truth = Array(repeating: 0, count: figures.count)
        names = Array(repeating: "", count: figures.count)
        introduced = Array(repeating: 0, count: figures.count)
        isPublished = Array(repeating: false, count: figures.count)
        isUnknown = Array(repeating: true, count: figures.count)
        for (figure, cell) in zip(figureOf, cells).reversed() {
            names[figure] = cell.name
            introduced[figure] = cell.introduced
            if cell.isPublished { isPublished[figure] = true }
            guard let count = cell.count else { continue }
            truth[figure] = count
            isUnknown[figure] = false
        }
        let least = releases.map(\.threshold).max() ?? 0
        threshold = isUnknown.map { $0 ? 0 : least }
        low = Array(repeating: 0, count: figures.count)
        high = Array(repeating: Int.max, count: figures.count)
        for (release, cells) in zip(releases, self.figureOf) { learn(release, cells) }
    }

    /// Gives the figures that nobody knows counts with which every sum holds. Returns the first joint table for which
    /// there are none, or none were found.
    private mutating func complete(_ cells: JointCells, _ checkpoint: Checkpoint) throws -> Int? {
        for (table, unknown) in cells.unknown.enumerated() {
            let open = Set(unknown.map { figures.figureOf[$0] }).filter { isUnknown[$0] }.sorted()
            guard let counts = try Completion.find(open, in: figures, truth: truth, checkpoint) else { return table }
            for (figure, count) in zip(open, counts) { truth[figure] = count }
        }
        return nil
    }

    /// The same secrets when only the first releases were out.
    func secrecy(before count: Int, _ releases: [Release], like other: Secrecy) -> Secrecy {
        var earlier = self
        earlier.low = low.map { _ in 0 }
        earlier.high = high.map { _ in .max }
        for (release, cells) in zip(releases, figureOf).prefix(count) { earlier.learn(release, cells) }
        return Secrecy(
            figures: figures, truth: truth, threshold: other.threshold, isWatched: isPublished, room: earlier.room,
            isUnknown: isUnknown, contributors: !other.attacks.isEmpty)
    }

    private mutating func learn(_ release: Release, _ cells: [Int]) {
        for (known, figure) in zip(release.known, cells) {
            guard let known else { continue }
            low[figure] = max(low[figure], known.lowerBound)
            high[figure] = min(high[figure], known.upperBound)
        }
    }

    /// The releases with which the last one of the ledger has a joint table that was not looked at, by name.
    func unjoinedWithLast(of ledger: Ledger) -> [String] {
        guard let last = ledger.releases.last else { return [] }
        let family = unjoined.first { $0.populations.contains(last.population) }
        return family?.names(without: ledger.releases.count - 1) ?? []
    }

    func isKnown(_ figure: Int) -> Bool { low[figure] >= high[figure] }

    var room: Room {
        Room(
            fall: truth.indices.map { truth[$0] - low[$0] },
            rise: truth.indices.map { high[$0] == .max ? Room.unlimited : high[$0] - truth[$0] })
    }

    /// What must stay hidden. A small figure that was shown long ago, under a lower threshold, is no secret any more.
    func secrecy(contributors: Bool) -> Secrecy {
        Secrecy(
            figures: figures, truth: truth, threshold: truth.indices.map { isKnown($0) ? 0 : threshold[$0] },
            isWatched: isPublished, room: room, isUnknown: isUnknown, contributors: contributors)
    }
}

extension Ledger {
    /// The attack on everything in the ledger at once. Throws `CancellationError` only.
    func audit(contributors: Bool = true, _ checkpoint: Checkpoint = .none) throws -> LedgerAudit {
        try LedgerAudit(self, contributors: contributors, checkpoint)
    }
}

/// What an attacker with every release in hand finds.
public struct LedgerAudit: Sendable {
    /// What was found.
    public let audit: Audit
    /// What was attacked.
    public let secrecy: Secrecy
    /// What each figure counts, for people.
    public let names: [String]
    /// Releases that a joint table ties which was not looked at: the names of each group.
    public let unjoined: [[String]]
    /// Those among them with which the last release of the ledger is tied.
    public let unjoinedWithLast: [String]

    /// Whether no attacker learns too much.
    public var isSafe: Bool { audit.isSafe }

    /// - Parameter known: moves to try first; whoever names them, each is checked.
    init(_ ledger: Ledger, contributors: Bool, known: [Move] = [], _ checkpoint: Checkpoint) throws {
        let joint = try JointFigures(ledger, checkpoint)
        var secrecy = joint.secrecy(contributors: contributors)
        let isHidden = joint.truth.indices.map { !joint.isKnown($0) }
        var audit = try Audit(secrecy, isHidden: isHidden, known: known, checkpoint)
        while secrecy.excuse(audit.breaches, joint, ledger.releases) {
            audit = try Audit(secrecy, isHidden: isHidden, known: audit.witnesses.moves, checkpoint)
        }
        self.audit = audit
        self.secrecy = secrecy
        names = joint.names
        unjoined = joint.unjoined.map { $0.names() }
        unjoinedWithLast = joint.unjoinedWithLast(of: ledger)
    }
}

extension Secrecy {
    /// Excuses contributors who knew as much before the release that brought their cell, or the one they learn of,
    /// into the ledger: whoever is alone outside a part knew who is inside. Returns whether any was excused.
    fileprivate mutating func excuse(_ breaches: [Breach], _ joint: JointFigures, _ releases: [Release]) -> Bool {
        var isExcused = false
        var books: [Int: WitnessBook] = [:]
        for breach in breaches {
            guard let attack = breach.attack,
                let protection = protections(of: breach.figure).first(where: { Breach.Kind($0.kind) == breach.kind })
            else { continue }
            let first = ([breach.figure] + attacks[attack].known).map { joint.introduced[$0] }.max() ?? 0
            var book =
                books[first]
                ?? WitnessBook(
                    joint.secrecy(before: first, releases, like: self), isHidden: joint.truth.map { _ in true })
            while let gap = book.prove(protection), let other = gap.attack, other != attack {
                book.excuse(protection, other)
            }
            let gap = book.prove(protection)
            books[first] = book
            guard gap != nil else { continue }
            excused[protection, default: []].insert(attack)
            isExcused = true
        }
        return isExcused
    }
}

extension Secrecy {
    /// Excuses the contributors' attacks that defeat a protection even when only what `isHidden` says is hidden: that the
    /// one person outside a part knows who is inside was so before anything was published.
    ///
    /// Returns the protections that outsiders defeat; they are no excuse.
    mutating func excuse(whatFailsWith isHidden: [Bool]) -> [Protection] {
        var book = WitnessBook(self, isHidden: isHidden)
        var open: [Protection] = []
        for figure in isHidden.indices where isHidden[figure] {
            for protection in protections(of: figure) {
                while let gap = book.prove(protection) {
                    guard let attack = gap.attack else {
                        open.append(protection)
                        break
                    }
                    excused[protection, default: []].insert(attack)
                    book.excuse(protection, attack)
                }
            }
        }
        return open
    }
}
