import Store
import Testing

@testable import Knotwork

@Suite(.timeLimit(.minutes(20))) struct ScoreRecordTests {
    private static let criteria = ["need", "plan"].map { key in
        Criterion(
            id: ID(key), round: .assessment, key: key, title: key, weight: 50, lowest: 0, highest: 12, anchors: [:])
    }

    private static func review(_ need: Int?, _ remarks: [String], note: String = "") -> Review {
        let ids = criteria.map(\.id)
        return Review(
            id: ID("r"), application: ID("a"), account: ID("p"), round: .assessment, state: .handedIn, note: note,
            points: [ids[0]: need, ids[1]: 3].compactMapValues { $0 },
            remarks: Dictionary(uniqueKeysWithValues: zip(ids, remarks)))
    }

    @Test func `a record is a text that people can read`() {
        let record = ScoreRecord(Self.review(4, ["Who pays?\nAnd when?", ""], note: "Worth hearing."), Self.criteria)
        #expect(record.text == "need: 4\n\tWho pays?\n\tAnd when?\nplan: 3\nnote:\n\tWorth hearing.\n")
    }

    @Test(arguments: [
        ["", ""], ["plan: 5", "note:"], ["\nplan: 5\n", "\n"], ["\tindented\n\t\n", "a\r\nb\rc"],
        ["x, \"y\"", "=1+1"], ["äöü 🏳️‍🌈\u{2028}z", " "],
    ])
    func `what is read from a record is what was written, whatever people wrote`(remarks: [String]) throws {
        for note in remarks {
            for need in [0, 4, 12, nil] {
                let text = ScoreRecord(Self.review(need, remarks, note: note), Self.criteria).text
                var reader = ScoreRecordReader(Self.criteria)
                try Self.read(text, with: &reader)
                #expect(reader.points == [need, 3])
                var cells: [UInt8] = []
                SpreadsheetCell.append([""] + remarks + [note], to: &cells)
                #expect(reader.words == cells)
            }
        }
    }

    @Test(arguments: [
        "", "need: 4\n", "need: 4\nplan: 3", "plan: 3\nneed: 4\n", "need: four\nplan: 3\n",
        "need: 4\nplan: 3\nmore: 1\n",
        "need: 4\n\tx\nplan: 3\nnote:\n\tx\nnote:\n\ty\n", "need: 4\nremark\nplan: 3\n",
    ])
    func `what is no record of these criteria is not taken for one`(text: String) {
        var reader = ScoreRecordReader(Self.criteria)
        #expect(throws: ScoreRecordReader.Unreadable.self) { try Self.read(text, with: &reader) }
    }

    private static func read(_ text: String, with reader: inout ScoreRecordReader) throws {
        var text = text
        try text.withUTF8 { try reader.read($0) }
    }

    @Test(arguments: Engines.all)
    func `scores that were changed after they were handed in are found`(engine: Engine) async throws {
        try await TestApp.run(engine) { app in
            let sample = try await app.panel()
            let first = sample.applications[0]
            try await app.assign(first, to: "ann@x.example", of: sample.programme)
            try await app.assign(first, to: "bo@x.example", of: sample.programme)
            try await app.browse { visitors in
                try await visitors.person("ann@x.example").score(first, note: "two\r\nlines")
                try await visitors.person("bo@x.example").score(first, act: "save")
            }
            func altered() async throws -> [String] {
                try await app.database.read { try Panels.alteredRecords(in: $0) }
            }
            #expect(try await altered() == [])
            let ann = try await app.account("ann@x.example")
            let id = try #require(
                try await app.database.read {
                    try $0.value("SELECT id FROM review WHERE account_id = \(ann)", as: ID<Review>.self)
                })
            let changes: [(SQL, SQL)] = [
                (
                    "UPDATE score SET points = points + 1 WHERE review_id = \(id)",
                    "UPDATE score SET points = points - 1 WHERE review_id = \(id)"
                ),
                (
                    "UPDATE score SET note = 'added' WHERE review_id = \(id)",
                    "UPDATE score SET note = '' WHERE review_id = \(id)"
                ),
                (
                    "UPDATE review SET note = '' WHERE id = \(id)",
                    "UPDATE review SET note = \("two\nlines") WHERE id = \(id)"
                ),
            ]
            for (change, back) in changes {
                try await app.database.write { _ = try $0.execute(change) }
                #expect(try await altered() == ["The scores of review \(id) are not what was handed in."])
                try await app.database.write { _ = try $0.execute(back) }
                #expect(try await altered() == [])
            }
        }
    }

    @Test(arguments: Engines.all)
    func `what was handed in before there were records gets one`(engine: Engine) async throws {
        // As its step filled them, under the names that stand there by now; the rest of it makes the column.
        let step = Schema.sheets.sql.split(separator: ";", maxSplits: 1).last.map(String.init) ?? ""
        let fill = Migration(
            name: "again",
            sql: step.replacing("SET sheet", with: "SET score_record").replacing("'sealed'", with: "'handed_in'"))
        try await TestApp.run(engine) { app in
            let sample = try await app.panel()
            let written: [(name: String, state: String, remarks: [String], note: String)] = [
                ("ann", "handed_in", ["one\n\ntwo\n", ""], "an end\n"), ("bo", "handed_in", ["", "plan: 5"], ""),
                ("cy", "draft", ["not yet", ""], "not yet"),
            ]
            for (name, state, remarks, note) in written {
                let account = try await app.account("\(name)@x.example")
                try await app.database.write { tx in
                    try tx.execute(
                        """
                        INSERT INTO review (id, application_id, account_id, round, state, note, saved_at, handed_in_at)
                        VALUES (\(name), \(sample.applications[0]), \(account), 'assessment', \(state), \(note),
                            '2022-04-01T10:00:00.000Z',
                            \(state == "handed_in" ? "2022-04-01T10:00:00.000Z" : nil as String?))
                        """)
                    for (criterion, remark) in zip(sample.criteria, remarks) {
                        try tx.execute(
                            """
                            INSERT INTO score (review_id, criterion_id, points, note)
                            VALUES (\(name), \(criterion.id), 4, \(remark))
                            """)
                    }
                }
            }
            try await app.database.migrate(Schema.migrations + [fill])
            let sheets = try await app.database.read {
                try $0.values("SELECT score_record FROM review ORDER BY id", as: String.self)
            }
            #expect(
                sheets == [
                    "need: 4\n\tone\n\t\n\ttwo\n\t\nplan: 4\nnote:\n\tan end\n\t\n", "need: 4\nplan: 4\n\tplan: 5\n",
                    "",
                ])
            let altered = try await app.database.read { try Panels.alteredRecords(in: $0) }
            #expect(altered == [])
        }
    }

    @Test(arguments: Engines.all)
    func `a table that is sent in pieces is whole and in order`(engine: Engine) async throws {
        try await TestApp.run(engine) { app in
            let sample = try await app.panel(applications: 6)
            let judges = ["ann", "bo", "cy"]
            for application in sample.applications {
                for judge in judges {
                    try await app.assign(application, to: "\(judge)@x.example", of: sample.programme)
                }
            }
            try await app.browse { visitors in
                for judge in judges {
                    let person = try await visitors.person("\(judge)@x.example")
                    for (number, application) in sample.applications.enumerated() {
                        let note = String(repeating: "\(judge) \(number) ", count: 1_400)
                        #expect(try await person.score(application, note: note).status == 303)
                    }
                }
                let team = try await visitors.person("t@x.example", roles: [.team], in: sample.programme.id)
                let table = try await team.get("/programmes/sample/team/panel/reviews.csv")
                let rows = table.text.split(separator: "\r\n").dropFirst().map { $0.split(separator: ",") }
                #expect(table.text.utf8.count > 100_000)
                let expected = (1...6).flatMap { number in judges.map { ["EOI-000\(number)", "\($0)@x.example"] } }
                #expect(rows.map { [String($0[0]), String($0[2])] } == expected)
                for (row, expected) in zip(rows, expected) {
                    let words = Set(row.last?.split(separator: " ").map(String.init) ?? [])
                    let number = (Int(expected[0].suffix(1)) ?? 0) - 1
                    #expect(words == [String(expected[1].prefix { $0 != "@" }), "\(number)"])
                }
            }
        }
    }

    @Test(arguments: Engines.all)
    func `somebody who judged and has no role any more is named in the table`(engine: Engine) async throws {
        try await TestApp.run(engine) { app in
            let sample = try await app.panel()
            for application in sample.applications {
                try await app.assign(application, to: "ann@x.example", of: sample.programme)
                try await app.assign(application, to: "bo@x.example", of: sample.programme)
            }
            try await app.browse { visitors in
                for application in sample.applications {
                    try await visitors.person("ann@x.example", name: "Ann Lee").score(application)
                    try await visitors.person("bo@x.example", name: "Bo Ray").score(application)
                }
                let ann = try await app.account("ann@x.example")
                try await app.database.write { try $0.execute("DELETE FROM role_grant WHERE account_id = \(ann)") }
                let team = try await visitors.person("t@x.example", roles: [.team], in: sample.programme.id)
                let table = try await team.get("/programmes/sample/team/panel/reviews.csv")
                let reviewers = table.text.split(separator: "\r\n").dropFirst().map { $0.split(separator: ",")[2] }
                #expect(reviewers == ["Ann Lee", "Bo Ray", "Ann Lee", "Bo Ray"])
            }
        }
    }
}
