import Foundation
import Linkage

/// What `knotwork link --json` prints.
struct LinkReport: Encodable {
    struct Interval: Encodable {
        var low: Int
        var high: Int
        var level = 0.9
    }

    struct Unresolved: Encodable {
        var row_id: String
        /// Whom it may be, likeliest first: a row of each person.
        var candidates: [Candidate]
    }

    struct Candidate: Encodable {
        var row_id: String
        var probability: Double
    }

    var rows: Int
    /// The best estimate: the mean over the sampled ways to put the rows together.
    var people: Int
    var interval: Interval
    /// Persons in the output file; the rows that stay unresolved stand beside them, each under an id of its own.
    var people_linked: Int
    var unresolved: [Unresolved]
    var parameters: Parameters
    var seconds: Double
    var peak_memory_mb: Int?

    init(_ linked: Linked, seconds: Double) {
        rows = linked.records.count
        people = Int(linked.reach.people.rounded())
        interval = Interval(low: Int(linked.reach.low.rounded(.down)), high: Int(linked.reach.high.rounded(.up)))
        people_linked = linked.peopleLinked
        unresolved = linked.people.unresolved.map { row in
            Unresolved(
                row_id: linked.records.id(row),
                candidates: linked.choices(row).map {
                    Candidate(row_id: linked.records.id($0.row), probability: $0.probability)
                })
        }
        parameters = linked.parameters
        self.seconds = seconds
        peak_memory_mb = PeakMemory.megabytes
    }

    var sentence: String {
        "\(rows) rows are \(people) people (90 % interval \(interval.low) to \(interval.high)); "
            + "the file has \(people_linked) of them, and \(unresolved.count) rows that say too little."
    }
}

struct OrganisationReport: Encodable {
    var rows: Int
    var organisations: Int
    var unresolved: [String]
    var seconds: Double
    var peak_memory_mb: Int?

    init(_ found: Membership, _ records: Records, seconds: Double) {
        rows = records.count
        unresolved = found.unresolved.map(records.id)
        organisations = found.entityCount - found.unresolved.count
        self.seconds = seconds
        peak_memory_mb = PeakMemory.megabytes
    }

    var sentence: String { "\(rows) rows name \(organisations) organisations; \(unresolved.count) rows name none." }
}

/// The most memory this process has held.
enum PeakMemory {
    /// In megabytes, from the kernel's own count; nil where it does not tell.
    static var megabytes: Int? {
        guard let status = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8),
            let line = status.split(separator: "\n").first(where: { $0.hasPrefix("VmHWM:") }),
            let kilobytes = line.split(whereSeparator: { !$0.isNumber }).first.flatMap({ Int($0) })
        else { return nil }
        return (kilobytes + 512) / 1024
    }
}
