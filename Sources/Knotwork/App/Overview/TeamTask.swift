import Markup

/// Something that waits for somebody of the team: what, why, and where to do it.
struct TeamTask: Sendable, Hashable {
    enum Urgency: Int, Sendable, Comparable {
        case late, now, soon, setUp

        static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }

        var tag: Tag {
            switch self {
            case .late: Tag("Late", .warn)
            case .now: Tag("Now", .accent)
            case .soon: Tag("Soon")
            case .setUp: Tag("To set up")
            }
        }
    }

    var title: String
    var why: String
    var link: Link
    var urgency: Urgency
}

/// What waits, worked out from the counts of the features and from the dates: nothing that anybody has to remember.
extension Overview {
    var tasks: [TeamTask] {
        [
            mailTeamTasks, eventTeamTasks, peopleTeamTasks, applicationTeamTasks, judgingTeamTasks, resultTeamTasks,
            setUpTeamTasks,
            formTeamTasks,
        ].flatMap(\.self).enumerated().sorted { ($0.element.urgency, $0.offset) < ($1.element.urgency, $1.offset) }.map(
            \.element)
    }

    private var base: Link { Programmes.teamLink(programme) }

    private func task(
        _ count: Int, _ one: String, _ many: String, _ why: String, _ link: Link, _ urgency: TeamTask.Urgency = .now
    ) -> [TeamTask] {
        guard count > 0 else { return [] }
        return [TeamTask(title: Number.count(count, one, many), why: why, link: link, urgency: urgency)]
    }

    private var mailTeamTasks: [TeamTask] {
        let outbox = Link("\(base)/outbox")
        return task(
            mail[.held] ?? 0, "mail waits to be released", "mails wait to be released",
            "Mail to many leaves only when somebody has looked at it.", outbox)
            + task(
                mail[.failed] ?? 0, "mail could not be delivered", "mails could not be delivered",
                "The people do not know what it says.", outbox.query("state", "failed"))
    }

    private var eventTeamTasks: [TeamTask] {
        events.compactMap { tally in
            let event = tally.event
            let state = event.summaryState(at: at)
            guard state == .late || state == .due else { return nil }
            let due = event.summaryDue.london.day.full
            return TeamTask(
                title: "Publish the summary of “\(event.title)”",
                why: state == .late ? "It was due on \(due)." : "It is due on \(due).",
                link: event.teamLink(in: programme), urgency: state == .late ? .late : .soon)
        }
    }

    private var peopleTeamTasks: [TeamTask] {
        task(
            people.doubts, "pair may be one person", "pairs may be one person each",
            "Until somebody looks, they are counted as two.", Link("\(base)/people/doubts"))
            + task(
                promises, "promise is due", "promises are due", "Somebody was told that it would happen by now.",
                Link("\(base)/people/next-steps"))
    }

    private var applicationTeamTasks: [TeamTask] {
        guard case .open = phase else { return [] }
        let list = Link("\(base)/applications")
        return task(
            applications.silent, "draft has not been touched for a fortnight",
            "drafts have not been touched for a fortnight", "Whoever writes may be stuck: ring them.",
            list.query("stand", "begun").query("order", "saved"))
            + task(
                applications.unhelped, "draft without any help on record", "drafts without any help on record",
                "Everybody is offered the same help.", Link("\(base)/help"), .soon)
    }

    private var judgingTeamTasks: [TeamTask] {
        guard case .judging = phase else { return [] }
        let page = Link("\(base)/panel")
        let (first, final) = (rounds[.assessment] ?? Reviewing(), rounds[.final] ?? Reviewing())
        let reading = first.missing + panel.unassigned
        return task(
            panel.unassigned, "application is with nobody to score", "applications are with nobody to score",
            "Spread them over the assessors.", page)
            + missing(first, "assessor", page) + missing(final, "panel member", page.query("round", "final"))
            + task(
                reading == 0 ? applications.waiting : 0, "application waits for the shortlist",
                "applications wait for the shortlist", "Every score is in.", page)
            + task(
                final.missing == 0 ? applications.shortlisted : 0, "finalist waits for a decision",
                "finalists wait for a decision", "Each needs one, with its reason.", Link("\(base)/decisions"))
    }

    private func missing(_ reviewing: Reviewing, _ who: String, _ link: Link) -> [TeamTask] {
        task(
            reviewing.missing, "review is missing", "reviews are missing",
            "\(Number.count(reviewing.behind, who, who + "s")) still \(reviewing.behind == 1 ? "has" : "have") some to hand in.",
            link)
    }

    private var resultTeamTasks: [TeamTask] {
        let decisions = Link("\(base)/decisions")
        let settled = applications.sent > 0 && applications.waiting == 0 && applications.shortlisted == 0
        let isReady = settled && finals.untold == 0 && finals.awards > 0 && programme.resultsReleasedAt == nil
        return task(
            settled ? finals.untold : 0, "applicant has not been told", "applicants have not been told",
            "Each is told in private before anything is public.", decisions)
            + (isReady
                ? [
                    TeamTask(
                        title: "Release the results", why: "Everybody has been told. The public sees nothing yet.",
                        link: decisions, urgency: .now)
                ] : [])
            + task(
                finals.withoutFeedback, "unsuccessful applicant was offered no feedback",
                "unsuccessful applicants were offered no feedback", "They took the time: a conversation is owed.",
                decisions,
                .soon)
    }

    /// What an edition needs before applications open.
    private var setUpTeamTasks: [TeamTask] {
        guard case .before = phase else { return [] }
        let has = Set(milestones.map(\.kind))
        let needs: [(isMissing: Bool, title: String, why: String, link: Link)] = [
            (
                !has.isSuperset(of: [.applicationsOpen, .applicationsClose]), "Say when applications open and close",
                "Everything else follows from the dates.", Link("\(base)/dates")
            ),
            (
                programme.eligibility.isEmpty || programme.about.isEmpty, "Say what it is and who can apply",
                "The public pages have gaps.", Link("\(base)/edition")
            ),
            (
                problems == 0, "Write down the first problem", "There is nothing to answer yet.",
                Link("\(base)/insights")
            ),
            (events.isEmpty, "Announce the launch", "No event is announced yet.", Link("\(base)/events/new")),
            (
                panel.criteria == 0, "Say how applications are judged",
                "Criteria are published before applications open.", Link("\(base)/panel/criteria")
            ),
        ]
        return needs.filter(\.isMissing).map { TeamTask(title: $0.title, why: $0.why, link: $0.link, urgency: .setUp) }
    }

    /// What applicants would miss: before applications open it is to be set up, and then it is late.
    private var formTeamTasks: [TeamTask] {
        switch phase {
        case .before(let opens):
            formTeamTasks("applications open\(opens.map { " on \($0.london.day.full)" } ?? " soon")", .setUp)
        case .open: formTeamTasks("applications are open", .late)
        case .judging, .done: []
        }
    }

    private func formTeamTasks(_ when: String, _ urgency: TeamTask.Urgency) -> [TeamTask] {
        let isUnasked =
            applications.questions == 0 || (themes == 0 && applications.questions == applications.themeQuestions)
        let questions = TeamTask(
            title: "Write the questions of the form", why: "Nobody can apply without them, and \(when).",
            link: Link("\(base)/applications/questions"), urgency: urgency)
        let firstTheme = TeamTask(
            title: "Name the first theme",
            why: "There is no theme yet, and \(when). Nobody is asked which one they answer.",
            link: Link("\(base)/themes/new"), urgency: urgency)
        return (isUnasked ? [questions] : [])
            + (themes == 0 && applications.themeQuestions > 0 ? [firstTheme] : [])
    }
}
