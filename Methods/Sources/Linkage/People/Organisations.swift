import Similarity

/// Which spellings are the same organisation, learned from the spellings and from who writes from which domain.
struct Organisations: Sendable {
    /// By spelling, the number of its organisation; 0 for none.
    private(set) var ofSpelling: [UInt32]
    /// By domain of a work address, the organisation of most who write from it; 0 for none.
    private(set) var ofDomain: [UInt32]
    /// By organisation, the spelling it is called by: the commonest.
    private(set) var names: [UInt32] = [0]
    /// By spelling, how surely it belongs to its organisation.
    private(set) var certainty: [Double]

    /// `spellings` and `domains` are the numbers in each row, 0 where there is none or the domain is open to everybody.
    init(spellings: [UInt32], texts: Vocabulary, domains: [UInt32], hosts: Vocabulary) {
        let parsed = (0...texts.count).map { $0 == 0 ? OrganisationParts([]) : OrganisationParts(texts[UInt32($0)]) }
        var groups = Grouping(parsed, counts: Self.counts(spellings, texts.count))
        let votes = Self.votes(spellings, domains)
        groups.joinEqualCores()
        groups.joinNearCores(votes)
        groups.joinSharedDomains(votes)
        groups.joinNearCores(votes)
        ofSpelling = [UInt32](repeating: 0, count: parsed.count)
        ofDomain = [UInt32](repeating: 0, count: hosts.count + 1)
        certainty = groups.certainty
        number(&groups, parsed)
        for (domain, spelling) in Self.majority(votes, ofSpelling) { ofDomain[Int(domain)] = ofSpelling[Int(spelling)] }
    }

    private mutating func number(_ groups: inout Grouping, _ parsed: [OrganisationParts]) {
        var numbers: [Int: UInt32] = [:]
        for spelling in parsed.indices where !parsed[spelling].core.isEmpty {
            let root = groups.root(spelling)
            if let known = numbers[root] {
                ofSpelling[spelling] = known
                let best = Int(names[Int(known)])
                if groups.counts[spelling] > groups.counts[best] { names[Int(known)] = UInt32(spelling) }
            } else {
                numbers[root] = UInt32(names.count)
                ofSpelling[spelling] = UInt32(names.count)
                names.append(UInt32(spelling))
            }
        }
    }

    private static func counts(_ spellings: [UInt32], _ number: Int) -> [Int] {
        spellings.reduce(into: [Int](repeating: 0, count: number + 1)) { $0[Int($1)] += 1 }
    }

    /// How many rows have a spelling and a domain together.
    private static func votes(_ spellings: [UInt32], _ domains: [UInt32]) -> [UInt64: Int] {
        zip(spellings, domains).reduce(into: [:]) { votes, row in
            if row.0 != 0, row.1 != 0 { votes[UInt64(row.1) << 32 | UInt64(row.0), default: 0] += 1 }
        }
    }

    /// For each domain, a spelling of the organisation that most of its rows name.
    private static func majority(_ votes: [UInt64: Int], _ numbers: [UInt32]) -> [(UInt32, UInt32)] {
        var sums: [UInt64: Int] = [:]
        for (key, count) in votes {
            sums[key & ~0xFFFF_FFFF | UInt64(numbers[Int(key & 0xFFFF_FFFF)]), default: 0] += count
        }
        var best: [UInt32: (spelling: UInt32, count: Int)] = [:]
        for key in votes.keys.sorted() {
            let (domain, spelling) = (UInt32(key >> 32), UInt32(key & 0xFFFF_FFFF))
            let count = sums[key & ~0xFFFF_FFFF | UInt64(numbers[Int(spelling)])] ?? 0
            if count > best[domain]?.count ?? 0 { best[domain] = (spelling, count) }
        }
        return best.map { ($0.key, $0.value.spelling) }
    }
}

/// Spellings joined step by step, never two bodies of different kinds.
private struct Grouping {
    let names: [OrganisationParts]
    let counts: [Int]
    private(set) var certainty: [Double]
    private var components: Components
    /// By root, the kinds of body in the group.
    private var bodies: [Int: OrganisationParts.Body]

    init(_ names: [OrganisationParts], counts: [Int]) {
        self.names = names
        self.counts = counts
        certainty = [Double](repeating: 1, count: names.count)
        components = Components(names.count)
        bodies = [:]
        for index in names.indices { bodies[index] = names[index].body }
    }

    mutating func root(_ spelling: Int) -> Int { components.root(spelling) }

    @discardableResult
    private mutating func join(_ a: Int, _ b: Int, certainty value: Double) -> Bool {
        let (x, y) = (components.root(a), components.root(b))
        guard x != y else { return false }
        if let p = bodies[x], let q = bodies[y], p != q { return false }
        let body = bodies[x] ?? bodies[y]
        components.join(x, y)
        bodies[components.root(x)] = body
        let rare = counts[a] < counts[b] ? a : b
        certainty[rare] = min(certainty[rare], value)
        return true
    }

    /// The same telling words: first those of one kind, then those that name no kind, if only one kind is there.
    mutating func joinEqualCores() {
        var byCore: [[UInt8]: [Int]] = [:]
        for index in names.indices where !names[index].core.isEmpty {
            byCore[names[index].core, default: []].append(index)
        }
        for core in byCore.keys.sorted(by: { $0.lexicographicallyPrecedes($1) }) {
            let group = byCore[core] ?? []
            let kinds = Set(group.compactMap { names[$0].body })
            for kind in OrganisationParts.Body.allCases where kinds.contains(kind) {
                let same = group.filter { names[$0].body == kind }
                for other in same.dropFirst() { join(same[0], other, certainty: 1) }
            }
            let open = group.filter { names[$0].body == nil }
            for other in open.dropFirst() { join(open[0], other, certainty: 1) }
            if let first = open.first, kinds.count == 1, let named = group.first(where: { names[$0].body != nil }) {
                join(first, named, certainty: 0.9)
            }
        }
    }

    /// A rare group one or two typing errors from a commoner one of the same kind, unless each has a domain of its own.
    mutating func joinNearCores(_ votes: [UInt64: Int]) {
        var sizes: [Int: Int] = [:]
        for spelling in names.indices { sizes[components.root(spelling), default: 0] += counts[spelling] }
        let homes = homes(votes)
        for block in blocks() {
            for (place, a) in block.enumerated() {
                for b in block[(place + 1)...] where isTypingError(a, b) {
                    let (x, y) = (components.root(a), components.root(b))
                    let (few, many) = (min(sizes[x] ?? 0, sizes[y] ?? 0), max(sizes[x] ?? 0, sizes[y] ?? 0))
                    if let p = homes[x], let q = homes[y], p != q { continue }
                    if few <= max(2, many / 8) { join(a, b, certainty: 0.95) }
                }
            }
        }
    }

    /// By root, the domain that most of its writers use.
    private mutating func homes(_ votes: [UInt64: Int]) -> [Int: UInt32] {
        var sums: [Int: [UInt32: Int]] = [:]
        for (key, count) in votes {
            sums[components.root(Int(key & 0xFFFF_FFFF)), default: [:]][UInt32(key >> 32), default: 0] += count
        }
        return sums.mapValues { shares in shares.min { ($1.value, $0.key) < ($0.value, $1.key) }?.key ?? 0 }
    }

    /// Spellings that begin or end alike, each block in the order of the spellings.
    private func blocks() -> [[Int]] {
        var blocks: [[UInt8]: [Int]] = [:]
        for index in names.indices where names[index].core.count > 4 {
            let core = names[index].core
            blocks[[1] + core.prefix(3), default: []].append(index)
            blocks[[2] + core.suffix(3), default: []].append(index)
        }
        return blocks.keys.sorted { $0.lexicographicallyPrecedes($1) }.compactMap { blocks[$0] }
            .filter { $0.count > 1 && $0.count <= 2000 }
    }

    private func isTypingError(_ a: Int, _ b: Int) -> Bool {
        let (x, y) = (names[a], names[b])
        guard x.body == y.body, x.core != y.core else { return false }
        let limit = min(x.core.count, y.core.count) >= 9 ? 2 : 1
        return x.core.withUnsafeBufferPointer { p in
            y.core.withUnsafeBufferPointer { EditDistance.measure(p, $0, limit: limit) <= limit }
        }
    }

    /// Two spellings most of whose writers use one domain.
    mutating func joinSharedDomains(_ votes: [UInt64: Int]) {
        var total: [Int: Int] = [:]
        for (key, count) in votes { total[components.root(Int(key & 0xFFFF_FFFF)), default: 0] += count }
        var byDomain: [UInt32: [Int: Int]] = [:]
        for (key, count) in votes {
            byDomain[UInt32(key >> 32), default: [:]][components.root(Int(key & 0xFFFF_FFFF)), default: 0] += count
        }
        for domain in byDomain.keys.sorted() {
            let shares = byDomain[domain] ?? [:]
            let major = shares.keys.filter { (shares[$0] ?? 0) * 2 > (total[$0] ?? 0) }
                .sorted { (shares[$1] ?? 0, $0) < (shares[$0] ?? 0, $1) }
            for other in major.dropFirst() { join(major[0], other, certainty: 0.9) }
        }
    }
}
