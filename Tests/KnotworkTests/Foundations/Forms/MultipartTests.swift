import HTTPTypes
import Hummingbird
import NIOCore
import Testing

@testable import Knotwork

@Suite(.timeLimit(.minutes(20))) struct MultipartTests {
    static let boundary = "----WebKitFormBoundary7MA4"

    /// As a browser sends it; the file holds what could be taken for a boundary.
    static let film: [UInt8] = Array("\r\n--\r\n------WebKitFormBoundary7MA\r\n\r\n".utf8) + (0...255) + [13, 10, 13]
    static let body: [UInt8] =
        part("form-data; name=\"csrf\"", nil, Array("secret".utf8))
        + part("form-data; name=\"empty\"", nil, [])
        + part("form-data; name=\"film\"; filename=\"C:\\a %22b%22.mov\"", "video/quicktime", film)
        + part("form-data; name=\"none\"; filename=\"\"", "application/octet-stream", [])
        + part("form-data; name=\"after\"", nil, Array("ä\r\nb".utf8))
        + Array("--\(boundary)--\r\n".utf8)

    static func part(_ disposition: String, _ type: String?, _ bytes: [UInt8]) -> [UInt8] {
        let typeLine = type.map { "Content-Type: \($0)\r\n" } ?? ""
        return Array("--\(boundary)\r\nContent-Disposition: \(disposition)\r\n\(typeLine)\r\n".utf8) + bytes + [13, 10]
    }

    @Test func `parts come in order, with their names, types and bytes`() throws {
        let parts = try Self.parts(of: [Self.body])
        #expect(parts == Self.expected)
    }

    @Test func `the body may be cut in two anywhere`() throws {
        for place in 0...Self.body.count {
            let pieces = [Array(Self.body[..<place]), Array(Self.body[place...])]
            #expect(try Self.parts(of: pieces) == Self.expected, "cut at byte \(place)")
        }
    }

    @Test(arguments: [1, 2, 3, 5, 7, 64])
    func `the body may come in pieces of any size`(size: Int) throws {
        let pieces = stride(from: 0, to: Self.body.count, by: size).map {
            Array(Self.body[$0..<min($0 + size, Self.body.count)])
        }
        #expect(try Self.parts(of: pieces) == Self.expected)
    }

    @Test func `the body may come in pieces of randomness`() throws {
        var randomness = Dice(seed: 7)
        for _ in 0..<500 {
            var pieces: [[UInt8]] = []
            var place = 0
            while place < Self.body.count {
                let end = min(Self.body.count, place + Int.random(in: 0...40, using: &randomness))
                pieces.append(Array(Self.body[place..<end]))
                place = end
            }
            #expect(try Self.parts(of: pieces) == Self.expected)
        }
    }

    @Test func `a body that ends early is refused wherever it ends`() {
        for place in 0..<Self.body.count - 2 {
            #expect(throws: HTTPError.self, "cut at byte \(place)") { try Self.parts(of: [Array(Self.body[..<place])]) }
        }
    }

    @Test func `changed and random bytes are read or refused, and never more than was sent comes out`() throws {
        var randomness = Dice(seed: 11)
        for _ in 0..<5000 {
            var bytes = Self.body
            for _ in 0..<Int.random(in: 1...8, using: &randomness) {
                bytes[Int.random(in: 0..<bytes.count, using: &randomness)] =
                    Bool.random(using: &randomness)
                    ? UInt8.random(in: 0...255, using: &randomness)
                    : Self.telling.randomElement(using: &randomness) ?? 0
            }
            let parts = (try? Self.parts(of: [bytes])) ?? []
            #expect(parts.reduce(0) { $0 + $1.bytes.count } <= bytes.count)
        }
    }

    /// Bytes that mean something to the parser.
    private static let telling: [UInt8] = Array("\r\n-:;=\" \t".utf8)

    @Test(arguments: [
        "no boundary at all", "--other\r\n\r\n", "--B\r\nContent-Disposition: form-data\r\n\r\nx\r\n--B--",
        "--B\r\nContent-Disposition: attachment; name=\"a\"\r\n\r\nx\r\n--B--", "--B\r\n\r\n\r\nx\r\n--B--",
        "--Bad\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nx\r\n--B--", "--B", "--B-", "",
        "--B\r\nno colon\r\n\r\nx\r\n--B--",
    ])
    func `what is no form is refused`(body: String) {
        #expect(throws: HTTPError.self) { try Self.parts(of: [Array(body.utf8)], boundary: "B") }
    }

    @Test func `words before the first boundary and after the last are passed over`() throws {
        let body = "hello\r\n--B \t\r\nContent-Disposition: form-data; name=a\r\n\r\nx\r\n--B--\r\nbye\r\n--B\r\n"
        let parts = try Self.parts(of: [Array(body.utf8)], boundary: "B")
        #expect(parts == [Part(name: "a", fileName: nil, type: "", bytes: Array("x".utf8))])
    }

    @Test func `a long header is refused before it is kept`() {
        let body = "--B\r\nX: " + String(repeating: "x", count: 20_000)
        #expect(throws: HTTPError.self) { try Self.parts(of: [Array(body.utf8)], boundary: "B") }
    }

    @Test(arguments: [
        ("form-data; name=\"a;b\"; filename=\"x\\\"y.txt\"", "a;b", "x\"y.txt"),
        ("form-data; name=plain; filename=f.txt", "plain", "f.txt"),
        ("FORM-DATA ; NAME=\"n\" ; FileName=\"C:\\dir\\f.txt\"", "n", "C:\\dir\\f.txt"),
        ("form-data; name=\"first\"; name=\"second\"; filename=\"%E2%22\"", "first", "%E2\""),
    ])
    func `names are read in every form that browsers write`(header: String, name: String, file: String) throws {
        let body = "--B\r\ncontent-disposition:\(header)\r\n\r\nx\r\n--B--"
        let parts = try Self.parts(of: [Array(body.utf8)], boundary: "B")
        #expect(parts.map(\.name) == [name])
        #expect(parts.map(\.fileName) == [file])
    }
}

extension MultipartTests {
    @Test func `a form with a small file is read whole`() async throws {
        let form = try await FormData.read(request(Self.body), limit: 10_000)
        #expect(form.text("csrf") == "secret")
        #expect(form.text("after") == "ä\nb")
        #expect(form.file("film")?.bytes == Self.film)
        #expect(form.file("film")?.name == "C:\\a \"b\".mov")
        #expect(form.file("none") == nil && form.file("other") == nil)
    }

    @Test func `a file can be left unread, and what stands before it is known by then`() async throws {
        let reader = try MultipartReader(request(Self.body), limits: FormLimits(body: 10_000))
        let file = try #require(try await reader.nextFile())
        #expect(file.field == "film")
        #expect(reader.form.text("csrf") == "secret")
        #expect(!reader.form.has("after"))
        #expect(try await reader.nextFile() == nil)
        #expect(reader.form.text("after") == "ä\nb")
    }

    @Test func `a body beyond the limit is refused though it comes in small pieces`() async {
        let refusal = await #expect(throws: HTTPError.self) {
            try await FormData.read(request(Self.body), limit: Self.body.count - 1)
        }
        #expect(refusal?.status == .contentTooLarge)
    }

    private func request(_ bytes: [UInt8]) -> Request {
        let headers: HTTPFields = [.contentType: "multipart/form-data; boundary=\(Self.boundary)"]
        let pieces = stride(from: 0, to: bytes.count, by: 10).map {
            ByteBuffer(bytes: bytes[$0..<min($0 + 10, bytes.count)])
        }
        return Request(
            head: HTTPRequest(method: .post, scheme: "http", authority: "x.example", path: "/", headerFields: headers),
            body: RequestBody(asyncSequence: pieces.async))
    }
}

extension MultipartTests {
    struct Part: Equatable {
        var name: String
        var fileName: String?
        var type: String
        var bytes: [UInt8]
    }

    static let expected = [
        Part(name: "csrf", fileName: nil, type: "", bytes: Array("secret".utf8)),
        Part(name: "empty", fileName: nil, type: "", bytes: []),
        Part(name: "film", fileName: "C:\\a \"b\".mov", type: "video/quicktime", bytes: film),
        Part(name: "none", fileName: "", type: "application/octet-stream", bytes: []),
        Part(name: "after", fileName: nil, type: "", bytes: Array("ä\r\nb".utf8)),
    ]

    static func parts(of pieces: [[UInt8]], boundary: String = boundary) throws -> [Part] {
        var parser = MultipartParser(boundary: boundary, limits: .texts)
        var parts: [Part] = []
        for piece in pieces {
            parser.feed(ByteBuffer(bytes: piece))
            while let event = try parser.next() {
                switch event {
                case .part(let part):
                    parts.append(Part(name: part.name, fileName: part.fileName, type: part.contentType, bytes: []))
                case .bytes(let bytes): parts[parts.count - 1].bytes += Array(buffer: bytes)
                case .endOfPart: continue
                }
            }
        }
        try parser.finish()
        return parts
    }
}

/// The same numbers in each run (SplitMix64), so that a failure can be seen again.
struct Dice: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

extension Array where Element: Sendable {
    /// The elements one after another, as a body that arrives does.
    var async: AsyncStream<Element> {
        AsyncStream { continuation in
            for element in self { continuation.yield(element) }
            continuation.finish()
        }
    }
}
