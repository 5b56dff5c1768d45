import Support
import Testing

@testable import Delimited
@testable import Timetable

private func conflict(_ request: Request) async throws -> [Wish] {
    do {
        var options = Timetable.Options()
        options.moves = 40_000
        _ = try await Timetable.solve(request, options: options)
        Issue.record("a plan was found")
        return []
    } catch Timetable.Failure.impossible(let wishes) { return wishes }
}

/// Everybody visits all stations of one tick length.
private func simple(visitors: Int, stations: Int, duration: Int, dayEnd: Int) -> Request {
    var request = Request()
    request.stations = (0..<stations).map { .init("S\($0)") }
    request.walking = Array(repeating: Array(repeating: 0, count: stations), count: stations)
    for visitor in 0..<visitors {
        request.visitors.append(.init("V\(visitor)"))
        for station in 0..<stations {
            request.visits.append(.init(visitor: visitor, choices: [.init(station: station, duration: duration)]))
        }
    }
    request.dayEnd = dayEnd
    return request
}

@Suite(.timeLimit(.minutes(20))) struct TimetableConflictTests {
    @Test func `more visits than a station has time are named with the day's end`() async throws {
        let wishes = try await conflict(simple(visitors: 5, stations: 1, duration: 3, dayEnd: 10))
        // Three fit into ten ticks: any four visits are too many.
        #expect(wishes.count == 5)
        #expect(wishes.contains(.dayEnd))
    }

    @Test func `a visitor whose absences leave no time is named alone`() async throws {
        var request = simple(visitors: 3, stations: 2, duration: 4, dayEnd: 20)
        request.visitors[1].arrives = 8
        request.visitors[1].leaves = 15
        let wishes = try await conflict(request)
        #expect(Set(wishes) == [.visit(2), .visit(3), .arrives(visitor: 1), .leaves(visitor: 1)])
    }

    @Test func `a closed station and an order rule are part of a conflict only when they matter`() async throws {
        var request = simple(visitors: 1, stations: 3, duration: 4, dayEnd: 12)
        request.stations[0].closed = [0..<5]
        request.stations[2].closed = [20..<30]
        request.orders = [.init(first: 0, then: 1), .init(first: 1, then: 2)]
        let wishes = try await conflict(request)
        #expect(!wishes.contains(.closed(station: 2, index: 0)))
        #expect(wishes.contains(.closed(station: 0, index: 0)))
    }

    @Test func `a station that closes for good is too short without any day's end`() async throws {
        var request = simple(visitors: 4, stations: 1, duration: 2, dayEnd: 0)
        request.dayEnd = nil
        request.stations[0].closed = [6..<RequestFile.lastTick]
        let wishes = try await conflict(request)
        #expect(Set(wishes) == Set((0..<4).map { .visit($0) } + [.closed(station: 0, index: 0)]))
    }

    @Test func `every conflict is impossible, and possible without any one of its wishes`() async throws {
        var random = Randomness(seed: 31)
        var seen = 0
        for _ in 0..<30 {
            var request = simple(visitors: 2, stations: 2, duration: 2 + random.below(2), dayEnd: 5 + random.below(3))
            request.walking = [[0, 1], [1, 0]]
            if random.below(2) == 0 { request.visitors[0].arrives = 1 + random.below(3) }
            if random.below(2) == 0 { request.stations[1].closed = [2..<4] }
            if random.below(3) == 0 { request.orders = [.init(first: 0, then: 1)] }
            do {
                var options = Timetable.Options()
                options.moves = 20_000
                _ = try await Timetable.solve(request, options: options)
            } catch Timetable.Failure.impossible(let wishes) {
                seen += 1
                #expect(isImpossible(request.keeping(Set(wishes))))
                for wish in wishes {
                    #expect(!isImpossible(request.keeping(Set(wishes).subtracting([wish]))), "\(wish)")
                }
            }
        }
        #expect(seen > 8)
    }

    /// By trying every start of every visit; a day without an end is long enough at 30 ticks.
    private func isImpossible(_ request: Request) -> Bool {
        let finish = request.dayEnd ?? 30
        if case .none = ExactSearch(request, finish: finish, nodes: 5_000_000).search() { return true }
        return false
    }
}
