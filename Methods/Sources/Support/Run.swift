/// A fixed run of plain values in memory of its own, for inner loops: indices are checked in debug builds only, where
/// the tests run; writes never copy.
@frozen public struct Run<Element: BitwiseCopyable>: ~Copyable {
    @usableFromInline let base: UnsafeMutablePointer<Element>
    public let count: Int

    /// So many times the same value.
    @inlinable public init(repeating value: Element, count: Int) {
        base = .allocate(capacity: max(1, count))
        base.initialize(repeating: value, count: max(1, count))
        self.count = count
    }

    /// A copy of an array.
    @inlinable public init(_ values: [Element]) {
        let memory = UnsafeMutablePointer<Element>.allocate(capacity: max(1, values.count))
        values.withUnsafeBufferPointer { source in
            if let first = source.baseAddress { memory.initialize(from: first, count: source.count) }
        }
        base = memory
        count = values.count
    }

    deinit { base.deallocate() }

    /// The value at a place from 0 on; out of bounds it is a programming error that release builds do not catch.
    @inlinable public subscript(index: Int) -> Element {
        get {
            assert(index >= 0 && index < count)
            return base[index]
        }
        nonmutating set {
            assert(index >= 0 && index < count)
            base[index] = newValue
        }
    }

    /// A copy of all values.
    public var values: [Element] { Array(UnsafeBufferPointer(start: base, count: count)) }
}
