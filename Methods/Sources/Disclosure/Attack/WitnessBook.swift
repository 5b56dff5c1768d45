import Support

/// For every protection of the hidden figures the moves that fulfil it against every attack.
///
/// A move fulfils a protection against an outsider; it also does against each contributor whose own cell it leaves alone.
/// So each further move is asked to leave alone what all moves before it changed, and two or three mostly do.
struct WitnessBook: Sendable {
    private(set) var secrecy: Secrecy
    private(set) var isHidden: [Bool]
    private(set) var moves: [Move] = []
    private var finder: any MoveFinder
    private var touching: [[Int]]
    private var proofs: [Protection: [Int]] = [:]
    private var served: [[Protection]] = []

    /// A protection that cannot be fulfilled against an attack (nil: an outsider).
    struct Gap: Sendable, Hashable {
        var protection: Protection
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

    func proofIndices(of protection: Protection) -> [Int] { proofs[protection, default: []] }

    /// Proves every protection; returns the gaps, at most `limit`. Throws `CancellationError` only.
    mutating func proveAll(
        limit: Int = .max, _ checkpoint: Checkpoint = .none
    ) throws -> [Gap] {
        var gaps: [Gap] = []
        for figure in isHidden.indices where isHidden[figure] {
            try checkpoint.pass("Looking for witnesses", figure, of: isHidden.count)
            for protection in secrecy.protections(of: figure) {
                if let gap = prove(protection) { gaps.append(gap) }
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
        for protection in affected {
            proofs[protection] = proofs[protection]?.filter { moves[$0].change(of: figure) == 0 }
        }
        for protection in affected where prove(protection) != nil {
            isHidden[figure] = true
            finder.setShown(figure, false)
            for (protection, proof) in before { proofs[protection] = proof }
            return false
        }
        for protection in secrecy.protections(of: figure) { proofs[protection] = nil }
        return true
    }

    mutating func excuse(_ protection: Protection, _ attack: Int) {
        secrecy.excused[protection, default: []].insert(attack)
    }

    /// Completes the proof of one protection; returns what is missing.
    mutating func prove(_ protection: Protection) -> Gap? {
        var open = openAttacks(proofs[protection, default: []], protection)
        while open.isOpen {
            guard let index = known(protection, open) ?? found(protection, open) else {
                return Gap(protection: protection, attack: open.first)
            }
            proofs[protection, default: []].append(index)
            served[index].append(protection)
            open.meet(answeredWrongly(index, protection))
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

    private func openAttacks(_ proof: [Int], _ protection: Protection) -> Open {
        var open = Open()
        for index in proof { open.meet(answeredWrongly(index, protection)) }
        return open
    }

    private func answeredWrongly(_ index: Int, _ protection: Protection) -> Set<Int> {
        var wrong: Set<Int> = []
        for figure in moves[index].figures {
            for attack in secrecy.attacksOf[figure] where secrecy.counts(attack, protection) {
                wrong.insert(attack)
            }
        }
        return wrong
    }

    private func fixed(_ open: Open) -> [Int] { open.first.map { secrecy.attacks[$0].known } ?? [] }

    /// A move found for another protection that does for this one.
    private func known(_ protection: Protection, _ open: Open) -> Int? {
        let fixed = fixed(open)
        return touching[protection.figure].first { index in
            guard
                protection.isFulfilled(by: moves[index].change(of: protection.figure), secrecy.truth[protection.figure])
            else {
                return false
            }
            return moves[index].figures.allSatisfy { isHidden[$0] && !fixed.contains($0) }
        }
    }

    private mutating func found(_ protection: Protection, _ open: Open) -> Int? {
        let fixed = fixed(open)
        for change in protection.changes(secrecy.truth[protection.figure]) {
            guard let move = finder.move(protection.figure, by: change, fixing: fixed) else { continue }
            guard protection.isFulfilled(by: move.change(of: protection.figure), secrecy.truth[protection.figure])
            else { continue }
            guard let index = add(move) else { continue }
            // The way back often is a move too, and answers another protection for nothing.
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
