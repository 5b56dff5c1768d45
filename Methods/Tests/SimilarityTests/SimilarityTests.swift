import Testing

@testable import Similarity

@Suite(.timeLimit(.minutes(20))) struct SimilarityTests {
    @Test func `the edit distance agrees with its definition on random texts`() {
        var random = SystemRandomNumberGenerator()
        for _ in 0..<3_000 {
            let (a, b) = (text(&random, upTo: 12), text(&random, upTo: 12))
            #expect(EditDistance.measure(a, b) == Definitions.distance(a, b), "\(a) · \(b)")
        }
    }

    @Test func `the edit distance agrees with its definition beyond one machine word`() {
        var random = SystemRandomNumberGenerator()
        for _ in 0..<40 {
            let (a, b) = (text(&random, from: 50, upTo: 90), text(&random, from: 50, upTo: 90))
            #expect(EditDistance.measure(a, b) == Definitions.distance(a, b), "\(a) · \(b)")
        }
    }

    @Test func `a distance over the limit is said to be one more than the limit`() {
        #expect(EditDistance.measure("smith", "smyth", limit: 1) == 1)
        #expect(EditDistance.measure("smith", "jones", limit: 1) == 2)
        #expect(EditDistance.measure("a", "abcdef", limit: 2) == 3)
        #expect(EditDistance.measure("", "", limit: 0) == 0)
    }

    @Test func `swapped neighbours are one edit, and no part is edited twice`() {
        #expect(EditDistance.measure("thomas", "thmoas") == 1)
        #expect(EditDistance.measure("ca", "abc") == 3)
    }

    @Test func `Winkler's own examples come out as he printed them`() {
        #expect(abs(JaroWinkler.measure("martha", "marhta") - 0.9611) < 0.0001)
        #expect(abs(JaroWinkler.measure("dwayne", "duane") - 0.8400) < 0.0001)
        #expect(abs(JaroWinkler.measure("dixon", "dicksonx") - 0.8133) < 0.0001)
    }

    @Test func `the likeness agrees with its definition on random texts`() {
        var random = SystemRandomNumberGenerator()
        for round in 0..<3_000 {
            let longest = round % 50 == 0 ? 80 : 12
            let (a, b) = (text(&random, upTo: longest), text(&random, upTo: longest))
            #expect(abs(JaroWinkler.measure(a, b) - Definitions.likeness(a, b)) < 1e-12, "\(a) · \(b)")
        }
    }

    @Test func `nothing is like nothing, and unlike everything else`() {
        #expect(JaroWinkler.measure("", "") == 1)
        #expect(JaroWinkler.measure("", "a") == 0)
    }

    private func text(_ random: inout SystemRandomNumberGenerator, from: Int = 0, upTo: Int) -> String {
        String(
            (0..<Int.random(in: from...upTo, using: &random)).map { _ in "abcd".randomElement(using: &random) ?? "a" })
    }
}

/// The measures as the literature defines them, slow and plain.
private enum Definitions {
    static func distance(_ a: String, _ b: String) -> Int {
        let (x, y) = (Array(a.utf8), Array(b.utf8))
        var table = Array(repeating: Array(repeating: 0, count: y.count + 1), count: x.count + 1)
        for i in 0...x.count {
            for j in 0...y.count {
                if i == 0 || j == 0 {
                    table[i][j] = i + j
                    continue
                }
                table[i][j] = min(
                    table[i - 1][j] + 1, table[i][j - 1] + 1, table[i - 1][j - 1] + (x[i - 1] == y[j - 1] ? 0 : 1))
                if i > 1, j > 1, x[i - 1] == y[j - 2], x[i - 2] == y[j - 1] {
                    table[i][j] = min(table[i][j], table[i - 2][j - 2] + 1)
                }
            }
        }
        return table[x.count][y.count]
    }

    static func likeness(_ a: String, _ b: String) -> Double {
        let (x, y) = (Array(a.utf8), Array(b.utf8))
        if x.isEmpty || y.isEmpty { return x.isEmpty && y.isEmpty ? 1 : 0 }
        let window = max(0, max(x.count, y.count) / 2 - 1)
        var taken = Array(repeating: false, count: x.count)
        var second: [UInt8] = []
        for j in y.indices {
            for i in x.indices where abs(i - j) <= window && !taken[i] && x[i] == y[j] {
                taken[i] = true
                second.append(y[j])
                break
            }
        }
        let first = x.indices.filter { taken[$0] }.map { x[$0] }
        guard !first.isEmpty else { return 0 }
        let m = Double(first.count)
        let half = zip(first, second).count { $0 != $1 } / 2
        let jaro = (m / Double(x.count) + m / Double(y.count) + (m - Double(half)) / m) / 3
        let prefix = zip(x, y).prefix(4).prefix { $0 == $1 }.count
        return jaro > 0.7 ? jaro + 0.1 * Double(prefix) * (1 - jaro) : jaro
    }
}
