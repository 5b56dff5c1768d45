import Foundation
import Store

/// Where each of many records stands, found by its id as the database's buffer holds it. A dictionary would make a `String` of
/// every id in thousands of rows, only to look it up and throw it away.
///
/// Buys “ids and moments read from the engine's buffer” of docs/performance.md (list, 12 to 9 ms) and its part of “ids found by
/// their bytes” (8.3 to 5.4).
struct IDPlaces<Of>: Sendable {
    /// The ids, one after the other, and where each ends.
    private var texts: [UInt8] = []
    private var ends: [Int] = []
    /// An open table with a place, or -1, for each hash; at least half of it is free.
    private var slots = [Int32](repeating: -1, count: 8)

    init() {}

    /// - Parameter ids: each once. Their places are those in this list.
    init(_ ids: [ID<Of>]) {
        for id in ids {
            var text = id.text
            text.withUTF8 { _ = place(of: $0) }
        }
    }

    var count: Int { ends.count }

    /// All ids, in the order of their places.
    var ids: [ID<Of>] { ends.indices.map { ID(String(decoding: text(of: $0), as: UTF8.self)) } }

    /// Nil for an id that is not among them.
    subscript(utf8: UnsafeBufferPointer<UInt8>) -> Int? {
        let found = slots[slot(of: utf8)]
        return found < 0 ? nil : Int(found)
    }

    /// The place of an id, the next free one if it is new.
    mutating func place(of utf8: UnsafeBufferPointer<UInt8>) -> Int {
        let slot = slot(of: utf8)
        if slots[slot] >= 0 { return Int(slots[slot]) }
        slots[slot] = Int32(ends.count)
        texts.append(contentsOf: utf8)
        ends.append(texts.count)
        if 2 * ends.count > slots.count { grow() }
        return ends.count - 1
    }

    private func text(of place: Int) -> ArraySlice<UInt8> { texts[start(of: place)..<ends[place]] }

    private func start(of place: Int) -> Int { place == 0 ? 0 : ends[place - 1] }

    private mutating func grow() {
        slots = [Int32](repeating: -1, count: 2 * slots.count)
        for place in ends.indices {
            let slot = texts.withUnsafeBufferPointer { texts in
                self.slot(of: UnsafeBufferPointer(rebasing: texts[start(of: place)..<ends[place]]))
            }
            slots[slot] = Int32(place)
        }
    }

    /// Where in the table the id stands, or where it would.
    private func slot(of utf8: UnsafeBufferPointer<UInt8>) -> Int {
        let mask = slots.count - 1
        var slot = Self.hash(utf8) & mask
        while slots[slot] >= 0, !isAt(Int(slots[slot]), utf8) { slot = (slot + 1) & mask }
        return slot
    }

    private func isAt(_ place: Int, _ utf8: UnsafeBufferPointer<UInt8>) -> Bool {
        let start = start(of: place)
        guard ends[place] - start == utf8.count else { return false }
        guard let wanted = utf8.baseAddress else { return true }
        return texts.withUnsafeBufferPointer { texts in
            texts.baseAddress.map { memcmp($0 + start, wanted, utf8.count) == 0 } ?? false
        }
    }

    /// From the last eight bytes, which in our ids are chance (RFC 9562), spread by Knuth's multiplication.
    private static func hash(_ utf8: UnsafeBufferPointer<UInt8>) -> Int {
        guard utf8.count >= 8, let start = utf8.baseAddress else { return utf8.count }
        let word = UnsafeRawPointer(start).loadUnaligned(fromByteOffset: utf8.count - 8, as: UInt64.self)
        return Int(truncatingIfNeeded: (word &* 0x9E37_79B9_7F4A_7C15) >> 32)
    }
}
