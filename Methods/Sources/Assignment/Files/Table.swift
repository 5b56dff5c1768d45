extension Request {
    /// The result as rows `item, reviewer, score`, items and reviewers in the order of their files.
    public func rows(_ solution: Solution) -> [[String]] {
        itemSource.order.flatMap { item in
            solution.reviewers[item].sorted { reviewerSource.places[$0] < reviewerSource.places[$1] }.map {
                [items[item], reviewers[$0], written(problem.score(item: item, reviewer: $0))]
            }
        }
    }

    /// A score as it stood in the file: 12500 with three decimal places is 12.5.
    public func written(_ score: Int) -> String {
        guard decimals > 0 else { return String(score) }
        let digits = String(score.magnitude)
        let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
        let places = padded.suffix(decimals).reversed().drop { $0 == "0" }.reversed()
        let whole = (score < 0 ? "-" : "") + padded.dropLast(decimals)
        return places.isEmpty ? whole : whole + "." + String(places)
    }

    /// A score as a number.
    public func value(_ score: Int) -> Double { Double(written(score)) ?? 0 }
}
