import Foundation

/// Why two rows are, or are not, the same person: the log-odds as a sum of steps.
public struct Explanation: Sendable, Hashable {
    /// What one comparison says.
    public struct Step: Sendable, Hashable {
        /// The column, or what else speaks.
        public var label: String
        /// The values compared, in their normal form; empty where none are.
        public var first: String
        /// What the second row has, or its id.
        public var second: String
        /// How far they agree, in words.
        public var agreement: String
        /// What it adds to the log-odds, in bits: one bit doubles the odds.
        public var bits: Double
    }

    /// What the first row has, or its id.
    public var first: String
    /// What the second row has, or its id.
    public var second: String
    /// What each comparison says, from the rarity of matches on.
    public var steps: [Step]
    /// The probability from these two rows alone; their person is decided together with all other rows.
    public var probability: Double
    /// Whether they ended as the same person.
    public var isSamePerson: Bool

    init(ids: (String, String), same: Bool, rows: (Int, Int), pattern: UInt64, scoring: Scoring) {
        (first, second) = ids
        isSamePerson = same
        let traits = scoring.traits
        let parts = scoring.parts(rows.0, rows.1, pattern)
        steps = [
            Step(
                label: "before any evidence", first: traits.sourceName(rows.0), second: traits.sourceName(rows.1),
                agreement: "how often two rows of these sources are the same", bits: parts.prior / log(2))
        ]
        steps += parts.fields.map { part in
            Step(
                label: traits.fields[part.field].label, first: traits.text(rows.0, part.field),
                second: traits.text(rows.1, part.field),
                agreement: Levels.names(traits.fields[part.field].kind)[part.level], bits: part.weight / log(2))
        }
        if abs(parts.moved) > 0.005 {
            steps.append(
                Step(
                    label: "they may have moved", first: "", second: "",
                    agreement: "what tells of a place changes together", bits: parts.moved / log(2)))
        }
        if parts.related < -0.005 {
            steps.append(
                Step(
                    label: "they may be related", first: "", second: "", agreement: "a household, or colleagues",
                    bits: parts.related / log(2)))
        }
        probability = Linked.share(parts.total)
    }

    /// The steps as lines of text with the running sum, as a waterfall.
    public var waterfall: String {
        var sum = 0.0
        var lines = steps.map { step in
            sum += step.bits
            let values = step.first.isEmpty && step.second.isEmpty ? "" : "  “\(step.first)” · “\(step.second)”"
            return
                "\(Self.number(step.bits))  \(Self.number(sum))  \(Self.bar(step.bits))  \(step.label): \(step.agreement)\(values)"
        }
        lines.insert("  bits     sum", at: 0)
        let share = String(format: "%.4f", probability)
        lines.append(
            "\(first) and \(second): probability \(share) from these two rows alone; "
                + (isSamePerson ? "the same person." : "not the same person."))
        return lines.joined(separator: "\n") + "\n"
    }

    private static func number(_ value: Double) -> String {
        let text = String(format: "%+.1f", value)
        return String(repeating: " ", count: max(0, 6 - text.count)) + text
    }

    /// One mark for two bits, at most ten.
    private static func bar(_ bits: Double) -> String {
        let marks = abs(bits) < 20 ? Int((abs(bits) / 2).rounded()) : 10
        let bar = String(repeating: bits < 0 ? "-" : "+", count: marks)
        return bar + String(repeating: " ", count: 10 - marks)
    }
}

/// What was learned, for people to look at.
public struct Parameters: Sendable, Hashable, Encodable {
    /// How often a level of agreement is met.
    public struct Level: Sendable, Hashable, Encodable {
        /// The level in words.
        public var level: String
        /// Its share among pairs of one person, 0 to 1.
        public var same: Double
        /// Its share among pairs of related persons, 0 to 1.
        public var related: Double
        /// Its share among pairs at random, 0 to 1.
        public var chance: Double
    }

    /// What was learned of one field.
    public struct Field: Sendable, Hashable, Encodable {
        /// The name of its column.
        public var label: String
        /// What the column holds.
        public var kind: String
        /// The levels of agreement, the closest first.
        public var levels: [Level]
    }

    /// The share of all pairs of rows that are the same person, and that are related.
    public var sameShare: Double
    /// The share of all pairs that are of related persons, 0 to 1.
    public var relatedShare: Double
    /// The share of pairs of the same person between which the person has moved.
    public var movedShare: Double
    /// How many rounds the learning took.
    public var rounds: Int
    /// What was learned of each field.
    public var fields: [Field]

    init(_ traits: Traits, _ model: Mixture) {
        (sameShare, relatedShare, rounds) = (model.sameShare, model.relatedShare, model.rounds)
        movedShare = model.movedShare
        fields = traits.fields.enumerated().map { index, field in
            let levels = Levels.names(field.kind).enumerated().dropFirst().map { level, name in
                Level(
                    level: name, same: exp(model.same[index][level]), related: exp(model.related[index][level]),
                    chance: exp(model.chance[index][level]))
            }
            return Field(label: field.label, kind: field.kind.rawValue, levels: Array(levels))
        }
    }
}
