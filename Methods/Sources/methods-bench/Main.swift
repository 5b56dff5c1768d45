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
        let linked = try Linker().link(records)
        let people = linked.people()
        var text = "row_id,person,probability\n"
        for row in 0..<records.count {
            text += Delimited.line([records.id(row), records.id(people[row]), "1"])
        }
        try Data(text.utf8).write(to: URL(fileURLWithPath: arguments[1]))
        print("read", read - start, "all", ContinuousClock.now - start, "people", Set(people).count)
    }
}
