import ArgumentParser
import Foundation
import Knotwork

struct ReportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report", abstract: "Writes a programme's report: one HTML file that prints well on A4.",
        discussion: """
            Figures with their definitions, charts and tables, worked out from the raw records at this moment. The file \
            needs nothing else and names no person; organisations are named once it is public that they were funded.
            """)

    @OptionGroup var options: SettingsOptions
    @Argument(help: "The programme's name in addresses.") var programme: String
    @Option(name: .shortAndLong, help: "Where to write it; else it is printed.", completion: .file())
    var output: String?

    func run() async throws {
        let report = try await options.withDesk { try await $0.report(of: programme) }
        guard let output else {
            try FileHandle.standardOutput.write(contentsOf: Data(report))
            return
        }
        try Ending.writing(output) { try Data(report).write(to: URL(fileURLWithPath: output), options: .atomic) }
    }
}
