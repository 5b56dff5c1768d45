import Names

extension FieldErrors {
    /// Reads an e-mail address. Says what is wrong with it, and then is nil.
    mutating func email(_ field: String, _ typed: String) -> EmailAddress? {
        do {
            return try EmailAddress(checking: typed)
        } catch {
            add(field, error.rawValue)
            return nil
        }
    }

    /// Says what is wrong with an address, if one was typed.
    mutating func checkEmailIfAny(_ field: String, _ typed: String) {
        if !typed.isEmpty { _ = email(field, typed) }
    }
}
