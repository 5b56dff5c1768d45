/// A binary heap: the least element stands on top (Williams 1964).
///
/// Elements of which neither is less than the other come in an order that depends on how the heap was filled: give them
/// a total order where the answer must not. Costs: O(log n) for a push, a pop and a replaced top, O(1) for a look.
///
/// ```swift
/// var heap = Heap<Int>()
/// for number in [5, 1, 3] { heap.push(number) }
/// heap.pop()  // 1
/// ```
public struct Heap<Element: Comparable> {
    /// All elements, the least first, the others in no order that means anything.
    @usableFromInline var elements: [Element] = []

    /// No elements yet.
    @inlinable public init() {}

    /// Whether there is no element.
    @inlinable public var isEmpty: Bool { elements.isEmpty }

    /// How many elements there are.
    @inlinable public var count: Int { elements.count }

    /// The least element; nil when there is none.
    @inlinable public var first: Element? { elements.first }

    /// The elements in no order that means anything.
    @inlinable public var unordered: [Element] { elements }

    /// Takes all elements out and keeps the memory for the next.
    @inlinable public mutating func removeAll() { elements.removeAll(keepingCapacity: true) }

    /// Puts an element in.
    @inlinable public mutating func push(_ element: Element) {
        elements.append(element)
        var place = elements.count - 1
        while place > 0, element < elements[(place - 1) / 2] {
            elements[place] = elements[(place - 1) / 2]
            place = (place - 1) / 2
        }
        elements[place] = element
    }

    /// Takes the least element out; nil when there is none.
    @inlinable public mutating func pop() -> Element? {
        guard let top = elements.first, let last = elements.popLast() else { return nil }
        if !elements.isEmpty { replaceFirst(with: last) }
        return top
    }

    /// Puts an element in the place of the least; there must be one.
    @inlinable public mutating func replaceFirst(with element: Element) {
        var place = 0
        while true {
            var child = 2 * place + 1
            guard child < elements.count else { break }
            if child + 1 < elements.count, elements[child + 1] < elements[child] { child += 1 }
            guard elements[child] < element else { break }
            elements[place] = elements[child]
            place = child
        }
        elements[place] = element
    }
}

extension Heap: Sendable where Element: Sendable {}

/// A node of a graph with its distance from the start, for a heap: the nearest first, of equals the lower number, so
/// that the order never depends on what the heap held before.
@frozen public struct HeapNode<Distance: Comparable & Sendable>: Comparable, Sendable {
    public var distance: Distance
    /// The number of the node.
    public var node: Int32

    /// A node, from 0, and how far it is.
    @inlinable public init(_ node: Int, at distance: Distance) {
        self.distance = distance
        self.node = Int32(truncatingIfNeeded: node)
    }

    @inlinable public static func < (a: HeapNode, b: HeapNode) -> Bool {
        a.distance == b.distance ? a.node < b.node : a.distance < b.distance
    }
}
