import Foundation

/// The lines of a text that are still to be read, in the database's buffer.
///
/// Buys its part of “what was handed in read from one sheet a review” of docs/performance.md: export, 14 to 9 ms.
struct ByteLines {
    private(set) var rest: UnsafeBufferPointer<UInt8>

    init(rest: UnsafeBufferPointer<UInt8>) { self.rest = rest }

    /// Whether the rest begins with these bytes, which then are behind.
    mutating func skip(_ head: [UInt8]) -> Bool {
        guard head.count <= rest.count, let start = rest.baseAddress, memcmp(start, head, head.count) == 0 else {
            return false
        }
        advance(by: head.count)
        return true
    }

    /// The next line, without its end.
    mutating func next() -> UnsafeBufferPointer<UInt8>? {
        guard let start = rest.baseAddress, let end = memchr(start, 0x0A, rest.count) else { return nil }
        let length = UnsafeRawPointer(end) - UnsafeRawPointer(start)
        advance(by: length + 1)
        return UnsafeBufferPointer(start: start, count: length)
    }

    /// What stands after the tab if the next line begins with one.
    mutating func nextIndented() -> UnsafeBufferPointer<UInt8>? {
        guard rest.first == UInt8(ascii: "\t"), let line = next() else { return nil }
        return UnsafeBufferPointer(rebasing: line.dropFirst())
    }

    private mutating func advance(by count: Int) { rest = UnsafeBufferPointer(rebasing: rest.dropFirst(count)) }
}
