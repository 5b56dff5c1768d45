import Markup

extension Programmes {
    /// Which of a programme's ways a page belongs to.
    enum Way: Sendable {
        case home, problems, events, howToApply, results
        case overview, people, imports, teamProblems, insights, teamEvents, applications, panel, decisions, outbox,
            evaluation, activity
        case reviews, mine
        case none
    }

    /// The head of a programme's pages: the public ways, and behind them the features in which the caller works.
    static func site(_ programme: Programme, caller: Caller, current: Way = .none) -> Site {
        let base = link(programme)
        func way(_ label: String, _ link: Link, _ way: Way) -> Place {
            Place(label, link, isHere: way == current)
        }
        var work: [Place] = []
        if caller.holds([.team], in: programme.slug) {
            work += [
                way("Overview", teamLink(programme), .overview),
                way("People", Link("\(base)/team/people"), .people),
                way("Imports", Link("\(base)/team/imports"), .imports),
                way("Problems", Link("\(base)/team/problems"), .teamProblems),
                way("Insights", Link("\(base)/team/insights"), .insights),
                way("Events", Link("\(base)/team/events"), .teamEvents),
                way("Applications", Link("\(base)/team/applications"), .applications),
                way("Panel", Link("\(base)/team/panel"), .panel),
                way("Decisions", Link("\(base)/team/decisions"), .decisions),
                way("Mail", Link("\(base)/team/outbox"), .outbox),
                way("Evaluation", Link("\(base)/team/evaluation"), .evaluation),
                way("Activity log", Link("\(base)/team/activity"), .activity),
            ]
        }
        if caller.holds([.assessor, .panel], in: programme.slug) {
            work.append(way("Your reviews", Link("\(base)/reviews"), .reviews))
        }
        return Site(
            name: programme.name, strapline: programme.edition, home: base, accent: accent(programme),
            ways: [
                way("Home", base, .home), way("Problems", Link("\(base)/problems"), .problems),
                way("Events", Link("\(base)/events"), .events),
                way("How to apply", Link("\(base)/how-to-apply"), .howToApply),
                way("Results", Link("\(base)/results"), .results),
            ],
            work: work, banner: programme.isRehearsal ? "Rehearsal: everything works, and nobody is mailed" : nil)
    }
    /// Where the team begins: what waits for it, and the ways to its features.
    static func teamLink(_ programme: Programme) -> Link { Link("\(link(programme))/team") }

    /// The stylesheet with a programme's colour. Browsers keep it; another colour is another address.
    private static func accent(_ programme: Programme) -> Link {
        Link("\(link(programme))/accent.css").query("colour", String(programme.accent.drop { $0 == "#" }))
    }
}
