import Names

/// What became of each organisation, under whatever spellings it applied. One that applied twice is one.
struct Bodies {
    let journeys: [Journey]
    let awards: [Figures.Award]
    let figures: [Figure]

    init(_ evidence: Evidence, _ turnout: Turnout) {
        let marks = Marks(evidence)
        var (journeys, awards, places): ([Journey], [Figures.Award], [String: Int]) = ([], [], [:])
        for entry in evidence.applications {
            let key = evidence.names.key(entry.organisation)
            let place = places[key] ?? journeys.count
            if place == journeys.count {
                journeys.append(marks.journey(of: entry, key: key, in: evidence))
                places[key] = place
            }
            journeys[place].take(entry)
            if entry.isAwarded { awards.append(Figures.Award(id: entry.id, journey: place, amount: entry.awarded)) }
        }
        (self.journeys, self.awards) = (journeys, awards)
        figures = BodyFigures(journeys: journeys, awards: awards, pot: evidence.programme.pot).figures
    }
}

/// How one organisation went through the programme.
struct Journey: Sendable, Hashable {
    /// As it is known, or as it wrote itself.
    var organisation: String
    /// The first application with which it came as far as each step.
    var engaged: ID<Application>
    var insights: Bool
    /// At the launch, or known only since.
    var launch: Launch
    var webinars: Int
    var help: Bool
    var submittedWith: ID<Application>?
    var shortlistedWith: ID<Application>?
    var fundedWith: ID<Application>?

    var submitted: Bool { submittedWith != nil }
    var shortlisted: Bool { shortlistedWith != nil }
    var funded: Bool { fundedWith != nil }

    enum Launch: String, Sendable {
        case yes
        case joinedAfter = "joined after"
        case no = ""
    }

    fileprivate mutating func take(_ entry: Finals.Entry) {
        if entry.isSubmitted { submittedWith = submittedWith ?? entry.id }
        if entry.isFinalist { shortlistedWith = shortlistedWith ?? entry.id }
        if entry.isAwarded { fundedWith = fundedWith ?? entry.id }
    }
}

/// What the people of each organisation did. Somebody who was seen under two organisations counts for both.
private struct Marks {
    private struct Mark: Hashable {
        var kind: Sighting.Kind
        var event: ID<Event>?
    }

    private var stages: [String: Set<Mark>] = [:]
    private var helped: Set<String>

    init(_ evidence: Evidence) {
        helped = evidence.helped
        // A name is written the same way by many: each spelling is looked up once.
        var keys: [String: String] = [:]
        func key(_ written: String) -> String {
            if let known = keys[written] { return known }
            let key = evidence.names.key(written)
            keys[written] = key
            return key
        }
        for records in Dictionary(grouping: evidence.seen.lazy.filter(\.counts), by: \.person).values {
            let bodies = Set(records.map(\.organisation).filter { !$0.isEmpty }.map(key))
            let marks = Set(records.map { Mark(kind: $0.kind, event: $0.kind == .contact ? nil : $0.event) })
            for body in bodies { stages[body, default: []].formUnion(marks) }
        }
    }

    func journey(of entry: Finals.Entry, key: String, in evidence: Evidence) -> Journey {
        let marks = stages[key] ?? []
        return Journey(
            organisation: evidence.organisation(entry.organisation)?.name ?? entry.organisation, engaged: entry.id,
            insights: marks.contains(Mark(kind: .contact, event: nil)),
            launch: launch(marks, evidence.organisation(entry.organisation), evidence.launch),
            webinars: evidence.webinars.count { marks.contains(Mark(kind: .booking, event: $0.id)) },
            help: helped.contains(key))
    }

    private func launch(_ marks: Set<Mark>, _ body: Organisation?, _ launch: Event?) -> Journey.Launch {
        guard let launch else { return .no }
        if marks.contains(Mark(kind: .attendance, event: launch.id)) { return .yes }
        guard let first = body?.firstContact else { return .no }
        return first > launch.startsAt.london.day ? .joinedAfter : .no
    }
}

/// The figures on organisations and money.
private struct BodyFigures {
    var journeys: [Journey]
    var awards: [Figures.Award]
    var pot: Money

    var figures: [Figure] { [engaged, submitted, shortlisted, funded, awarded, left] }

    private func figure(
        _ key: Figure.Key, _ title: String, _ definition: String, _ application: (Journey) -> ID<Application>?
    ) -> Figure {
        let ids = journeys.compactMap(application).map(\.text)
        return Figure(
            key: key, title: title, value: .count(ids.count), definition: definition, formula: "count of organisations",
            basis: .applications, ids: ids)
    }

    private var engaged: Figure {
        figure(
            .organisationsEngaged, "organisations engaged", "Organisations that sent an application or began one."
        ) { $0.engaged }
    }

    private var submitted: Figure {
        figure(.submitted, "organisations applied", "Organisations that sent an application.") { $0.submittedWith }
    }

    private var shortlisted: Figure {
        figure(.shortlisted, "organisations shortlisted", "Organisations that were asked to the finals.") {
            $0.shortlistedWith
        }
    }

    private var funded: Figure {
        figure(.funded, "organisations funded", "Organisations to which money was awarded.") { $0.fundedWith }
    }

    private var sum: Money { awards.reduce(Money.zero) { $0 + $1.amount } }

    private var awarded: Figure {
        Figure(
            key: .awarded, title: "awarded of \(pot)", value: .money(sum),
            definition: "The sum of all awards, decided inside the pot.",
            formula: awards.isEmpty ? "nothing yet" : awards.map(\.amount.description).joined(separator: " + "),
            basis: .applications, ids: awards.map(\.id.text))
    }

    private var left: Figure {
        Figure(
            key: .left, title: "left in the pot", value: .money(pot - sum), definition: "The pot less all awards.",
            formula: "\(pot) − \(sum)", basis: .applications, ids: awards.map(\.id.text))
    }
}
