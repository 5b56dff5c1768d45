import Foundation
import Linkage
import Support

extension WhoIsWho {
    /// Everything that records say is weighed together, by what the records themselves teach: docs/methods/linkage.md.
    ///
    /// The order of the records, of their files and of their ids changes nothing: rows are called by what they say.
    static let learned: Matcher = { records, verdicts, progress in
        let records = records.sorted { $0.id < $1.id }
        guard !records.isEmpty else { return Grouping(groups: [], doubts: []) }
        var rows = try LearnedRows(records, verdicts)
        var linked = try await Linkage.solve(rows.records, options: rows.options, progress: progress)
        // An address that strangers share joins nobody unasked, not even by way of a third record.
        for _ in 0..<3 {
            guard rows.keepStrangersApart(linked.people.entity) else { break }
            linked = try await Linkage.solve(rows.records, options: rows.options, progress: progress)
        }
        return Grouping(
            groups: rows.groups(linked.people.entity).map { $0.map { records[$0].id } },
            doubts: try rows.doubts(linked),
            reach: Reach(people: linked.reach.people, low: linked.reach.low, high: linked.reach.high))
    }
}

/// Records as the linker takes them, with what people said of them.
private struct LearnedRows {
    let kept: [WhoIsWho.Record]
    private(set) var records: Records
    private(set) var options = Options()
    /// What people said, by row.
    private var said: Joining
    private let decided: Set<[ID<Sighting>]>

    /// How many pairs are kept for people to look at.
    private static let mostDoubts = 500
    private static let handful = 20
    private static let worthAsking = 0.2

    init(_ kept: [WhoIsWho.Record], _ verdicts: [WhoIsWho.Verdict]) throws {
        self.kept = kept
        records = Records(
            schema: Linkage.Schema([
                .init("name", .name), .init("address", .email), .init("organisation", .organisation),
                .init("source", .source),
            ]))
        var same: [String: Int] = [:]
        for record in kept {
            let values = [record.name, record.email, record.organisation, record.source]
            let words = values.joined(separator: "\u{1F}")
            let number = same[words, default: 0]
            same[words] = number + 1
            try records.append(id: "\(words)\u{1F}\(number)", values)
        }
        let places = Dictionary(uniqueKeysWithValues: kept.enumerated().map { ($1.id, $0) })
        said = Joining(verdicts, places: places)
        decided = Set(verdicts.map { [$0.a, $0.b].sorted() })
        // Half of the processors: the rest is for those who wait for a page.
        options.threads = max(1, ProcessInfo.processInfo.activeProcessorCount / 2)
        // Of a handful of records nothing is learned: what is not nearly sure there is asked.
        if kept.count < Self.handful { options.threshold = 0.9 }
        for verdict in verdicts {
            guard let a = places[verdict.a], let b = places[verdict.b], a != b else { continue }
            guard verdict.together == (said.root(a) == said.root(b)) else { continue }
            let couple = Couple(records.id(a), records.id(b))
            if verdict.together { options.together.append(couple) } else { options.apart.append(couple) }
        }
        joinAtOwnAddress()
    }

    /// Rows of one address are one person where all names behind it can be one: then it is nobody else's. So what a
    /// registration was kept with stays with it, however few records there are to learn from.
    private mutating func joinAtOwnAddress() {
        var byAddress: [String: [Int]] = [:]
        for (row, record) in kept.enumerated() where !record.emailKey.isEmpty {
            byAddress[record.emailKey, default: []].append(row)
        }
        for rows in byAddress.values.sorted(by: { $0[0] < $1[0] }) where rows.count > 1 {
            let names = Set(rows.map { kept[$0].nameKey }).sorted()
            guard names.count <= 8 else { continue }
            let isOne = names.indices.allSatisfy { first in
                names[(first + 1)...].allSatisfy { PersonName.mayBeOne(names[first], $0) }
            }
            let isUndisputed = rows.allSatisfy { a in rows.allSatisfy { !said.areApart(a, $0) } }
            guard isOne, isUndisputed else { continue }
            for row in rows.dropFirst() where said.root(rows[0]) != said.root(row) {
                said.join(rows[0], row)
                options.together.append(Couple(records.id(rows[0]), records.id(row)))
            }
        }
    }

    /// Rows by person, in order.
    func groups(_ entity: [String]) -> [[Int]] {
        var members: [String: [Int]] = [:]
        for (row, name) in entity.enumerated() { members[name, default: []].append(row) }
        return members.values.sorted { $0[0] < $1[0] }
    }

    /// Finds rows of one person with one address and names that have nothing in common, of which nobody has said that they
    /// are one, and keeps them apart.
    /// - Returns: whether there were any.
    mutating func keepStrangersApart(_ entity: [String]) -> Bool {
        var found = false
        for group in groups(entity) where group.count > 1 {
            let byAddress = Dictionary(grouping: group.filter { !kept[$0].emailKey.isEmpty }) { kept[$0].emailKey }
            for rows in byAddress.values where rows.count > 1 {
                for (place, a) in rows.enumerated() {
                    for b in rows[(place + 1)...]
                    where PersonName.haveNothingInCommon(kept[a].nameKey, kept[b].nameKey) {
                        guard said.root(a) != said.root(b) else { continue }
                        said.keepApart(a, b)
                        options.apart.append(Couple(records.id(a), records.id(b)))
                        found = true
                    }
                }
            }
        }
        return found
    }

    /// Pairs for people to look at. First those whose answer changes a figure, of one programme and counted both; never two of
    /// whom somebody has said something, by these records or by others of theirs.
    func doubts(_ linked: Linked) throws -> [WhoIsWho.Doubt] {
        var people = said
        for group in groups(linked.people.entity) { for row in group.dropFirst() { people.join(group[0], row) } }
        var useful: [WhoIsWho.Doubt] = []
        var others: [WhoIsWho.Doubt] = []
        let pairs = linked.doubts(limit: 10 * Self.mostDoubts).map { ($0.first, $0.second) } + unresolved(linked)
        for (first, second) in pairs {
            let (a, b) = (min(first, second), max(first, second))
            guard !people.areApart(a, b), !decided.contains([kept[a].id, kept[b].id]) else { continue }
            let why = DoubtWords(try linked.explanation(records.id(a), records.id(b))).words
            let doubt = WhoIsWho.Doubt(a: kept[a].id, b: kept[b].id, why: why)
            let isUseful = kept[a].counts && kept[b].counts && kept[a].programme == kept[b].programme
            if isUseful { useful.append(doubt) } else { others.append(doubt) }
        }
        return Array((useful + others).prefix(Self.mostDoubts))
    }

    /// Rows with a whole name that say too little to be joined by themselves, each with whom it may well be.
    private func unresolved(_ linked: Linked) -> [(Int, Int)] {
        linked.people.unresolved.compactMap { row in
            guard PersonName.isFull(kept[row].nameKey), let likeliest = linked.choices(row).first,
                likeliest.probability > Self.worthAsking
            else { return nil }
            return (row, likeliest.row)
        }
    }
}

/// What speaks for and against two records being one person, in a sentence without numbers.
private struct DoubtWords {
    let words: String

    init(_ explanation: Explanation) {
        var (same, near, different): ([String], [String], [String]) = ([], [], [])
        for step in explanation.steps {
            guard let what = Self.names[step.label] else { continue }
            switch step.agreement {
            case "same", "same, made from the name": same.append(what)
            case "different": different.append(what)
            default: near.append(Self.words(what, step.agreement))
            }
        }
        var parts: [String] = []
        if !same.isEmpty { parts.append("The same \(Self.list(same))") }
        parts += near
        if !different.isEmpty {
            parts.append("\(different.count > 1 ? "different" : "another") \(Self.list(different))")
        }
        let text = parts.joined(separator: "; ")
        words = text.isEmpty ? "Little is known of either" : text.prefix(1).uppercased() + text.dropFirst()
    }

    private static let names = [
        "given name": "first name", "surname": "surname", "address": "address", "organisation": "organisation",
        "affiliation": "organisation",
    ]

    private static func words(_ what: String, _ agreement: String) -> String {
        switch agreement {
        case "initial": "the \(what) only as an initial in one"
        case "short form": "the \(what) is a short form of the other’s"
        case "one typing error", "typing error": "the \(what) differs by a letter or two"
        case "part", "nearly same", "similar": "the \(what) is similar"
        case "swapped", "nearly swapped": "first name and surname swapped"
        case "stands as given name": "the surname of one is the first name of the other"
        case "same mailbox elsewhere", "same mailbox elsewhere, made from the name":
            "the same name before the @, at another host"
        case "same domain": "addresses at the same host"
        default: "the \(what) is similar"
        }
    }

    private static func list(_ words: [String]) -> String {
        words.count < 2 ? words.joined() : words.dropLast().joined(separator: ", ") + " and " + (words.last ?? "")
    }
}
