extension Solution {
    /// What calibration did here, in a few sentences for the people who decide.
    public var summary: String {
        if design.isFull {
            return "No gain: every judge scored every item, so severity falls on all alike and the raw order stands."
        }
        let moved = items.count { $0.rank != $0.rawRank }
        var sentences = ["\(moved) of \(items.count) items change rank."]
        if design.groups.count > 1 {
            sentences.append(
                "The reviews fall into \(design.groups.count) groups that share no judge and no item: between groups, "
                    + "nothing but the belief that judges are alike on average compares them.")
        } else if let seam = design.seam {
            sentences.append(
                "\(seam.side.items.count) items hang on the rest by \(seam.crossing) reviews only: "
                    + "their place against the others is less sure than it looks.")
        }
        return sentences.joined(separator: " ")
    }

    /// Every way in which a result contradicts itself or the reviews it was made from; empty when it is sound.
    public func violations(of reviews: [Review]) -> [String] {
        var found: [String] = []
        func expect(_ holds: Bool, _ message: @autoclosure () -> String) { if !holds { found.append(message()) } }
        for (number, item) in items.enumerated() {
            let scores = reviews.filter { $0.item == number }.map(\.score)
            let mean = scores.reduce(0, +) / Double(scores.count)
            expect(item.reviews == scores.count, "item \(number) has \(scores.count) reviews, not \(item.reviews)")
            expect(
                abs(item.raw - mean) <= 1e-9 * (1 + abs(mean)),
                "item \(number) has the raw mean \(mean), not \(item.raw)")
            expect(item.error >= 0 && item.calibrated.isFinite, "item \(number) has no finite score")
            if let share = item.inTop { expect((0...1).contains(share), "item \(number) is in the top with \(share)") }
        }
        expect(items.map(\.rawRank) == ranks(items.map(\.raw)), "the raw ranks are not those of the raw means")
        if design.isFull {
            expect(items.map(\.rank) == items.map(\.rawRank), "a full design does not keep the raw order")
        } else {
            expect(items.map(\.rank) == ranks(items.map(\.calibrated)), "the ranks are not those of the scores")
        }
        if let top {
            let places = items.reduce(0) { $0 + ($1.inTop ?? 0) }
            expect(abs(places - Double(top)) < 1e-6, "\(places) places are given, not \(top)")
        }
        let severity = judges.reduce(0) { $0 + $1.severity } / Double(judges.count)
        let size = judges.reduce(1e-9) { $0 + abs($1.severity) }
        expect(abs(severity) <= 1e-6 * size, "severities do not balance: \(severity)")
        expect(advice.allSatisfy { (0...1).contains($0.gain) }, "advice promises more than there is to gain")
        return found
    }
}
