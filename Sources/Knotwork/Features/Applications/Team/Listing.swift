import Markup
import Names

extension Applications {
    /// Which applications the team's list shows, and in what order: as the address says, so that a view can be linked to.
    struct Listing: Sendable, Hashable {
        enum Stand: String, CaseIterable, Sendable {
            case begun, started, stuck, silent, sent, submitted, shortlisted
            case notShortlisted = "not_shortlisted"
            case funded
            case notFunded = "not_funded"
            case withdrawn

            var label: String {
                switch self {
                case .begun: "Not sent yet"
                case .started: "– Started"
                case .stuck: "– Stuck"
                case .silent: "– Silent"
                case .sent: "Sent"
                case .submitted: "– Being read"
                case .shortlisted: "– Shortlisted"
                case .notShortlisted: "– Not shortlisted"
                case .funded: "– Funded"
                case .notFunded: "– Not funded"
                case .withdrawn: "Withdrawn"
                }
            }

            func holds(_ line: Line, at now: Instant) -> Bool {
                let stage = line.stage
                switch self {
                case .begun: return stage == .draft
                case .started, .stuck, .silent: return stage == .draft && line.pace(at: now).rawValue == rawValue
                case .sent: return stage.wasSubmitted
                default: return stage.rawValue == rawValue
                }
            }
        }

        enum Order: String, CaseIterable, Sendable {
            case organisation, reference, theme, saved, scores, asked
        }

        var stand: Stand?
        var theme: String
        var search: String
        var order: Order?
        var isDescending: Bool

        init(_ value: (String) -> String) {
            stand = Stand(rawValue: value("stand"))
            theme = value("theme")
            search = value("search")
            order = Order(rawValue: value("order"))
            isDescending = value("direction") == "down"
        }

        var isEverything: Bool { stand == nil && theme.isEmpty && search.isEmpty }

        /// The address of this view under another order; pressing the same heading again turns it round.
        func link(_ base: Link, by order: Order? = nil) -> Link {
            var next = self
            if let order {
                next.isDescending = self.order == order && !isDescending
                next.order = order
            }
            return base.query("stand", next.stand?.rawValue).query("theme", next.theme.isEmpty ? nil : next.theme)
                .query("search", next.search.isEmpty ? nil : next.search).query("order", next.order?.rawValue)
                .query("direction", next.isDescending ? "down" : nil)
        }

        private func names(_ line: Line, _ words: String) -> Bool {
            !words.isEmpty && ComparableWords(line.organisation).text.contains(words)
                || line.reference.lowercased().contains(search.lowercased())
        }

        private func holds(at now: Instant) -> (Line) -> Bool {
            let words = ComparableWords(search).text
            return { line in
                (stand?.holds(line, at: now) ?? true) && (theme.isEmpty || line.themeTitles.contains(theme))
                    && (search.isEmpty || names(line, words))
            }
        }

        /// The lines that this view shows, in its order. Lines come in the order of their numbers, which breaks ties.
        func shown(_ lines: [Line], at now: Instant) -> [Line] {
            let kept = isEverything ? lines : lines.filter(holds(at: now))
            guard let order else { return kept }
            let sorted = kept.enumerated().sorted { left, right in
                let (a, b) = isDescending ? (right, left) : (left, right)
                if order.comes(a.element, before: b.element) { return true }
                return !order.comes(b.element, before: a.element) && left.offset < right.offset
            }
            return sorted.map(\.element)
        }
    }
}

extension Applications.Listing.Order {
    fileprivate func comes(_ a: Applications.Line, before b: Applications.Line) -> Bool {
        switch self {
        case .organisation:
            return ComparableWords(a.organisation) < ComparableWords(b.organisation)
        case .reference: return key(a.reference) < key(b.reference)
        case .theme: return key(a.themes) < key(b.themes)
        case .saved: return a.savedAt < b.savedAt
        case .scores: return (a.scores, a.assigned) < (b.scores, b.assigned)
        case .asked: return (a.asked?.pence ?? -1) < (b.asked?.pence ?? -1)
        }
    }

    /// What is missing comes last.
    private func key(_ text: String) -> String { text.isEmpty ? "\u{10FFFF}" : text }
}

extension Applications.Line {
    /// How a draft comes on: somebody may want to ring.
    enum Pace: String, Sendable {
        /// Somebody worked on it in the last week.
        case started
        /// Nobody has for a week, or it is known what holds it up.
        case stuck
        /// Nobody has for a fortnight.
        case silent

        static let stuckAfter = Span.days(7)
        static let silentAfter = Span.days(14)

        var tag: Tag {
            switch self {
            case .started: Tag("Started", .accent)
            case .stuck: Tag("Stuck", .warn)
            case .silent: Tag("Silent", .warn)
            }
        }
    }

    func pace(at now: Instant) -> Pace {
        if savedAt + Pace.silentAfter < now { return .silent }
        return !obstacle.isEmpty || savedAt + Pace.stuckAfter < now ? .stuck : .started
    }
}
