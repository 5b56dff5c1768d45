/// For every duty of the hidden figures the moves that fulfil it against every attack.
///
/// A move fulfils a duty against an outsider; it also does against each contributor whose own cell it leaves alone.
/// So each further move is asked to leave alone what all moves before it changed, and two or three mostly do.
struct WitnessBook: Sendable {
    private(set) var secrecy: Secrecy
    private(set) var isHidden: [Bool]
    private(set) var moves: [Move] = []
    private var finder: any MoveFinder
    private var touching: [[Int]]
    private var proofs: [Duty: [Int]] = [:]
    private var served: [[Duty]] = []

    /// A duty that cannot be fulfilled against an attack (nil: an outsider).
    struct Gap: Sendable, Hashable {
        var duty: Duty
        var attack: Int?
    }

    /// - Parameter known: moves found for other patterns, tried before new ones are sought.
    init(_ secrecy: Secrecy, isHidden: [Bool], known: [Move] = []) {
        self.secrecy = secrecy
        self.isHidden = isHidden
        finder = secrecy.figures.moveFinder(room: secrecy.room, isHidden: isHidden)
        touching = Array(repeating: [], count: secrecy.figures.count)
        for move in known where move.figures.allSatisfy({ isHidden[$0] }) { _ = add(move) }
    }

    /// Whether some gap may only be a search that was given up.
    var gaveUp: Bool { finder.gaveUp }

    func proofIndices(of duty: Duty) -> [Int] { proofs[duty, default: []] }

    /// Proves every duty; returns the gaps, at most `limit`. Throws `CancellationError` only.
    mutating func proveAll(
        limit: Int = .max, progress: DisclosureProgress = { _, _, _ in }
    ) throws -> [Gap] {
        var gaps: [Gap] = []
        for figure in isHidden.indices where isHidden[figure] {
            try Task.checkCancellation()
            progress("Looking for witnesses", figure, isHidden.count)
            for duty in secrecy.duties(of: figure) {
                if let gap = prove(duty) { gaps.append(gap) }
                if gaps.count >= limit { return gaps }
            }
        }
        return gaps
    }

    /// Shows a hidden figure if everything stays safe, else leaves all as it was.
    mutating func show(_ figure: Int) -> Bool {
        let affected = Set(touching[figure].flatMap { served[$0] }).filter { $0.figure != figure }
            .sorted { ($0.figure, $0.kind.rawValue) < ($1.figure, $1.kind.rawValue) }
        let before = affected.map { ($0, proofs[$0]) }
        isHidden[figure] = false
        finder.setShown(figure, true)
        for duty in affected { proofs[duty] = proofs[duty]?.filter { moves[$0].change(of: figure) == 0 } }
        for duty in affected where prove(duty) != nil {
            isHidden[figure] = true
            finder.setShown(figure, false)
            for (duty, proof) in before { proofs[duty] = proof }
            return false
        }
        for duty in secrecy.duties(of: figure) { proofs[duty] = nil }
        return true
    }

    mutating func excuse(_ duty: Duty, _ attack: Int) { secrecy.excused[duty, default: []].insert(attack) }

    /// Completes the proof of one duty; returns what is missing.
    mutating func prove(_ duty: Duty) -> Gap? {
        var open = openAttacks(proofs[duty, default: []], duty)
        while open.isOpen {
            guard let index = known(duty, open) ?? found(duty, open) else { return Gap(duty: duty, attack: open.first) }
            proofs[duty, default: []].append(index)
            served[index].append(duty)
            open.meet(answeredWrongly(index, duty))
        }
        return nil
    }

    /// Which attacks no move answers yet: all of them, or a few.
    private struct Open {
        var outsider = true
        var attacks: Set<Int> = []
        var isOpen: Bool { outsider || !attacks.isEmpty }
        var first: Int? { outsider ? nil : attacks.min() }

        mutating func meet(_ wrong: Set<Int>) {
            attacks = outsider ? wrong : attacks.intersection(wrong)
            outsider = false
        }
    }

    private func openAttacks(_ proof: [Int], _ duty: Duty) -> Open {
        var open = Open()
        for index in proof { open.meet(answeredWrongly(index, duty)) }
        return open
    }

    private func answeredWrongly(_ index: Int, _ duty: Duty) -> Set<Int> {
        var wrong: Set<Int> = []
        for figure in moves[index].figures {
            for attack in secrecy.attacksOf[figure] where secrecy.counts(attack, duty) {
                wrong.insert(attack)
            }
        }
        return wrong
    }

    private func fixed(_ open: Open) -> [Int] { open.first.map { secrecy.attacks[$0].known } ?? [] }

    /// A move found for another duty that does for this one.
    private func known(_ duty: Duty, _ open: Open) -> Int? {
        let fixed = fixed(open)
        return touching[duty.figure].first { index in
            guard duty.isFulfilled(by: moves[index].change(of: duty.figure), secrecy.truth[duty.figure]) else {
                return false
            }
            return moves[index].figures.allSatisfy { isHidden[$0] && !fixed.contains($0) }
        }
    }

    private mutating func found(_ duty: Duty, _ open: Open) -> Int? {
        let fixed = fixed(open)
        for change in duty.changes(secrecy.truth[duty.figure]) {
            guard let move = finder.move(duty.figure, by: change, fixing: fixed) else { continue }
            guard duty.isFulfilled(by: move.change(of: duty.figure), secrecy.truth[duty.figure]) else { continue }
            guard let index = add(move) else { continue }
            // The way back often is a move too, and answers another duty for nothing.
            _ = add(Move(figures: move.figures, changes: move.changes.map { -$0 }))
            return index
        }
        return nil
    }

    /// Takes a move in after checking it with whole numbers; a solver's slip costs a hidden cell, never a secret.
    private mutating func add(_ move: Move) -> Int? {
        guard move.isSound(secrecy.figures, room: secrecy.room, isHidden: isHidden) else { return nil }
        moves.append(move)
        served.append([])
        let index = moves.count - 1
        for figure in move.figures { touching[figure].append(index) }
        return index
    }

    /// The moves that prove something.
    var movesInUse: [Move] { moves.indices.filter { !served[$0].isEmpty }.map { moves[$0] } }
}
