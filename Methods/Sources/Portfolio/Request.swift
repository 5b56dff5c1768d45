public import Delimited
import Foundation

/// A problem as it stands in a JSON file, with the names of its candidates.
///
/// Candidates and themes are numbered in the order of their names, so that among equally good sets the same one is
/// found whatever their order in the file.
public struct Request: Sendable {
    /// What is asked, in numbers.
    public var problem: Problem
    /// The names of the candidates, by number.
    public var names: [String]
    /// The candidates as they stand in the file, first to last.
    public var order: [Int]
    /// How many of the smallest unit make one of the units in the file: 100 when it has pence.
    public var unit: Int
    /// Sets that score at most this share less than the best are good.
    public var share: Double
    /// By how much the pot is changed to see what more money would do.
    public var more: Int
    /// How many good sets to list.
    public var sets: Int
    /// Where the request was read, for what is said about it.
    private let source: Source
}

/// The file of a request, and the lines of its parts.
private struct Source: Sendable {
    var file: String
    var pot: Int
    var themes: [Int]
    var candidates: [Int]
}

extension Request {
    /// Why there are no awards, with the place of the first rule that is named, and a remedy.
    public func refusal(_ conflict: Infeasible) -> InputError {
        InputError(
            sentence(conflict), file: source.file, line: conflict.rules.map(line(of:)).min(),
            remedy: "Loosen one of them, or add to the pot.")
    }

    private func line(of rule: Infeasible.Rule) -> Int {
        switch rule {
        case .pot: source.pot
        case .leastAwards(let theme), .mostAwards(let theme), .leastAmount(let theme), .mostAmount(let theme):
            source.themes[theme]
        case .funded(let candidate): source.candidates[candidate]
        }
    }

    /// Reads a request. Throws `InputError` with file, line and remedy.
    public init(contentsOf path: String) throws { try self.init(try JSONText.read(contentsOf: path)) }

    init(_ root: JSONValue) throws {
        try root.allow(["pot", "step", "near_percent", "more", "sets", "themes", "candidates"])
        let unit = 100
        self.unit = unit
        let pot = try root.member("pot").amount(unit)
        let step = try root.optional("step")?.amount(unit, atLeast: 1) ?? unit
        share = (try root.optional("near_percent")?.number(atLeast: 0, atMost: 100) ?? 1) / 100
        more = try root.optional("more")?.amount(unit, atLeast: 1) ?? 1000 * unit
        sets = try root.optional("sets")?.integer(atLeast: 2, atMost: 10_000) ?? 100
        let themes = try Self.themes(root.optional("themes"), unit)
        let numbers = Dictionary(themes.enumerated().map { ($1.theme.name, $0) }) { first, _ in first }
        let list = try root.member("candidates")
        let listed = try list.elements()
        guard !listed.isEmpty else { throw list.fault("must have one candidate at least.") }
        let ids = try Self.unique(listed.map { try $0.member("id") })
        let sorted = ids.indices.sorted { ids[$0] < ids[$1] }
        let values = sorted.map { listed[$0] }
        names = sorted.map { ids[$0] }
        order = ids.indices.sorted { sorted[$0] < sorted[$1] }
        problem = Problem(
            pot: pot, themes: themes.map(\.theme),
            candidates: try values.map { try Self.candidate($0, step, unit, numbers) })
        source = Source(
            file: root.file, pot: try root.member("pot").line,
            themes: themes.map(\.line), candidates: values.map(\.line))
    }

    private static func unique(_ values: [JSONValue]) throws -> [String] {
        var lines: [String: Int] = [:]
        return try values.map { value in
            let name = try value.name()
            if let line = lines.updateValue(value.line, forKey: name) {
                throw value.fault(
                    "is “\(name)” for the second time; the first is on line \(line).",
                    remedy: "Give each its own name.")
            }
            return name
        }
    }

    /// In the order of their names.
    private static func themes(_ list: JSONValue?, _ unit: Int) throws -> [(theme: Theme, line: Int)] {
        guard let list else { return [] }
        let values = try list.elements()
        _ = try unique(values.map { try $0.member("name") })
        return try values.map { value in
            try value.allow(["name", "least_awards", "most_awards", "least_amount", "most_amount"])
            let few = try value.optional("least_awards")?.integer(atLeast: 0, atMost: 1_000_000) ?? 0
            let many = try value.optional("most_awards")?.integer(atLeast: 0, atMost: 1_000_000) ?? Int(Int32.max)
            let little = try value.optional("least_amount")?.amount(unit) ?? 0
            let much = try value.optional("most_amount")?.amount(unit) ?? 1 << 60
            guard few <= many else {
                throw value.fault("has least_awards above most_awards.", remedy: "Exchange them.")
            }
            guard little <= much else {
                throw value.fault("has least_amount above most_amount.", remedy: "Exchange them.")
            }
            let name = try value.member("name").name()
            return (Theme(name, awards: few...many, amount: little...much), value.line)
        }.sorted { $0.0.name < $1.0.name }
    }

    private static func candidate(
        _ value: JSONValue, _ step: Int, _ unit: Int, _ numbers: [String: Int]
    ) throws -> Candidate {
        try value.allow(["id", "score", "asks", "least", "theme", "themes", "funded"])
        let asks = try value.member("asks").amount(unit, atLeast: 1)
        let least = try value.optional("least")?.amount(unit, atLeast: 1) ?? asks
        guard least <= asks else { throw try value.member("least").fault("must not be above what is asked.") }
        var named = try value.optional("themes")?.elements() ?? []
        if let theme = try value.optional("theme") { named.append(theme) }
        let themes = try named.map { theme in
            guard let number = numbers[try theme.name()] else {
                throw theme.fault("is not one of the themes.", remedy: "Add it to “themes”, or correct the name.")
            }
            return number
        }
        return Candidate(
            score: try value.member("score").millionths(), asks: asks, least: least, step: step,
            themes: Set(themes).sorted(), isFunded: try value.optional("funded")?.boolean())
    }
}

extension JSONValue {
    /// An amount of money in the smallest unit, exactly.
    fileprivate func amount(_ unit: Int, atLeast low: Int = 0) throws -> Int {
        let value = try number(atLeast: 0, atMost: 1e12) * Double(unit)
        guard abs(value - value.rounded()) < 1e-4 else { throw fault("must not have more than two decimal places.") }
        guard Int(value.rounded()) >= low else { throw fault("must be above 0.") }
        return Int(value.rounded())
    }

    /// A score in millionths of a point.
    fileprivate func millionths() throws -> Int {
        Int((try number(atLeast: -1e6, atMost: 1e6) * 1e6).rounded())
    }
}
