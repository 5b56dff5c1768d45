import Flow
import Testing

extension ExamplesTests {
    @Test func `the example of Flow does what it says`() throws {
        var network = MaxFlow(nodeCount: 3)
        network.addEdge(from: 0, to: 1, forward: 4, backward: 0)
        network.addEdge(from: 1, to: 2, forward: 3, backward: 0)
        print(network.push(from: 0, to: 2, atMost: 10))  // 3
        try check()
    }
}
