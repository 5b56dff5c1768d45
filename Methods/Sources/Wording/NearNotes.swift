#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// The natural logarithm, from the C library.
func logarithm(_ value: Double) -> Double { log(value) }

extension Notes {
    /// Two notes that say nearly the same, and why that is thought.
    public struct Near: Sendable, Hashable {
        /// The number of the first note.
        public var a: Int
        /// The number of the second note.
        public var b: Int
        /// Twice the weight of the shared words over the weight of both notes, 0 to 1.
        public var similarity: Double
        /// Shared words as the first note has them.
        public var shared: [String]
        /// Words of the first note that the second has not.
        public var onlyA: [String]
        /// Words of the second note that the first has not.
        public var onlyB: [String]
    }

    /// All pairs at or above `threshold`, most alike first, then in the order of the notes.
    ///
    /// Never near: notes of which only one denies something, or whose numbers differ: "ward 7 has no lift" is not
    /// "ward 8 has a lift". A pair must share one of its heavier words exactly; further words may differ by a slip of
    /// the pen. Notes without words are near to none.
    /// Cost: O(notes x notes that share a heavier word); the order of the notes changes nothing but the numbering.
    public func near(threshold: Double = 0.7) -> [Near] {
        let profiles = texts.indices.map(weighted)
        let heavy = profiles.map { heavier($0, threshold) }
        var holders: [String: [Int]] = [:]
        var found: [Near] = []
        for note in texts.indices {
            let candidates = Set(heavy[note].flatMap { holders[$0] ?? [] })
            for other in candidates.sorted() where mayBeNear(other, note) {
                let near = compare(other, note, profiles[other], profiles[note])
                if near.similarity >= threshold { found.append(near) }
            }
            for stem in heavy[note] { holders[stem, default: []].append(note) }
        }
        return found.sorted { ($1.similarity, $0.a, $0.b) < ($0.similarity, $1.a, $1.b) }
    }

    /// The words of which a note must share one: without them the rest cannot reach the threshold.
    private func heavier(_ profile: [(word: Words.Word, weight: Double)], _ threshold: Double) -> [String] {
        let all = profile.reduce(0) { $0 + $1.weight }
        // Overlap o with a note of weight w and another of at least o: 2 o / (w + o) >= t, so o >= w t / (2 - t).
        var spare = all * threshold / (2 - threshold)
        var stems: [String] = []
        for entry in profile.sorted(by: { ($0.weight, $1.word.stem) < ($1.weight, $0.word.stem) }) {
            spare -= entry.weight
            if spare <= 1e-9 { stems.append(entry.word.stem) }
        }
        return stems
    }

    private func mayBeNear(_ a: Int, _ b: Int) -> Bool {
        words[a].denies == words[b].denies && words[a].numbers == words[b].numbers
    }

    private func compare(
        _ a: Int, _ b: Int, _ left: [(word: Words.Word, weight: Double)], _ right: [(word: Words.Word, weight: Double)]
    ) -> Near {
        var near = Near(a: a, b: b, similarity: 0, shared: [], onlyA: [], onlyB: [])
        var open = right
        var overlap = 0.0
        var slips: [(word: Words.Word, weight: Double)] = []
        for entry in left {
            if let place = open.firstIndex(where: { $0.word.stem == entry.word.stem }) {
                overlap += entry.weight
                near.shared.append(entry.word.text)
                open.remove(at: place)
            } else {
                slips.append(entry)
            }
        }
        for entry in slips {
            if let place = open.firstIndex(where: { isSlip($0.word.text, entry.word.text) }) {
                overlap += min(entry.weight, open[place].weight)
                near.shared.append("\(entry.word.text) ~ \(open[place].word.text)")
                open.remove(at: place)
            } else {
                near.onlyA.append(entry.word.text)
            }
        }
        near.onlyB = open.map(\.word.text)
        let both = left.reduce(0) { $0 + $1.weight } + right.reduce(0) { $0 + $1.weight }
        near.similarity = both > 0 ? min(1, 2 * overlap / both) : 0
        return near
    }

    /// Groups of near notes, each around the note that says most: every other is near to that one itself, so that no
    /// chain of small steps joins notes that are unlike. Notes that stand alone are left out.
    public func groups(_ pairs: [Near]) -> [[Int]] {
        var neighbours: [Int: Set<Int>] = [:]
        for pair in pairs {
            neighbours[pair.a, default: []].insert(pair.b)
            neighbours[pair.b, default: []].insert(pair.a)
        }
        // By length and text, so that the order of the notes changes nothing.
        let leaders = neighbours.keys.sorted {
            (words[$1].words.count, texts[$0], $0) < (words[$0].words.count, texts[$1], $1)
        }
        var taken: Set<Int> = []
        var groups: [[Int]] = []
        for leader in leaders where !taken.contains(leader) {
            let free = (neighbours[leader] ?? []).subtracting(taken)
            guard !free.isEmpty else { continue }
            groups.append([leader] + free.sorted())
            taken.formUnion(free.union([leader]))
        }
        return groups.sorted { ($0.min() ?? 0) < ($1.min() ?? 0) }
    }
}
