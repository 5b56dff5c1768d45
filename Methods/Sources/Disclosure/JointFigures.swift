/// The figures of several releases as one system: equal cells are one figure, and where a population is part of
/// another, each common cell has a remainder, which is the cell of a third population where that is all the rest.
struct JointFigures: Sendable {
    let figures: Figures
    private(set) var truth: [Int]
    private(set) var threshold: [Int]
    /// What is known of each figure from earlier releases.
    private(set) var low: [Int]
    private(set) var high: [Int]
    /// Whether a figure stands in some release.
    private(set) var isPublished: [Bool]
    /// The figure of each cell of each release.
    let figureOf: [[Int]]
    private(set) var names: [String]
    /// The release that brought each figure, a remainder coming with the later of its two populations.
    private(set) var introduced: [Int]

    private struct Key: Hashable {
        var population: String
        var figure: FigureKey
    }

    /// Cost: O(cells of all releases + common cells of related populations).
    init(_ releases: [Release], relations: [Ledger.Relation]) {
        var number: [Key: Int] = [:]
        var truth: [Int] = []
        var names: [String] = []
        var cells: [[Int]] = []
        var sums: [Sum] = []
        var keysOf: [String: [FigureKey]] = [:]
        var introduced: [Int] = []
        for (index, release) in releases.enumerated() {
            let own = FigureNames(release.table).keys.enumerated().map { cell, key -> Int in
                let key = Key(population: release.population, figure: key)
                if let known = number[key] { return known }
                number[key] = truth.count
                truth.append(release.table.counts[cell])
                introduced.append(index)
                names.append("\(release.population): \(release.table.labels(cell).joined(separator: ", "))")
                keysOf[release.population, default: []].append(key.figure)
                return truth.count - 1
            }
            cells.append(own)
            sums += release.table.sums.map { sum in
                Sum(total: own[sum.total], parts: sum.parts.map { own[$0] }, isEssential: sum.isEssential)
            }
        }
        let published = truth.count
        let halves = Halves(keysOf, relations) { number[Key(population: $0, figure: $1)].map { truth[$0] } }
        for relation in relations {
            let complement = halves.complement(of: relation)
            for key in keysOf[relation.part] ?? [] {
                guard let part = number[Key(population: relation.part, figure: key)],
                    let whole = number[Key(population: relation.whole, figure: key)], truth[part] <= truth[whole]
                else { continue }
                if let complement, let rest = number[Key(population: complement, figure: key)] {
                    sums.append(Sum(total: whole, parts: [min(part, rest), max(part, rest)]))
                    continue
                }
                sums.append(Sum(total: whole, parts: [part, truth.count]))
                introduced.append(max(introduced[part], introduced[whole]))
                names.append("\(relation.whole) without \(relation.part): \(names[part])")
                truth.append(truth[whole] - truth[part])
            }
        }
        figures = Figures(cellCount: truth.count, sums: sums)
        let figureOf = figures.figureOf
        self.figureOf = cells.map { $0.map { figureOf[$0] } }
        self.truth = Array(repeating: 0, count: figures.count)
        self.names = Array(repeating: "", count: figures.count)
        self.introduced = Array(repeating: 0, count: figures.count)
        isPublished = Array(repeating: false, count: figures.count)
        for cell in truth.indices.reversed() {
            self.truth[figureOf[cell]] = truth[cell]
            self.names[figureOf[cell]] = names[cell]
            self.introduced[figureOf[cell]] = introduced[cell]
            if cell < published { isPublished[figureOf[cell]] = true }
        }
        let least = releases.map(\.threshold).max() ?? 0
        threshold = Array(repeating: least, count: figures.count)
        low = Array(repeating: 0, count: figures.count)
        high = Array(repeating: Int.max, count: figures.count)
        for (release, cells) in zip(releases, self.figureOf) { learn(release, cells) }
    }

    /// The same secrets when only the first releases were out.
    func secrecy(before count: Int, _ releases: [Release], like other: Secrecy) -> Secrecy {
        var earlier = self
        earlier.low = low.map { _ in 0 }
        earlier.high = high.map { _ in .max }
        for (release, cells) in zip(releases, figureOf).prefix(count) { earlier.learn(release, cells) }
        return Secrecy(
            figures: figures, truth: truth, threshold: other.threshold, isWatched: isPublished, room: earlier.room,
            contributors: !other.attacks.isEmpty)
    }

    private mutating func learn(_ release: Release, _ cells: [Int]) {
        for (known, figure) in zip(release.known, cells) {
            guard let known else { continue }
            low[figure] = max(low[figure], known.lowerBound)
            high[figure] = min(high[figure], known.upperBound)
        }
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
            isWatched: isPublished, room: room, contributors: contributors)
    }
}

/// Which two populations make up a third: as an attacker would guess, those whose counts add up to it wherever all three
/// are known. A guess that is wrong makes figures look easier to compute than they are, never harder.
private struct Halves {
    private var complements: [Ledger.Relation: String] = [:]

    init(
        _ keysOf: [String: [FigureKey]], _ relations: [Ledger.Relation],
        count: (_ population: String, FigureKey) -> Int?
    ) {
        for relation in relations {
            complements[relation] = keysOf.keys.sorted().first { other in
                guard other != relation.part, other != relation.whole else { return false }
                var isKnown = false
                for key in keysOf[other] ?? [] {
                    guard let whole = count(relation.whole, key), let part = count(relation.part, key) else { continue }
                    guard count(other, key) == whole - part else { return false }
                    isKnown = true
                }
                return isKnown
            }
        }
    }

    func complement(of relation: Ledger.Relation) -> String? { complements[relation] }
}

extension Ledger {
    /// The attack on everything in the ledger at once. Throws `CancellationError` when the task is cancelled.
    public func audit(
        contributors: Bool = true, progress: DisclosureProgress = { _, _, _ in }
    ) throws -> LedgerAudit {
        try LedgerAudit(releases, relations: relations, contributors: contributors, progress: progress)
    }
}

/// What an attacker with every release in hand finds.
public struct LedgerAudit: Sendable {
    public let audit: Audit
    public let secrecy: Secrecy
    /// What each figure counts, for people.
    public let names: [String]

    public var isSafe: Bool { audit.isSafe }

    init(
        _ releases: [Release], relations: [Ledger.Relation], contributors: Bool, progress: DisclosureProgress
    ) throws {
        let joint = JointFigures(releases, relations: relations)
        var secrecy = joint.secrecy(contributors: contributors)
        let isHidden = joint.truth.indices.map { !joint.isKnown($0) }
        var audit = try Audit(secrecy, isHidden: isHidden, progress: progress)
        while secrecy.excuse(audit.breaches, joint, releases) {
            audit = try Audit(secrecy, isHidden: isHidden, progress: progress)
        }
        self.audit = audit
        self.secrecy = secrecy
        names = joint.names
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
                let duty = duties(of: breach.figure).first(where: { Breach.Kind($0.kind) == breach.kind })
            else { continue }
            let first = ([breach.figure] + attacks[attack].known).map { joint.introduced[$0] }.max() ?? 0
            var book =
                books[first]
                ?? WitnessBook(
                    joint.secrecy(before: first, releases, like: self), isHidden: joint.truth.map { _ in true })
            while let gap = book.prove(duty), let other = gap.attack, other != attack { book.excuse(duty, other) }
            let gap = book.prove(duty)
            books[first] = book
            guard gap != nil else { continue }
            excused[duty, default: []].insert(attack)
            isExcused = true
        }
        return isExcused
    }
}

extension Secrecy {
    /// Excuses the contributors' attacks that defeat a duty even when only what `isHidden` says is hidden: that the
    /// one person outside a part knows who is inside was so before anything was published.
    ///
    /// Returns the duties that outsiders defeat; they are no excuse.
    mutating func excuse(whatFailsWith isHidden: [Bool]) -> [Duty] {
        var book = WitnessBook(self, isHidden: isHidden)
        var open: [Duty] = []
        for figure in isHidden.indices where isHidden[figure] {
            for duty in duties(of: figure) {
                while let gap = book.prove(duty) {
                    guard let attack = gap.attack else {
                        open.append(duty)
                        break
                    }
                    excused[duty, default: []].insert(attack)
                    book.excuse(duty, attack)
                }
            }
        }
        return open
    }
}
