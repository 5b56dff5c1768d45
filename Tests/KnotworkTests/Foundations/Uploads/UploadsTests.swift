import HTTPTypes
import Hummingbird
import Markup
import NIOConcurrencyHelpers
import NIOCore
import Store
import Testing

@testable import Knotwork

@Suite(.timeLimit(.minutes(20))) struct UploadsTests {
    /// A PDF whose length is no multiple of anything.
    static func film(_ size: Int) -> [UInt8] {
        var dice = Dice(seed: 3)
        return Array("%PDF-".utf8) + (5..<size).map { _ in UInt8.random(in: 0...255, using: &dice) }
    }

    @Test(arguments: Engines.all, [6, 256 << 10, (256 << 10) + 1, 3_333_333])
    func `what comes out is what went in, whatever its size`(engine: Engine, size: Int) async throws {
        try await TestApp.run(engine) { app in
            let bytes = Self.film(size)
            let upload = try await app.upload(bytes)
            #expect(upload.size == size)
            #expect(upload.kind == .pdf)
            #expect(upload.sha256 == Hex.fingerprint(bytes))
            let kept = try await app.database.read { try Uploads.find(upload.id, in: $0) }
            #expect(kept == upload)
            let answer = try await app.download(upload)
            #expect(answer.status == .ok)
            #expect(answer.bytes == bytes)
            let chunks = try await app.database.read {
                try $0.value("SELECT count(*) FROM upload_chunk", as: Int.self)
            }
            #expect(chunks == (size + (256 << 10) - 1) / (256 << 10))
        }
    }

    @Test(arguments: Engines.all)
    func `any range of a file can be asked for`(engine: Engine) async throws {
        try await TestApp.run(engine) { app in
            let bytes = Self.film(600_000)
            let upload = try await app.upload(bytes)
            let edge = 256 << 10
            let ranges: [(String, Range<Int>)] = [
                ("bytes=0-0", 0..<1), ("bytes=0-99", 0..<100), ("bytes=599999-", 599_999..<600_000),
                ("bytes=-5", 599_995..<600_000), ("bytes=\(edge - 1)-\(edge)", edge - 1..<edge + 1),
                ("bytes=\(edge)-\(2 * edge - 1)", edge..<2 * edge), ("bytes=1000-9999999", 1000..<600_000),
                ("bytes=-9999999", 0..<600_000), ("BYTES=10-99999999999999999999", 10..<600_000),
            ]
            for (header, range) in ranges {
                let answer = try await app.download(upload, [.range: header])
                #expect(answer.status == .partialContent, "\(header)")
                #expect(answer.bytes == Array(bytes[range]), "\(header)")
                #expect(answer.headers[.contentRange] == "bytes \(range.lowerBound)-\(range.upperBound - 1)/600000")
            }
        }
    }

    @Test(arguments: [
        "bytes=5-2", "bytes=0-1,5-6", "lines=0-5", "bytes=a-b", "bytes=", "bytes=-", "bytes", "bytes=+1-5",
        "bytes=1--5", "",
    ])
    func `a range that says nothing clear means the whole file`(header: String) {
        #expect(ByteRange(header, size: 100) == .whole)
    }

    @Test(arguments: ["bytes=100-", "bytes=100-200", "bytes=-0", "bytes=99999999999999999999-"])
    func `a range beyond the file is refused`(header: String) {
        #expect(ByteRange(header, size: 100) == .unsatisfiable)
    }

    @Test func `a refused range says how long the file is`() async throws {
        try await TestApp.run(.sqlite) { app in
            let upload = try await app.upload(Self.film(100))
            let answer = try await app.download(upload, [.range: "bytes=100-"])
            #expect(answer.status == .rangeNotSatisfiable)
            #expect(answer.headers[.contentRange] == "bytes */100")
            #expect(answer.bytes.isEmpty)
        }
    }

    @Test func `who has the file already is told so, and a range of another version is not mixed in`() async throws {
        try await TestApp.run(.sqlite) { app in
            let upload = try await app.upload(Self.film(100))
            for header in [upload.tag, "\"other\", W/\(upload.tag)", "*"] {
                let answer = try await app.download(upload, [.ifNoneMatch: header])
                #expect(answer.status == .notModified && answer.bytes.isEmpty && answer.headers[.eTag] == upload.tag)
            }
            #expect(try await app.download(upload, [.ifNoneMatch: "\"other\""]).status == .ok)
            let same = try await app.download(upload, [.range: "bytes=0-9", .ifRange: upload.tag])
            let other = try await app.download(upload, [.range: "bytes=0-9", .ifRange: "\"other\""])
            #expect(same.bytes.count == 10)
            #expect(other.status == .ok && other.bytes.count == 100)
        }
    }

    @Test func `a browser is told to run nothing and to save what it would not show`() async throws {
        try await TestApp.run(.sqlite) { app in
            let upload = try await app.upload(Self.film(100), name: "Größe \"1\".html")
            let headers = try await app.download(upload, inPlace: true).headers
            #expect(headers[.contentType] == "application/pdf")
            #expect(headers[.xContentTypeOptions] == "nosniff")
            #expect(headers[.contentSecurityPolicy] == "default-src 'none'; sandbox; frame-ancestors 'none'")
            #expect(headers[.cacheControl] == "private, no-cache")
            #expect(
                headers[.contentDisposition]
                    == "attachment; filename=\"Gr__e 1.html.pdf\"; filename*=UTF-8''Gr%C3%B6%C3%9Fe%201.html.pdf")
            let picture = try await app.upload([0xFF, 0xD8, 0xFF, 0xE0], name: "a.jpg")
            let shown = try await app.download(picture, inPlace: true).headers[.contentDisposition]
            let saved = try await app.download(picture, inPlace: false).headers[.contentDisposition]
            #expect(shown == "inline; filename=\"a.jpg\"; filename*=UTF-8''a.jpg")
            #expect(saved == "attachment; filename=\"a.jpg\"; filename*=UTF-8''a.jpg")
        }
    }
}

extension UploadsTests {
    @Test(arguments: Engines.all)
    func `a file that is not wanted leaves nothing`(engine: Engine) async throws {
        try await TestApp.run(engine) { app in
            let rules = UploadRules(kinds: [.pdf, .png], limit: 2_000_000)
            let faults: [([UInt8], UploadFault)] = [
                ([], .empty), (Self.film(2_000_001), .tooLarge(limit: 2_000_000)),
                (Array("GIF89a".utf8), .wrongKind([.pdf, .png])),
                (Array("<html>".utf8) + Self.film(1_500_000), .wrongKind([.pdf, .png])),
            ]
            for (bytes, expected) in faults {
                let fault = await #expect(throws: UploadFault.self) { try await app.receive(bytes, rules: rules) }
                #expect(fault == expected)
            }
            let rows = try await app.uploadRows()
            #expect(rows == 0)
        }
    }

    @Test(arguments: Engines.all)
    func `a file whose sender goes away half-way leaves nothing`(engine: Engine) async throws {
        struct Gone: Error {}
        try await TestApp.run(engine) { app in
            let programme = try await app.programme()
            let pieces = stride(from: 0, to: 3_000_000, by: 100_000).map { _ in ByteBuffer(bytes: Self.film(100_000)) }
            let body = AsyncThrowingStream<ByteBuffer, any Error> { stream in
                for piece in pieces { stream.yield(piece) }
                stream.finish(throwing: Gone())
            }
            await #expect(throws: Gone.self) {
                try await Uploads.receive(
                    body, name: "a.pdf", rules: .evidence, programme: programme.id, by: app.actionContext(),
                    into: app.database)
            }
            let rows = try await app.uploadRows()
            #expect(rows == 0)
        }
    }

    @Test(arguments: Engines.all)
    func `a file is seen only once it is kept, and swept if it never is`(engine: Engine) async throws {
        try await TestApp.run(engine) { app in
            let unkept = try await app.receive(Self.film(300_000))
            #expect(try await app.database.read { try Uploads.find(unkept.id, in: $0) } == nil)
            let kept = try await app.upload(Self.film(100), slug: "other")
            app.clock.advance(by: .hours(24))
            #expect(try await app.write { try Uploads.sweep(at: $1.at, in: $0) } == 0)
            app.clock.advance(by: .seconds(1))
            #expect(try await app.write { try Uploads.sweep(at: $1.at, in: $0) } == 1)
            #expect(try await app.database.read { try Uploads.find(kept.id, in: $0) } == kept)
            #expect(try await app.uploadRows() == 2, "one upload of one chunk")
            await #expect(throws: Refusal.self) {
                try await app.write { try Uploads.keep(unkept, by: $1, in: $0) }
            }
            try await app.write { tx, _ in try Uploads.remove(kept.id, in: tx) }
            #expect(try await app.uploadRows() == 0)
        }
    }

    @Test func `a file in a form goes straight into the database, and a wrong one is the field's error`() async throws {
        try await TestApp.run(.sqlite) { app in
            let programme = try await app.programme()
            let bytes = Self.film(700_000)
            let reader = try MultipartReader(Self.request(bytes), limits: FormLimits(body: 1_000_000))
            let file = try #require(try await reader.nextFile())
            #expect(reader.form.text("csrf") == "token")
            let upload = try await Uploads.receive(
                file, rules: .evidence, programme: programme.id, by: app.actionContext(), into: app.database)
            #expect(upload.name == "plan.pdf" && upload.sha256 == Hex.fingerprint(bytes))

            let second = try MultipartReader(Self.request(bytes), limits: FormLimits(body: 1_000_000))
            let again = try #require(try await second.nextFile())
            let errors = await #expect(throws: FieldErrors.self) {
                try await Uploads.receive(
                    again, rules: .pictures, programme: programme.id, by: app.actionContext(), into: app.database)
            }
            #expect(errors?["plan"] == "The file must be one of these: GIF, JPEG, PNG, WEBP")
        }
    }

    private static func request(_ bytes: [UInt8]) -> Request {
        var body = ByteBuffer(
            string: "--B\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\ntoken\r\n--B\r\n"
                + "Content-Disposition: form-data; name=\"plan\"; filename=\"plan.pdf\"\r\n\r\n")
        body.writeBytes(bytes)
        body.writeString("\r\n--B--\r\n")
        return Request(
            head: HTTPRequest(
                method: .post, scheme: "http", authority: "x.example", path: "/",
                headerFields: [.contentType: "multipart/form-data; boundary=B"]),
            body: RequestBody(buffer: body))
    }
}

extension TestApp {
    struct Answer {
        var status: HTTPResponse.Status
        var headers: HTTPFields
        var bytes: [UInt8]
    }

    /// Takes bytes in, in pieces of odd sizes as a connection gives them, and leaves them unkept.
    func receive(
        _ bytes: [UInt8], name: String = "a.pdf", rules: UploadRules = .evidence, slug: String = "sample"
    ) async throws -> Upload {
        let known = try await database.read { try Programmes.find(slug: slug, in: $0) }
        let programme: Programme
        if let known { programme = known } else { programme = try await self.programme(slug: slug) }
        let pieces = stride(from: 0, to: bytes.count, by: 65_521).map {
            ByteBuffer(bytes: bytes[$0..<min($0 + 65_521, bytes.count)])
        }
        return try await Uploads.receive(
            pieces.async, name: name, rules: rules, programme: programme.id, by: actionContext(), into: database)
    }

    func upload(_ bytes: [UInt8], name: String = "a.pdf", slug: String = "sample") async throws -> Upload {
        let upload = try await receive(bytes, name: name, slug: slug)
        try await write { try Uploads.keep(upload, by: $1, in: $0) }
        return upload
    }

    func download(_ upload: Upload, _ headers: HTTPFields = [:], inPlace: Bool = false) async throws -> Answer {
        let request = Request(
            head: HTTPRequest(method: .get, scheme: "http", authority: "x.example", path: "/", headerFields: headers),
            body: RequestBody(buffer: ByteBuffer()))
        let response = Uploads.response(to: request, with: upload, from: database, inPlace: inPlace)
        let collector = BodyCollector()
        try await response.body.write(collector)
        return Answer(status: response.status, headers: response.headers, bytes: collector.bytes)
    }

    /// Rows of uploads and of their chunks.
    func uploadRows() async throws -> Int {
        try await database.read { db in
            let uploads = try db.value("SELECT count(*) FROM upload", as: Int.self) ?? 0
            return try uploads + (db.value("SELECT count(*) FROM upload_chunk", as: Int.self) ?? 0)
        }
    }
}

/// What a connection would carry of an answer's body.
final class BodyCollector: ResponseBodyWriter {
    private let buffer = NIOLockedValueBox(ByteBuffer())

    var bytes: [UInt8] { buffer.withLockedValue { Array(buffer: $0) } }

    func write(_ bytes: ByteBuffer) async throws { buffer.withLockedValue { _ = $0.writeImmutableBuffer(bytes) } }

    func finish(_ trailingHeaders: HTTPFields?) async throws {}
}
