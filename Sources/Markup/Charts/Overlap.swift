extension Chart {
    /// Those who are in exactly these sets and in no other: `sets` are positions in the list of names.
    public struct Combination: Sendable {
        var sets: Set<Int>
        var count: Int
        var link: Link?

        public init(_ sets: Set<Int>, count: Int, link: Link? = nil) {
            self.sets = sets
            self.count = count
            self.link = link
        }
    }

    /// How sets overlap: a row for each combination, with a dot for each set that it is in and a bar for how many are in
    /// exactly that combination (Lex and others, "UpSet", IEEE TVCG 20(12), 2014). Largest first.
    ///
    /// - `names`: one to six sets. Combinations that name another position, or count nothing, are left out.
    /// - `most`: rows beyond this many are drawn as one, "all others".
    public static func overlap(
        _ headline: String, id: String, of names: [String], _ combinations: [Combination], counted: String = "People",
        most: Int = 12, caption: HTML = HTML(), level: Int = 3
    ) -> HTML {
        precondition((1...6).contains(names.count), "one to six sets")
        let rows = combinations.filter { $0.count > 0 && !$0.sets.isEmpty && $0.sets.isSubset(of: Set(names.indices)) }
            .sorted { ($0.count, $1.sets.count) > ($1.count, $0.sets.count) }
        let matrix = Matrix(
            names: names, rows: Array(rows.prefix(most)), others: rows.dropFirst(most).map(\.count).reduce(0, +))
        let parts = rows.map { "\(matrix.named($0)) \($0.count)" }
        return figure(
            Words(id: id, headline: headline, caption: caption, level: level), kind: "overlap",
            height: rows.isEmpty ? 0 : matrix.height,
            description: sentence("Overlap of \(names.joined(separator: ", "))", parts),
            table: overlapTable(rows, matrix, headline: headline, id: id, counted: counted), matrix.drawn)
    }

    private static func overlapTable(
        _ rows: [Combination], _ matrix: Matrix, headline: String, id: String, counted: String
    ) -> HTML {
        guard !rows.isEmpty else { return HTML() }
        let columns = [
            Column<Combination>("In exactly", .name) { "\(matrix.named($0))" },
            Column<Combination>(counted, .number) { row in
                row.link.map { "<a href=\"\(link: $0)\">\(row.count)</a>" } ?? "\(row.count)"
            },
        ]
        return Table(caption: headline, columns: columns, rows: rows, narrow: .scroll, id: "\(id)-table").html
    }

    /// The dots and bars; the names of the sets hang over their columns like steps of a stair, so that none is turned or cut.
    struct Matrix {
        private static let column = 1.5
        private static let row = 1.6

        var names: [String]
        var rows: [Combination]
        var others: Int

        private var head: Double { Double(names.count) * 1.45 + 0.4 }
        private var left: Double { Double(names.count) * Matrix.column + 0.6 }
        var height: Double { head + Double(rows.count + (others > 0 ? 1 : 0)) * Matrix.row + 0.2 }

        func named(_ row: Combination) -> String { row.sets.sorted().map { names[$0] }.joined(separator: " + ") }

        private func x(_ set: Int) -> Double { 0.5 + Double(set) * Matrix.column }

        var drawn: HTML {
            let top = Double(max(rows.map(\.count).max() ?? 0, others))
            let room = Fit.room(beside: String(Int(top)).count, left: left)
            var drawn = header
            for (index, row) in rows.enumerated() {
                let y = head + (Double(index) + 0.5) * Matrix.row
                drawn += dots(row.sets, y: y)
                drawn += bar(row.count, of: top, room: room, y: y)
            }
            if others > 0 {
                let y = head + (Double(rows.count) + 0.5) * Matrix.row
                drawn += "<text class=\"quiet\" x=\"0\" y=\"\(y + 0.35, places: 2)em\">All others</text>"
                drawn += bar(others, of: top, room: room, y: y)
            }
            return drawn
        }

        /// Each name with a line down to its column, the last one lowest.
        private var header: HTML {
            var drawn = HTML()
            for (index, name) in names.enumerated() {
                let y = Double(index) * 1.45 + 0.75
                let total = rows.filter { $0.sets.contains(index) }.map(\.count).reduce(0, +)
                let cut = name.count > 26 ? name.prefix(25) + "…" : name[...]
                drawn += """
                    <line class="leader" x1="\(x(index), places: 2)em" x2="\(x(index), places: 2)em" \
                    y1="\(y, places: 2)em" y2="\(height, places: 2)em"/>\
                    <line class="leader" x1="\(x(index), places: 2)em" x2="\(x(index) + 0.7, places: 2)em" \
                    y1="\(y, places: 2)em" y2="\(y, places: 2)em"/>\
                    <text x="\(x(index) + 1, places: 2)em" y="\(y + 0.35, places: 2)em">\(cut)\
                    \(if: others == 0, "  <tspan class=\"quiet\">\(total)</tspan>")</text>

                    """
            }
            return drawn
        }

        private func dots(_ sets: Set<Int>, y: Double) -> HTML {
            let inside = sets.sorted()
            var drawn = HTML()
            for index in names.indices where !sets.contains(index) {
                drawn += "<circle class=\"out\" cx=\"\(x(index), places: 2)em\" cy=\"\(y, places: 2)em\" r=\"0.3em\"/>"
            }
            if let first = inside.first, let last = inside.last, first < last {
                drawn += """
                    <line class="tie" x1="\(x(first), places: 2)em" x2="\(x(last), places: 2)em" y1="\(y, places: 2)em" \
                    y2="\(y, places: 2)em"/>
                    """
            }
            for index in inside {
                drawn += "<circle class=\"in\" cx=\"\(x(index), places: 2)em\" cy=\"\(y, places: 2)em\" r=\"0.42em\"/>"
            }
            return drawn
        }

        private func bar(_ count: Int, of top: Double, room: Double, y: Double) -> HTML {
            let share = room * Double(count) / top
            return """
                <rect class="mark point" x="\(left, places: 2)em" y="\(y - 0.5, places: 2)em" \
                width="\(max(share, 0.4), places: 2)%" height="1em"/>\
                <svg x="\(left + 0.5, places: 2)em" y="\(y + 0.35, places: 2)em" overflow="visible">\
                <text class="value" x="\(share, places: 2)%">\(count)</text></svg>

                """
        }
    }
}
