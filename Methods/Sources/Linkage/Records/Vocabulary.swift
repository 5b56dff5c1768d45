import Similarity

/// Distinct byte strings, numbered from 1 in the order in which they came; 0 is the empty string.
struct Vocabulary: Sendable {
    private(set) var bytes: [UInt8] = []
    /// The string with number `n` is `bytes[ends[n - 1]..<ends[n]]`.
    private(set) var ends: [UInt32] = [0]
    private var hashes: [UInt32] = [0]
    private var slots: [UInt32] = [UInt32](repeating: 0, count: 64)

    /// The number of strings, without the empty one.
    var count: Int { ends.count - 1 }

    /// The number of a string, giving it one if it is new.
    mutating func code(_ string: Bytes) -> UInt32 {
        if string.isEmpty { return 0 }
        let hash = Hash.of(string)
        let short = UInt32(truncatingIfNeeded: hash >> 32)
        var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
        while slots[slot] != 0 {
            let code = slots[slot]
            if hashes[Int(code)] == short, equals(code, string) { return code }
            slot = (slot + 1) & (slots.count - 1)
        }
        return insert(string, hash: short, slot: slot)
    }

    mutating func code(_ string: [UInt8]) -> UInt32 { string.withUnsafeBufferPointer { code($0) } }
    mutating func code(_ string: String) -> UInt32 { code(Array(string.utf8)) }

    /// The number of a string, or nil when it is not there.
    func find(_ string: Bytes) -> UInt32? {
        if string.isEmpty { return 0 }
        let hash = Hash.of(string)
        let short = UInt32(truncatingIfNeeded: hash >> 32)
        var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
        while slots[slot] != 0 {
            let code = slots[slot]
            if hashes[Int(code)] == short, equals(code, string) { return code }
            slot = (slot + 1) & (slots.count - 1)
        }
        return nil
    }

    func find(_ string: [UInt8]) -> UInt32? { string.withUnsafeBufferPointer { find($0) } }

    /// The bytes of a string.
    subscript(code: UInt32) -> [UInt8] { code == 0 ? [] : Array(bytes[range(code)]) }

    func text(_ code: UInt32) -> String { String(decoding: self[code], as: UTF8.self) }

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

        subscript(code: UInt32) -> Bytes {
            guard code > 0 else { return Bytes(rebasing: bytes[0..<0]) }
            return Bytes(rebasing: bytes[Int(ends[Int(code) - 1])..<Int(ends[Int(code)])])
        }
    }

    private func range(_ code: UInt32) -> Range<Int> { Int(ends[Int(code) - 1])..<Int(ends[Int(code)]) }

    private func equals(_ code: UInt32, _ string: Bytes) -> Bool {
        let range = range(code)
        guard range.count == string.count else { return false }
        for index in 0..<string.count where bytes[range.lowerBound + index] != string[index] { return false }
        return true
    }

    private mutating func insert(_ string: Bytes, hash: UInt32, slot: Int) -> UInt32 {
        let code = UInt32(ends.count)
        bytes.append(contentsOf: string)
        ends.append(UInt32(bytes.count))
        hashes.append(hash)
        slots[slot] = code
        if ends.count * 2 > slots.count { grow() }
        return code
    }

    private mutating func grow() {
        slots = [UInt32](repeating: 0, count: slots.count * 4)
        withView { _ in }
        for code in 1..<ends.count {
            let range = range(UInt32(code))
            let hash = bytes.withUnsafeBufferPointer { Hash.of(Bytes(rebasing: $0[range])) }
            var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
            while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
            slots[slot] = UInt32(code)
        }
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
