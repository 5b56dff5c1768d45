import Delimited
import Foundation
import Support
import Testing

@testable import Assignment

/// A class, so that the folder with the files of a test goes when the test is over.
@Suite(.timeLimit(.minutes(20))) final class AssignmentRequestTests {
    private let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "allocation-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    private func file(_ text: String) throws -> String {
        let place = folder.appending(path: "\(UUID().uuidString).csv")
        try Data(text.utf8).write(to: place)
        return place.path
    }

    private func files(
        items: String = "item\n3\n7\n9\n", reviewers: String = "reviewer\nAnn\nBo\nCy\n", affinity: String? = nil,
        conflicts: String? = nil, previous: String? = nil, perItem: Int = 2
    ) throws -> Assignment.Files {
        var files = Assignment.Files(items: try file(items), reviewers: try file(reviewers), perItem: perItem)
        files.affinity = try affinity.map(file)
        files.conflicts = try conflicts.map(file)
        files.previous = try previous.map(file)
        return files
    }

    private func refusal(_ files: Assignment.Files) -> InputError? {
        do {
            _ = try Assignment.Request(files)
            return nil
        } catch { return error as? InputError }
    }

    @Test func `scores with decimals come out as they went in`() async throws {
        let request = try Assignment.Request(
            try files(affinity: "item,reviewer,score\n3,Cy,2.25\n7,\"Ann\",1\r\n9, Bo ,-0.5\n"))
        #expect(request.decimals == 2)
        #expect(request.problem.score(item: 0, reviewer: 2) == 225)
        let rows = request.rows(try await Assignment.solve(request.problem))
        #expect(rows.contains(["3", "Cy", "2.25"]))
        #expect(rows.contains(["7", "Ann", "1"]))
        #expect(request.written(-50) == "-0.5")
        #expect(request.written(-5) == "-0.05")
    }

    @Test func `loads come from the file where it has them`() throws {
        var files = try files(reviewers: "reviewer,min_load,max_load\nAnn,1,2\nBo,,\nCy,,1\n")
        files.maxLoad = 9
        files.minLoad = 1
        #expect(try Assignment.Request(files).problem.loads == [1...2, 1...9, 1...1])
    }

    @Test func `lines of an earlier assignment about what is gone are passed over`() throws {
        let request = try Assignment.Request(try files(previous: "item,reviewer,score\n3,Di,1\n5,Ann,1\n7,Bo,2\n"))
        #expect(request.gone == 2)
        #expect(request.problem.previous.contains(item: 1, reviewer: 1))
    }

    @Test func `bad input is refused at its line`() throws {
        let cases: [(Assignment.Files, Int?, String)] = [
            (try files(items: "name\n3\n"), 1, "no column “item”"),
            (try files(items: "item\n"), nil, "names no item"),
            (try files(items: "item\n3\n7\n3\n"), 4, "second time; the first is on line 2"),
            (try files(items: "item,reviews\n3,-1\n"), 2, "0 or more"),
            (try files(reviewers: "reviewer,min_load,max_load\nAnn,3,2\n"), 2, "above the greatest"),
            (try files(reviewers: "reviewer,max_load\nAnn,x\n"), 2, "whole number"),
            (try files(affinity: "item,reviewer,score\n3,Ann,1\n\n7,Zed,1\n"), 4, "“Zed”"),
            (try files(affinity: "item,reviewer,score\n3,Ann,much\n"), 2, "“much”"),
            (try files(affinity: "item,reviewer,score\n3,Ann,1,5\n"), 2, "4 fields"),
            (try files(affinity: "item,reviewer,score\n3,Ann,1\n7,Bo,1\n3,Ann,2\n"), 4, "two scores"),
            (try files(affinity: "item,reviewer\n3,Ann\n"), 1, "no column “score”"),
            (try files(affinity: "item,reviewer,score\n3,Ann,1e12\n"), 2, "thousand million"),
            (try files(conflicts: "item,reviewer\n3,\n"), 2, "empty"),
        ]
        for (files, line, message) in cases {
            let error = refusal(files)
            #expect(error?.file != nil, "\(message)")
            #expect(error?.line == line, "\(message)")
            #expect(error?.message.contains(message) == true, "\(error?.message ?? "nothing") - \(message)")
        }
        #expect(refusal(Assignment.Files(items: "/nowhere.csv", reviewers: "/nowhere.csv", perItem: 1)) != nil)
    }

    @Test(arguments: [false, true]) func `the order of lines in any of the files changes nothing`(fair: Bool)
        async throws
    {
        var random = Lottery(17)
        let names = (0..<8).map { "item \($0)" }
        let people = (0..<5).map { "person \($0)" }
        var pairs = names.flatMap { item in people.map { (item, $0) } }.filter { _ in random.chance(80) }
        var first: Set<[String]>?
        for _ in 0..<5 {
            // Few different scores, so that many assignments are equally good.
            let affinity = pairs.map { "\($0.0),\($0.1),\(($0.0.count * 3 + $0.1.hashOfName) % 3)\n" }.joined()
            let conflicts = pairs.filter { ($0.0 + $0.1).hashOfName % 9 == 0 }.map { "\($0.0),\($0.1)\n" }.joined()
            var files = try files(
                items: "item\n" + names.shuffled(using: &random).joined(separator: "\n") + "\n",
                reviewers: "reviewer\n" + people.shuffled(using: &random).joined(separator: "\n") + "\n",
                affinity: "item,reviewer,score\n" + affinity, conflicts: "item,reviewer\n" + conflicts)
            files.maxLoad = 5
            let request = try Assignment.Request(files)
            let solution =
                try await Assignment.solve(
                    request.problem, options: .init(aim: fair ? .fairest : .greatestTotal))
            let rows = request.rows(solution)
            #expect(rows.map { $0[0] } == rows.map { $0[0] }.sorted { rank($0, files) < rank($1, files) })
            if let first { #expect(Set(rows) == first) } else { first = Set(rows) }
            pairs.shuffle(using: &random)
        }
    }

    /// The line of an item in its file.
    private func rank(_ item: String, _ files: Assignment.Files) -> Int {
        (try? Sheet(contentsOf: files.items))?.records.first { $0.fields[0] == item }?.line ?? 0
    }

    @Test func `a large file read in stretches is read as one`() throws {
        let items = (0..<3000).map { "item \($0)" }
        let people = (0..<60).map { "person \($0)" }
        var text = "score,item,note,reviewer\n"
        for item in items.indices {
            for person in people.indices {
                text += "\((item * 31 + person * 7) % 1000),item \(item),x,person \(person)\n"
            }
        }
        let request = try Assignment.Request(
            try files(
                items: "item\n" + items.joined(separator: "\n"),
                reviewers: "reviewer\n" + people.joined(separator: "\n"),
                affinity: text))
        #expect(request.problem.scores.reviewers.count == 180_000)
        let numbers = (
            Dictionary(uniqueKeysWithValues: zip(request.items, request.items.indices)),
            Dictionary(uniqueKeysWithValues: zip(request.reviewers, request.reviewers.indices))
        )
        for (item, person) in [(0, 0), (1499, 30), (2999, 59), (1500, 0), (777, 7)] {
            #expect(
                request.problem.score(
                    item: numbers.0["item \(item)"] ?? 0, reviewer: numbers.1["person \(person)"] ?? 0)
                    == (item * 31 + person * 7) % 1000)
        }
    }

    @Test func `random changes of the files are read as the careful reader reads them, or refused`() throws {
        let names = NameIndex(["3", "7", "9"])
        let people = NameIndex(["Ann", "Bo", "Cy"])
        let sound = Array("item,reviewer,score\n3,Ann,1.5\n7,\"Bo\",-2\r\n9,Cy,3e1\n\n3,Cy,04\n".utf8)
        let path = try file("")
        var random = Lottery(11)
        for _ in 0..<800 {
            var bytes = sound
            for _ in 0...random.below(3) {
                let place = random.below(bytes.count)
                switch random.below(3) {
                case 0: bytes[place] = sound[random.below(sound.count)]
                case 1: bytes.remove(at: place)
                default:
                    bytes.insert(
                        random.chance(80) ? sound[random.below(sound.count)] : UInt8(random.below(256)), at: place)
                }
            }
            try Data(bytes).write(to: URL(fileURLWithPath: path))
            let lines = PairLines(
                file: path, first: .init(column: "item", index: names, listed: "I"),
                second: .init(column: "reviewer", index: people, listed: "R"), number: "score")
            do {
                let part = try lines.read()[0]
                let sheet = try Sheet(contentsOf: path)
                #expect(part.firsts.count == sheet.records.count, "\(String(decoding: bytes, as: UTF8.self))")
                for (record, number) in zip(sheet.records, part.numbers) {
                    #expect(try sheet.number(record, sheet.column("score")) == number)
                }
            } catch {
                #expect(error is InputError)
            }
        }
    }
}

extension String {
    /// A number from the letters, the same in every run.
    fileprivate var hashOfName: Int { utf8.reduce(7) { ($0 * 31 + Int($1)) % 10_007 } }
}
