import Names
import Store

/// The addresses that no announcement goes to, in any programme. Features say who asked for it; the outbox asks the list before
/// every letter.
extension Outbox {
    /// Addresses are compared in lower case, in which the list keeps them; those that can be mailed are ASCII.
    static let isUnwanted: SQL = "EXISTS (SELECT 1 FROM never_mail WHERE never_mail.email = lower(message.to_address))"

    /// Puts an address on the list. Putting it there twice changes nothing.
    static func neverMail(
        _ address: EmailAddress, reason: String, of programme: ID<Programme>?, by context: ActionContext, in tx: Writer
    ) throws {
        try tx.execute(
            """
            INSERT INTO never_mail (email, reason, since, programme_id, added_by)
            VALUES (\(address.text), \(reason), \(context.at), \(programme), \(context.caller.auditName))
            ON CONFLICT (email) DO NOTHING
            """)
    }

    /// Takes an address off the list.
    static func mailAgain(_ address: String, in tx: Writer) throws {
        try tx.execute("DELETE FROM never_mail WHERE email = \(address)")
    }
}
