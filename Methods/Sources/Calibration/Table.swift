import Delimited

/// The reviews laid out for fast passes by item and by judge, scores brought to mean 0 and deviation 1.
struct Table: Sendable {
    struct Entry: Sendable {
        var other: Int32
        var score: Double
    }

    let items: Int
    let judges: Int
    let mean: Double
    let deviation: Double
    /// The mean of the scores of each item as they were given.
    let raw: [Double]
    /// Entries of item i (judge, score) stand in `itemStart[i]..<itemStart[i + 1]`, in order of judge.
    let itemStart: [Int]
    let byItem: [Entry]
    let judgeStart: [Int]
    let byJudge: [Entry]

    init(_ reviews: [Review]) throws {
        try Self.check(reviews)
        // One order whatever the order of the rows: sums of floating point numbers depend on it.
        let sorted = reviews.sorted { ($0.item, $0.judge) < ($1.item, $1.judge) }
        try Self.checkOnce(sorted)
        items = (sorted.map(\.item).max() ?? -1) + 1
        judges = (sorted.map(\.judge).max() ?? -1) + 1
        let count = Double(sorted.count)
        let mean = sorted.reduce(0) { $0 + $1.score / count }
        let spread = sorted.reduce(0) { $0 + ($1.score - mean) * ($1.score - mean) / count }.squareRoot()
        let deviation = spread > 0 ? spread : 1
        self.mean = mean
        self.deviation = deviation
        raw = Self.raw(sorted, items: items)
        (itemStart, byItem) = Self.layOut(sorted, groups: items) {
            ($0.item, Entry(other: Int32($0.judge), score: ($0.score - mean) / deviation))
        }
        (judgeStart, byJudge) = Self.layOut(sorted, groups: judges) {
            ($0.judge, Entry(other: Int32($0.item), score: ($0.score - mean) / deviation))
        }
        if let bare = (0..<items).first(where: { itemStart[$0] == itemStart[$0 + 1] }) {
            throw InputError("Item number \(bare) has no review.", remedy: "Number the items from 0 without gaps.")
        }
    }

    func reviews(ofItem item: Int) -> ArraySlice<Entry> { byItem[itemStart[item]..<itemStart[item + 1]] }
    func reviews(ofJudge judge: Int) -> ArraySlice<Entry> { byJudge[judgeStart[judge]..<judgeStart[judge + 1]] }

    private static func check(_ reviews: [Review]) throws {
        guard !reviews.isEmpty else { throw InputError("There are no reviews.", remedy: "Give at least one.") }
        for review in reviews {
            guard review.score.isFinite else { throw InputError("A score is not a finite number.") }
            guard review.item >= 0, review.judge >= 0, review.item < 1 << 31, review.judge < 1 << 31 else {
                throw InputError("Items and judges are numbered from 0.")
            }
        }
    }

    private static func checkOnce(_ sorted: [Review]) throws {
        for (one, next) in zip(sorted, sorted.dropFirst()) where one.item == next.item && one.judge == next.judge {
            throw InputError(
                "Judge \(one.judge) scored item \(one.item) twice.", remedy: "Keep one score for each of the pairs.")
        }
    }

    /// From the scores themselves, so that equal means of whole scores are equal numbers.
    private static func raw(_ reviews: [Review], items: Int) -> [Double] {
        var sums = [(score: Double, count: Double)](repeating: (0, 0), count: items)
        for review in reviews {
            sums[review.item] = (sums[review.item].score + review.score, sums[review.item].count + 1)
        }
        return sums.map { $0.score / $0.count }
    }

    private static func layOut(
        _ sorted: [Review], groups: Int, _ entry: (Review) -> (Int, Entry)
    ) -> ([Int], [Entry]) {
        var start = [Int](repeating: 0, count: groups + 1)
        for review in sorted { start[entry(review).0 + 1] += 1 }
        for group in 0..<groups { start[group + 1] += start[group] }
        var next = start
        var entries = [Entry](repeating: Entry(other: 0, score: 0), count: sorted.count)
        for review in sorted {
            let (group, value) = entry(review)
            entries[next[group]] = value
            next[group] += 1
        }
        return (start, entries)
    }
}
