import Markup

extension Gallery {
    static var report: Document {
        var report = Document(
            title: "Evaluation", site: "What’s your problem?",
            masthead: Masthead(
                name: "What’s your problem?", detail: "Liverpool City Region 2021–22", home: "front.html"),
            stylesheets: ["knotwork.css", "accent.css"],
            main: """
                \(Heading("What a year of asking came to", over: "Evaluation, published 20 June 2022", lead: "Every figure here is worked out from the programme’s own records. Each says how, and leads to the list behind it."))
                \(Section("In short", side: true) {
                    """
                    \(Figure.row([
                        Figure("75", of: "people told us a problem", definition: "Distinct people in the contact log before the launch.", link: "desk.html"),
                        Figure("94", of: "came to the launch", definition: "Present at any time; hosts left out.", link: "desk.html"),
                        Figure("174", of: "people reached", definition: "227 raw contacts, duplicates joined.", link: "desk.html"),
                        Figure("12.13 %", of: "of views became bookings", definition: "58 of 478, pooled.", link: "desk.html"),
                        Figure("15 → 3", of: "organisations, from first talk to award", definition: "15 engaged, 12 applied, 4 shortlisted, 3 funded.", link: "desk.html"),
                        Figure("£52,940", of: "awarded of £60,000", definition: "£7,060 left for the next edition.", link: "desk.html"),
                    ]))
                    <p>The connections mattered more than the money. Eight of the twelve applicants met somebody from a council or an NHS
                    trust whom they had not known, and five of those conversations went on after the decision.</p>
                    \(Quotation("It was the first form I have filled in that wanted to know what I think.", by: "Applicant, with consent"))
                    """
                })
                \(Section("From views to bookings", side: true) { bars })
                \(Section("From first talk to award", side: true) { funnel })
                \(Section("Who came twice", side: true) { overlap })
                """)
        report.icon = "favicon.svg"
        return report
    }

    static let sessions: [Chart.Bar] = [
        .init(
            "Supporting businesses in LCR", 24.17, shown: "24.2 %", note: "29 of 120", link: "desk.html", isPoint: true),
        .init("Building your ROI and evidence", 11.43, shown: "11.4 %", note: "4 of 35", link: "desk.html"),
        .init("A guide to information governance", 11.32, shown: "11.3 %", note: "6 of 53", link: "desk.html"),
        .init("Regulatory overview and requirements", 7.6, shown: "7.6 %", note: "13 of 171", link: "desk.html"),
        .init("Stakeholder engagement", 6.06, shown: "6.1 %", note: "6 of 99", link: "desk.html"),
    ]

    static var bars: HTML {
        Chart.bars(
            "The session that a partner shared on its mailing list turned views into bookings twice as well as any other",
            id: "conversion", sessions, headings: ("Session", "Bookings per 100 views"),
            caption:
                "Bookings as a share of views. Booked is not attended: attendance was not measured for these sessions.")
    }

    static var funnel: HTML {
        Chart.funnel(
            "One organisation in five that we talked to was funded", id: "journey",
            [
                .init("Organisations engaged", 15, link: "desk.html"),
                .init("Sent an expression of interest", 12, link: "desk.html"),
                .init("Shortlisted", 4, link: "desk.html"), .init("Funded", 3, link: "desk.html"),
            ], headings: ("Step", "Organisations"),
            caption: "Organisations, each counted once, however many of its people took part.")
    }

    static var overlap: HTML {
        Chart.overlap(
            "Most people came to one thing; the launch fed everything else", id: "overlap",
            of: ["Told us a problem", "Came to the launch", "Booked a webinar", "Applied"],
            [
                .init([0], count: 48, link: "desk.html"), .init([1], count: 52), .init([0, 1], count: 21),
                .init([2], count: 29), .init([1, 2], count: 14),
                .init([0, 1, 2], count: 4), .init([1, 2, 3], count: 3), .init([2, 3], count: 2), .init([3], count: 1),
            ], caption: "People, each counted in exactly one row.")
    }

    static var charts: Document {
        Document(
            title: "Charts", site: "What’s your problem?",
            masthead: Masthead(name: "What’s your problem?", home: "front.html"),
            stylesheets: ["knotwork.css", "accent.css"],
            main: """
                \(Heading("Charts"))
                <h2>As they are meant</h2>
                \(bars)\(funnel)\(overlap)
                \(Chart.lines("Bookings came in the last two days", id: "one-line", along: ["3 Feb", "4 Feb", "5 Feb", "6 Feb", "7 Feb", "8 Feb"], [.init("Bookings", [2, 1, 3, 2, 14, 29])], heading: "Day", caption: "Bookings per day."))
                \(Chart.lines("Long series name only what stands out", id: "long-line", along: (1...30).map { "\($0) Mar" }, [.init("Views", (0..<30).map { Double(($0 * 37) % 23 + $0) })], heading: "Day"))
                \(Chart.lines("Council people came early, small businesses late", id: "lines", along: ["Sep", "Oct", "Nov", "Dec", "Jan", "Feb", "Mar"], [
                    .init("Council", [4, 9, 12, 13, 20, 21, 22]), .init("Small businesses", [0, 1, 1, 2, 12, 19, 31]),
                    .init("NHS", [2, 3, nil, 5, 8, 8, 9]), .init("Charities", [1, 2, 4, 4, 7, 11, 21]),
                ], heading: "Month", caption: "People met for the first time. In November nobody wrote down who came from the NHS."))
                \(Chart.timeline("Two months from launch to deadline", id: "time", [
                    .init("Listening", when: "September to December 2021", start: 0, end: 110), .init("Launch", when: "13 January 2022", start: 134, isPoint: true),
                    .init("Webinars", when: "3 to 24 February", start: 155, end: 176), .init("Applications open", when: "1 to 31 March", start: 181, end: 211, isPoint: true),
                    .init("Decision", when: "29 April", start: 240),
                ], marks: [(0, "Sep"), (61, "Nov"), (122, "Jan"), (181, "Mar"), (242, "May")]))
                <h2>With data that nobody wished for</h2>
                \(Chart.bars("No bars at all", id: "none", [], headings: ("What", "How many")))
                \(Chart.bars("All zero, one missing, one impossible", id: "zero", [.init("Nobody", 0), .init("Not known", nil), .init("Below zero", -3), .init("Not a number", .nan)], headings: ("What", "How many")))
                \(Chart.bars("One bar, with a label that goes on for longer than any screen is wide and a wordwithoutanybreakthatislongerthanaline", id: "one", [.init("One bar, with a label that goes on for longer than any screen is wide and a wordwithoutanybreakthatislongerthanaline", 1, note: "and a note of its own")], headings: ("What", "How many")))
                \(Chart.lines("One point", id: "point", along: ["March"], [.init("Bookings", [7])], heading: "Month"))
                \(Chart.funnel("Nothing went on", id: "dry", [.init("Came", 9), .init("Stayed", 0), .init("Left", 0)], headings: ("Step", "People")))
                """)
    }
}
