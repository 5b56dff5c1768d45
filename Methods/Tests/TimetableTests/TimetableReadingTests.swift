import Foundation
import Support
import Testing

@testable import Delimited
@testable import Timetable

private func read(_ text: String) throws -> RequestFile {
    try RequestFile(try JSONText.parse(Array(text.utf8), file: "day.json"))
}

private let whole = """
    {
      "tick_minutes": 5,
      "day": {"start": "09:00", "end": "16:00"},
      "stations": [
        {"id": "panel", "minutes": 30, "everyone": true, "closed": [{"from": "12:30", "to": "13:15"}]},
        {"id": "legal", "minutes": 20, "seats": 2, "changeover_minutes": 5, "opens": "10:00"},
        {"id": "money", "minutes": 20}
      ],
      "visitors": [
        {"id": "Ann", "arrives": "09:30", "visits": ["legal", {"any": ["money", "legal"], "count": 1}]},
        {"id": "Bo", "leaves": "15:00", "absent": [{"from": "11:00", "to": "11:30"}, {"from": "11:20", "to": "12:00"}]},
        {"id": "Cy", "lunch": false, "visits": [{"station": "money", "minutes": 25}]}
      ],
      "walking": {"minutes": 5, "between": [{"from": "panel", "to": "money", "minutes": 10}]},
      "lunch": {"from": "12:00", "to": "14:00", "minutes": 45},
      "order": [{"first": "panel", "then": "money", "visitors": ["Bo"]}],
      "previous": [{"visitor": "Bo", "station": "panel", "start": "09:00"}, {"visitor": "Gone", "station": "panel", "start": "09:30"}],
      "prefer": "unchanged",
      "seed": 7
    }
    """

@Suite(.timeLimit(.minutes(20))) struct TimetableReadingTests {
    @Test func `a whole request is read into ticks`() throws {
        let file = try read(whole)
        let request = file.request
        #expect(request.dayEnd == 84)
        #expect(request.stations[2].closed == [42..<51])
        #expect(request.stations[0].closed == [0..<12])
        #expect(request.stations[0].seats == 2)
        #expect(request.stations[0].changeover == 1)
        #expect(request.visitors[1].absent == [24..<36])
        #expect(request.visitors[1].leaves == 72)
        #expect(!request.visitors[2].lunches)
        #expect(request.visits.count == 8)
        #expect(request.visits.filter { $0.visitor == 0 }.map(\.choices.count) == [1, 2, 1])
        #expect(request.stations.map(\.name) == ["legal", "money", "panel"])
        #expect(request.visits.last == .init(visitor: 2, choices: [.init(station: 2, duration: 6)]))
        #expect(request.walking == [[0, 1, 1], [1, 0, 2], [1, 2, 0]])
        #expect(request.lunch == .init(window: 36..<60, duration: 9))
        #expect(request.orders == [.init(visitor: 1, first: 2, then: 1)])
        #expect(request.previous == [.init(visitor: 1, station: 2, start: 0)])
        #expect(request.keepsPrevious)
        #expect(file.seed == 7)
        #expect(file.clock(7) == "09:35")
    }

    @Test func `the order in which stations and visitors are written changes nothing`() throws {
        func json(_ stations: [String], _ visitors: [String]) -> String {
            let sites = stations.map { #"{"id": "\#($0)", "minutes": 20}"# }.joined(separator: ", ")
            let people = visitors.map { #"{"id": "\#($0)"}"# }.joined(separator: ", ")
            return #"{"day": {"start": "09:00"}, "stations": [\#(sites)], "visitors": [\#(people)]}"#
        }
        let one = try read(json(["a", "b", "c"], ["x", "y"]))
        let other = try read(json(["c", "a", "b"], ["y", "x"]))
        #expect(one.request == other.request)
    }

    @Test func `the whole request has a plan that holds`() async throws {
        let file = try read(whole)
        var options = Timetable.Options()
        options.moves = 100_000
        let timetable = try await Timetable.solve(file.request, options: options)
        #expect(timetable.plan.violations(of: file.request) == [])
    }

    @Test(arguments: [
        (#""minutes": 30, "everyone""#, #""minutes": 31, "everyone""#, 5),
        (#""09:30", "visits""#, #""9.30", "visits""#, 10),
        (#"["legal", {"#, #"["legl", {"#, 10),
        (#""id": "Bo""#, #""id": "Ann""#, 11),
        (#""seats": 2"#, #""seats": 0"#, 6),
        (#""first": "panel""#, #""first": "money""#, 16),
        (#""prefer": "unchanged""#, #""prefer": "nothing""#, 18),
        (#""minutes": 45"#, #""minutes": 145"#, 15),
        (#""count": 1"#, #""count": 3"#, 10),
        (#""lunch": false"#, #""lunches": false"#, 12),
    ]) func `a fault names its line`(was: String, becomes: String, line: Int) {
        let error = #expect(throws: InputError.self) { try read(whole.replacingOccurrences(of: was, with: becomes)) }
        #expect(error?.line == line)
        #expect(error?.file == "day.json")
    }

    @Test func `what is impossible is said with names, times and lines`() async throws {
        let text = whole.replacingOccurrences(of: #""arrives": "09:30""#, with: #""arrives": "15:00""#)
        let file = try read(text)
        do {
            _ = try await Timetable.solve(file.request)
            Issue.record("a plan was found")
        } catch let failure as Timetable.Failure {
            let error = file.refusal(failure, file: "day.json")
            #expect(error.line == 10)
            #expect(error.message.contains("“Ann” arrives at 15:00 (line 10)"))
            #expect(error.message.contains("the day ends at 16:00 (line 3)"))
            #expect(!error.message.contains("“Cy”"))
        }
    }

    @Test func `any text is read or refused, never fatal`() {
        var random = Randomness(seed: 41)
        let bytes = Array(whole.utf8)
        let scraps = Array(#"{}[]":,0195-e tfn"#.utf8)
        for _ in 0..<3_000 {
            var text = bytes
            for _ in 0..<(1 + random.below(4)) {
                let place = random.below(text.count)
                switch random.below(4) {
                case 0: text[place] = UInt8(random.below(256))
                case 1: text.insert(scraps[random.below(scraps.count)], at: place)
                case 2: text.remove(at: place)
                default: text.removeSubrange(place..<min(text.count, place + random.below(40)))
                }
            }
            do {
                let file = try RequestFile(try JSONText.parse(text, file: "f"))
                #expect(throws: Never.self) { try file.request.check() }
            } catch {
                #expect(error is InputError)
            }
        }
    }
}
