import Support
import Testing

@Suite(.timeLimit(.minutes(20))) struct HeapTests {
    @Test func `elements leave in order, whatever happens between`() {
        var random = Randomness(seed: 1)
        var heap = Heap<Int>()
        var plain: [Int] = []
        for _ in 0..<5_000 {
            let number = random.below(100)
            switch random.below(4) {
            case 0:
                #expect(heap.pop() == plain.min())
                if let least = plain.min(), let place = plain.firstIndex(of: least) { plain.remove(at: place) }
            case 1 where !plain.isEmpty:
                if let least = plain.min(), let place = plain.firstIndex(of: least) { plain[place] = number }
                heap.replaceFirst(with: number)
            default:
                heap.push(number)
                plain.append(number)
            }
            #expect(heap.count == plain.count && heap.first == plain.min() && heap.isEmpty == plain.isEmpty)
        }
        #expect(heap.unordered.sorted() == plain.sorted())
        heap.removeAll()
        #expect(heap.pop() == nil)
    }

    @Test func `the nearest node comes first, of equals the lower number`() {
        var heap = Heap<HeapNode<Int>>()
        for (node, distance) in [(3, 2), (1, 2), (2, 1), (0, 2)] { heap.push(HeapNode(node, at: distance)) }
        #expect((0..<4).compactMap { _ in heap.pop()?.node } == [2, 0, 1, 3])
    }
}
