import ArgumentParser
import Knotwork

struct BackupCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup", abstract: "Writes a copy of everything, while it is being served.",
        discussion: """
            The copy holds all that anybody was told is saved before the command was called: records, files, mail and \
            who may sign in. Keep it as safe as the database. On SQLite it is a database file, checked before it gets \
            its name; on PostgreSQL an archive of pg_dump, which must be installed.

              knotwork backup /var/backups/knotwork-$(date +%F).sqlite

            Exit code 2 means that no copy was made: the name is taken, or it cannot be written there.
            """)

    @OptionGroup var options: SettingsOptions
    @Argument(help: "Where the copy goes; nothing may be there yet.", completion: .file()) var path: String

    func run() async throws {
        try await Ending.of {
            let size = try await CommandLine.backup(try options.resolve().settings, to: path)
            print("Wrote \(path), \(size) bytes.")
        }
    }
}

struct RestoreCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore", abstract: "Puts a copy in place.",
        discussion: """
            Stop serving first. The copy is checked, then put in place whole; if that fails, what was there before is \
            there still. Look at it afterwards:

              knotwork restore monday.sqlite --database again.sqlite
              knotwork doctor --database again.sqlite

            Exit code 2 means that nothing was changed: the copy is not sound or not of this engine, or the database is \
            not empty and --replacing was not said.
            """)

    @OptionGroup var options: SettingsOptions
    @Argument(help: "A copy that “knotwork backup” made.", completion: .file()) var path: String
    @Flag(help: "Let the copy take the place of what is in the database, which is lost.") var replacing = false

    func run() async throws {
        try await Ending.of {
            let settings = try options.resolve().settings
            try await CommandLine.restore(settings, from: path, replacing: replacing)
            print("Put \(path) in place.")
        }
    }
}

struct DoctorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor", abstract: "Says how the installation is.",
        discussion: """
            Shows every setting with where it came from (flag, environment, file or default; passwords masked), the \
            tables' version and the mail, asks the database to check itself, and checks the rules that hold between the \
            features, such as “awards stay within the pot”. Changes nothing, and may be run while it is being served.

            Exit code 0 means that all is well, 1 that something is wrong: each thing is said in a sentence.
            """)

    @OptionGroup var options: SettingsOptions

    func run() async throws {
        let checkup = try await Ending.of {
            let (settings, origins) = try options.resolve()
            return try await CommandLine.checkup(settings, origins: origins)
        }
        let width = checkup.settings.map(\.name.count).max() ?? 0
        for setting in checkup.settings {
            let name = setting.name + String(repeating: " ", count: width - setting.name.count)
            print("\(name)  \(setting.value.isEmpty ? "–" : setting.value)  (\(setting.origin))")
        }
        print("")
        for fact in checkup.facts { print(fact) }
        for finding in checkup.findings { print("WRONG  \(finding)") }
        print(checkup.findings.isEmpty ? "All is well." : "Something is wrong.")
        if !checkup.findings.isEmpty { throw Ending.wrong }
    }
}
