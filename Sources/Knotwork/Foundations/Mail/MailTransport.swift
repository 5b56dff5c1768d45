import Foundation

/// How mail leaves: to files, or to an SMTP server.
protocol MailTransport: Sendable {
    /// Carries one mail, and takes a minute at most.
    func carry(_ letter: OutgoingLetter) async -> Delivery
    /// Whether the way is open, without sending anything: nil, or what is in the way.
    func obstacle() async -> String?
}

/// A mail written out, with its envelope.
struct OutgoingLetter: Sendable {
    var id: String
    var from: String
    var to: String
    var date: Instant
    var bytes: [UInt8]
}

enum Delivery: Hashable, Sendable {
    case sent
    /// Not this time: worth another try later.
    case postponed(String)
    /// Never: another try would get the same answer.
    case refused(String)
    /// Nothing to do with this mail: the way itself is closed, for all mail.
    case unreachable(String)
}

/// Where mail goes, as the setting `mail` says it.
enum MailRoute: Hashable, Sendable {
    case folder(String)
    case smtp(SMTPServer)

    struct Fault: Error, CustomStringConvertible {
        let description: String
    }

    /// Reads `file:FOLDER`, `smtp://user:password@host:587?tls=required` and `smtps://…`.
    ///
    /// `tls` is for `smtp` only: `required` (the default, but for this machine itself), `optional` or `none`; `ca` names
    /// a file of certificates to trust instead of the system's. Names and passwords are percent-encoded.
    init(parsing text: String) throws {
        if text.hasPrefix("file:") {
            let path = String(text.dropFirst(5))
            guard !path.isEmpty else { throw Fault(description: "Name a folder after file: for the mail to go to.") }
            self = .folder(path)
        } else {
            self = .smtp(try SMTPServer(parsing: text))
        }
    }

    func open() throws -> any MailTransport {
        switch self {
        case .folder(let path): try FolderTransport(path: path)
        case .smtp(let server): SMTPTransport(server)
        }
    }

    /// What is in the way of mail, nil when nothing is. Sends and makes nothing.
    func obstacle() async -> String? {
        switch self {
        case .folder(let path):
            let files = FileManager.default
            return files.fileExists(atPath: path) && !files.isWritableFile(atPath: path)
                ? "\(path) cannot be written to" : nil
        case .smtp(let server): return await SMTPTransport(server).obstacle()
        }
    }
}

/// An SMTP server and how to talk to it.
struct SMTPServer: Hashable, Sendable {
    enum Security: String, Hashable, Sendable {
        /// TLS from the first byte.
        case implicit
        /// STARTTLS, or no mail at all.
        case required
        /// STARTTLS when the server offers it.
        case optional
        case none
    }

    var host: String
    var port: Int
    var security: Security
    var user: String?
    var password: String?
    /// A file of certificates to trust instead of the system's.
    var authorities: String?

    init(parsing text: String) throws {
        guard let parts = URLComponents(string: text), let host = parts.host, !host.isEmpty,
            let scheme = parts.scheme, scheme == "smtp" || scheme == "smtps", parts.path.isEmpty || parts.path == "/"
        else { throw MailRoute.Fault(description: "Mail needs file:FOLDER, smtp://host:587 or smtps://host.") }
        self.host = host
        port = parts.port ?? (scheme == "smtps" ? 465 : 587)
        user = parts.user
        password = parts.password
        security = scheme == "smtps" ? .implicit : Self.isHere(host) ? .optional : .required
        for item in parts.queryItems ?? [] { try set(item.name, item.value ?? "") }
        guard user == nil || isSealed || Self.isHere(host) else {
            throw MailRoute.Fault(
                description: "A password leaves this machine over TLS only: leave out tls=\(security).")
        }
    }

    private mutating func set(_ name: String, _ value: String) throws {
        switch (name, Security(rawValue: value)) {
        case ("tls", let kind?) where kind != .implicit && security != .implicit: security = kind
        case ("ca", _) where !value.isEmpty: authorities = value
        default: throw MailRoute.Fault(description: "“\(name)=\(value)” means nothing in the address of a mail server.")
        }
    }

    /// Whether nothing is said to the server but under TLS.
    private var isSealed: Bool { security == .implicit || security == .required }

    private static func isHere(_ host: String) -> Bool { ["localhost", "127.0.0.1", "[::1]", "::1"].contains(host) }
}
