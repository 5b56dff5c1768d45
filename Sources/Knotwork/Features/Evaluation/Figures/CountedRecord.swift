import Markup

/// One line of who or what is behind a figure.
struct CountedRecord: Sendable {
    var id: String
    var name: String
    var note: String
    var link: Link?
}

extension Evidence {
    /// Who or what is behind a figure: a line for each of its ids, by name. One pass over the records.
    func records(countedBy figure: Figure) -> [CountedRecord] {
        let index = RecordIndex(self)
        let lines = figure.ids.map { index.line($0) }
        return lines.sorted { ($0.name.lowercased(), $0.id) < ($1.name.lowercased(), $1.id) }
    }
}

/// Finds by its id whatever a figure can be made of.
private struct RecordIndex {
    private var lines: [String: CountedRecord] = [:]

    init(_ evidence: Evidence) {
        let base = Programmes.teamLink(evidence.programme)
        let titles = Dictionary(evidence.events.map { ($0.id, $0.title) }, uniquingKeysWith: { first, _ in first })
        let people = Dictionary(grouping: evidence.seen, by: \.person)
        for (person, records) in people {
            let link = Link("\(base)/people/\(person.text)")
            let name = Self.first(records.map(\.name)) ?? "(no name)"
            let organisation = Self.first(records.map(\.organisation)) ?? ""
            lines[person.text] = CountedRecord(id: person.text, name: name, note: organisation, link: link)
            for record in records {
                let place = record.event.flatMap { titles[$0] }.map { ": \($0)" } ?? ""
                lines[record.sighting.text] = CountedRecord(
                    id: record.sighting.text, name: record.name.isEmpty ? name : record.name,
                    note: record.kind.label + place, link: link)
            }
        }
        for entry in evidence.applications {
            lines[entry.id.text] = CountedRecord(
                id: entry.id.text, name: evidence.organisation(entry.organisation)?.name ?? entry.organisation,
                note: entry.isAwarded ? "\(entry.stage.staffLabel), \(entry.awarded)" : entry.stage.staffLabel,
                link: Link("\(base)/applications/\(entry.id.text)"))
        }
        for event in evidence.events {
            lines[event.id.text] = CountedRecord(
                id: event.id.text, name: event.title, note: event.startsAt.london.day.long,
                link: Link("\(base)/events/\(event.slug)"))
        }
    }

    func line(_ id: String) -> CountedRecord { lines[id] ?? CountedRecord(id: id, name: id, note: "") }

    private static func first(_ texts: [String]) -> String? { texts.first { !$0.isEmpty } }
}
