import Foundation
import Testing

@testable import Delimited
@testable import Wording

@Suite(.timeLimit(.minutes(20))) struct NotesTests {
    private let notes = Notes([
        "Carers cannot get respite at weekends",
        "Carers can't get respite at the weekend!",
        "Carers can get respite at weekends",
        "Ward 7 needs a new lift",
        "Ward 8 needs a new lift",
        "Planning applications take too long",
        "planning aplications take much too long",
        "",
        "Buses stop running at six",
    ])

    @Test func `notes that say the same in other forms are near, with the words that show it`() throws {
        let near = notes.near()
        let pair = try #require(near.first { $0.a == 0 && $0.b == 1 })
        #expect(pair.shared.contains("respite"))
        #expect(pair.shared.contains("weekends"))
        #expect(pair.shared.contains("cannot"))
        #expect(near.contains { $0.a == 5 && $0.b == 6 && $0.shared.contains("applications ~ aplications") })
    }

    @Test func `a denial or another number keeps notes apart`() {
        for pair in notes.near(threshold: 0.3) {
            #expect([pair.a, pair.b] != [0, 2] && [pair.a, pair.b] != [1, 2])
            #expect([pair.a, pair.b] != [3, 4])
        }
    }

    @Test func `no pair at or above the threshold is passed over`() {
        var random = SystemLikeRandom(state: 5)
        let vocabulary = (0..<14).map { "word\(String(UnicodeScalar(UInt8(97 + $0))))" }
        let texts = (0..<80).map { _ in
            (0..<(2 + random.below(5))).map { _ in vocabulary[random.below(14)] }.joined(separator: " ")
        }
        let notes = Notes(texts)
        for threshold in [0.4, 0.7, 0.95] {
            let found = Set(notes.near(threshold: threshold).map { [$0.a, $0.b] })
            for a in texts.indices {
                for b in texts.indices where a < b {
                    let (left, right) = (Set(Words(texts[a]).words.map(\.stem)), Set(Words(texts[b]).words.map(\.stem)))
                    func weight(_ stems: Set<String>) -> Double {
                        stems.reduce(0) { sum, stem in
                            sum + notes.weight(Words.Word(text: stem, stem: stem))
                        }
                    }
                    let similarity = 2 * weight(left.intersection(right)) / (weight(left) + weight(right))
                    if similarity > threshold + 1e-9 { #expect(found.contains([a, b])) }
                }
            }
        }
    }

    @Test func `the order of the notes changes no pair and no group`() {
        let texts = notes.texts
        let turned = Notes(texts.reversed())
        func pairs(_ notes: Notes) -> Set<Set<String>> {
            Set(notes.near().map { [notes.texts[$0.a], notes.texts[$0.b]] })
        }
        func groups(_ notes: Notes) -> Set<Set<String>> {
            Set(notes.groups(notes.near()).map { Set($0.map { notes.texts[$0] }) })
        }
        #expect(pairs(notes) == pairs(turned))
        #expect(groups(notes) == groups(turned))
    }

    @Test func `each member of a group is near to its first`() {
        let texts = (0..<12).map {
            "one two three four five six".split(separator: " ").dropFirst($0 % 3).joined(separator: " ") + " n"
                + "\($0)"
        }
        let notes = Notes(texts.map { $0.filter { !$0.isNumber } })
        let pairs = notes.near(threshold: 0.8)
        let near = Set(pairs.map { Set([$0.a, $0.b]) })
        for group in notes.groups(pairs) {
            for member in group.dropFirst() { #expect(near.contains([group[0], member])) }
        }
    }

    @Test func `notes are found by word, form, beginning and slip, and say how`() throws {
        let found = notes.find("carer resp weekend")
        #expect(found.prefix(3).map(\.note).sorted() == [0, 1, 2])
        let first = try #require(found.first { $0.note == 0 })
        #expect(first.matches.map(\.manner) == [.form, .beginning, .form])
        #expect(notes.find("applcations").map(\.note) == [5, 6])
        #expect(notes.find("buses")[0].matches == [.init(asked: "buses", found: "buses", manner: .same)])
        #expect(notes.find("aardvark").isEmpty)
    }

    @Test func `a quoted phrase must stand in the note`() {
        #expect(notes.find("\"too long\"").map(\.note).sorted() == [5, 6])
        #expect(notes.find("\"take too long\"").map(\.note) == [5])
    }

    @Test func `notes with more of the words come first`() {
        let found = notes.find("lift respite weekends")
        #expect(found[0].matches.count >= found[found.count - 1].matches.count)
        #expect(found.map(\.matches.count) == found.map(\.matches.count).sorted(by: >))
    }

    @Test(arguments: [
        ("carers", "carer"), ("cities", "city"), ("planning", "plan"), ("planned", "plan"),
        ("stopping", "stop"), ("needs", "need"), ("glass", "glass"), ("bring", "bring"), ("bed", "bed"),
        ("housing", "hous"), ("house", "hous"), ("services", "servic"), ("service", "servic"), ("covid19", "covid19"),
    ]) func `forms of a word have one stem`(word: String, stem: String) {
        #expect(Words.stem(word) == stem)
    }

    @Test func `a file is read by its columns, and an id that stands twice is refused`() throws {
        let good = try Sheet(Data("id,note\nx,One thing\ny,\nz,Another\n".utf8), file: "n.csv")
        #expect(try NotesSheet(good).ids == ["x", "z"])
        let bad = try Sheet(Data("id,note\nx,One\nx,Two\n".utf8), file: "n.csv")
        let error = #expect(throws: InputError.self) { try NotesSheet(bad) }
        #expect(error?.line == 3)
        #expect(throws: InputError.self) { try NotesSheet(good, text: "words") }
    }
}

/// A small generator of its own, so that the test needs no other target.
private struct SystemLikeRandom {
    var state: UInt64
    mutating func below(_ bound: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int((state >> 33) % UInt64(bound))
    }
}
