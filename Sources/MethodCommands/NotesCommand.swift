import ArgumentParser
import Delimited
import Wording

struct NotesCommand: MethodCommand {
    static let configuration = CommandConfiguration(
        commandName: "notes",
        abstract: "Finds notes that say nearly the same, or notes by their words.",
        discussion: """
            FILE.csv has a column with the text of each note. Every answer names the words it rests on. Themes are left
            to people: notes about one theme share too few words for software to see it.
            """)

    @Argument(help: "The notes: a CSV file.")
    var file: String

    @Flag(help: "List pairs of notes that say nearly the same.")
    var near = false

    @Option(parsing: .upToNextOption, help: "List notes with these words; put a phrase into quotation marks.")
    var find: [String] = []

    @Option(help: "The column with the text.")
    var text = "note"

    @Option(help: "The column with the id; “id” if there is one, else line numbers.")
    var id: String?

    @Option(help: "How alike notes must be to be near, 0 to 1.")
    var threshold = 0.7

    @Option(name: .shortAndLong, help: "Where to write the table; standard output when left out.")
    var output: String?

    func validate() throws {
        guard near != !find.isEmpty else { throw ValidationError("Ask for --near or for --find WORDS.") }
        guard threshold > 0, threshold <= 1 else { throw ValidationError("--threshold is above 0 and at most 1.") }
    }

    func work() async throws {
        let sheet = try NotesSheet(try Sheet(contentsOf: file), text: text, id: id)
        let table = near ? nearTable(sheet) : foundTable(sheet)
        try Output.write(table.map { DelimitedText.line($0) }.joined(), to: output)
    }

    private func nearTable(_ sheet: NotesSheet) -> [[String]] {
        let pairs = sheet.notes.near(threshold: threshold)
        var groups: [Int: Int] = [:]
        for (number, group) in sheet.notes.groups(pairs).enumerated() {
            for note in group { groups[note] = number + 1 }
        }
        let lines = pairs.map { pair in
            // A pair across two groups belongs to neither.
            let group = groups[pair.a] == groups[pair.b] ? groups[pair.a].map { "\($0)" } ?? "" : ""
            return [
                group, sheet.ids[pair.a], sheet.ids[pair.b], "\((pair.similarity * 1_000).rounded() / 1_000)",
                pair.shared.joined(separator: " "), pair.onlyA.joined(separator: " "),
                pair.onlyB.joined(separator: " "),
            ]
        }
        return [["group", "a", "b", "similarity", "shared", "only_a", "only_b"]] + lines
    }

    private func foundTable(_ sheet: NotesSheet) -> [[String]] {
        let lines = sheet.notes.find(find.joined(separator: " ")).map { found in
            let matches = found.matches.map { $0.manner == .same ? $0.asked : "\($0.asked) as \($0.found)" }
            return [
                sheet.ids[found.note], sheet.notes.texts[found.note], "\(found.matches.count)",
                matches.joined(separator: "; "), found.missing.joined(separator: " "),
            ]
        }
        return [["id", "note", "words_found", "matches", "missing"]] + lines
    }
}
