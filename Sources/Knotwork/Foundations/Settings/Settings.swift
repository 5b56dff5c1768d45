import Foundation

/// How one installation is run. Each setting has a flag, an environment variable and a key in the settings file; the
/// first that is given counts, in that order.
package struct Settings: Sendable {
    /// A path for SQLite, or `postgres://user@host/name`.
    package var database = "knotwork.sqlite"
    package var host = "127.0.0.1"
    package var port = 8080
    /// The address people type, without a slash at the end. With `https` cookies are sent over TLS only.
    package var address = "http://127.0.0.1:8080"
    /// `file:FOLDER`, `smtp://…` or `smtps://…`.
    package var mail = "file:outbox"
    /// Who mails come from.
    package var sender = "Knotwork <knotwork@localhost>"
    /// Who is told of a fault in security: an e-mail address or a page; empty for whoever mails come from.
    package var securityContact = ""
    /// The addresses of proxies, parted by commas, that are believed about where a request comes from.
    package var proxies = "127.0.0.1, ::1"
    package var logLevel = "info"
    /// How many connections to PostgreSQL are kept: twice the processors and one more, as the PostgreSQL project recommends. More
    /// only wait for each other, each with an answer in memory.
    package var connections = 2 * ProcessInfo.processInfo.activeProcessorCount + 1
    /// How many forms that send mail are taken from one network address within an hour.
    package var strangers = 40
    /// For rehearsals and demonstrations: the moment at which our clock starts; empty for the real time.
    package var clock = ""

    package init() {}

    package var isSecure: Bool { address.hasPrefix("https://") }

    var trustedProxies: Set<String> { Set(proxies.split(separator: ",").map(\.trimmingWhitespace)) }

    package func url(_ path: String) -> String { address + path }
}

extension Settings {
    /// One setting: its names, what it is for, and how it is read and written.
    package struct Key: Sendable {
        package var name: String
        package var purpose: String
        package var isSecret = false
        package var get: @Sendable (Settings) -> String
        package var set: @Sendable (inout Settings, String) -> Bool

        /// `KNOTWORK_LOG_LEVEL`
        package var variable: String { "KNOTWORK_" + name.uppercased().replacing("-", with: "_") }
        /// `--log-level`
        package var flag: String { "--" + name }
    }

    package static let keys: [Key] = [
        text("database", "where the data lives: a path, or postgres://user@host/name", \.database, secret: true),
        text("host", "the network address to listen on", \.host),
        number("port", "the port to listen on", \.port, in: 0...65535),
        text("address", "the address people type, such as https://challenge.example.org", \.address),
        text("mail", "how mail leaves: file:FOLDER, smtp://user:password@host:587, smtps://…", \.mail, secret: true),
        text("sender", "who mail comes from: Name <address>", \.sender),
        Key(
            name: "security-contact", purpose: "who is told of a fault in security: an e-mail address or an https page",
            get: \.securityContact
        ) { settings, value in
            settings.securityContact = value
            return (value.hasPrefix("https://") || value.contains("@")) && !value.contains(where: \.isWhitespace)
        },
        text("proxies", "the addresses of proxies in front, parted by commas", \.proxies),
        text("log-level", "debug, info, notice, warning or error", \.logLevel),
        text("clock", "for rehearsals: the moment the clock starts at, such as 2022-03-15T10:00:00Z", \.clock),
        number("connections", "connections kept to PostgreSQL", \.connections, in: 1...200),
        number(
            "strangers", "forms that send mail, taken from one network address an hour", \.strangers, in: 1...1_000_000),
    ]

    private static func text(
        _ name: String, _ purpose: String, _ path: any WritableKeyPath<Settings, String> & Sendable,
        secret: Bool = false
    ) -> Key {
        Key(name: name, purpose: purpose, isSecret: secret, get: { $0[keyPath: path] }) { settings, value in
            settings[keyPath: path] = value
            return !value.isEmpty
        }
    }

    private static func number(
        _ name: String, _ purpose: String, _ path: any WritableKeyPath<Settings, Int> & Sendable,
        in range: ClosedRange<Int>
    ) -> Key {
        Key(name: name, purpose: purpose, get: { String($0[keyPath: path]) }) { settings, value in
            guard let number = Int(value), range.contains(number) else { return false }
            settings[keyPath: path] = number
            return true
        }
    }
}

extension Settings {
    /// Where a setting came from, for `doctor`.
    package enum Origin: String, Sendable {
        case flag, environment, file
        case usual = "default"
    }

    package struct Fault: Error, CustomStringConvertible {
        package var description: String
    }

    /// Puts the sources together.
    ///
    /// - Parameters: flags and variables by name; `file` is the text of a settings file, `name = value` a line; lines that begin
    ///   with `#` are remarks.
    /// - Throws: `Fault` for a value that cannot be and for a name in the file that nobody knows.
    package static func resolve(
        flags: [String: String], environment: [String: String], file: String
    ) throws -> (settings: Settings, origins: [String: Origin]) {
        let inFile = try read(file)
        var settings = Settings()
        var origins: [String: Origin] = [:]
        for key in keys {
            let sources: [(Origin, String?)] = [
                (.flag, flags[key.name]), (.environment, environment[key.variable]), (.file, inFile[key.name]),
            ]
            guard let (origin, value) = sources.first(where: { $0.1 != nil }), let value else {
                origins[key.name] = .usual
                continue
            }
            guard key.set(&settings, value) else {
                throw Fault(description: "The setting “\(key.name)” cannot be “\(value)”: \(key.purpose).")
            }
            origins[key.name] = origin
        }
        if settings.address.hasSuffix("/") { settings.address.removeLast() }
        return (settings, origins)
    }

    private static func read(_ file: String) throws -> [String: String] {
        var values: [String: String] = [:]
        for (number, line) in file.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let plain = line.trimmingWhitespace
            if plain.isEmpty || plain.hasPrefix("#") { continue }
            let parts = plain.split(separator: "=", maxSplits: 1).map(\.trimmingWhitespace)
            guard parts.count == 2, keys.contains(where: { $0.name == parts[0] }) else {
                throw Fault(description: "Line \(number + 1) of the settings file is not a setting: “\(plain)”.")
            }
            values[parts[0]] = parts[1]
        }
        return values
    }
}

extension StringProtocol {
    /// The text without white space at its ends.
    package var trimmingWhitespace: String {
        var rest = Substring(self)
        while let first = rest.first, first.isWhitespace { rest.removeFirst() }
        while let last = rest.last, last.isWhitespace { rest.removeLast() }
        return String(rest)
    }
}
