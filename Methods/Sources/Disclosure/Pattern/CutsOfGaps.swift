import Simplex

extension PatternCuts {
    /// A whole pattern is attacked with whole numbers; each gap gives a cut, from its programme or as a last resort
    /// "hide something that is shown now" (6).
    mutating func cutsOfGaps(_ point: Point) -> [Cut] {
        let isHidden = point.hidden.map { $0 > 0.5 }
        var book = WitnessBook(problem.secrecy, isHidden: isHidden, known: builder.known.moves)
        // Cancelled work says nothing of the pattern; the search ends before it is used (`Pattern.cheapest`).
        guard let gaps = try? book.proveAll(limit: 60) else { return [] }
        builder.remember(book.movesInUse)
        guard !gaps.isEmpty else { return [] }
        var programme = AttackProgramme(problem.secrecy, hidden: isHidden.map { $0 ? 1 : 0 })
        var pool = CutPool(point.columns)
        for gap in gaps { if let cut = cut(gap, point, &programme) { pool.add(cut) } }
        if !pool.isEmpty { return pool.best(60) }
        if book.gaveUp { isUnsure = true }
        return gaps.prefix(1).map { lastResort($0, isHidden) }
    }

    private func lastResort(_ gap: WitnessBook.Gap, _ isHidden: [Bool]) -> Cut {
        let shown = isHidden.indices.filter { problem.choice[$0] == .free && !isHidden[$0] }
        let constraint = CapacityConstraint(
            capacities: shown.map { Capacity(figure: $0, amount: 1) }, level: 1,
            ifHidden: gap.protection.kind == .apart ? gap.protection.figure : nil)
        return constraint.cut(of: self) ?? Cut(columns: [], coefficients: [], atLeast: 1)
    }

    private func cut(_ gap: WitnessBook.Gap, _ point: Point, _ programme: inout AttackProgramme) -> Cut? {
        let known = gap.attack.map { problem.secrecy.attacks[$0].known } ?? []
        switch gap.protection.kind {
        case .outside: return nil
        case .apart: return slidingCut(gap.protection, fixing: known, point, &programme)
        case .below, .above:
            let aim = Aim(gap.protection)
            return programme.push(aim, fixing: known).flatMap { cut(aim, $0, fixing: known, point) }
        }
    }

    /// The cut (3) for a figure that only must not be known exactly: neither way may be closed. Nothing at all may move,
    /// so whatever lets anything pass counts in full.
    private func slidingCut(
        _ protection: Protection, fixing known: [Int], _ point: Point, _ programme: inout AttackProgramme
    ) -> Cut? {
        let room = problem.secrecy.room
        var open: Set<Int> = []
        for direction in [1.0, -1.0] {
            guard (direction > 0 ? room.rise : room.fall)[protection.figure] > 0 else { continue }
            let aim = Aim(protection.figure, direction, level: protection.level)
            guard case .impossible(let multipliers)? = programme.push(aim, fixing: known),
                let capacities = capacities(aim, multipliers, fixing: known)
            else { return nil }
            open.formUnion(capacities.filter { $0.amount > 1e-9 }.map(\.figure))
        }
        let cut = CapacityConstraint(
            capacities: open.sorted().map { Capacity(figure: $0, amount: 1) }, level: Double(protection.level),
            ifHidden: protection.figure
        ).cut(of: self)
        return cut.flatMap { $0.isViolated(at: point.columns) ? $0 : nil }
    }
}
