import ArgumentParser
import Knotwork

struct LoadCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "load", abstract: "Loads a programme from a folder of the files its team has.",
        discussion: """
            The folder holds programme.json, which says what the programme is and which file is what. A mistake gets an \
            error that names file, line and remedy, and nothing is loaded. Loading twice adds nothing. Exit code 2 means \
            that something in the folder must be mended.
            """)

    @OptionGroup var options: SettingsOptions
    @Argument(help: "The folder.", completion: .directory) var folder: String

    func run() async throws {
        let bar = ProgressBar()
        defer { bar.clear() }
        try await options.withDesk { desk in
            let lines = try await desk.load(folder, telling: bar.headway)
            bar.clear()
            for line in lines { print(line) }
        }
    }
}
