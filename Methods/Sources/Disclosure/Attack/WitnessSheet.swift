import Delimited

extension Suppression {
    /// The proof as a sheet that anybody can check by adding up: one row for each cell, what it shows, and the whole
    /// witness tables w1, w2, … beside each other. `low` names the tables in which a primary cell counts less than it
    /// truly does, `high` those in which it reaches the threshold, `other` those in which a secondary cell is
    /// different. Every column adds up, and agrees with every count shown.
    ///
    /// Several tables for one cell serve against contributors: each who knows of their own cell that it counts 1
    /// finds a table among them in which it does. Confidential: it holds the true counts.
    public func witnessSheet(countColumn: String) -> String {
        let witnesses = audit.witnesses
        let names = witnesses.moves.indices.map { "w\($0 + 1)" }
        let tables = witnesses.moves.indices.map { witnesses.table($0, truth: secrecy.truth) }
        var text = DelimitedText.line(
            table.dimensions.map(\.name) + ["shown", "status", "true \(countColumn)", "low", "high", "other"] + names)
        for cell in table.counts.indices {
            let figure = figureOf[cell]
            var tablesOf: [Protection.Kind: String] = [:]
            for protection in status[cell] == .shown ? [] : secrecy.protections(of: figure) {
                tablesOf[protection.kind] = witnesses.tablesOf[protection, default: []].map { names[$0] }.joined(
                    separator: " ")
            }
            let proof = [tablesOf[.below], tablesOf[.above], tablesOf[.apart] ?? tablesOf[.outside]].map { $0 ?? "" }
            let shown = shown(cell).map(String.init) ?? ""
            text += DelimitedText.line(
                table.labels(cell) + [shown, status[cell].rawValue, "\(table.counts[cell])"] + proof
                    + tables.map { "\($0[figure])" })
        }
        return text
    }
}
