extension Chart {
    /// The measures of a line chart: heights in em, places along the width in percent.
    struct Plot {
        static let height = 15.0
        private static let top = 1.8
        private static let bottom = 13.2

        var places: [String]
        var series: [Series]
        private var largest: Double

        init(places: [String], series: [Series]) {
            self.places = places
            self.series = series
            largest = series.flatMap(\.values).compactMap(drawable).max() ?? 0
        }

        /// Percent of the width; one place alone stands in the middle.
        private func x(_ place: Int) -> Double {
            places.count > 1 ? 4 + 92 * Double(place) / Double(places.count - 1) : 50
        }

        /// Em from the top.
        private func y(_ value: Double) -> Double {
            Plot.bottom - (largest > 0 ? value / largest : 0) * (Plot.bottom - Plot.top)
        }

        private func values(_ index: Int) -> [(place: Int, value: Double)] {
            series[index].values.prefix(places.count).enumerated().compactMap { place, value in
                drawable(value).map { (place, $0) }
            }
        }

        private func anchor(_ place: Int) -> HTML {
            if places.count > 1, place == 0 { return "start" }
            if places.count > 1, place == places.count - 1 { return "end" }
            return "middle"
        }

        /// The ground line, and names of the first and last place; those between are shown where there is room.
        var axis: HTML {
            let step = max(1, (places.count + 5) / 6)
            let between = places.indices.dropFirst().dropLast().filter {
                $0 % step == 0 && places.count - 1 - $0 >= (step + 1) / 2
            }
            return """
                <line class="ground" x2="100%" y1="\(Plot.bottom, places: 2)em" y2="\(Plot.bottom, places: 2)em"/>\
                \(places.isEmpty ? HTML() : name(0))\(places.count > 1 ? name(places.count - 1) : HTML())\
                \(between, each: { name($0, roomy: true) })

                """
        }

        private func name(_ place: Int, roomy: Bool = false) -> HTML {
            """
            <text class="quiet\(if: roomy, " roomy")" x="\(edge(place), places: 2)%" y="\(Plot.bottom + 1.5, places: 2)em" \
            text-anchor="\(anchor(place))">\(places[place])</text>
            """
        }

        /// Where words for a place stand: at the edges of the drawing they start or end there.
        private func edge(_ place: Int) -> Double {
            guard places.count > 1 else { return 50 }
            return place == 0 ? 0 : place == places.count - 1 ? 100 : x(place)
        }

        /// The line, broken where nothing was measured.
        func line(_ index: Int) -> HTML {
            let measured = values(index)
            var path = HTML()
            for (position, one) in measured.enumerated() {
                let goesOn = position > 0 && measured[position - 1].place == one.place - 1
                let height = 100 * (y(one.value) - Plot.top) / (Plot.bottom - Plot.top)
                path += "\(if: goesOn, "L", else: "M")\(x(one.place), places: 2) \(height, places: 2)"
            }
            return """
                <svg class="plot" y="\(Plot.top, places: 2)em" width="100%" height="\(Plot.bottom - Plot.top, places: 2)em" \
                viewBox="0 0 100 100" preserveAspectRatio="none"><path class="line series-\(index)" d="\(path)" \
                vector-effect="non-scaling-stroke"/></svg>

                """
        }

        func points(_ index: Int) -> HTML {
            var drawn = HTML()
            for one in values(index) {
                drawn += Plot.point(index, x: "\(x(one.place), places: 2)%", y: y(one.value))
            }
            return drawn
        }

        /// Disc, ring, square, hollow square: the shapes differ in grey too.
        static func point(_ index: Int, x: HTML, y: Double) -> HTML {
            guard index >= 2 else {
                return "<circle class=\"mark series-\(index)\" cx=\"\(x)\" cy=\"\(y, places: 2)em\" r=\"0.32em\"/>"
            }
            return """
                <svg x="\(x)" y="\(y, places: 2)em" overflow="visible"><rect class="mark series-\(index)" x="-0.3em" \
                y="-0.3em" width="0.6em" height="0.6em"/></svg>
                """
        }

        /// Which points of a single line get their value written: all of a few, else the first, the last, the highest, the lowest.
        func notable(in index: Int) -> [(place: Int, value: Double)] {
            let measured = values(index)
            guard measured.count > 7 else { return measured }
            let extremes = [
                measured.first, measured.last, measured.max { $0.value < $1.value },
                measured.min { $0.value < $1.value },
            ]
            let places = Set(extremes.compactMap { $0?.place })
            return measured.filter { places.contains($0.place) }
        }

        func labels(_ index: Int, at marked: [(place: Int, value: Double)], _ shown: (Double) -> String) -> HTML {
            marked.map { value(shown($0.value), at: $0.place, y: y($0.value) - 0.7) }.joined()
        }

        /// Words over a point: in its middle where they are short, else within the drawing.
        private func value(_ words: String, at place: Int, y: Double) -> HTML {
            let short = words.count <= 4
            return """
                <text class="value" x="\(short ? x(place) : edge(place), places: 2)%" y="\(y, places: 2)em" \
                text-anchor="\(short ? "middle" : anchor(place))">\(words)</text>
                """
        }

        /// The last value of each of several lines, pushed apart where they would cover each other.
        func endLabels(_ shown: (Double) -> String) -> HTML {
            let ends = series.indices.compactMap { values($0).last }.sorted { y($0.value) > y($1.value) }
            var drawn = HTML()
            var ceiling = Plot.bottom
            for end in ends {
                let at = min(y(end.value) - 0.7, ceiling)
                ceiling = at - 1.2
                drawn += value(shown(end.value), at: end.place, y: at)
            }
            return drawn
        }
    }
}
