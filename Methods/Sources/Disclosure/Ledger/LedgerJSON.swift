public import Delimited

extension Ledger {
    /// Reads a ledger. Throws `InputError` when it is not one, or was altered so that its sums no longer hold.
    public init(_ json: JSONValue) throws {
        try json.allow(["about", "releases", "relations", "apart"])
        for value in try json.member("releases").elements() { try add(try Release(value)) }
        for value in try json.optional("relations")?.elements() ?? [] {
            try value.allow(["part", "whole", "guessed"])
            let relation = Relation(part: try population(value, "part"), whole: try population(value, "whole"))
            let isGuess = try value.optional("guessed")?.boolean() ?? false
            relate(Placement(population: relation.part, relations: [relation], isGuess: isGuess))
        }
        // Ledgers from before populations could be said to share nobody have no such member.
        for value in try json.optional("apart")?.elements() ?? [] {
            try value.allow(["one", "other"])
            let pair = Apart(try population(value, "one"), try population(value, "other"))
            relate(Placement(population: pair.one, apart: [pair]))
        }
    }

    /// A population that is named in a statement about two of them.
    private func population(_ value: JSONValue, _ member: String) throws -> String {
        let name = try value.member(member).name()
        guard populations.contains(name) else {
            throw value.fault(
                "names “\(name)”, of which there is no release.", remedy: "Write it as the releases name it.")
        }
        return name
    }

    /// The ledger as JSON, one release a line, so that a change shows as a line.
    public var text: String {
        let about = "Every release for good, with the true counts of hidden cells: confidential."
        let releases = releases.map { "    \($0.json)" }.joined(separator: ",\n")
        let relations = relations.map { relation in
            let guess = guesses.contains(relation) ? ", \"guessed\": true" : ""
            return "    {\"part\": \(relation.part.quoted), \"whole\": \(relation.whole.quoted)\(guess)}"
        }.joined(separator: ",\n")
        let apart = apart.map { "    {\"one\": \($0.one.quoted), \"other\": \($0.other.quoted)}" }
            .joined(separator: ",\n")
        return """
            {
              "about": \(about.quoted),
              "releases": [
            \(releases)
              ],
              "relations": [
            \(relations)
              ]\(apart.isEmpty ? "" : ",\n  \"apart\": [\n\(apart)\n  ]")
            }

            """
    }
}

extension Release {
    fileprivate init(_ json: JSONValue) throws {
        try json.allow(["name", "population", "method", "threshold", "dimensions", "counts", "low", "high"])
        let dimensions = try json.member("dimensions").elements().map { try TableDimension($0) }
        guard !dimensions.isEmpty else { throw try json.member("dimensions").fault("must not be empty.") }
        let table = try CountTable(dimensions, try json.member("counts"))
        let low = try json.member("low").elements()
        let high = try json.member("high").elements()
        guard low.count == table.cellCount, high.count == table.cellCount else {
            throw json.fault("must have \(table.cellCount) entries in “low” and “high”, as in “counts”.")
        }
        let known = try table.counts.indices.map { cell -> ClosedRange<Int>? in
            if low[cell].content == .null || high[cell].content == .null { return nil }
            let bounds = (try low[cell].integer(atLeast: 0), try high[cell].integer(atLeast: 0))
            guard bounds.0 <= table.counts[cell], table.counts[cell] <= bounds.1 else {
                throw low[cell].fault("and “high” must enclose the count \(table.counts[cell]).")
            }
            return bounds.0...bounds.1
        }
        self.init(
            name: try json.member("name").name(), population: try json.member("population").name(),
            method: try json.member("method").name(), threshold: try json.member("threshold").integer(atLeast: 1),
            table: table, known: known)
    }

    fileprivate var json: String {
        let dimensions = table.dimensions.map(\.json).joined(separator: ", ")
        let counts = table.counts.map(String.init).joined(separator: ",")
        let low = known.map { $0.map { "\($0.lowerBound)" } ?? "null" }.joined(separator: ",")
        let high = known.map { $0.map { "\($0.upperBound)" } ?? "null" }.joined(separator: ",")
        return """
            {"name": \(name.quoted), "population": \(population.quoted), "method": \(method.quoted), \
            "threshold": \(threshold), "dimensions": [\(dimensions)], "counts": [\(counts)], "low": [\(low)], \
            "high": [\(high)]}
            """
    }
}

extension TableDimension {
    fileprivate init(_ json: JSONValue) throws {
        try json.allow(["name", "codes", "parents"])
        let name = try json.member("name").name()
        let codes = try json.member("codes").elements().map { try $0.text() }
        let parents = try json.member("parents").elements()
        guard codes.last == TableDimension.total, Set(codes).count == codes.count, parents.count == codes.count else {
            throw json.fault("must have different codes ending with “\(TableDimension.total)”, and a parent for each.")
        }
        let numbers = try parents.dropLast().enumerated().map { code, parent in
            try parent.integer(atLeast: code + 1, atMost: codes.count - 1)
        }
        guard codes.count > 1 else { throw json.fault("must have a code beside “\(TableDimension.total)”.") }
        self.init(name: name, codes: codes, parents: numbers)
    }

    fileprivate var json: String {
        let codes = codes.map(\.quoted).joined(separator: ", ")
        let parents = parent.map { $0.map(String.init) ?? "null" }.joined(separator: ",")
        return "{\"name\": \(name.quoted), \"codes\": [\(codes)], \"parents\": [\(parents)]}"
    }
}

extension CountTable {
    fileprivate init(_ dimensions: [TableDimension], _ json: JSONValue) throws {
        let names = dimensions.map(\.name)
        guard Set(names).count == names.count else {
            throw json.fault("are of dimensions that are named alike.", remedy: restore)
        }
        guard let size = Self.size(dimensions) else { throw json.fault("are too many cells.", remedy: restore) }
        let counts = try json.elements().map { try $0.integer(atLeast: 0, atMost: Self.largestCount) }
        guard counts.count == size else { throw json.fault("must be \(size), not \(counts.count).") }
        let empty = CountTable(dimensions: dimensions, inner: [:])
        var inner: [[Int]: Int] = [:]
        for cell in counts.indices where empty.kind(cell) == .inner { inner[empty.codes(cell)] = counts[cell] }
        self.init(dimensions: dimensions, inner: inner)
        guard self.counts == counts else {
            throw json.fault("do not add up.", remedy: restore)
        }
    }
}

/// What helps against a ledger that somebody changed.
private let restore = "The ledger was altered; take the copy of your last backup."

extension String {
    /// As JSON writes it.
    fileprivate var quoted: String { JSONText.quoted(self) }
}
