import Testing
import Timetable

extension ExamplesTests {
    @Test func `the example of Timetable does what it says`() async throws {
        var request = Request()
        request.stations = [Request.Station("health"), Request.Station("law")]
        request.walking = [[0, 1], [1, 0]]
        for (number, name) in ["Ann", "Bo"].enumerated() {
            request.visitors.append(Request.Visitor(name))
            for station in 0...1 {
                let choice = Request.Choice(station: station, duration: 4)
                request.visits.append(Request.Visit(visitor: number, choices: [choice]))
            }
        }
        let solution = try await Timetable.solve(request)
        print(solution.finish, solution.finishIsProven)  // 9 true
        try check()
    }
}
