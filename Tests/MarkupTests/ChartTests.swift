import Testing

@testable import Markup

@Suite(.timeLimit(.minutes(20))) struct `Charts` {
    @Test func `bars are drawn to scale from a common zero`() {
        let html = Chart.bars(
            "H", id: "c", [.init("Half", 5), .init("Whole", 10), .init("None", 0)], headings: ("A", "B"))
        let widths = numbers("width", ofMarksIn: html)
        #expect(abs(widths[0] * 2 - widths[1]) < 0.02)
        #expect(widths[2] < 0.5)
        #expect(widths.allSatisfy { $0 <= 88 })
    }

    @Test func `charts that share a scale can be compared`() {
        let alone = Chart.bars("H", id: "c", [.init("x", 5)], headings: ("A", "B"))
        let shared = Chart.bars("H", id: "c", [.init("x", 5)], headings: ("A", "B"), top: 20)
        #expect(abs(numbers("width", ofMarksIn: alone)[0] - 4 * numbers("width", ofMarksIn: shared)[0]) < 0.05)
    }

    @Test func `the drawing is named by the headline and described in words, and the table says the same`() {
        let html = Chart.bars(
            "Half <came>", id: "c",
            [.init("A & B", 5, shown: "50 %", note: "5 of 10", link: "/people"), .init("C", 2)],
            headings: ("Session", "Share"), caption: "As counted")
        let text = html.text
        #expect(text.contains("<h3>Half &lt;came&gt;</h3>"))
        #expect(text.contains("role=\"img\" aria-labelledby=\"c-title\" aria-describedby=\"c-desc\""))
        #expect(
            text.contains(
                "<title id=\"c-title\">Half &lt;came&gt;</title><desc id=\"c-desc\">Bars: A &amp; B 50 %, 5 of 10; C 2.</desc>"
            ))
        #expect(
            text.contains(
                "<th scope=\"row\">A &amp; B</th><td class=\"n\"><a href=\"/people\">50 %</a></td><td class=\"n\">5 of 10</td>"
            ))
        #expect(text.contains("<figcaption>As counted</figcaption>"))
    }

    @Test(arguments: [nil, -1, Double.nan, .infinity, -.infinity])
    func `what was not measured draws nothing and says so`(value: Double?) {
        let words = value == nil ? nil : "12 %"
        let html = Chart.bars("H", id: "c", [.init("x", value, shown: words), .init("y", 1)], headings: ("A", "B"))
        #expect(numbers("width", ofMarksIn: html).count == 1)
        #expect(html.text.contains("<desc id=\"c-desc\">Bars: x not measured; y 1.</desc>"))
        #expect(html.text.contains("<th scope=\"row\">x</th><td class=\"n\">not measured</td>"))
    }

    @Test func `what is kept back draws nothing and says why`() {
        let bars = [Chart.Bar("x", nil, shown: "too few to show"), Chart.Bar("y", 1)]
        let html = Chart.bars("H", id: "c", bars, headings: ("A", "B"))
        #expect(numbers("width", ofMarksIn: html).count == 1)
        #expect(html.text.contains("<td class=\"n\">too few to show</td>") && !html.text.contains("not measured"))
    }

    @Test func `nothing to draw is said in words, without a drawing or a table`() {
        let empty = [
            Chart.bars("H", id: "c", [], headings: ("A", "B")), Chart.funnel("H", id: "c", [], headings: ("A", "B")),
            Chart.lines("H", id: "c", along: [], [.init("S", [])], heading: "Day"),
            Chart.overlap("H", id: "c", of: ["A"], []), Chart.timeline("H", id: "c", []),
        ]
        for html in empty {
            #expect(!html.text.contains("<svg") && !html.text.contains("<table"))
            #expect(html.text.contains("There is nothing to draw yet."))
        }
    }

    @Test func `no data whatever puts a number that is none into a drawing, or a mark outside it`() {
        var random = SplitMix(seed: 3)
        let odd: [Double?] = [
            nil, 0, -0.0, 1, 1e-300, 1e300, .greatestFiniteMagnitude, .nan, .infinity, -.infinity, -5, 0.1, 7,
        ]
        for _ in 0..<60 {
            let values = (0..<Int.random(in: 0...9, using: &random)).map { _ in odd.randomElement(using: &random)! }
            let bars = values.map { Chart.Bar("x", $0, note: Bool.random(using: &random) ? "note" : nil) }
            let spans = values.map {
                Chart.Span("x", when: "then", start: $0 ?? 0, end: odd.randomElement(using: &random)!)
            }
            let charts = [
                Chart.bars("H", id: "c", bars, headings: ("A", "B")),
                Chart.funnel("H", id: "c", bars, headings: ("A", "B")),
                Chart.lines(
                    "H", id: "c", along: values.indices.map { "\($0)" },
                    [.init("S", values), .init("T", values.reversed())], heading: "Day"),
                Chart.timeline("H", id: "c", spans, marks: values.map { ($0 ?? 0, "m") }),
            ]
            for chart in charts {
                #expect(faults(in: chart) == [])
                for name in ["x", "x1", "x2", "y", "y1", "y2", "cx", "cy", "width", "height", "d"] {
                    for value in self.values(of: name, in: chart) {
                        #expect(
                            !value.contains("n") && !value.contains("–") && !value.contains("e+"), "\(name)=\(value)")
                        if value.hasSuffix("%"), let share = Double(value.dropLast()) {
                            #expect((0...100).contains(share))
                        }
                    }
                }
            }
        }
    }

    @Test func `a line is broken where nothing was measured`() {
        let html = Chart.lines(
            "H", id: "c", along: ["a", "b", "c", "d", "e"], [.init("S", [1, 2, nil, 3, 4])], heading: "Day"
        ).text
        let path = html.firstMatch(of: /class="line series-0" d="([^"]*)"/).map { String($0.1) } ?? ""
        #expect(path.filter { $0 == "M" }.count == 2 && path.filter { $0 == "L" }.count == 2)
        #expect(html.contains("<th scope=\"row\">c</th><td class=\"n\">not measured</td>"))
        #expect(html.matches(of: /<circle class="mark/).count == 4)
    }

    @Test func `a single point stands in the middle and has its value`() {
        let html = Chart.lines("H", id: "c", along: ["March"], [.init("S", [7])], heading: "Month").text
        #expect(html.contains("cx=\"50.00%\"") && html.contains(">7</text>"))
    }

    @Test func `long lines name the first, the last, the highest and the lowest`() {
        let values: [Double?] = [5, 6, 7, 8, 9, 10, 11, 90, 12, 2, 13, 6]
        let plot = Chart.Plot(places: values.indices.map { "\($0)" }, series: [.init("S", values)])
        #expect(plot.notable(in: 0).map(\.place) == [0, 7, 9, 11])
    }

    @Test func `values at the ends of several lines never cover each other`() {
        let series = [10.0, 10, 9.9, 0].map { Chart.Series("S", [1, $0]) }
        let html = Chart.lines("H", id: "c", along: ["a", "b"], series, heading: "Day").text
        let heights = html.matches(of: /<text class="value" x="[^"]*" y="([^"]*)em"/).compactMap { Double($0.1) }
            .sorted()
        #expect(heights.count == 4)
        for (one, two) in zip(heights, heights.dropFirst()) { #expect(two - one > 1.15) }
    }

    @Test func `a funnel says which share went on from step to step`() {
        let html = Chart.funnel(
            "H", id: "c", [.init("In", 15), .init("On", 12), .init("Out", 0), .init("Gone", 0)],
            headings: ("Step", "People")
        ).text
        #expect(
            html.contains(
                "<desc id=\"c-desc\">Steps: In 15; On 12, 80 % of the step before; Out 0, 0 % of the step before; Gone 0.</desc>"
            ))
        #expect(html.contains("<th scope=\"row\">Gone</th><td class=\"n\">0</td><td class=\"n\">–</td>"))
    }

    @Test func `an overlap counts everybody once, largest first, and leaves out what is empty or unknown`() {
        let html = Chart.overlap(
            "H", id: "c", of: ["A", "B"],
            [
                .init([0], count: 2), .init([0, 1], count: 9), .init([1], count: 0), .init([], count: 4),
                .init([2], count: 5),
            ]
        ).text
        #expect(html.contains("<desc id=\"c-desc\">Overlap of A, B: A + B 9; A 2.</desc>"))
        #expect(html.matches(of: /class="in"/).count == 3)
        #expect(html.matches(of: /class="out"/).count == 1)
    }

    @Test func `combinations beyond the most that are drawn are drawn as one, and stand in the table`() {
        let combinations = (1...15).map { number in
            Chart.Combination(Set((0..<4).filter { number >> $0 & 1 == 1 }), count: number)
        }
        let html = Chart.overlap("H", id: "c", of: ["A", "B", "C", "D"], combinations, most: 12).text
        #expect(html.contains("All others"))
        #expect(html.contains("<text class=\"value\" x=\"") && html.contains(">6</text>"))
        #expect(html.matches(of: /<th scope="row">/).count == 15)
    }

    @Test func `words on a drawing are broken between words, and words too long for a line are cut`() {
        #expect(Fit.wrap("one two three", 7) == ["one two", "three"])
        #expect(Fit.wrap("abcdefghij kl", 4) == ["abcd", "efgh", "ij", "kl"])
        #expect(Fit.wrap("   ", 4) == [])
    }

    @Test func `a moment and a span are placed in time`() {
        let html = Chart.timeline(
            "H", id: "c",
            [
                .init("A", when: "1", start: 0), .init("B", when: "2", start: 50, end: 100),
                .init("C", when: "3", start: 9, end: 1),
            ]
        ).text
        #expect(html.contains("cx=\"2.00%\""))
        #expect(html.contains("x=\"50.00%\"") && html.contains("width=\"48.00%\""))
        #expect(html.matches(of: /<circle/).count == 2)
    }

    private func values(of name: String, in html: HTML) -> [String] {
        html.attributes.filter { $0.name == name }.map(\.value)
    }

    private func numbers(_ name: String, ofMarksIn html: HTML) -> [Double] {
        html.text.matches(of: /<rect class="mark[^>]* width="([0-9.]+)%"/).compactMap { Double($0.1) }
    }
}

extension HTML {
    var attributes: [(name: String, value: String)] {
        text.matches(of: /\s([a-z0-9-]+)="([^"]*)"/).map { (String($0.1), String($0.2)) }
    }
}
