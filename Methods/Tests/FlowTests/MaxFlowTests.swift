import Support
import Testing

@testable import Flow

@Suite(.timeLimit(.minutes(20))) struct MaxFlowTests {
    private struct Pipe {
        var tail: Int
        var head: Int
        var forward: Int
        var backward: Int
    }

    private func pipes(_ coin: inout Randomness, nodes: Int) -> [Pipe] {
        (0..<Int.random(in: 5...18, using: &coin)).map { _ in
            Pipe(
                tail: Int.random(in: 0..<nodes, using: &coin), head: Int.random(in: 0..<nodes, using: &coin),
                forward: Int.random(in: 0...6, using: &coin), backward: Int.random(in: 0...6, using: &coin))
        }
    }

    /// The smallest cut between the first and the last node, over all sets of nodes.
    private func smallestCut(_ pipes: [Pipe], nodes: Int) -> Int {
        (0..<(1 << nodes)).filter { $0 & 1 == 1 && $0 >> (nodes - 1) & 1 == 0 }.map { side in
            pipes.reduce(0) { sum, pipe in
                let (tail, head) = (side >> pipe.tail & 1, side >> pipe.head & 1)
                return sum + (tail > head ? pipe.forward : 0) + (head > tail ? pipe.backward : 0)
            }
        }.min() ?? 0
    }

    @Test(arguments: 0..<80) func `the largest flow equals the smallest cut`(seed: Int) {
        var coin = Randomness(seed: UInt64(seed))
        let nodes = 6
        let pipes = pipes(&coin, nodes: nodes)
        var network = MaxFlow(nodeCount: nodes)
        for pipe in pipes {
            network.addEdge(from: pipe.tail, to: pipe.head, forward: pipe.forward, backward: pipe.backward)
        }
        let cut = smallestCut(pipes, nodes: nodes)
        #expect(network.push(from: 0, to: nodes - 1, atMost: 1000) == cut)
        var balance = [Int](repeating: 0, count: nodes)
        for (edge, pipe) in pipes.enumerated() {
            let flow = network.flow(on: edge)
            #expect(flow <= pipe.forward && -flow <= pipe.backward)
            balance[pipe.tail] -= flow
            balance[pipe.head] += flow
        }
        #expect(balance[nodes - 1] == cut)
        #expect(balance[1..<(nodes - 1)].allSatisfy { $0 == 0 })
        let side = network.reachable(from: 0)
        #expect(side[0] && !side[nodes - 1])
        network.clear()
        #expect(network.carriers.isEmpty)
        #expect(network.push(from: 0, to: nodes - 1, atMost: 1000) == cut)
    }

    @Test func `an edge whose flow is undone and done again is named once`() {
        for seed in 0..<2000 {
            var coin = Randomness(seed: UInt64(9000 + seed))
            let nodes = 14
            var network = MaxFlow(nodeCount: nodes)
            for _ in 0..<60 {
                let ends = [Int.random(in: 0..<nodes, using: &coin), Int.random(in: 0..<nodes, using: &coin)]
                network.addEdge(
                    from: ends[0], to: ends[1], forward: Int.random(in: 0...3, using: &coin),
                    backward: Int.random(in: 0...3, using: &coin))
            }
            _ = network.push(from: 0, to: nodes - 1, atMost: 1000)
            #expect(network.carriers.sorted() == (0..<network.edgeCount).filter { network.flow(on: $0) != 0 })
        }
    }

    @Test(arguments: 0..<40) func `a cheapest path costs what Bellman and Ford say`(seed: Int) {
        var coin = Randomness(seed: UInt64(500 + seed))
        let nodes = 8
        let pipes = pipes(&coin, nodes: nodes)
        var graph = ShortestPath(nodeCount: nodes)
        for pipe in pipes { graph.addEdge(from: pipe.tail, to: pipe.head) }
        func cost(_ arc: Int) -> Double { Double(arc & 1 == 0 ? pipes[arc >> 1].forward : pipes[arc >> 1].backward) }
        var least = [Double](repeating: .infinity, count: nodes)
        least[0] = 0
        for _ in 0..<nodes {
            for (edge, pipe) in pipes.enumerated() {
                least[pipe.head] = min(least[pipe.head], least[pipe.tail] + cost(2 * edge))
                least[pipe.tail] = min(least[pipe.tail], least[pipe.head] + cost(2 * edge + 1))
            }
        }
        let path = graph.path(from: 0, to: nodes - 1, cost: cost)
        #expect(path.map { $0.reduce(0) { $0 + cost($1) } } ?? .infinity == least[nodes - 1])
    }
}
