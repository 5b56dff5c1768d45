import Markup
import Store
import Testing

@testable import Knotwork

/// Two who write one application, and a file that is an answer: a form of its own, which no walk over fields fills in.
@Suite(.timeLimit(.minutes(20))) struct LostFileTests {
    static let endpoints: Set<String> = [
        "/programmes/:programme/applications/:application/files/:question",
        "/programmes/:programme/applications/:application/files/:question/removal",
    ]

    @Test(arguments: Engines.all)
    func `of two who add a file to one answer the second sees the first one's`(engine: Engine) async throws {
        try await two(engine) { ann, co, files in
            let (page, section) = (try await co.get(files).text, files.replacing(/files.*/, with: "sections/1"))
            #expect(try await ann.post(files, file: ("file", "anns.pdf", pdf("Ann’s"))).status == 303)

            let late = try await co.post(files, shown(page, files), file: ("file", "cos.pdf", pdf("Co’s")))
            #expect(late.status == 422)
            #expect(late.words.contains("This was changed while you wrote, by Ann Lee on Tuesday 1 March 2022"))
            #expect(late.words.contains("anns.pdf (PDF"), "what is kept is shown")
            #expect(late.words.contains("Your own was not kept: choose it once more"))
            #expect(try await ann.get("\(files)/content").says("Ann’s"), "the first stays")

            let theirs = shown(late.text, files) + [(Form.theirsName, "file")]
            let left = try await co.post(files, theirs, file: ("file", "", []))
            #expect(left.status == 303 && left.location == section)
            #expect(try await co.post(files, theirs, file: ("file", "cos.pdf", pdf("Co’s"))).status == 303)
            #expect(try await ann.get("\(files)/content").says("Ann’s"), "theirs is left there")

            let again = try await co.post(files, shown(late.text, files), file: ("file", "cos.pdf", pdf("Co’s")))
            #expect(again.status == 303)
            #expect(try await ann.get("\(files)/content").says("Co’s"), "mine all the same, having seen theirs")
        }
    }

    @Test(arguments: Engines.all)
    func `nobody takes out a file that they have not seen`(engine: Engine) async throws {
        try await two(engine) { ann, co, files in
            let removal = "\(files)/removal"
            #expect(try await ann.post(files, file: ("file", "first.pdf", pdf("first"))).status == 303)
            let page = try await co.get(files).text
            #expect(try await ann.post(files, file: ("file", "second.pdf", pdf("second"))).status == 303)

            let late = try await co.post(removal, shown(page, removal))
            #expect(late.status == 422 && late.words.contains("second.pdf (PDF"))
            #expect(try await ann.get("\(files)/content").says("second"))
            #expect(try await co.post(removal, shown(late.text, removal)).status == 303)
            #expect(try await ann.get("\(files)/content").status == 404, "taken out, having seen it")
        }
    }

    /// An application with a question for a file, and the two who write it.
    private func two(
        _ engine: Engine, _ body: @Sendable (_ ann: Browser, _ co: Browser, _ files: String) async throws -> Void
    ) async throws {
        try await TestApp.run(engine) { app in
            let programme = try await app.programme()
            let question = try await app.askForFile(in: programme)
            try await app.browse { visitors in
                let (ann, path) = try await visitors.began("ann@home.example", "Home Ltd", programme)
                let co = try await visitors.joins("co@x.example", "co_applicant", path, by: ann)
                try await body(ann, co, "\(path)/files/\(question)")
            }
            let uploads = try await app.database.read { db in
                try db.value("SELECT count(*) FROM upload WHERE kept_at IS NOT NULL", as: Int.self)
            }
            #expect(uploads ?? 0 <= 1, "what was replaced is gone")
        }
    }

    /// What the form of a page says that it shows.
    private func shown(_ page: String, _ action: String) -> [(String, String)] {
        let form = PageForm.all(in: page).first { $0.action == action }
        return (form?[Form.shownName]?.values ?? ["none"]).map { (Form.shownName, $0) }
    }

    private func pdf(_ words: String) -> [UInt8] { Array("%PDF-1.7 \n\(words)".utf8) }
}
