import Support

/// One run of annealing over a board, counted in moves.
struct Chain: Sendable {
    struct Outcome: Sendable {
        var places: [Plan.Place]
        var breach: Int
        var waiting: Int
        var moved: Int
        var cost: Int
    }

    /// Moves between two looks at cancellation and temperature: some milliseconds.
    private static let stride = 8_192

    let request: Request
    let aim: Aim
    let moves: Int
    let cooling: Cooling
    /// Ends as soon as a plan holds.
    var stopsWhenSound = false

    /// Anneals from `places` and returns the cheapest plan seen.
    func run(from places: [Plan.Place?], random: Randomness, _ checkpoint: Checkpoint) throws -> Outcome {
        var (random, cooling, done) = (random, cooling, 0)
        var board = Board(request, aim: aim, holding: places)
        var best = board.outcome()
        while done < moves, !isDone(best) {
            try checkpoint.check()
            cooling.move(to: Double(done) / Double(moves))
            board.anneal(min(Self.stride, moves - done), cooling, &random, best: &best)
            done += Self.stride
        }
        return best
    }

    private func isDone(_ best: Outcome) -> Bool { best.cost <= 0 || (stopsWhenSound && best.breach == 0) }
}

extension Board {
    /// A board with a whole plan on it: without overtime where that can be, with it where some visit finds no room.
    init(_ request: Request, aim: Aim, holding places: [Plan.Place?]) {
        self.init(request, aim: aim, overtime: false)
        if place(places) { return }
        self.init(request, aim: aim, overtime: true)
        // The board is longer now than all stations need one after another, so there is always a place.
        guard place(places) else { preconditionFailure("no room on a board with overtime") }
    }

    /// Tries `moves` changes and keeps the cheapest plan seen in `best`.
    mutating func anneal(
        _ moves: Int, _ cooling: Cooling, _ random: inout Randomness, best: inout Chain.Outcome
    ) {
        for _ in 0..<moves {
            step(&random, cooling)
            if cost < best.cost { best = outcome() }
        }
    }

    func outcome() -> Chain.Outcome {
        Chain.Outcome(places: places(), breach: sums.breach, waiting: sums.waiting, moved: sums.moved, cost: cost)
    }
}
