import Delimited
import Foundation
import Linkage

/// `methods-bench link OUT.csv ID COLUMNS FILE...`: links without the product around it.
@main
struct Main {
    static func main() throws {
        let arguments = Array(CommandLine.arguments.dropFirst())
        let start = ContinuousClock.now
        let records = try Records(
            contentsOf: Array(arguments[4...]), id: arguments[2], schema: try Schema(parsing: arguments[3]))
        let read = ContinuousClock.now
        if arguments[0] == "organisations" {
            let found = try Linker().organisations(records)
            let table = found.table(ids: records.id, title: "person")
            return try Data(table).write(to: URL(fileURLWithPath: arguments[1]))
        }
        let linked = try Linker().link(records)
        let done = ContinuousClock.now
        try Data(linked.table()).write(to: URL(fileURLWithPath: arguments[1]))
        let reach = linked.reach
        print(
            "reach", Int(reach.people), Int(reach.low), Int(reach.high), "read", read - start, "link", done - read,
            "write", ContinuousClock.now - done)
    }
}
