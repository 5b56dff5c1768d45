/// Text as the measures see it: UTF-8 bytes, already folded to the form in which they should be compared.
public typealias Bytes = UnsafeBufferPointer<UInt8>

/// For every byte value, the positions (bits) at which it stands in a pattern of at most 64 bytes.
///
/// Both bit-parallel measures start from this table; it lives on the stack.
@inlinable
func withPositions<Result>(of pattern: Bytes, _ body: (UnsafeMutableBufferPointer<UInt64>) -> Result) -> Result {
    withUnsafeTemporaryAllocation(of: UInt64.self, capacity: 256) { table in
        table.initialize(repeating: 0)
        var bit: UInt64 = 1
        for byte in pattern {
            table[Int(byte)] |= bit
            bit <<= 1
        }
        return body(table)
    }
}

/// Calls `body` with the UTF-8 bytes of both texts.
public func withBytes<Result>(_ a: String, _ b: String, _ body: (Bytes, Bytes) -> Result) -> Result {
    let left = Array(a.utf8)
    let right = Array(b.utf8)
    return left.withUnsafeBufferPointer { x in right.withUnsafeBufferPointer { y in body(x, y) } }
}
