#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The values that both engines can hold.
enum Storable {
    /// - Throws: `StoreError.unstorable` for NUL, which PostgreSQL has no room for in text.
    static func check(_ utf8: UnsafeBufferPointer<UInt8>) throws {
        guard let start = utf8.baseAddress, !utf8.isEmpty else { return }
        guard memchr(start, 0, utf8.count) == nil else {
            throw StoreError.unstorable("text with a NUL character")
        }
    }

    /// - Throws: `StoreError.unstorable` for NaN, which SQLite would keep as NULL, and for the infinities, which no
    ///   figure means and no CSV or JSON can carry.
    static func number(_ value: Double) throws -> Double {
        guard value.isFinite else { throw StoreError.unstorable("a number that is not finite") }
        return value
    }
}
