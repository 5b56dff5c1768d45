/// Finds the number of a name from its bytes, without making a string of them: for files of millions of lines that
/// repeat a few thousand names.
///
/// An open hash table over the names' UTF-8, half full at most. Cost: O(length of the name) a look-up.
public struct NameIndex: Sendable {
    /// The names, by number.
    public let names: [String]
    private var bytes: [UInt8] = []
    private var ends: [Int32] = [0]
    private var table: [Int32]

    /// Numbers `names` from 0. Of equal names the first counts; `doubled` tells of the others.
    public init(_ names: [String]) {
        self.names = names
        var size = 16
        while size < 2 * names.count { size *= 2 }
        table = Array(repeating: -1, count: size)
        for (number, name) in names.enumerated() {
            bytes += Array(name.utf8)
            ends.append(Int32(bytes.count))
            let place = Array(name.utf8).withUnsafeBufferPointer { self.place(of: $0) }
            if table[place] < 0 { table[place] = Int32(number) } else { doubled.append(number) }
        }
    }

    /// The numbers of names that an earlier one equals.
    public private(set) var doubled: [Int] = []

    /// How many names there are.
    public var count: Int { names.count }

    /// The number of a name, or nil.
    @inline(__always)
    public func number(of name: UnsafeBufferPointer<UInt8>) -> Int32? {
        let number = table[place(of: name)]
        return number < 0 ? nil : number
    }

    /// The number of a name; nil when it is none of them. Cost: O(length).
    public func number(of name: String) -> Int? {
        var name = name
        return name.withUTF8 { number(of: $0) }.map(Int.init)
    }

    /// Whether this is the name with that number: a cheap first guess in files that are in order.
    @inline(__always)
    public func isName(_ name: UnsafeBufferPointer<UInt8>, number: Int32) -> Bool {
        guard number >= 0, Int(number) < names.count else { return false }
        let start = Int(ends[Int(number)])
        guard Int(ends[Int(number) + 1]) - start == name.count else { return false }
        return bytes.withUnsafeBufferPointer { bytes in
            for offset in 0..<name.count where bytes[start + offset] != name[offset] { return false }
            return true
        }
    }

    /// Where the name stands in the table, or the free place where it would.
    private func place(of name: UnsafeBufferPointer<UInt8>) -> Int {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in name { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
        hash ^= hash >> 32
        var place = Int(truncatingIfNeeded: hash) & (table.count - 1)
        while table[place] >= 0, !isName(name, number: table[place]) { place = (place + 1) & (table.count - 1) }
        return place
    }
}
