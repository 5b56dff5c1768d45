import Delimited
import Foundation
import Linkage
import Synchronization

/// `linkage-bench link OUT.csv ID COLUMNS FILE...`: links without the product around it.
@main
struct Main {
    static func main() async throws {
        let arguments = Array(CommandLine.arguments.dropFirst())
        let start = ContinuousClock.now
        let records = try Records(
            contentsOf: Array(arguments[4...]), id: arguments[2], schema: try Schema(parsing: arguments[3]))
        let read = ContinuousClock.now
        if arguments[0] == "organisations" {
            let found = try await Linkage.solveOrganisations(records)
            let table = found.table(ids: records.id, title: "person")
            return try Data(table).write(to: URL(fileURLWithPath: arguments[1]))
        }
        let last = Mutex((stage: "", at: ContinuousClock.now))
        @Sendable func begin(_ stage: String) {
            last.withLock { last in
                note(last.stage, since: last.at)
                last = (stage, ContinuousClock.now)
            }
        }
        let linked = try await Linkage.solve(records) { stage, _, _ in begin(stage) }
        begin("")
        let done = ContinuousClock.now
        try Data(linked.table()).write(to: URL(fileURLWithPath: arguments[1]))
        try tell(linked, reading: read - start, linking: done - read, writing: ContinuousClock.now - done)
    }

    /// The figures that `knotwork link --json` prints, and the seconds of the three parts.
    private static func tell(_ linked: Linked, reading: Duration, linking: Duration, writing: Duration) throws {
        let figures: [String: Any] = [
            "people": Int(linked.reach.people.rounded()), "people_linked": linked.peopleLinked,
            "interval": ["low": Int(linked.reach.low.rounded(.down)), "high": Int(linked.reach.high.rounded(.up))],
            "seconds": (reading + linking + writing) / .seconds(1), "peak_memory_mb": peakMegabytes,
            "parts": ["read": reading / .seconds(1), "link": linking / .seconds(1), "write": writing / .seconds(1)],
        ]
        let json = try JSONSerialization.data(withJSONObject: figures, options: .sortedKeys)
        FileHandle.standardOutput.write(json + Data("\n".utf8))
    }

    /// The most memory this process has held, from the kernel's own count.
    private static var peakMegabytes: Int {
        let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") } ?? ""
        return (line.split(whereSeparator: { !$0.isNumber }).first.flatMap { Int($0) } ?? 0) / 1024
    }

    /// Says on the error stream how long a stage took, and the processor seconds so far.
    private static func note(_ stage: String, since start: ContinuousClock.Instant) {
        guard !stage.isEmpty else { return }
        var usage = rusage()
        getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        let processor =
            Double(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) + Double(
                usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6
        let seconds = (ContinuousClock.now - start) / .seconds(1)
        let line =
            String(format: "%8.3f s  processor so far %.3f s, peak %d MB  ", seconds, processor, usage.ru_maxrss / 1024)
            + stage + "\n"
        FileHandle.standardError.write(Data(line.utf8))
    }
}
