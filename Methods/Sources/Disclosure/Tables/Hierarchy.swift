public import Delimited

/// Which code of a dimension is part of which, as read from a `child,parent` file.
public struct Hierarchy: Sendable, Hashable {
    /// By code, the level above it.
    public private(set) var parentOf: [String: String] = [:]
    private var lineOf: [String: Int] = [:]
    private var parents: Set<String> = []
    private let file: String

    /// Reads the file's columns `child` and `parent`. Throws `InputError` for a missing column, an empty code, a
    /// child with two parents and a cycle.
    public init(_ sheet: Sheet) throws {
        file = sheet.file
        let child = try sheet.column("child")
        let parent = try sheet.column("parent")
        for record in sheet.records { try add(record.fields[child], record.fields[parent], record.line) }
        parents = Set(parentOf.values)
        for code in parentOf.keys.sorted() { try checkCycle(from: code) }
    }

    private mutating func add(_ child: String, _ parent: String, _ line: Int) throws {
        func fault(_ message: String, _ remedy: String) -> InputError {
            InputError(message, file: file, line: line, remedy: remedy)
        }
        guard !child.isEmpty, !parent.isEmpty else {
            throw fault("A code is empty.", "Name a child and its parent on every line.")
        }
        guard child != TableDimension.total else {
            throw fault("“\(child)” is the name of the margin and has no parent.", "Remove the line.")
        }
        if let other = parentOf[child], other != parent {
            throw fault("“\(child)” has two parents, “\(other)” and “\(parent)”.", "Keep one of the lines.")
        }
        parentOf[child] = parent
        lineOf[child] = line
    }

    private func checkCycle(from start: String) throws {
        var seen: Set<String> = [start]
        var current = start
        while let parent = parentOf[current] {
            guard seen.insert(parent).inserted else {
                throw InputError(
                    "“\(parent)” is, over its parents, part of itself.", file: file, line: lineOf[current],
                    remedy: "Break the circle: a code's parent must not be below it.")
            }
            current = parent
        }
    }

    func isParent(_ code: String) -> Bool { parents.contains(code) }

    /// Throws when a code of the table's rows is itself a parent.
    func checkLeaf(_ code: String, _ record: DelimitedText.Record, in sheet: Sheet, column: Int) throws {
        guard parents.contains(code) else { return }
        var error = sheet.fault(record, column, "has “\(code)”, which is a parent in \(file).")
        error.remedy = "Give the inner cells only; margins are added up."
        throw error
    }

}
