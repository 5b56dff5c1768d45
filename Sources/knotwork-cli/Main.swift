import ArgumentParser
import Knotwork
import MethodCommands

@main
struct Main: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "knotwork",
        abstract: "Runs a public-problem challenge programme, from the first conversation to its evaluation.",
        discussion: """
            Settings are given by flags, by the environment (KNOTWORK_DATABASE …) or in a file; “knotwork doctor” shows \
            them. Exit codes: 0 done, 1 something is wrong, 2 what was given cannot be used, 64 called wrongly.
            """,
        version: Version.text,
        subcommands: [
            ServeCommand.self, LoadCommand.self, ImportCommand.self, FiguresCommand.self, ReportCommand.self,
            InviteCommand.self, BackupCommand.self, RestoreCommand.self, DoctorCommand.self, RoutesCommand.self,
        ]
            + MethodCommands.all)
}
