import Foundation
import Store

/// How many forms are taken from people whom nobody knows, so that nobody can use us to send mail: each of these forms
/// sends one to whatever address was typed. Counted by where they come from, as far as that can be believed; whoever is
/// written to is counted beside (`SignIn.askedLink`). See docs/decisions/0021-strangers.md.
enum Strangers {
    static let window = Span.hours(1)
    /// A network may hold many clients: a council, a university, the hall in which an event is held.
    static let clientsPerNetwork = 4

    /// Counts one form. Throws `Refusal.tooMany` when as many came within the hour as may: the transaction is then rolled
    /// back, and with it the count.
    static func count(from client: String, most: Int, by context: ActionContext, in tx: Writer) throws {
        let place = ClientPlace(client)
        let (one, all) = try (add(place.hashed, by: context, in: tx), add(place.hashedNetwork, by: context, in: tx))
        guard one <= most, all <= most * clientsPerNetwork else {
            throw Refusal.tooMany(
                "As many forms have come from your network within the hour as we take. Please try again in an hour.")
        }
    }

    /// One step however many there are, and in turn: two at the same moment do not both get the last place.
    private static func add(_ place: String, by context: ActionContext, in tx: Writer) throws -> Int {
        let (now, old) = (context.at, context.at - window)
        return try tx.value(
            """
            INSERT INTO stranger_count (place, since, forms) VALUES (\(place), \(now), 1)
            ON CONFLICT (place) DO UPDATE SET
                forms = CASE WHEN stranger_count.since <= \(old) THEN 1 ELSE stranger_count.forms + 1 END,
                since = CASE WHEN stranger_count.since <= \(old) THEN \(now) ELSE stranger_count.since END
            RETURNING forms
            """) ?? 0
    }

    /// Forgets who has not come for an hour. Returns how many.
    @discardableResult
    static func sweep(at now: Instant, in tx: Writer) throws -> Int {
        try tx.execute("DELETE FROM stranger_count WHERE since <= \(now - window)")
    }
}

/// Where a client is: one address, and the network around it. Of IPv6 one client has 64 bits to choose from, so these
/// count as one address.
struct ClientPlace: Sendable, Hashable {
    var address: String
    var network: String

    init(_ text: String) {
        let plain = text.hasPrefix("::ffff:") && text.contains(".") ? String(text.dropFirst(7)) : text
        let parts = plain.split(separator: ".")
        if parts.count == 4, parts.allSatisfy({ UInt8($0) != nil }) {
            (address, network) = (plain, parts.prefix(3).joined(separator: "."))
        } else if let bytes = Self.bytes(plain) {
            (address, network) = (Hex.text(Array(bytes.prefix(8))), Hex.text(Array(bytes.prefix(6))))
        } else {
            (address, network) = (plain, plain)
        }
    }

    var hashed: String { Hex.fingerprint("client " + address) }
    var hashedNetwork: String { Hex.fingerprint("network " + network) }

    private static func bytes(_ text: String) -> [UInt8]? {
        var address = in6_addr()
        let plain = String(text.prefix { $0 != "%" })
        guard plain.contains(":"), inet_pton(AF_INET6, plain, &address) == 1 else { return nil }
        return withUnsafeBytes(of: &address) { Array($0) }
    }
}
