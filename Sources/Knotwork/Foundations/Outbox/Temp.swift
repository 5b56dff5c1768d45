// Until the outbox of the post room lands: the shape in which mail is handed over.
import Store

struct Address: Sendable {
    var email: String
    var name: String
}
struct Message: Sendable {
    init(to: Address, subject: String, paragraphs: [String], action: (label: String, url: String)?, ending: [String]) {}
}
enum Outbox {
    static func send(_ m: Message, in tx: Writer, at: Instant, chance: Chance) throws {}
}
