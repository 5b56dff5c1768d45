import Foundation
import Support

@testable import Linkage

/// A small invented series of events whose truth is known: tickets, calls in which some give less than their name.
struct Invented {
    struct Row {
        var id: String
        var source: String
        var values: [String]
        var person: Int
    }

    static let schema = Schema([
        .init("first_name", .given), .init("last_name", .surname), .init("full_name", .name), .init("email", .email),
        .init("organisation", .organisation), .init("source", .source),
    ])

    var rows: [Row] = []

    /// The seed is one with a few doubtful pairs, about which several tests ask.
    init(people: Int = 110, events: Int = 6, seed: UInt64 = 4) {
        var random = Randomness(seed: seed)
        let everybody = (0..<people).map { Person($0, &random) }
        for event in 0..<events {
            for (number, person) in everybody.enumerated() where random.unit() < 0.35 {
                add(person.ticket(&random), "tickets_\(event)", number)
                if random.unit() < 0.6 { add(person.call(&random), "call_\(event)", number) }
            }
        }
    }

    private mutating func add(_ values: [String], _ source: String, _ person: Int) {
        rows.append(Row(id: "\(source):\(rows.count)", source: source, values: values + [source], person: person))
    }

    private struct Person {
        let given: String
        let surname: String
        let body: String
        let work: String
        let home: String

        init(_ number: Int, _ random: inout Randomness) {
            let names = [
                "Ann", "Robert", "Margaret", "Thomas", "Priya", "Imran", "Gwen", "Harold", "Elaine", "Victor", "Sioned",
            ]
            let syllables = [
                "ba", "ker", "lo", "min", "tar", "wel", "sto", "dun", "fre", "hol", "quin", "ras", "vel", "yor",
            ]
            given =
                number % 3 == 0
                ? names[random.below(names.count)]
                : (0..<2).map { _ in syllables[random.below(14)] }.joined().capitalized
            surname = (0..<3).map { _ in syllables[random.below(14)] }.joined().capitalized
            body =
                ["Tate", "Orm", "Wick", "Leigh", "Bram"][random.below(5)]
                + ["ton Council", "ham Housing", "ley Hospitals"][random.below(3)]
            let host = body.lowercased().split(separator: " ").joined()
            work = "\(given).\(surname)@\(host).org.uk".lowercased()
            home = "\(surname)\(random.below(90))@gmail.com".lowercased()
        }

        func typed(_ text: String, _ random: inout Randomness) -> String {
            guard random.unit() < 0.03 else { return text }
            var letters = Array(text)
            letters.swapAt(1, 2)
            return String(letters)
        }

        func address(_ random: inout Randomness) -> String { random.unit() < 0.75 ? work : home }

        func ticket(_ random: inout Randomness) -> [String] {
            [typed(given, &random), typed(surname, &random), "", address(&random), random.unit() < 0.7 ? body : ""]
        }

        func call(_ random: inout Randomness) -> [String] {
            let kind = random.unit()
            let name =
                kind < 0.06 ? "\(given)'s iPad" : kind < 0.3 ? "\(given) \(surname) (\(body))" : "\(given) \(surname)"
            return ["", "", name, random.unit() < 0.5 ? address(&random) : "", ""]
        }
    }

    /// The rows as records, in any order and in one file or several.
    func records(_ order: [Int]? = nil, files: Bool = false) throws -> Records {
        var records = Records(schema: Self.schema)
        for index in order ?? Array(rows.indices) {
            try records.append(id: rows[index].id, rows[index].values, from: files ? rows[index].source : "")
        }
        return records
    }

    /// Pairs found, right and true: from which precision, recall and F1.
    func score(_ people: Membership, order: [Int]? = nil) -> (precision: Double, recall: Double, f1: Double) {
        let order = order ?? Array(rows.indices)
        var (right, found, truth) = (0, 0, 0)
        for a in order.indices {
            for b in 0..<a {
                let same = rows[order[a]].person == rows[order[b]].person
                let joined = people.entity[a] == people.entity[b]
                right += same && joined ? 1 : 0
                found += joined ? 1 : 0
                truth += same ? 1 : 0
            }
        }
        let (precision, recall) = (Double(right) / Double(max(1, found)), Double(right) / Double(max(1, truth)))
        return (precision, recall, 2 * precision * recall / max(1e-9, precision + recall))
    }

    var peopleSeen: Int { Set(rows.map(\.person)).count }
}

extension Options {
    /// What people have said, and the names of before.
    init(together: [Couple] = [], apart: [Couple] = [], previous: [String: String] = [:]) {
        self.init()
        self.together = together
        self.apart = apart
        self.previous = previous
    }
}
