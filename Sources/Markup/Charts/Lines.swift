extension Chart {
    /// One line: a name, and a value for each place along the axis; nil where nothing was measured, which breaks the line.
    public struct Series: Sendable {
        var name: String
        var values: [Double?]

        public init(_ name: String, _ values: [Double?]) {
            self.name = name
            self.values = values
        }
    }

    /// Lines with a point for every value, from zero upwards. Up to four series, told apart by the shape of their points.
    ///
    /// - `along`: the names of the places along the axis, in order. Missing values at the end are not measured.
    /// - `heading`: what the table calls those places.
    /// - `shown`: a value in words.
    public static func lines(
        _ headline: String, id: String, along places: [String], _ series: [Series], heading: String,
        caption: HTML = HTML(), level: Int = 3, shown words: ((Double) -> String)? = nil
    ) -> HTML {
        let shown = words ?? { Chart.shown($0, as: nil) }
        precondition(series.count <= 4, "more than four lines cannot be told apart")
        let plot = Plot(places: places, series: series)
        let isEmpty = places.isEmpty || series.allSatisfy { $0.values.allSatisfy { drawable($0) == nil } }
        let marked = series.count == 1 ? plot.notable(in: 0) : []
        var drawing = plot.axis
        for index in series.indices {
            drawing += plot.line(index)
            drawing += plot.points(index)
        }
        drawing += series.count == 1 ? plot.labels(0, at: marked, shown) : plot.endLabels(shown)
        let parts = series.map { one in
            let values = zip(places, one.values).map { "\($0) \(drawable($1).map(shown) ?? "not measured")" }
            return (series.count > 1 ? "\(one.name): " : "") + values.joined(separator: ", ")
        }
        return figure(
            Words(id: id, headline: headline, caption: caption, level: level), kind: "lines",
            height: isEmpty ? 0 : Plot.height, description: sentence("Lines", parts),
            table: linesTable(places, series, headline: headline, id: id, heading: heading, shown),
            legend: series.count > 1 && !isEmpty ? legend(series) : HTML(), drawing)
    }

    private static func legend(_ series: [Series]) -> HTML {
        """
        <ul class="legend">\(series.enumerated(), each: { index, one in
            """
            <li><svg class="chart" width="2em" height="1em" aria-hidden="true">\
            <path class="line series-\(index)" d="M0 8H32"/>\(Plot.point(index, x: "1em", y: 0.5))</svg> \(one.name)</li>
            """
        })</ul>
        """
    }

    private static func linesTable(
        _ places: [String], _ series: [Series], headline: String, id: String, heading: String,
        _ shown: @escaping (Double) -> String
    ) -> HTML {
        guard !places.isEmpty, !series.isEmpty else { return HTML() }
        let values = series.map { one in
            Column<Int>(one.name, .number) { place in
                let value = one.values.indices.contains(place) ? drawable(one.values[place]) : nil
                return "\(value.map(shown) ?? "not measured")"
            }
        }
        return Table(
            caption: headline, columns: [Column<Int>(heading, .name) { "\(places[$0])" }] + values,
            rows: places.indices, narrow: .scroll, id: "\(id)-table"
        ).html
    }
}
