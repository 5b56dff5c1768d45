import Anneal

/// The order of work: the finish first, then the waiting with the finish held, then what moved with both held.
struct TimetableSearch {
    typealias Outcome = TimetableChain.Outcome

    static let chains = 4

    /// A stretch of annealing: moves over all chains, and the temperatures between which they cool.
    private struct Round {
        var moves: Int
        var from: Double
        var to: Double
    }

    private let request: TimetableRequest
    private let options: Timetable.Options
    private let progress: (@Sendable (Double) -> Void)?
    private let budget: Int
    private(set) var spent = 0
    private var stream: UInt64 = 0

    init(_ request: TimetableRequest, options: Timetable.Options, progress: (@Sendable (Double) -> Void)?) {
        self.request = request
        self.options = options
        self.progress = progress
        budget = options.moves ?? min(12_000_000, 150_000 * max(1, request.visits.count))
    }

    mutating func run() async throws -> (best: Outcome, bound: Int) {
        let bound = try lowerBound()
        if request.visits.isEmpty { return (Outcome(places: [], breach: 0, waiting: 0, moved: 0, cost: 0), bound) }
        if request.keepsPrevious, !request.previous.isEmpty { return (try await keepPrevious(bound), bound) }
        let (shortest, proven) = try await shortenDay(bound)
        let finish = shortest.places.map(\.end).max() ?? 0
        let calm = try await lessenWaiting(shortest, finish: finish)
        return (try await lessenMoves(calm, finish: finish), proven)
    }

    private func lowerBound() throws -> Int {
        let bounds = TimetableBounds(request)
        guard let bound = bounds.finish(), bound.finish <= request.dayEnd ?? .max else {
            throw Timetable.Failure.impossible(TimetableConflict(request).smallest())
        }
        return bound.finish
    }

    /// The plan that people have, as far as it names places.
    private var previousPlaces: [TimetablePlan.Place?] {
        zip(request.visits, request.previousByVisit()).map { visit, slot in
            guard let slot, let choice = visit.choices.first(where: { $0.station == slot.station }) else { return nil }
            return TimetablePlan.Place(station: slot.station, seat: 0, start: slot.start, duration: choice.duration)
        }
    }
}

// MARK: - The finish

extension TimetableSearch {
    /// A plan with the earliest finish found, and the bound proven for it.
    private mutating func shortenDay(_ bound: Int) async throws -> (Outcome, Int) {
        let ceiling = request.dayEnd ?? TimetableBounds.latest(request)
        if let best = try await plan(by: bound, effort: budget / 5) { return (best, bound) }
        var (low, step) = (bound, max(1, bound / 64))
        var best: Outcome?
        while best == nil, low < ceiling {
            let next = min(ceiling, low + step)
            best = try await plan(by: next, effort: budget / 20)
            if best == nil { low = next }
            step *= 2
        }
        guard var best else { return (try lastResort(by: ceiling), bound) }
        while let finish = best.places.map(\.end).max(), finish - low > 1 {
            let middle = (low + finish) / 2
            if let better = try await plan(by: middle, effort: budget / 20) { best = better } else { low = middle }
        }
        return provenBySearch(best, bound)
    }

    /// A plan that ends by `finish`, sought in rounds of growing length from new starts; nil when none was found.
    private mutating func plan(by finish: Int, effort: Int) async throws -> Outcome? {
        let aim = TimetableAim(finish: finish, breach: 4, waiting: 0, moved: 0)
        var start = previousPlaces
        var (round, left) = (min(effort, 100_000 * Self.chains), effort)
        while left > 0 {
            let work = Round(moves: min(round, left), from: 1.5, to: 0.3)
            let outcomes = try await anneal(aim, from: start, work, stopsWhenSound: true)
            if let sound = outcomes.first(where: { $0.breach == 0 }) { return sound }
            left -= round
            round *= 2
            start = Array(repeating: nil, count: request.visits.count)
        }
        return nil
    }

    /// Where annealing found nothing: a plan or a proof by exhaustive search, when the request is small enough.
    private func lastResort(by finish: Int) throws -> Outcome {
        switch TimetableExact(request, finish: finish).search() {
        case .plan(let places): return Outcome(places: places, breach: 0, waiting: 0, moved: 0, cost: 0)
        case .none: throw Timetable.Failure.impossible(TimetableConflict(request).smallest())
        case .unknown: throw Timetable.Failure.notFound(moves: spent)
        }
    }

    /// Closes the gap between bound and plan by exhaustive search, where it ends in time.
    private func provenBySearch(_ best: Outcome, _ bound: Int) -> (Outcome, Int) {
        var best = best
        while let finish = best.places.map(\.end).max(), finish > bound {
            switch TimetableExact(request, finish: finish - 1).search() {
            case .plan(let places): best.places = places
            case .none: return (best, finish)
            case .unknown: return (best, bound)
            }
        }
        return (best, bound)
    }
}

// MARK: - Waiting and moves

extension TimetableSearch {
    private mutating func lessenWaiting(_ best: Outcome, finish: Int) async throws -> Outcome {
        let aim = TimetableAim(finish: finish, breach: 20, waiting: 1, moved: 0)
        let left = max(0, budget - spent) / (request.previous.isEmpty ? 1 : 2)
        return try await improve(
            best, aim,
            rounds: [
                Round(moves: left / 2, from: 6, to: 0.5), Round(moves: left / 4, from: 2, to: 0.4),
                Round(moves: left / 4, from: 1, to: 0.3),
            ])
    }

    private mutating func lessenMoves(_ best: Outcome, finish: Int) async throws -> Outcome {
        guard !request.previous.isEmpty else { return best }
        var aim = TimetableAim(finish: finish, breach: 6, waiting: 3, moved: 1)
        aim.freeWaiting = best.waiting
        let left = max(0, budget - spent)
        let near = try await improve(
            best, aim, from: previousPlaces, rounds: [Round(moves: left / 2, from: 3, to: 0.2)])
        return try await improve(near, aim, rounds: [Round(moves: left / 2, from: 1, to: 0.1)])
    }

    /// As few moved visits as possible, on a day as long as it may be; then a shorter day and less waiting with no more
    /// moved.
    private mutating func keepPrevious(_ bound: Int) async throws -> Outcome {
        let before = previousPlaces.compactMap { $0?.end }.max() ?? bound
        let longest = request.dayEnd ?? max(bound, before)
        var sound = try await plan(by: longest, effort: budget / 5)
        if sound == nil { sound = try await shortenDay(bound).0 }
        guard let sound else { throw Timetable.Failure.notFound(moves: spent) }
        let end = max(longest, sound.places.map(\.end).max() ?? longest)
        let part = max(0, budget - spent) / 4
        var aim = TimetableAim(finish: end, breach: 6, waiting: 0, moved: 1)
        var still = try await improve(
            sound, aim, from: previousPlaces,
            rounds: [Round(moves: part, from: 2, to: 0.1), Round(moves: part, from: 1, to: 0.1)])
        still = try await shorten(still, above: bound, moves: part)
        aim = TimetableAim(finish: still.places.map(\.end).max() ?? end, breach: 20, waiting: 1, moved: 20)
        aim.freeMoved = still.moved
        return try await improve(still, aim, rounds: [Round(moves: part, from: 2, to: 0.3)])
    }

    /// The shortest day found with no more moved than in `still`, by halving.
    private mutating func shorten(_ still: Outcome, above bound: Int, moves: Int) async throws -> Outcome {
        var (best, low) = (still, bound - 1)
        while let finish = best.places.map(\.end).max(), finish - low > 1 {
            let middle = (low + finish) / 2
            var aim = TimetableAim(finish: middle, breach: 6, waiting: 0, moved: 2)
            aim.freeMoved = still.moved
            let work = Round(moves: moves / 8, from: 2, to: 0.2)
            let found = try await anneal(aim, from: best.places, work).first {
                $0.breach == 0 && $0.moved <= still.moved
            }
            if let found { best = found } else { low = middle }
        }
        return best
    }

    /// Anneals on from the best plan, and keeps whichever is cheaper in the eyes of `aim`.
    private mutating func improve(
        _ best: Outcome, _ aim: TimetableAim, from places: [TimetablePlan.Place?]? = nil,
        rounds: [Round]
    ) async throws -> Outcome {
        var best = priced(best, aim)
        var start = places ?? best.places
        for round in rounds where best.cost > 0 && round.moves > 0 {
            let outcomes = try await anneal(aim, from: start, round)
            for outcome in outcomes where outcome.breach == 0 && outcome.cost < best.cost { best = outcome }
            start = best.places
        }
        return best
    }

    /// The same plan with what it costs under another aim.
    private func priced(_ outcome: Outcome, _ aim: TimetableAim) -> Outcome {
        let board = TimetableBoard(request, aim: aim, holding: outcome.places)
        return board.outcome()
    }

    private mutating func anneal(
        _ aim: TimetableAim, from places: [TimetablePlan.Place?], _ round: Round,
        stopsWhenSound: Bool = false
    ) async throws -> [Outcome] {
        var chain = TimetableChain(
            request: request, aim: aim, moves: round.moves / Self.chains,
            cooling: Cooling(from: round.from, to: round.to))
        chain.stopsWhenSound = stopsWhenSound
        let (seed, first, chosen) = (options.seed, stream, chain)
        stream += UInt64(Self.chains)
        let outcomes = try await inOrder(Self.chains, threads: options.threads) { index in
            try await chosen.run(from: places, random: Randomness(seed: seed, stream: first + UInt64(index)))
        }
        spent += round.moves
        progress?(min(1, Double(spent) / Double(max(1, budget))))
        return outcomes
    }
}
