import Anneal

/// One run of annealing over a board, counted in moves.
struct TimetableChain: Sendable {
    struct Outcome: Sendable {
        var places: [TimetablePlan.Place]
        var breach: Int
        var waiting: Int
        var moved: Int
        var cost: Int
    }

    /// Moves between two looks at cancellation and temperature: some milliseconds.
    private static let stride = 8_192

    let request: TimetableRequest
    let aim: TimetableAim
    let moves: Int
    let cooling: Cooling
    /// Ends as soon as a plan holds.
    var stopsWhenSound = false

    /// Anneals from `places` and returns the cheapest plan seen.
    func run(from places: [TimetablePlan.Place?], random: Randomness) async throws -> Outcome {
        let walk = Walk(self, from: places, random: random)
        var done = 0
        while done < moves, !walk.isDone {
            try Task.checkCancellation()
            await Task.yield()
            walk.go(min(Self.stride, moves - done), share: Double(done) / Double(moves))
            done += Self.stride
        }
        return walk.best
    }

    /// What changes along the way; it lives in one task.
    private final class Walk {
        private let stopsWhenSound: Bool
        private var board: TimetableBoard
        private var random: Randomness
        private var cooling: Cooling
        private(set) var best: Outcome

        init(_ chain: TimetableChain, from places: [TimetablePlan.Place?], random: Randomness) {
            stopsWhenSound = chain.stopsWhenSound
            board = TimetableBoard(chain.request, aim: chain.aim, holding: places)
            best = board.outcome()
            cooling = chain.cooling
            self.random = random
        }

        var isDone: Bool { best.cost <= 0 || (stopsWhenSound && best.breach == 0) }

        func go(_ moves: Int, share: Double) {
            cooling.move(to: share)
            board.anneal(moves, cooling, &random, best: &best)
        }
    }
}

extension TimetableBoard {
    /// A board with a whole plan on it: without overtime where that can be, with it where some visit finds no room.
    init(_ request: TimetableRequest, aim: TimetableAim, holding places: [TimetablePlan.Place?]) {
        self.init(request, aim: aim, overtime: false)
        if place(places) { return }
        self.init(request, aim: aim, overtime: true)
        // The board is longer now than all stations need one after another, so there is always a place.
        guard place(places) else { preconditionFailure("no room on a board with overtime") }
    }

    /// Tries `moves` changes and keeps the cheapest plan seen in `best`.
    mutating func anneal(
        _ moves: Int, _ cooling: Cooling, _ random: inout Randomness, best: inout TimetableChain.Outcome
    ) {
        for _ in 0..<moves {
            step(&random, cooling)
            if cost < best.cost { best = outcome() }
        }
    }

    func outcome() -> TimetableChain.Outcome {
        TimetableChain.Outcome(places: places(), breach: breach, waiting: waiting, moved: moved, cost: cost)
    }
}
