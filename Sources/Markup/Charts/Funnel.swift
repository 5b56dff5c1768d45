extension Chart {
    /// What is left from step to step, with the share that went on.
    ///
    /// `steps` are counts of the same kind of thing, each among those of the step before; a step larger than the one before it
    /// is drawn as it is, and its share says so.
    public static func funnel(
        _ headline: String, id: String, _ steps: [Bar], headings: (label: String, value: String),
        caption: HTML = HTML(), level: Int = 3
    ) -> HTML {
        let top = steps.compactMap { drawable($0.value) }.max() ?? 0
        let room = Fit.room(beside: steps.map(\.besides).max() ?? 0)
        var drawing = HTML()
        var y = 0.0
        for (index, step) in steps.enumerated() {
            let label = Label(step.label, note: step.noteAbove)
            if index > 0 {
                let height = label.height + 1.5
                drawing += narrowing(from: steps[index - 1], to: step, of: top, room: room, y: y, height: height)
                y += 1.35
            }
            drawing += label.drawn(at: y, x: "0.5em")
            y += label.height + 0.15
            drawing += mark(step, of: top, room: room, isPoint: true, y: y)
            y += 1.0
        }
        let parts = steps.enumerated().map { index, step in
            let share = index > 0 ? passed(from: steps[index - 1], to: step) : nil
            return "\(step.label) \(step.words)\(share.map { ", \($0) of the step before" } ?? "")"
        }
        return figure(
            Words(id: id, headline: headline, caption: caption, level: level), kind: "funnel",
            height: steps.isEmpty ? 0 : y + 0.3, description: sentence("Steps", parts),
            table: funnelTable(steps, headline: headline, id: id, headings: headings), drawing)
    }

    /// The pale shape between two steps, and the share that went on.
    private static func narrowing(
        from one: Bar, to two: Bar, of top: Double, room: Double, y: Double, height: Double
    ) -> HTML {
        func share(_ bar: Bar) -> Double { top > 0 ? room * ((drawable(bar.value) ?? 0) / top) : 0 }
        return """
            <svg y="\(y, places: 2)em" width="100%" height="\(height, places: 2)em" viewBox="0 0 100 10" \
            preserveAspectRatio="none"><path class="between" d="M0 0H\(share(one), places: 2)\
            L\(share(two), places: 2) 10H0Z"/></svg>\
            \(passed(from: one, to: two).map {
                "<text class=\"quiet\" x=\"0.5em\" y=\"\(y + 1.15, places: 2)em\">↓ \($0)</text>" as HTML
            })

            """
    }

    /// The share that went on, "21 %", where there is one.
    private static func passed(from one: Bar, to two: Bar) -> String? {
        guard let before = drawable(one.value), let after = drawable(two.value), before > 0 else { return nil }
        return ("\(after / before * 100, places: 0) %" as HTML).text
    }

    private static func funnelTable(
        _ steps: [Bar], headline: String, id: String, headings: (label: String, value: String)
    ) -> HTML {
        guard !steps.isEmpty else { return HTML() }
        let columns = [
            Column<Int>(headings.label, .name) { "\(steps[$0].label)" },
            Column<Int>(headings.value, .number) { index in
                steps[index].link.map { "<a href=\"\(link: $0)\">\(steps[index].words)</a>" } ?? "\(steps[index].words)"
            },
            Column<Int>("Of the step before", .number) { index in
                index == 0 ? "" : "\(passed(from: steps[index - 1], to: steps[index]) ?? "–")"
            },
        ]
        return Table(
            caption: headline, columns: columns, rows: steps.indices, narrow: .scroll, id: "\(id)-table"
        ).html
    }
}
