import Dispatch

/// Mail to an SMTP server, by libcurl, one mail after another over one connection that is kept while there is mail.
///
/// libcurl waits for the server where it stands, so it does that on a queue of its own and never on a thread that
/// Swift's tasks share.
final class SMTPTransport: MailTransport {
    private let queue = DispatchQueue(label: "knotwork.mail.smtp")
    private let line: SMTPLine

    init(_ server: SMTPServer) { line = SMTPLine(server) }

    func carry(_ letter: OutgoingLetter) async -> Delivery { await wait { $0.carry(letter) } }

    /// Connects, turns TLS on and signs in, as for a mail.
    func obstacle() async -> String? { await wait { $0.obstacle() } }

    private func wait<Answer: Sendable>(_ work: @escaping @Sendable (SMTPLine) -> Answer) async -> Answer {
        await withCheckedContinuation { continuation in
            queue.async { [line] in continuation.resume(returning: work(line)) }
        }
    }
}

/// How far a dialogue with a mail server came: its last command, and what the server answered last.
struct SMTPDialogue {
    private(set) var command = ""
    private(set) var reply = ""

    private static let commands: Set = ["EHLO", "HELO", "STARTTLS", "AUTH", "MAIL", "RCPT", "DATA"]

    /// libcurl takes its leave: what the server says to that is no answer any more.
    private var isOver = false

    /// Only commands are kept: the lines that follow AUTH hold the password.
    mutating func said(_ bytes: UnsafeRawBufferPointer) {
        guard !isOver else { return }
        let verb = bytes.prefix { (65...90).contains($0) || (97...122).contains($0) }
        let word = String(decoding: verb, as: UTF8.self).uppercased()
        if Self.commands.contains(word) { command = word }
        if word == "QUIT" { isOver = true } else { reply = "" }
    }

    mutating func heard(_ bytes: UnsafeRawBufferPointer) {
        guard !isOver else { return }
        reply = OneLine.clean(String(decoding: bytes.prefix(500), as: UTF8.self))
    }

    private var code: Int { Int(reply.prefix(3)) ?? 0 }

    /// What a failed dialogue means for the mail. `reason` is libcurl's word for the failure.
    ///
    /// Only an answer to RCPT or DATA speaks of this mail. A refused greeting, sign-in or sender speaks of us, and
    /// would refuse every other mail as well; but 552 at MAIL says that this one is too large.
    func outcome(_ reason: String) -> Delivery {
        let isAboutThisMail = command == "RCPT" || command == "DATA" || (command == "MAIL" && code == 552)
        switch code {
        case 421: return .unreachable(reply)
        case 400..<500 where isAboutThisMail: return .postponed(reply)
        case 500..<600 where isAboutThisMail: return .refused(reply)
        case 400..<600: return .unreachable("\(reply) (\(command.isEmpty ? "greeting" : command))")
        default: return .unreachable(reason)
        }
    }
}
