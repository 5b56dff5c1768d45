import Support
import Testing

@testable import Delimited
@testable import Timetable

/// A small request made at random: some of everything.
private func randomRequest(_ random: inout Randomness, visitors: Int, stations: Int) -> Request {
    var request = Request()
    let way = random.below(3)
    request.walking = (0..<stations).map { from in (0..<stations).map { $0 == from ? 0 : way } }
    let durations = (0..<stations).map { _ in 1 + random.below(4) }
    for station in 0..<stations {
        var made = Request.Station(
            "S\(station)", seats: random.below(5) == 0 ? 2 : 1, changeover: random.below(4) == 0 ? 1 : 0)
        if random.below(3) == 0 { made.closed = [(2 + random.below(4))..<(7 + random.below(3))] }
        request.stations.append(made)
    }
    if random.below(2) == 0 { request.lunch = .init(window: 3..<9, duration: 2) }
    for visitor in 0..<visitors {
        var made = Request.Visitor("V\(visitor)", arrives: random.below(4) == 0 ? random.below(4) : 0)
        if random.below(4) == 0 { made.absent = [(3 + random.below(3))..<(6 + random.below(3))] }
        request.visitors.append(made)
        for station in 0..<stations where random.below(5) > 0 {
            var choices = [Request.Choice(station: station, duration: durations[station])]
            let other = random.below(stations)
            if random.below(6) == 0, other != station {
                choices.append(.init(station: other, duration: durations[other]))
            }
            request.visits.append(.init(visitor: visitor, choices: choices))
        }
    }
    if stations > 1, random.below(2) == 0 { request.orders = [.init(first: 0, then: 1)] }
    return request
}

private func options(_ moves: Int, seed: UInt64 = 1, threads: Int = 2) -> Timetable.Options {
    var options = Timetable.Options()
    options.moves = moves
    options.seed = seed
    options.threads = threads
    return options
}

/// The earliest finish by looking at every finish in turn with every start of every visit: no pruning but clashes.
private func bruteFinish(_ request: Request, atMost: Int) -> Int? {
    (0...atMost).first { finish in
        var asked = request
        asked.dayEnd = finish
        return anyPlan(asked, finish)
    }
}

private func anyPlan(_ request: Request, _ finish: Int) -> Bool {
    var places: [Plan.Place] = []
    func descend() -> Bool {
        if places.count == request.visits.count {
            return Plan(places: places, request: request).violations(of: request).isEmpty
        }
        let visit = request.visits[places.count]
        for choice in visit.choices {
            for seat in 0..<request.stations[choice.station].seats {
                for start in 0..<max(0, finish - choice.duration + 1) {
                    let place = Plan.Place(
                        station: choice.station, seat: seat, start: start, duration: choice.duration)
                    let clash = places.indices.contains { index in
                        let other = places[index]
                        let overlap = start < other.end && other.start < place.end
                        let same = request.visits[index].visitor == visit.visitor
                        return overlap && (same || (other.station == place.station && other.seat == seat))
                    }
                    if clash { continue }
                    places.append(place)
                    if descend() { return true }
                    places.removeLast()
                }
            }
        }
        return false
    }
    return descend()
}

@Suite(.timeLimit(.minutes(20))) struct TimetableTests {
    @Test func `every plan holds, whatever was asked`() async throws {
        var random = Randomness(seed: 1)
        var made = 0
        for number in 0..<30 {
            let request = randomRequest(&random, visitors: 2 + random.below(4), stations: 1 + random.below(3))
            do {
                let timetable = try await Timetable.solve(request, options: options(16_000, seed: UInt64(number)))
                #expect(timetable.plan.violations(of: request) == [])
                #expect(timetable.finish >= timetable.finishBound)
                made += 1
            } catch Timetable.Failure.notFound { continue } catch Timetable.Failure.impossible { continue }
        }
        #expect(made > 20)
    }

    @Test func `the finish of small days is the shortest there is`() async throws {
        var random = Randomness(seed: 2)
        for number in 0..<16 {
            let request = randomRequest(&random, visitors: 2, stations: 2)
            let shortest = bruteFinish(request, atMost: 20)
            do {
                let timetable = try await Timetable.solve(request, options: options(8_000, seed: UInt64(number)))
                if shortest == nil && timetable.finish > 20 { continue }
                #expect(timetable.finish == shortest)
                #expect(timetable.finishIsProven)
            } catch is Timetable.Failure {
                #expect(shortest == nil)
            }
        }
    }

    @Test func `no bound is above what a plan reaches`() throws {
        var random = Randomness(seed: 3)
        for _ in 0..<20 {
            let request = randomRequest(&random, visitors: 2, stations: 2)
            guard let shortest = bruteFinish(request, atMost: 18) else { continue }
            let bound = try #require(Bounds(request).finish())
            #expect(bound.finish <= shortest)
        }
    }

    @Test func `exhaustive search agrees with brute force about what is possible`() {
        var random = Randomness(seed: 4)
        for _ in 0..<40 {
            let request = randomRequest(&random, visitors: 2, stations: 2)
            let finish = 6 + random.below(8)
            var asked = request
            asked.dayEnd = finish
            switch ExactSearch(request, finish: finish).search() {
            case .plan(let places):
                #expect(Plan(places: places, request: asked).violations(of: asked) == [])
            case .none: #expect(!anyPlan(asked, finish))
            case .unknown: break
            }
        }
    }

    @Test func `the board and the checker count alike`() {
        var random = Randomness(seed: 5)
        for _ in 0..<60 {
            let request = randomRequest(&random, visitors: 3, stations: 3)
            if request.visits.isEmpty { continue }
            let aim = Aim(finish: 40, breach: 5, waiting: 1, moved: 0)
            var board = Board(request, aim: aim, overtime: true)
            guard board.place(Array(repeating: nil, count: request.visits.count)) else { continue }
            let cooling = Cooling(from: 20, to: 10)
            for _ in 0..<50 {
                for _ in 0..<20 { board.step(&random, cooling) }
                var asked = request
                asked.dayEnd = 40
                let plan = Plan(places: board.places(), request: asked)
                let faults = plan.violations(of: asked)
                #expect((board.sums.breach == 0) == faults.isEmpty, "\(faults)")
                if board.sums.breach == 0 { #expect(board.sums.waiting == plan.waiting(asked)) }
            }
        }
    }

    @Test func `the number of threads changes nothing, the seed may`() async throws {
        var random = Randomness(seed: 6)
        let request = randomRequest(&random, visitors: 8, stations: 4)
        let one = try await Timetable.solve(request, options: options(60_000, seed: 7, threads: 1))
        let four = try await Timetable.solve(request, options: options(60_000, seed: 7, threads: 4))
        #expect(one.plan == four.plan)
    }

    @Test func `everyone pitches while others talk, and the panel is never empty`() async throws {
        var request = Request()
        request.stations = [.init("panel"), .init("a"), .init("b")]
        request.walking = [[0, 1, 1], [1, 0, 1], [1, 1, 0]]
        for visitor in 0..<6 {
            request.visitors.append(.init("V\(visitor)"))
            for (station, duration) in [6, 4, 4].enumerated() {
                request.visits.append(.init(visitor: visitor, choices: [.init(station: station, duration: duration)]))
            }
        }
        let timetable = try await Timetable.solve(request, options: options(400_000))
        #expect(timetable.finish == 36)
        #expect(timetable.finishIsProven)
        #expect(timetable.plan.violations(of: request) == [])
    }

    @Test func `a late change in a kept plan moves as little as brute force needs`() async throws {
        var request = Request()
        request.stations = [.init("a"), .init("b")]
        request.walking = [[0, 0], [0, 0]]
        request.visitors = [.init("x"), .init("y"), .init("z")]
        for visitor in 0..<3 {
            for station in 0..<2 {
                request.visits.append(.init(visitor: visitor, choices: [.init(station: station, duration: 2)]))
            }
        }
        let before = try await Timetable.solve(request, options: options(100_000))
        #expect(before.finish == 6)
        request.previous = zip(request.visits, before.plan.places).map {
            .init(visitor: $0.visitor, station: $1.station, start: $1.start)
        }
        let same = try await Timetable.solve(request, options: options(100_000))
        #expect(same.moved == 0)
        // Whoever came first is late now by one visit.
        let first = try #require(request.previous.first { $0.start == 0 }?.visitor)
        request.visitors[first].arrives = 2
        request.keepsPrevious = true
        request.dayEnd = 10
        let after = try await Timetable.solve(request, options: options(200_000))
        #expect(after.plan.violations(of: request) == [])
        #expect(after.moved >= 1 && after.moved <= 2)
    }

    @Test func `a cancelled search stops`() async {
        var random = Randomness(seed: 8)
        let request = randomRequest(&random, visitors: 12, stations: 5)
        let work = Task { try await Timetable.solve(request, options: options(2_000_000_000)) }
        work.cancel()
        await #expect(throws: CancellationError.self) { try await work.value }
    }

    @Test func `an empty request has an empty plan`() async throws {
        var request = Request()
        request.stations = [.init("a")]
        request.walking = [[0]]
        let timetable = try await Timetable.solve(request)
        #expect(timetable.plan.places.isEmpty)
        #expect(timetable.finish == 0)
    }
}
