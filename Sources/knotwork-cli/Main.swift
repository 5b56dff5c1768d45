import ArgumentParser
import MethodCommands

@main
struct Main: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "knotwork",
        abstract: "Runs a public-problem challenge programme, from the first conversation to its evaluation.",
        subcommands: [
            ServeCommand.self, LoadCommand.self, FiguresCommand.self, ReportCommand.self, ImportCommand.self,
            InviteCommand.self,
            RoutesCommand.self,
        ]
            + MethodCommands.all)
}
