import Markup

/// Every component in the places where people meet it: the pages that the tests read, and that a designer looks at.
/// Figures are those of the example programme where it gives them, the rest is invented.
enum Gallery {
    static let pages: [(name: String, page: Document)] = [
        ("front", front), ("form", form), ("answers", answers), ("score", score), ("desk", desk), ("report", report),
        ("charts", charts),
    ]

    private static func page(
        _ title: String, here: String = "", look: Document.Look = .open, above: HTML = "", main: HTML
    ) -> Document {
        let places: [(String, Link)] =
            look == .open
            ? [
                ("Problems", "charts.html"), ("Events", "report.html"), ("How to apply", "form.html"),
                ("Results", "answers.html"),
            ]
            : [
                ("Today", "desk.html"), ("People", "desk.html"), ("Applications", "desk.html"), ("Panel", "score.html"),
                ("Figures", "report.html"),
            ]
        var page = Document(
            title: title, site: "What’s your problem?",
            masthead: Masthead(
                name: "What’s your problem?", detail: "Liverpool City Region 2021–22", home: "front.html",
                places: places.map { Place($0.0, $0.1, isHere: $0.0 == here) },
                account: look == .open
                    ? "<a href=\"form.html\">Sign in</a>"
                    : "<span class=\"who\">Morgan Ellis</span> \(Button("Sign out", posts: "/session", token: "t"))"),
            stylesheets: ["knotwork.css", "accent.css"],
            footer: Footer(
                ["Accessibility", "Privacy", "Your data", "Complaints", "Contact"].map { Place($0, "front.html") },
                note: "Run by the Mersey Civic Data Co-operative for the people of the Liverpool City Region."),
            main: main)
        page.icon = "favicon.svg"
        page.look = look
        page.above = above
        return page
    }

    // MARK: - Public

    static var front: Document {
        page(
            "What’s your problem?", here: "",
            main: """
                \(Heading(
                    "Six knotty problems. One fund of £60,000. We are looking for people with a better idea.",
                    over: "Applications are open until Thursday 31 March 2022, 5 pm",
                    lead: """
                    Councils, the NHS and housing teams told us what keeps them awake. If you run a small business or charity here, tell us \
                    what you would try. You do not need a finished product, and you do not need to be a data expert.
                    """, hero: true,
                    actions: Button.row(
                        Button("Start an expression of interest", to: "form.html"),
                        Button("Talk to somebody first", to: "form.html", look: .second))))
                \(Section("What people told us", side: true) {
                    """
                    \(Card.row([
                        Card("Reducing childhood asthma", link: "charts.html", note: "31 conversations · 58 notes · became 2 themes") {
                            "<p>Homes and streets make children ill, and families hear about it late.</p>"
                        },
                        Card("Supporting families earlier", link: "charts.html", note: "26 conversations · 44 notes · became 2 themes") {
                            "<p>Help arrives when a family is already in crisis. What would make asking easier?</p>"
                        },
                        Card("Making digital feel doable", link: "charts.html", note: "18 conversations · 71 notes · became 3 themes") {
                            "<p>Care teams are short of time, and tools arrive that nobody asked for.</p>"
                        },
                    ]))
                    \(Quotation("We had never been asked what the problem was. Only which product we wanted.", by: "Public health lead, at the launch"))
                    """
                })
                \(Section("What happens when", side: true) { "\(Road(milestones))" })
                \(Section("What it came to", side: true) { "\(Figure.row(figures))" })
                """)
    }

    private static let milestones: [Road.Milestone] = [
        .init("Sep–Dec 2021", "We listened to 75 people. <a href=\"charts.html\">Read what they said</a>", .done),
        .init(
            "13 January",
            "94 people took the problems apart. <a href=\"charts.html\">How three problems became six themes</a>", .done
        ),
        .init("Now", "Send us your idea. Help is available at every step. \(Tag("18 days left", .accent))", .now),
        .init("April", "Four finalists meet the panel, in private", .next),
        .init("May", "Everyone hears from us, with reasons and a conversation", .next),
    ]

    private static let figures: [Figure] = [
        Figure(
            "174", of: "people reached",
            definition: "Distinct people in 11 files: 227 raw contacts, duplicates joined.", link: "desk.html"),
        Figure(
            "12.13 %", of: "of views became bookings",
            definition: "58 of 478, pooled. Mean of the five rates: 12.12 %.", link: "desk.html"),
        Figure(
            "12", of: "expressions of interest", definition: "from 15 organisations that we helped.", link: "desk.html"),
        Figure("£52,940", of: "awarded of £60,000", definition: "3 of 4 finalists, each in full.", link: "desk.html"),
    ]

    static var form: Document {
        var form = page(
            "Your idea", here: "How to apply", above: "\(BackLink(to: "answers.html"))",
            main: """
                \(ErrorSummary([("title", "Give your idea a name"), ("cost", "Enter an amount in pounds, like 9,500"), ("start", "The start date must include a month")]))
                \(Heading("Your idea", over: "Expression of interest", lead: "About ten minutes. Nothing is sent until you say so."))
                <div class="beside"><div>\(Form(action: "/applications/\("7")/idea", token: "token", multipart: true) {
                    """
                    \(Field.text(name: "title", label: "What do you call it?", value: "", error: "Give your idea a name", autocomplete: "off"))
                    \(Field.textarea(name: "idea", label: "What would you try, and who would it help?", value: "A visiting service that measures damp and air in the homes of children with asthma.", hint: "Write as you would speak. A two-minute video is just as good.", rows: 7, words: 300))
                    \(Field.radios(name: "stage", legend: "How far along is it?", options: [
                        .init(value: "idea", label: "An idea", hint: "Nobody has tried it yet"),
                        .init(value: "tried", label: "Tried somewhere", hint: "With at least one real service", reveals: Field.text(name: "where", label: "Where was it tried?", width: .twenty)),
                        .init(value: "running", label: "Running already"), .divider(), .init(value: "unsure", label: "I am not sure"),
                    ], value: "tried"))
                    \(Field.checkboxes(name: "help", legend: "What help would you like?", options: [
                        .init(value: "data", label: "Finding data", hint: "What exists, who holds it, how to ask"),
                        .init(value: "partner", label: "Finding a partner in the council or the NHS"),
                        .init(value: "money", label: "Working out what it costs"),
                    ], values: ["partner"], hint: "Choose all that apply", optional: true))
                    \(Field.money(name: "cost", label: "What would it cost?", value: "about ten thousand", hint: "Up to £20,000, without VAT", error: "Enter an amount in pounds, like 9,500"))
                    \(Field.number(name: "people", label: "How many people would it reach in a year?", value: "120", suffix: "people"))
                    \(Field.date(name: "start", legend: "When could you start?", value: .init(day: "1", month: "", year: "2022"), error: "The start date must include a month"))
                    \(Field.select(name: "theme", label: "Which theme does it answer?", options: [.init(value: "1", label: "Healthier homes"), .init(value: "2", label: "Helping families ask for help")]))
                    \(Field.file(name: "file", label: "A picture or a document", accept: "application/pdf,image/*", hint: "PDF, JPEG or PNG, up to 10 MB", optional: true))
                    \(Field.email(name: "email", hint: "We send the receipt there"))
                    \(Field.telephone(name: "tel", optional: true))
                    \(Field.radios(name: "vat", legend: "Are you registered for VAT?", options: [.init(value: "yes", label: "Yes"), .init(value: "no", label: "No")], look: .inline))
                    \(Field.checkbox(name: "consent", label: "You may quote me in the report", hint: "You can change this whenever you like."))
                    \(Button.row(Button("Save and continue"), Button("Save and come back later", look: .second, name: "then", value: "later"), Button("Leave without saving", to: "answers.html", look: .quiet)))
                    """
                })</div><aside aria-label="Help">\(Notice("Stuck, or unsure it fits?") {
                    "<p>Morgan from the programme team has read your draft and left two comments.</p><p><a href=\"desk.html\">Read them</a> or <a href=\"desk.html\">book 20 minutes</a>.</p>"
                })\(Disclosure("How will it be judged?") { "<p>Five people score it on four questions, published before opening.</p>" })</aside></div>
                """)
        form.hasErrors = true
        return form
    }

    static var answers: Document {
        page(
            "Your expression of interest", here: "How to apply",
            main: """
                \(Confirmation("We have your expression of interest", reference: "EOI-0007"))
                \(Notice(nil, .good, announced: true) { "<p>Saved. A receipt is on its way to <b>ada@example.org</b>.</p>" })
                \(Section("Where you are") {
                    """
                    <p>You have finished 2 of 5 parts.</p>
                    \(TaskList([
                        .completed("Who you are", link: "form.html"), .completed("Which theme it answers", link: "form.html"),
                        .inProgress("Your idea", link: "form.html", hint: "About 300 words, or a two-minute video. More is fine."),
                        .notYetStarted("What it costs", link: "form.html"), .cannotStartYet("Check and send"),
                    ]))
                    """
                })
                \(Section("Check your answers") {
                    """
                    \(SummaryList([
                        .init("Organisation", "Kittiwake North West", change: "form.html"),
                        .init("Your idea", "<p>A visiting service that measures damp and air in the homes of children with asthma, and gets somebody to mend what it finds.</p>", change: "form.html"),
                        .init("What it costs", "\(pounds: 2_000_000)", change: "form.html"),
                        .init("Partner", "", change: "form.html"),
                    ]))
                    \(Notice("Before you send it", .warn) { "<p>You can change your answers until 31 March, 5 pm, and not after.</p>" })
                    \(Button.row(Button("Send it"), Button("Withdraw", look: .danger)))
                    """
                })
                """)
    }

    static var score: Document {
        page(
            "Score", here: "Panel", look: .desk,
            above:
                "\(Breadcrumbs([Place("Panel", "score.html"), Place("Applications", "desk.html")], here: "EOI-0007"))",
            main: """
                \(Heading("Kittiwake North West: helping families ask", over: "EOI-0007 · Application 3 of 8", lead: "Saved a moment ago. Others’ scores stay hidden until yours are in."))
                \(Tabs([Place("Score", "score.html", isHere: true), Place("Application", "answers.html"), Place("Questions and answers", "form.html")], label: "Views of this application"))
                \(Form(action: "/reviews/\("1")", token: "token") {
                    """
                    \(Field.radios(name: "likelihood", legend: "How likely is it that this helps a real service within a year?", options: [
                        .init(value: "4", label: "A named partner has agreed to try it", hint: "Strong: there is a place, a person and a date"),
                        .init(value: "3", label: "A partner is interested", hint: "Good: conversations have happened, nothing agreed"),
                        .init(value: "2", label: "The need is described, no partner yet", hint: "Weak: help would be needed to find one"),
                        .init(value: "1", label: "I cannot tell from what is written"),
                    ], value: "3", look: .cards))
                    \(Field.textarea(name: "comment", label: "What would you tell the applicant?", hint: "They will read this, edited by the team.", rows: 4, words: 60))
                    \(Button.row(Button("Save and go on"), Button("Declare a conflict", look: .second, name: "then", value: "conflict")))
                    """
                })
                """)
    }

    // MARK: - The team's

    struct Application {
        var reference: String
        var organisation: String
        var theme: String
        var state: Tag
        var scores: Int
        var asked: Int?
    }

    static let applications = [
        Application(
            reference: "EOI-0007", organisation: "Kittiwake North West", theme: "Helping families ask for help",
            state: Tag("Shortlisted", .good), scores: 5, asked: 2_000_000),
        Application(
            reference: "EOI-0011", organisation: "Redfell Health", theme: "Digital leadership",
            state: Tag("Shortlisted", .good), scores: 5, asked: nil),
        Application(
            reference: "EOI-0012", organisation: "Example Works CIC", theme: "Digital literacy",
            state: Tag("1 score missing", .warn), scores: 4, asked: 950_000),
        Application(
            reference: "EOI-0013",
            organisation: "An organisation with a very long name indeed, of Birkenhead and the Wirral",
            theme: "Healthier homes", state: Tag("Draft"), scores: 0, asked: 123_450),
    ]

    static var desk: Document {
        let columns = [
            Column<Application>("Organisation", .name, sort: "desk.html", order: .ascending) {
                "<a href=\"answers.html\">\($0.organisation)</a>"
            },
            Column<Application>("Reference", sort: "desk.html") { "\($0.reference)" },
            Column<Application>("Theme") { "\($0.theme)" },
            Column<Application>("State") { "\($0.state)" },
            Column<Application>("Scores in", .number) { "\($0.scores) of 5" },
            Column<Application>("Asked", .number) { row in row.asked.map { "\(pounds: $0)" } ?? "–" },
        ]
        return page(
            "Applications", here: "Applications", look: .desk,
            main: """
                \(Heading("Applications", lead: "12 sent, 3 still being written. Scores are due on Friday 8 April."))
                \(Figure.row([
                    Figure("12", of: "sent", definition: "3 more have started.", link: "desk.html"),
                    Figure("41", of: "of 60 scores in", definition: "Two assessors have not begun.", link: "desk.html"),
                    Figure("£143,200", of: "asked for", definition: "The pot is £60,000.", link: "desk.html"),
                ]))
                \(Form(asking: "desk.html", filters: true) {
                    """
                    \(Field.text(name: "q", label: "Find", width: .twenty))
                    \(Field.select(name: "state", label: "State", options: [.init(value: "all", label: "Every state"), .init(value: "short", label: "Shortlisted")], prompt: nil))
                    \(Button("Show", look: .second))
                    """
                })
                \(Table(caption: "Sent applications", columns: columns, rows: applications, foot: ["4 applications", "", "", "", "14 of 20", "\(pounds: 3_073_450)"]))
                \(Pagination(page: 4, of: 12) { ("desk.html" as Link).query("page", $0) })
                \(Table(caption: "The same, scrolling sideways on a phone", columns: columns, rows: applications, narrow: .scroll, id: "second"))
                \(Table(caption: "Nothing", columns: columns, rows: [], empty: "Nobody is waiting for an answer."))
                \(Section("Import") {
                    """
                    \(Steps(["Choose a file", "Check what was recognised", "Done"], at: 1))
                    \(Progress(41, of: 60, "scores in")) \(Progress(0, of: 5, "scores in")) \(Progress(5, of: 5, "scores in"))
                    <p>\(Tag("Neutral")) \(Tag("Good", .good)) \(Tag("Warn", .warn)) \(Tag("Bad", .bad)) \(Tag("Accent", .accent)) \(Moment("31 March 2022", iso: "2022-03-31"))</p>
                    \(Notice("Two rows were not taken", .bad) { "<p>Line 14 has no name. Line 20 has a date that is not one.</p>" })
                    \(Notice("Something to know", .neutral) { "<p>Nothing was mailed.</p>" })
                    \(Button("Withdraw", about: "application EOI-0007", posts: "/applications/\("7")/withdrawal", token: "t"))
                    """
                })
                """)
    }
}
