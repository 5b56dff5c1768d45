import Store

extension SignIn {
    /// Removes sessions and links that ran out. They open nothing any more, and say when somebody was here. Returns how
    /// many.
    @discardableResult
    static func sweep(at now: Instant, in tx: Writer) throws -> Int {
        try tx.execute("DELETE FROM session WHERE expires_at <= \(now)")
            + tx.execute("DELETE FROM sign_in_link WHERE expires_at <= \(now)")
    }
}
