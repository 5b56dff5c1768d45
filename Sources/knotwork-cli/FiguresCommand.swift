import ArgumentParser
import Knotwork

struct FiguresCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "figures",
        abstract: "Prints a programme's figures, each with its definition and what is behind it.",
        discussion: "Every figure is worked out from the raw records at this moment; none is stored.")

    @OptionGroup var options: SettingsOptions
    @Argument(help: "The programme's name in addresses.") var programme: String
    @Flag(help: "Print JSON.") var json = false
    @Option(help: "List who or what is behind one figure, by its key.") var people: String?

    func run() async throws {
        try await options.withDesk { desk in
            if let people {
                for one in try await desk.behind(people, of: programme) { print("\(one.id)\t\(one.name)") }
            } else {
                print(try await json ? desk.figures(of: programme) : desk.figuresText(of: programme), terminator: "")
            }
        }
    }
}
