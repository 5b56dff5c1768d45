import Foundation
import Similarity
import Support

import struct Delimited.InputError

/// Which rows are the same person, how sure that is, and why. Rows are numbered as they were given.
public struct Linked: Sendable {
    /// The rows, as they were given.
    public let records: Records
    /// To which person each row belongs. A person is called by the id of one of its rows, or as in the previous run.
    public let people: Membership
    /// How many persons there are, with a 90 % interval.
    public let reach: Reach
    private let work: Work
    /// By row as given, its place in the canonical order.
    private let places: [UInt32]

    init(_ records: Records, _ work: Work, _ reach: Reach, previous: [String: String]) {
        self.records = records
        self.reach = reach
        self.work = work
        let order = work.traits.order
        var places = [UInt32](repeating: 0, count: order.count)
        for (place, row) in order.enumerated() { places[Int(row)] = UInt32(place) }
        self.places = places
        people = Naming(records: records, work: work, previous: previous).membership(places)
    }

    /// How many persons the rows were put into that are not unresolved.
    public var peopleLinked: Int {
        var seen = [Bool](repeating: false, count: work.person.count)
        for (row, person) in work.person.enumerated() where !(work.weak[row] && work.choices[person] != nil) {
            seen[Int(person)] = true
        }
        return seen.count { $0 }
    }

    /// Pairs of rows about which a person should be asked, the most doubtful first: at most one pair for two persons.
    public func doubts(limit: Int = 100) -> [Doubt] {
        let person = work.person
        var best: [UInt64: (pair: UInt64, odds: Float)] = [:]
        for (pair, odds) in zip(work.pairs, work.odds) where abs(odds) < 3 {
            let (i, j) = (Int(pair >> 32), Int(pair & 0xFFFF_FFFF))
            if person[i] == person[j] || work.weak[i] || work.weak[j] { continue }
            let key = UInt64(min(person[i], person[j])) << 32 | UInt64(max(person[i], person[j]))
            if abs(odds) < abs(best[key]?.odds ?? .infinity) { best[key] = (pair, odds) }
        }
        let ranked = best.values.sorted { (abs($0.odds), $0.pair) < (abs($1.odds), $1.pair) }.prefix(limit)
        return ranked.map { found in
            Doubt(
                first: Int(work.traits.order[Int(found.pair >> 32)]),
                second: Int(work.traits.order[Int(found.pair & 0xFFFF_FFFF)]),
                probability: Self.share(Double(found.odds)))
        }
    }

    /// Two rows that may be the same person.
    public struct Doubt: Sendable, Hashable {
        /// The number of one row.
        public var first: Int
        /// The number of the other.
        public var second: Int
        /// How likely they are one person, 0 to 1.
        public var probability: Double
    }

    /// Whom an unresolved row may be, likeliest first: a row of each person, and the probability.
    public func choices(_ row: Int) -> [(row: Int, probability: Double)] {
        (work.choices[work.person[Int(places[row])]] ?? []).map {
            (Int(work.traits.order[Int($0.row)]), Double($0.probability))
        }
    }

    /// What was learned of each field, and how often two rows are the same person.
    public var parameters: Parameters { Parameters(work.traits, work.model) }

    /// The evidence for and against two rows being the same person. Throws `InputError` for an unknown id.
    public func explanation(_ first: String, _ second: String) throws -> Explanation {
        let rows = try Couple(first, second).rows(in: records)
        guard rows.0 != rows.1 else { throw InputError("“\(first)” is one row.", remedy: "Name two rows.") }
        let (i, j) = (Int(min(places[rows.0], places[rows.1])), Int(max(places[rows.0], places[rows.1])))
        return Explanation(
            ids: (first, second), same: people.entity[rows.0] == people.entity[rows.1], rows: (i, j),
            pattern: work.pattern(i, j), scoring: work.scoring)
    }

    /// The result as CSV: `row_id,person,probability`, in the order of the rows.
    public func table() -> [UInt8] { people.table(ids: records.id, title: "person") }

    static func share(_ odds: Double) -> Double { 1 / (1 + exp(-odds)) }
}

/// The names of persons: those of an earlier run as far as they hold, else the id of a row.
struct Naming {
    let records: Records
    let work: Work
    let previous: [String: String]

    func membership(_ places: [UInt32]) -> Membership {
        let order = work.traits.order
        let person = work.person
        let names = names(order, person)
        let chances = chances(person)
        let entity = Parallel.fill(order.count, repeating: "") { rows, entity in
            for row in rows { entity[row] = names[Int(person[Int(places[row])])] }
        }
        let unresolved = order.indices.filter { work.weak[$0] && work.choices[person[$0]] != nil }
        return Membership(
            entity: entity, probability: places.map { chances[Int($0)] },
            unresolved: unresolved.map { Int(order[$0]) }.sorted())
    }

    /// By person (its first canonical row), its name.
    private func names(_ order: [UInt32], _ person: [UInt32]) -> [String] {
        var labels = [UInt32](repeating: .max, count: person.count)
        records.ids.withView { ids in
            for place in person.indices {
                let group = Int(person[place])
                if labels[group] == .max || precedes(ids[order[place] + 1], ids[labels[group] + 1]) {
                    labels[group] = order[place]
                }
            }
        }
        var names = Parallel.fill(labels.count, repeating: "") { groups, names in
            for group in groups where labels[group] != .max { names[group] = records.id(Int(labels[group])) }
        }
        if !previous.isEmpty { keepPrevious(&names, order, person) }
        return names
    }

    /// The shorter id first, so that "r2" stands before "r10".
    private func precedes(_ a: Bytes, _ b: Bytes) -> Bool {
        a.count == b.count ? a.lexicographicallyPrecedes(b) : a.count < b.count
    }

    /// An earlier name goes to the person who has most of its rows; nobody else may have it.
    private func keepPrevious(_ names: inout [String], _ order: [UInt32], _ person: [UInt32]) {
        var votes: [Vote: Int] = [:]
        for place in order.indices {
            guard let name = previous[records.id(Int(order[place]))] else { continue }
            votes[Vote(person: person[place], name: name), default: 0] += 1
        }
        let ranked = votes.sorted { ($1.value, $0.key.name, $0.key.person) < ($0.value, $1.key.name, $1.key.person) }
        var taken: Set<String> = Set(previous.values)
        var used: Set<String> = []
        var named: Set<UInt32> = []
        for (vote, _) in ranked where !used.contains(vote.name) && !named.contains(vote.person) {
            names[Int(vote.person)] = vote.name
            used.insert(vote.name)
            named.insert(vote.person)
        }
        for group in names.indices where !names[group].isEmpty && !named.contains(UInt32(group)) {
            while !taken.insert(names[group]).inserted { names[group] += "~" }
        }
    }

    private struct Vote: Hashable {
        var person: UInt32
        var name: String
    }

    /// By row: for a row among others, its best link to them; for a row alone, that it has no link at all.
    private func chances(_ person: [UInt32]) -> [Double] {
        var inside = [Float](repeating: -.infinity, count: person.count)
        var outside = inside
        for (pair, value) in zip(work.pairs, work.odds) {
            let (i, j) = (Int(pair >> 32), Int(pair & 0xFFFF_FFFF))
            if person[i] == person[j] {
                inside[i] = max(inside[i], value)
                inside[j] = max(inside[j], value)
            } else if !work.weak[i], !work.weak[j] {
                outside[i] = max(outside[i], value)
                outside[j] = max(outside[j], value)
            }
        }
        let sizes = person.reduce(into: [UInt32](repeating: 0, count: person.count)) { $0[Int($1)] += 1 }
        return person.indices.map { row in
            if work.weak[row] { return Double(work.attached[row]) }
            if sizes[Int(person[row])] == 1 {
                return outside[row] == -.infinity ? 1 : Linked.share(-Double(outside[row]))
            }
            return inside[row] == -.infinity ? 1 : Linked.share(Double(inside[row]))
        }
    }
}
