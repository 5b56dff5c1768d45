/// How one organisation went through the programme.
struct Journey: Sendable, Hashable {
    var organisation: String
    var insights: Bool
    /// At the launch, or known only since.
    var launch: Launch
    var webinars: Int
    var help: Bool
    var submitted: Bool
    var shortlisted: Bool
    var funded: Bool

    enum Launch: String, Sendable {
        case yes
        case joinedAfter = "joined after"
        case no = ""
    }
}

extension Evidence {
    /// One line for each organisation that applied or began to, in the order of their applications.
    var journeys: [Journey] {
        let stages = stagesByOrganisation
        return applications.map { entry in
            let organisation = organisations[PersonName.organisationKey(entry.organisation)]
            let name = organisation?.name ?? entry.organisation
            let marks = stages[name] ?? []
            return Journey(
                organisation: name, insights: marks.contains(Mark(kind: .contact, event: nil)),
                launch: launchMark(marks, organisation),
                webinars: webinars.filter { marks.contains(Mark(kind: .booking, event: $0.id)) }.count,
                help: helped.contains { organisations[$0]?.name == name || $0 == PersonName.organisationKey(name) },
                submitted: entry.isSubmitted, shortlisted: [.shortlisted, .funded, .notFunded].contains(entry.stage),
                funded: entry.isAwarded)
        }
    }

    private struct Mark: Hashable {
        var kind: Sighting.Kind
        var event: ID<Event>?
    }

    /// What the people of each organisation did. Somebody who was seen under two organisations counts for both.
    private var stagesByOrganisation: [String: Set<Mark>] {
        var stages: [String: Set<Mark>] = [:]
        for records in Dictionary(grouping: seen.filter(\.counts), by: \.person).values {
            let names = Set(records.map(\.organisation).filter { !$0.isEmpty }.map(organisationName))
            let marks = Set(records.map { Mark(kind: $0.kind, event: $0.kind == .contact ? nil : $0.event) })
            for name in names { stages[name, default: []].formUnion(marks) }
        }
        return stages
    }

    private func organisationName(_ written: String) -> String {
        organisations[PersonName.organisationKey(written)]?.name ?? written
    }

    private func launchMark(_ marks: Set<Mark>, _ organisation: Organisation?) -> Journey.Launch {
        guard let launch else { return .no }
        if marks.contains(Mark(kind: .attendance, event: launch.id)) { return .yes }
        guard let first = organisation?.firstContact else { return .no }
        return first > launch.startsAt.london.day ? .joinedAfter : .no
    }
}
