/// Which further review would settle most.
///
/// From the joint draws: a review that does not exist yet is predicted in each draw, and what it would teach about a
/// quantity is its squared covariance with the prediction over the variance of the score (the best linear guess, so
/// never more than the review really teaches). A judge who ties two groups together is found this way too, because
/// the groups' qualities move together in the draws. Chance covariances are taken off.
struct Advisor {
    private let table: Table
    private let draws: Draws
    private let solution: Solution
    private let cuts: [Float]

    private static let candidates = (items: 12, judges: 8, asked: 100, draws: 400)

    init(_ table: Table, draws: Draws, solution: Solution) {
        self.table = table
        self.draws = draws
        self.solution = solution
        cuts = draws.cuts(Self.candidates.draws)
    }

    /// At most `limit` reviews, each of another item, best first.
    func best(_ limit: Int) -> [Advice] {
        guard cuts.count > 1, !solution.design.isFull else { return [] }
        let doubt = solution.items.map(doubt)
        let all = doubt.reduce(0, +)
        guard all > 0 else { return [] }
        let asked = largest(Self.candidates.asked, of: doubt).map { centred(question(about: $0)) }
        let judges = candidateJudges()
        let advice = largest(Self.candidates.items, of: doubt).compactMap { item in
            let judged = Set(table.reviews(ofItem: item).map { Int($0.other) })
            let free = judges.filter { !judged.contains($0) }.prefix(Self.candidates.judges)
            return free.map { Advice(item: item, judge: $0, gain: gain(item, $0, asked) / all) }
                .max { ($0.gain, $1.judge) < ($1.gain, $0.judge) }
        }
        return Array(advice.filter { $0.gain > 0 }.sorted { ($1.gain, $0.item) < ($0.gain, $1.item) }.prefix(limit))
    }

    private func doubt(_ item: Item) -> Double {
        if let share = item.inTop { return share * (1 - share) }
        return item.error * item.error
    }

    private func largest(_ limit: Int, of doubt: [Double]) -> [Int] {
        let open = doubt.indices.filter { doubt[$0] > 0 }
        return Array(open.sorted { (doubt[$1], $0) < (doubt[$0], $1) }.prefix(limit))
    }

    /// Half of them the judges who separate good from bad most surely, half those of whom least is known.
    private func candidateJudges() -> [Int] {
        let judges = solution.judges
        func order(_ key: (Judge) -> Double) -> [Int] {
            judges.indices.sorted { (key(judges[$1]), $0) < (key(judges[$0]), $1) }
        }
        let sure = order { $0.scale * $0.scale / ($0.noise * $0.noise + $0.severityError * $0.severityError) }
        let unknown = order(\.severityError)
        var seen: Set<Int> = []
        return zip(sure, unknown).flatMap { [$0, $1] }.filter { seen.insert($0).inserted }
    }

    /// Draw by draw: whether the item is among the best, or how good it is.
    private func question(about item: Int) -> [Float] {
        let qualities = draws.qualities(of: item, Self.candidates.draws)
        if solution.top == nil { return qualities.map { $0 * Float(table.deviation) } }
        return zip(qualities, cuts).map { $0 >= $1 ? 1 : 0 }
    }

    private func gain(_ item: Int, _ judge: Int, _ asked: [[Float]]) -> Double {
        let qualities = draws.qualities(of: item, Self.candidates.draws)
        let levels = draws.levels(of: judge, Self.candidates.draws)
        let scales = draws.scales(of: judge, Self.candidates.draws)
        let predicted = centred(qualities.indices.map { levels[$0] + scales[$0] * qualities[$0] })
        let size = Double(predicted.count)
        let noise = solution.judges[judge].noise / table.deviation
        let variance = Double(dot(predicted, predicted)) / size
        return asked.reduce(0) { sum, question in
            let covariance = Double(dot(predicted, question)) / size
            let chance = variance * Double(dot(question, question)) / size / size
            return sum + max(0, covariance * covariance - chance) / (variance + noise * noise)
        }
    }

    private func centred(_ values: [Float]) -> [Float] {
        let mean = values.reduce(0, +) / Float(values.count)
        return values.map { $0 - mean }
    }

    private func dot(_ a: [Float], _ b: [Float]) -> Float {
        var sum: Float = 0
        for index in a.indices { sum += a[index] * b[index] }
        return sum
    }
}
