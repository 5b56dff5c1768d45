import ArgumentParser
import CHeap
import Foundation
import Knotwork

struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve", abstract: "Serves the pages and carries the mail.",
        discussion: """
            Runs until it gets SIGTERM or an interrupt, then finishes the requests and the mail in hand. Put a proxy that \
            speaks TLS in front of it, and give the address people type with --address.
            """)

    @OptionGroup var options: SettingsOptions
    @Option(help: "The network address to listen on.") var host: String?
    @Option(help: "The port to listen on.") var port: Int?
    @Option(help: "The address people type, such as https://challenge.example.org.") var address: String?
    @Option(help: "How mail leaves: file:FOLDER, smtp://user:password@host:587 or smtps://host.") var mail: String?
    @Option(help: "Who mail comes from: Name <address>.") var sender: String?
    @Option(help: "Who is told of a fault in security: an e-mail address or an https page; the sender by default.")
    var securityContact: String?
    @Option(help: "The addresses of proxies in front, parted by commas; this machine itself by default.") var proxies:
        String?
    @Option(help: "For rehearsals: the moment the clock starts at, such as 2022-03-15T10:00:00Z.") var clock: String?
    @Option(help: "debug, info, notice, warning or error.") var logLevel: String?

    func run() async throws {
        heap_for_pages()
        let files = Int(all_files_allowed())
        let flags = [
            "host": host, "port": port.map { String($0) }, "address": address, "mail": mail, "sender": sender,
            "security-contact": securityContact, "proxies": proxies, "log-level": logLevel, "clock": clock,
        ]
        try await options.withDesk(flags, serving: true) { try await $0.serve(files: files) }
    }
}

struct RoutesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "routes", abstract: "Lists every address and for whom it is.")

    @OptionGroup var options: SettingsOptions

    func run() async throws {
        try await options.withDesk { desk in
            for door in desk.endpoints() {
                let method = door.method.padding(toLength: 6, withPad: " ", startingAt: 0)
                let path = door.path.padding(toLength: max(72, door.path.count + 2), withPad: " ", startingAt: 0)
                print(method, path, door.audience)
            }
        }
    }
}

struct InviteCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "invite", abstract: "Prints a one-use link that signs somebody in.",
        discussion: "The account and the role are made if need be. The link works once, for 14 days. Nothing is mailed."
    )

    @OptionGroup var options: SettingsOptions
    @Argument(help: "The e-mail address.") var email: String
    @Option(help: "The programme's name in addresses.") var programme: String
    @Option(help: "team, steward, mentor, assessor, panel, applicant or participant.") var role: String
    @Option(help: "The person's name.") var name = ""
    @Option(
        help: "The moment at which the clock of “knotwork serve” was started, if it was: the link lives by that clock.")
    var clock: String?

    func run() async throws {
        try await options.withDesk(["clock": clock]) { desk in
            print(try await desk.invite(email, name: name, role: role, programme: programme))
        }
    }
}
