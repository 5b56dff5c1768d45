import Foundation
import HTTPTypes
import Store
import Testing

@testable import Knotwork

/// What no page of ours asks for, and somebody will.
@Suite(.timeLimit(.minutes(20))) struct OddRequestsTests {
    /// As they stand in an address: NUL, bytes that are no text, half of a surrogate pair, numbers that are none or too large, the
    /// signs that other languages give a meaning, and more than anybody types.
    static let values = [
        "%00", "%FF%FE", "%ED%A0%80", "%zz", "-1", "99999999999999999999", "%27%22%3C%3E%5C", "..%2F..",
        "%0D%0A%E2%80%AE%F0%9F%92%A9", String(repeating: "a", count: 5000),
    ]

    @Test(arguments: Engines.all)
    func `whatever stands in an address, the answer is never a failure`(engine: Engine) async throws {
        try await TestApp.run(engine, at: "2022-06-30T10:00:00Z") { app in
            let programme = try await app.example().programme
            let places = try await app.places(in: programme)
            let endpoints = App.routes(app.dependencies).endpoints.filter { $0.method == .get }
            let names = try Self.queryNames()
            try await app.browse { visitors in
                let team = try await visitors.person(
                    "odd@team.example", roles: [.team, .assessor, .panel], in: programme.id)
                for address in endpoints.flatMap({ Self.addresses($0.path, places, names) }) {
                    let status = try await team.get(address).status
                    let isText = !["%00", "%FF", "%ED"].contains(where: address.contains)
                    #expect(isText ? status < 500 : status == 400, "\(address.prefix(200)): \(status)")
                }
            }
        }
    }

    /// The address as it should be with odd answers behind the question mark, and with each of its parts odd in each way.
    private static func addresses(_ path: String, _ places: Places, _ names: [String]) -> [String] {
        let parts = path.split(separator: "/").filter { $0.hasPrefix(":") }.map { String($0.dropFirst()) }
        let asked = (0..<6).compactMap { turn -> String? in
            // What is no text stands alone, for it is refused at once; of the others each name has another one in each turn.
            let query = names.enumerated().map { "\($1)=\(values[3 + ($0 + turn) % (values.count - 3)])" }
            let odd = turn < 3 ? "q=\(values[turn])" : query.joined(separator: "&")
            return places.fill(path).map { "\($0)?\(odd)" }
        }
        let reached = parts.flatMap { part in
            values.compactMap { value in
                var places = places
                places.values[part] = value
                return places.fill(path)
            }
        }
        return asked + reached
    }

    /// What any page asks of an address, as the source says.
    private static func queryNames() throws -> [String] {
        let sources = (0..<3).reduce(URL(filePath: #filePath)) { file, _ in file.deletingLastPathComponent() }
            .appending(path: "Sources/Knotwork")
        let files = FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil)?.allObjects ?? []
        var names: Set<String> = []
        for case let file as URL in files where file.pathExtension == "swift" {
            let text = try String(contentsOf: file, encoding: .utf8)
            names.formUnion(text.matches(of: /query\("([a-z_-]+)"\)/).map { String($0.1) })
        }
        try #require(names.contains("q") && names.count > 3)
        return names.sorted()
    }

    @Test func `a second Host and what is no text are refused, and a form with NUL too`() async throws {
        try await TestApp.run(.sqlite) { app in
            let programme = try await app.programme()
            try await app.browse { visitors in
                let host = try #require(HTTPField.Name("Host"))
                let twice = try await visitors.nobody.get("/", headers: [host: "evil.example"])
                #expect(twice.status == 400)
                let form = try await visitors.nobody.post("/sign-in", [("email", "ann\u{0}@council.example")])
                #expect(form.status < 500)
                let team = try await visitors.person("t@x.example", roles: [.team], in: programme.id)
                let words = try await team.post(
                    "/programmes/sample/team/problems",
                    [("title", "a\u{0}b"), ("question", "Why?"), ("summary", "Because")])
                #expect(words.status < 500)
            }
        }
    }
}
