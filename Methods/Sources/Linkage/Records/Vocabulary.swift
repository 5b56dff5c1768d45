import Foundation
import Similarity

/// Distinct byte strings, numbered from 1 in the order in which they came; 0 is the empty string.
struct Vocabulary: Sendable {
    private(set) var bytes: [UInt8] = []
    /// The string with number `n` is `bytes[ends[n - 1]..<ends[n]]`.
    private(set) var ends: [UInt32] = [0]
    /// Open addressing: the upper half of a hash, and below it the number of its string; 0 where nothing stands.
    private var slots: [UInt64] = []

    private static let fewestSlots = 64

    /// The number of strings, without the empty one.
    var count: Int { ends.count - 1 }

    /// The number of a string, giving it one if it is new.
    mutating func code(_ string: Bytes) -> UInt32 {
        if string.isEmpty { return 0 }
        if ends.count * 3 > slots.count * 2 { index(slots: max(Self.fewestSlots, slots.count * 2)) }
        let hash = Self.short(string)
        let place = place(of: string, hash)
        if slots[place] != 0 { return UInt32(truncatingIfNeeded: slots[place]) }
        let code = UInt32(ends.count)
        bytes.append(contentsOf: string)
        ends.append(UInt32(bytes.count))
        slots[place] = UInt64(hash) << 32 | UInt64(code)
        return code
    }

    mutating func code(_ string: [UInt8]) -> UInt32 { string.withUnsafeBufferPointer { code($0) } }
    mutating func code(_ string: String) -> UInt32 { code(Array(string.utf8)) }

    /// The number of a string, or nil when it is not there.
    func find(_ string: Bytes) -> UInt32? {
        if string.isEmpty { return 0 }
        guard !slots.isEmpty else { return (1..<UInt32(ends.count)).first { equals($0, string) } }
        let found = slots[place(of: string, Self.short(string))]
        return found == 0 ? nil : UInt32(truncatingIfNeeded: found)
    }

    func find(_ string: [UInt8]) -> UInt32? { string.withUnsafeBufferPointer { find($0) } }

    /// Gives back the memory by which strings are looked up: `code` builds it again, `find` does without.
    mutating func dropIndex() { slots = [] }

    /// The bytes of a string.
    subscript(code: UInt32) -> [UInt8] { code == 0 ? [] : Array(bytes[range(code)]) }

    func text(_ code: UInt32) -> String {
        guard code > 0 else { return "" }
        return bytes.withUnsafeBufferPointer { String(decoding: Bytes(rebasing: $0[range(code)]), as: UTF8.self) }
    }

    func length(_ code: UInt32) -> Int { code == 0 ? 0 : range(code).count }

    /// Calls `body` with a view of all strings, which is faster than one copy each.
    func withView<Result>(_ body: (View) throws -> Result) rethrows -> Result {
        try bytes.withUnsafeBufferPointer { bytes in
            try ends.withUnsafeBufferPointer { ends in try body(View(bytes: bytes, ends: ends)) }
        }
    }

    /// The strings of a vocabulary in place, valid inside `withView` only.
    struct View {
        let bytes: Bytes
        let ends: UnsafeBufferPointer<UInt32>

        @inline(__always)
        subscript(code: UInt32) -> Bytes {
            guard code > 0 else { return Bytes(rebasing: bytes[0..<0]) }
            return Bytes(rebasing: bytes[Int(ends[Int(code) - 1])..<Int(ends[Int(code)])])
        }
    }

    private func range(_ code: UInt32) -> Range<Int> { Int(ends[Int(code) - 1])..<Int(ends[Int(code)]) }

    @inline(__always)
    private static func short(_ string: Bytes) -> UInt32 { UInt32(truncatingIfNeeded: Hash.of(string) >> 32) }

    /// Where a string stands, or where it would.
    @inline(__always)
    private func place(of string: Bytes, _ hash: UInt32) -> Int {
        slots.withUnsafeBufferPointer { slots in
            let mask = slots.count - 1
            var place = Int(hash) & mask
            while slots[place] != 0 {
                let slot = slots[place]
                if UInt32(truncatingIfNeeded: slot >> 32) == hash, equals(UInt32(truncatingIfNeeded: slot), string) {
                    break
                }
                place = (place + 1) & mask
            }
            return place
        }
    }

    @inline(__always)
    private func equals(_ code: UInt32, _ string: Bytes) -> Bool {
        let range = range(code)
        guard range.count == string.count, let other = string.baseAddress else { return false }
        return bytes.withUnsafeBufferPointer { memcmp($0.baseAddress! + range.lowerBound, other, range.count) == 0 }
    }

    /// Makes room and enters all strings again.
    private mutating func index(slots wanted: Int) {
        var number = wanted
        while ends.count * 3 > number * 2 { number *= 2 }
        let before = slots
        slots = [UInt64](repeating: 0, count: number)
        if before.isEmpty {
            for code in 1..<max(1, UInt32(ends.count)) {
                let hash = bytes.withUnsafeBufferPointer { Self.short(Bytes(rebasing: $0[range(code)])) }
                enter(UInt64(hash) << 32 | UInt64(code))
            }
        } else {
            for slot in before where slot != 0 { enter(slot) }
        }
    }

    private mutating func enter(_ slot: UInt64) {
        let mask = slots.count - 1
        var place = Int(truncatingIfNeeded: slot >> 32) & mask
        while slots[place] != 0 { place = (place + 1) & mask }
        slots[place] = slot
    }
}

/// Hashes that are the same on every machine and in every run: the order of work depends on them.
enum Hash {
    /// Eight bytes at a time, multiplied and folded.
    static func of(_ bytes: Bytes) -> UInt64 {
        var state: UInt64 = 0x9E37_79B9_7F4A_7C15 ^ UInt64(bytes.count)
        var index = 0
        while index + 8 <= bytes.count {
            let word = UnsafeRawPointer(bytes.baseAddress! + index).loadUnaligned(as: UInt64.self)
            state = mix(state, UInt64(littleEndian: word))
            index += 8
        }
        var tail: UInt64 = 0
        while index < bytes.count {
            tail = tail << 8 | UInt64(bytes[index])
            index += 1
        }
        return mix(state, tail)
    }

    /// One value into a running hash.
    @inline(__always)
    static func mix(_ state: UInt64, _ value: UInt64) -> UInt64 {
        let product = (state ^ value).multipliedFullWidth(by: 0xA076_1D64_78BD_642F)
        let folded = product.high ^ product.low ^ value
        return (folded ^ (folded >> 29)) &* 0xBF58_476D_1CE4_E5B9 ^ (state >> 7)
    }
}
