import Foundation
import Testing

@testable import Knotwork

/// Somebody who has every report of a programme, reads each number in it and reasons: how many people can there have been of each
/// kind? It shares no code with what protects them, and takes every record to be one variable among all that fit.
struct SmallCountsAttack {
    /// One publication: what everybody can read of it, and what was true.
    struct Issue {
        var report: FrozenReport
        var figures: Figures
    }

    private static let stages = Crossing.stageNames.count
    private static let kinds = 1 << stages

    private let issues: [Issue]
    private var facts: [Polyhedron.Fact] = []
    /// The true count of each variable.
    private var truth: [Double] = []
    private var starts: [Int] = []

    init(_ issues: [Issue]) throws {
        self.issues = issues
        for issue in issues {
            starts.append(truth.count)
            for kind in 0..<Self.kinds {
                truth.append(Double(issue.figures.crossings.first { Self.kind($0.stages) == kind }?.people ?? 0))
            }
            for session in issue.figures.sessions {
                truth += [Double(session.fromLaunch), Double(session.bookings - session.fromLaunch)]
            }
            try read(issue, starts.count - 1)
        }
        compare()
    }

    private static func kind(_ stages: Set<Int>) -> Int { stages.reduce(0) { $0 | 1 << $1 } }

    // MARK: - Variables

    private func people(_ issue: Int, where fits: (Int) -> Bool) -> [Int: Double] {
        Dictionary(uniqueKeysWithValues: (0..<Self.kinds).filter(fits).map { (starts[issue] + $0, 1) })
    }

    /// Bookings of a session, or of all: by those at the launch (0), the others (1).
    private func bookings(_ issue: Int, _ session: Int?, _ launch: [Int] = [0, 1]) -> [Int: Double] {
        let sessions = session.map { [$0] } ?? Array(issues[issue].figures.sessions.indices)
        let places = sessions.flatMap { one in launch.map { starts[issue] + Self.kinds + 2 * one + $0 } }
        return Dictionary(uniqueKeysWithValues: places.map { ($0, 1) })
    }

    private func value(_ terms: [Int: Double]) -> Double { terms.reduce(0) { $0 + $1.value * truth[$1.key] } }

    private mutating func know(_ terms: [Int: Double], _ low: Double, _ high: Double) throws {
        let real = value(terms)
        try #require(low - 1e-6 <= real && real <= high + 1e-6, "a printed number is not what it says: \(low), \(real)")
        facts.append(Polyhedron.Fact(terms: terms, low: low, high: high))
    }

    // MARK: - What is printed

    private mutating func read(_ issue: Issue, _ number: Int) throws {
        for figure in issue.report.groups.flatMap(\.figures) {
            if let value = Double(figure.number) { try read(figure.key, value, issue, number) }
        }
        for picture in issue.report.groups.flatMap({ $0.pictures ?? [] }) {
            if picture.key == "overlap" { try readOverlap(picture, issue, number) }
            if picture.key == "conversion" { try readConversion(picture, issue, number) }
        }
        let sheets = issue.report.groups.flatMap { $0.tables ?? [] }.filter { $0.key == "sessions" }
        for sheet in sheets {
            for (place, row) in sheet.rows.enumerated() { try read(row, of: sheet, place, number) }
            if let foot = sheet.foot { try read(foot, of: sheet, nil, number) }
        }
        try knowWhatEverybodyKnows(issue, number)
    }

    private mutating func read(_ key: String, _ value: Double, _ issue: Issue, _ number: Int) throws {
        switch key {
        case "reach": try know(people(number) { $0 > 0 }, value, value)
        case "stakeholders": try know(people(number) { $0 & 1 > 0 }, value, value)
        case "launch_attended": try know(people(number) { $0 & 2 > 0 }, value, value)
        case "bookings": try know(bookings(number, nil), value, value)
        case "raw_contacts":
            var terms = people(number) { $0 & 1 > 0 }.merging(people(number) { $0 & 2 > 0 }, uniquingKeysWith: +)
            terms.merge(bookings(number, nil)) { $0 + $1 }
            try know(terms, value, value)
        case "conversion_mean", "conversion_pooled":
            let views = issue.figures.sessions.map { Double($0.views) }
            let measured = views.indices.filter { views[$0] > 0 }
            let (all, count) = (views.reduce(0, +), Double(measured.count))
            var terms: [Int: Double] = [:]
            for session in measured {
                let weight = key == "conversion_mean" ? 100 / views[session] / count : 100 / all
                for (place, one) in bookings(number, session) { terms[place] = one * weight }
            }
            try know(terms, value - 0.0051, value + 0.0051)
        case "bookings_from_launch": try readShare(value, 0.0051, nil, number)
        default: break
        }
    }

    /// So many per cent of the bookings were by people from the launch, rounded by as much.
    private mutating func readShare(_ value: Double, _ by: Double, _ session: Int?, _ number: Int) throws {
        for (share, low, high) in [(value - by, 0, Double.infinity), (value + by, -Double.infinity, 0)] {
            var terms = bookings(number, session, [0]).mapValues { $0 * (1 - share / 100) }
            for (place, one) in bookings(number, session, [1]) { terms[place] = -one * share / 100 }
            try know(terms, low, high)
        }
    }

    private mutating func readOverlap(_ picture: Picture, _ issue: Issue, _ number: Int) throws {
        var rest = Set(1..<Self.kinds)
        for kind in 1..<Self.kinds {
            let name = Crossing.name(of: Set((0..<Self.stages).filter { kind & 1 << $0 > 0 }))
            guard let bar = picture.bars.first(where: { $0.label == name }) else { continue }
            rest.remove(kind)
            let value = try #require(bar.value)
            try know([starts[number] + kind: 1], value, value)
        }
        let others = picture.bars.first { $0.label.hasPrefix("All other") }
        let terms = people(number) { rest.contains($0) }
        if let others, others.value == nil { return }
        let left = others?.value ?? 0
        try know(terms, left, left)
        guard let words = picture.headline.wholeMatch(of: /(\d+) of (\d+) (person|people) took part.*/) else { return }
        let again = Double(words.1) ?? 0
        try know(people(number) { $0 & ($0 - 1) > 0 }, again, again)
    }

    private mutating func readConversion(_ picture: Picture, _ issue: Issue, _ number: Int) throws {
        for bar in picture.bars {
            let session = try #require(issue.figures.sessions.firstIndex { $0.event.title == bar.label })
            let views = Double(issue.figures.sessions[session].views)
            if let note = bar.note, let count = Double(note.prefix { $0.isNumber }) {
                try know(bookings(number, session), count, count)
            }
            if let share = bar.value { try know(bookings(number, session), share * views / 100, share * views / 100) }
        }
    }

    private mutating func read(
        _ row: [String], of sheet: FrozenReport.Sheet, _ session: Int?, _ number: Int
    ) throws {
        let column = try #require(sheet.headings.firstIndex(of: "Bookings"))
        if let count = Double(row[column]) { try know(bookings(number, session), count, count) }
        let cell = row[column + 2]
        if cell == "none" { try know(bookings(number, session), 0, 0) }
        guard let count = Double(cell.prefix { $0.isNumber }) else { return }
        try know(bookings(number, session, [0]), count, count)
    }

    /// About how many applied; that whoever booked did so at least once, and once for each session.
    private mutating func knowWhatEverybodyKnows(_ issue: Issue, _ number: Int) throws {
        try know([starts[number]: 1], 0, 0)
        let applied = people(number) { $0 & 8 > 0 }
        try know(applied, value(applied), value(applied))
        for (launch, other) in [(0, 2), (1, 0)] {
            let booked = people(number) { $0 & 4 > 0 && $0 & 2 == other }.mapValues { -$0 }
            try know(bookings(number, nil, [launch]).merging(booked) { $0 + $1 }, 0, .infinity)
            for session in issue.figures.sessions.indices {
                let own = bookings(number, session, [launch]).merging(booked) { $0 + $1 }
                if value(own) <= 0 { try know(own, -.infinity, 0) }
            }
        }
    }

    /// The attacker knows of each kind whether it grew or shrank, and not by how much.
    private mutating func compare() {
        for number in starts.indices.dropFirst() {
            for place in 0..<(starts[1] - starts[0]) {
                let (before, now) = (starts[number - 1] + place, starts[number] + place)
                let change = truth[now] - truth[before]
                facts.append(
                    Polyhedron.Fact(
                        terms: [now: 1, before: -1], low: change >= 0 ? 0 : -.infinity,
                        high: change >= 0 ? .infinity : 0))
            }
        }
    }

    // MARK: - What follows

    /// Every small count of people, and every small change of one, that must be lower than it is or could not be of enough people.
    func found() throws -> [String] {
        var possible = try Polyhedron(columns: truth.count, facts)
        return questions.flatMap { name, terms -> [String] in
            let real = value(terms)
            guard real >= 1, real < 5 else { return [] }
            let low = -possible.most(of: terms.mapValues { -$0 }, goal: 1 - real)
            let high = possible.most(of: terms, goal: 5)
            return low <= real - 1 + 1e-6 && high >= 5 - 1e-6 ? [] : ["\(name) is \(real), and within \(low)...\(high)"]
        }
    }

    private var questions: [(String, [Int: Double])] {
        starts.indices.flatMap { number -> [(String, [Int: Double])] in
            let now = questions(number)
            guard number > 0 else { return now }
            let before = questions(number - 1)
            return now
                + zip(now, before).map { one, other in
                    let change = one.1.merging(other.1.mapValues { -$0 }) { $0 + $1 }
                    return ("the change of \(one.0)", value(change) < 0 ? change.mapValues { -$0 } : change)
                }
        }
    }

    /// Every way of asking for a stage, for its absence or for neither, and every session. What everybody knows is no question.
    private func questions(_ number: Int) -> [(String, [Int: Double])] {
        var asked: [(String, [Int: Double])] = []
        for pattern in 0..<81 {
            let marks = (0..<Self.stages).map { pattern / [1, 3, 9, 27][$0] % 3 }
            if marks == [0, 0, 0, 1] { continue }
            let terms = people(number) { kind in
                marks.enumerated().allSatisfy { $1 == 0 || ($1 == 1) == (kind & 1 << $0 > 0) }
            }
            asked.append(("\(number): people \(marks)", terms))
        }
        for session in Array(issues[number].figures.sessions.indices).map(Optional.some) + [nil] {
            for launch in [[0], [1], [0, 1]] {
                let place = session.map(String.init) ?? "all"
                asked.append(("\(number): bookings of \(place) \(launch)", bookings(number, session, launch)))
            }
        }
        return asked
    }
}
