#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The values that both engines can hold.
enum Storable {
    /// What SQLite takes in one value, unless it was built otherwise; PostgreSQL takes a little more.
    static let longest = 1_000_000_000

    /// - Throws: `StoreError.unstorable` for what is longer than one value may be.
    static func check(length: Int) throws {
        guard length <= longest else { throw StoreError.unstorable("a value of \(length) bytes: keep it in chunks") }
    }

    /// - Throws: `StoreError.unstorable` for NUL, which PostgreSQL has no room for in text, and for text too long.
    static func check(_ utf8: UnsafeBufferPointer<UInt8>) throws {
        try check(length: utf8.count)
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
