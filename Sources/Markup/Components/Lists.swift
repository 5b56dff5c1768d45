/// The parts of a long form, each with how far it is; people do them in any order.
public struct TaskList: Component, Sendable {
    public struct Task: Sendable {
        var title: String
        var link: Link?
        var hint: String?
        var state: HTML

        /// A finished part shows its state in plain words; give the others a ``Tag``.
        public init(_ title: String, link: Link?, hint: String? = nil, state: HTML) {
            self.title = title
            self.link = link
            self.hint = hint
            self.state = state
        }

        public static func completed(_ title: String, link: Link, hint: String? = nil) -> Task {
            Task(title, link: link, hint: hint, state: "Completed")
        }

        public static func inProgress(_ title: String, link: Link, hint: String? = nil) -> Task {
            Task(title, link: link, hint: hint, state: "\(Tag("In progress", .accent))")
        }

        public static func notYetStarted(_ title: String, link: Link, hint: String? = nil) -> Task {
            Task(title, link: link, hint: hint, state: "\(Tag("Not yet started"))")
        }

        public static func cannotStartYet(_ title: String, hint: String? = nil) -> Task {
            Task(title, link: nil, hint: hint, state: "<span class=\"meta\">Cannot start yet</span>")
        }
    }

    public let html: HTML

    public init(_ tasks: [Task]) {
        html = """
            <ul class="tasks">\(tasks.enumerated(), each: { index, task in
                TaskList.row(task, stateID: "task-\(slug(task.title))-\(index + 1)")
            })</ul>

            """
    }

    private static func row(_ task: Task, stateID: String) -> HTML {
        """
        <li\(if: task.link != nil, " class=\"to-do\"")><div>\
        \(task.link.map { "<a href=\"\(link: $0)\" aria-describedby=\"\(stateID)\">\(task.title)</a>" as HTML }
            ?? "\(task.title)")\
        \(task.hint.map { "<p class=\"hint\">\($0)</p>" as HTML })</div>\
        <div class="state" id="\(stateID)">\(task.state)</div></li>
        """
    }
}

/// Answers to check, or facts about one thing: a name, what it is, and where to change it.
public struct SummaryList: Component, Sendable {
    public struct Row: Sendable {
        var key: String
        var value: HTML
        var change: Link?

        /// An empty value is shown as "Not given".
        public init(_ key: String, _ value: HTML, change: Link? = nil) {
            self.key = key
            self.value = value
            self.change = change
        }
    }

    public let html: HTML

    public init(_ rows: [Row]) {
        let changes = rows.contains { $0.change != nil }
        html = """
            <dl class="summary\(if: changes, " changes")">\(rows, each: { row in
                """
                <div><dt>\(row.key)</dt>\
                <dd>\(if: row.value.isEmpty, "<span class=\"meta\">Not given</span>", else: row.value)</dd>\
                \(row.change.map { change(row.key, $0) })</div>
                """
            })</dl>

            """
    }
}

private func change(_ key: String, _ link: Link) -> HTML {
    "<dd class=\"change\"><a href=\"\(link: link)\">Change<span class=\"unseen\"> \(key)</span></a></dd>"
}

/// The dated road of a programme: what has been, what is now, what comes.
public struct Road: Component, Sendable {
    public enum State: String, Sendable { case done, now, next }

    public struct Milestone: Sendable {
        var when: String
        var what: HTML
        var state: State

        public init(_ when: String, _ what: HTML, _ state: State) {
            self.when = when
            self.what = what
            self.state = state
        }
    }

    public let html: HTML

    public init(_ milestones: [Milestone]) {
        html = """
            <ol class="road">\(milestones, each: { milestone in
                """
                <li class="\(milestone.state.rawValue)"\(if: milestone.state == .now, " aria-current=\"step\"")>\
                <span class="when">\(milestone.when)</span><div class="what">\(milestone.what)</div></li>
                """
            })</ol>

            """
    }
}

/// Where one stands in a short fixed sequence: upload, check, done.
public struct Steps: Component, Sendable {
    public let html: HTML

    /// `at` counts from 0.
    public init(_ names: [String], at current: Int) {
        html = """
            <ol class="steps" aria-label="Steps">\(names.enumerated(), each: { index, name in
                """
                <li class="\(if: index < current, "done", else: index == current ? "now" : "next")"\
                \(if: index == current, " aria-current=\"step\"")>\(name)\
                \(if: index < current, "<span class=\"unseen\"> (done)</span>")</li>
                """
            })</ol>

            """
    }
}
