import Support

/// The order of work: the finish first, then the waiting with the finish held, then what moved with both held.
struct Search {
    typealias Outcome = Chain.Outcome

    static let chains = 4

    /// A stretch of annealing: moves over all chains, and the temperatures between which they cool.
    private struct Round {
        var moves: Int
        var from: Double
        var to: Double
    }

    private let request: Request
    private let options: Options
    private let checkpoint: Checkpoint
    private let budget: Int
    private(set) var spent = 0
    private var stream: UInt64 = 0

    init(_ request: Request, options: Options, checkpoint: Checkpoint) {
        self.request = request
        self.options = options
        self.checkpoint = checkpoint
        budget = options.moves ?? min(12_000_000, 150_000 * max(1, request.visits.count))
    }

    mutating func run() throws -> (best: Outcome, bound: Int) {
        let bound = try lowerBound()
        if request.visits.isEmpty { return (Outcome(places: [], breach: 0, waiting: 0, moved: 0, cost: 0), bound) }
        if request.keepsPrevious, !request.previous.isEmpty { return (try keepPrevious(bound), bound) }
        let (shortest, proven) = try shortenDay(bound)
        let finish = shortest.places.map(\.end).max() ?? 0
        let calm = try lessenWaiting(shortest, finish: finish)
        return (try lessenMoves(calm, finish: finish), proven)
    }

    private func lowerBound() throws -> Int {
        let bounds = Bounds(request)
        guard let bound = bounds.finish(), bound.finish <= request.dayEnd ?? .max else {
            throw Failure.impossible(Conflict(request).smallest())
        }
        return bound.finish
    }

    /// The plan that people have, as far as it names places.
    private var previousPlaces: [Plan.Place?] {
        zip(request.visits, request.previousByVisit()).map { visit, slot in
            guard let slot, let choice = visit.choices.first(where: { $0.station == slot.station }) else { return nil }
            return Plan.Place(station: slot.station, seat: 0, start: slot.start, duration: choice.duration)
        }
    }
}

// MARK: - The finish

extension Search {
    /// A plan with the earliest finish found, and the bound proven for it.
    private mutating func shortenDay(_ bound: Int) throws -> (Outcome, Int) {
        let ceiling = request.dayEnd ?? Bounds.latest(request)
        if let best = try plan(by: bound, effort: budget / 5) { return (best, bound) }
        var (low, step) = (bound, max(1, bound / 64))
        var best: Outcome?
        while best == nil, low < ceiling {
            let next = min(ceiling, low + step)
            best = try plan(by: next, effort: budget / 20)
            if best == nil { low = next }
            step *= 2
        }
        guard var best else { return (try lastResort(by: ceiling), bound) }
        while let finish = best.places.map(\.end).max(), finish - low > 1 {
            let middle = (low + finish) / 2
            if let better = try plan(by: middle, effort: budget / 20) { best = better } else { low = middle }
        }
        return provenBySearch(best, bound)
    }

    /// A plan that ends by `finish`, sought in rounds of growing length from new starts; nil when none was found.
    private mutating func plan(by finish: Int, effort: Int) throws -> Outcome? {
        let aim = Aim(finish: finish, breach: 4, waiting: 0, moved: 0)
        var start = previousPlaces
        var (round, left) = (min(effort, 100_000 * Self.chains), effort)
        while left > 0 {
            let work = Round(moves: min(round, left), from: 1.5, to: 0.3)
            let outcomes = try anneal(aim, from: start, work, stopsWhenSound: true)
            if let sound = outcomes.first(where: { $0.breach == 0 }) { return sound }
            left -= round
            round *= 2
            start = Array(repeating: nil, count: request.visits.count)
        }
        return nil
    }

    /// Where annealing found nothing: a plan or a proof by exhaustive search, when the request is small enough.
    private func lastResort(by finish: Int) throws -> Outcome {
        switch ExactSearch(request, finish: finish).search() {
        case .plan(let places): return Outcome(places: places, breach: 0, waiting: 0, moved: 0, cost: 0)
        case .none: throw Failure.impossible(Conflict(request).smallest())
        case .unknown: throw Failure.notFound(moves: spent)
        }
    }

    /// Closes the gap between bound and plan by exhaustive search, where it ends in time.
    private func provenBySearch(_ best: Outcome, _ bound: Int) -> (Outcome, Int) {
        var best = best
        while let finish = best.places.map(\.end).max(), finish > bound {
            switch ExactSearch(request, finish: finish - 1).search() {
            case .plan(let places): best.places = places
            case .none: return (best, finish)
            case .unknown: return (best, bound)
            }
        }
        return (best, bound)
    }
}

// MARK: - Waiting and moves

extension Search {
    private mutating func lessenWaiting(_ best: Outcome, finish: Int) throws -> Outcome {
        let aim = Aim(finish: finish, breach: 20, waiting: 1, moved: 0)
        let left = max(0, budget - spent) / (request.previous.isEmpty ? 1 : 2)
        return try improve(
            best, aim,
            rounds: [
                Round(moves: left / 2, from: 6, to: 0.5), Round(moves: left / 4, from: 2, to: 0.4),
                Round(moves: left / 4, from: 1, to: 0.3),
            ])
    }

    private mutating func lessenMoves(_ best: Outcome, finish: Int) throws -> Outcome {
        guard !request.previous.isEmpty else { return best }
        var aim = Aim(finish: finish, breach: 6, waiting: 3, moved: 1)
        aim.freeWaiting = best.waiting
        let left = max(0, budget - spent)
        let near = try improve(
            best, aim, from: previousPlaces, rounds: [Round(moves: left / 2, from: 3, to: 0.2)])
        return try improve(near, aim, rounds: [Round(moves: left / 2, from: 1, to: 0.1)])
    }

    /// As few moved visits as possible, on a day as long as it may be; then a shorter day and less waiting with no more
    /// moved.
    private mutating func keepPrevious(_ bound: Int) throws -> Outcome {
        let before = previousPlaces.compactMap { $0?.end }.max() ?? bound
        let longest = request.dayEnd ?? max(bound, before)
        var sound = try plan(by: longest, effort: budget / 5)
        if sound == nil { sound = try shortenDay(bound).0 }
        guard let sound else { throw Failure.notFound(moves: spent) }
        let end = max(longest, sound.places.map(\.end).max() ?? longest)
        let part = max(0, budget - spent) / 4
        var aim = Aim(finish: end, breach: 6, waiting: 0, moved: 1)
        var still = try improve(
            sound, aim, from: previousPlaces,
            rounds: [Round(moves: part, from: 2, to: 0.1), Round(moves: part, from: 1, to: 0.1)])
        still = try shorten(still, above: bound, moves: part)
        aim = Aim(finish: still.places.map(\.end).max() ?? end, breach: 20, waiting: 1, moved: 20)
        aim.freeMoved = still.moved
        return try improve(still, aim, rounds: [Round(moves: part, from: 2, to: 0.3)])
    }

    /// The shortest day found with no more moved than in `still`, by halving.
    private mutating func shorten(_ still: Outcome, above bound: Int, moves: Int) throws -> Outcome {
        var (best, low) = (still, bound - 1)
        while let finish = best.places.map(\.end).max(), finish - low > 1 {
            let middle = (low + finish) / 2
            var aim = Aim(finish: middle, breach: 6, waiting: 0, moved: 2)
            aim.freeMoved = still.moved
            let work = Round(moves: moves / 8, from: 2, to: 0.2)
            let found = try anneal(aim, from: best.places, work).first {
                $0.breach == 0 && $0.moved <= still.moved
            }
            if let found { best = found } else { low = middle }
        }
        return best
    }

    /// Anneals on from the best plan, and keeps whichever is cheaper in the eyes of `aim`.
    private mutating func improve(
        _ best: Outcome, _ aim: Aim, from places: [Plan.Place?]? = nil,
        rounds: [Round]
    ) throws -> Outcome {
        var best = priced(best, aim)
        var start = places ?? best.places
        for round in rounds where best.cost > 0 && round.moves > 0 {
            let outcomes = try anneal(aim, from: start, round)
            for outcome in outcomes where outcome.breach == 0 && outcome.cost < best.cost { best = outcome }
            start = best.places
        }
        return best
    }

    /// The same plan with what it costs under another aim.
    private func priced(_ outcome: Outcome, _ aim: Aim) -> Outcome {
        let board = Board(request, aim: aim, holding: outcome.places)
        return board.outcome()
    }

    private mutating func anneal(
        _ aim: Aim, from places: [Plan.Place?], _ round: Round,
        stopsWhenSound: Bool = false
    ) throws -> [Outcome] {
        var chain = Chain(
            request: request, aim: aim, moves: round.moves / Self.chains,
            cooling: Cooling(from: round.from, to: round.to))
        chain.stopsWhenSound = stopsWhenSound
        let (seed, first, chosen) = (options.seed, stream, chain)
        stream += UInt64(Self.chains)
        let outcomes = try Parallel.eachTrying(Self.chains) { [checkpoint] index in
            try chosen.run(from: places, random: Randomness(seed: seed, stream: first + UInt64(index)), checkpoint)
        }
        spent += round.moves
        checkpoint.report("Trying changes", min(spent, budget), of: budget)
        return outcomes
    }
}
