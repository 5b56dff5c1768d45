import HTTPTypes
import Hummingbird
import NIOCore
import Testing

@testable import Knotwork

@Suite(.timeLimit(.minutes(20))) struct FormDataTests {
    @Test func `fields come in the order sent, each value under its name`() throws {
        let form = try FormData(urlEncoded: "theme=water&name=Ann+Lee&theme=heat&empty=&alone")
        #expect(form.text("name") == "Ann Lee")
        #expect(form.texts("theme") == ["water", "heat"])
        #expect(form.fields.map(\.name) == ["theme", "name", "theme", "empty", "alone"])
        #expect(form.has("empty") && form.has("alone") && !form.has("other"))
        #expect(form.text("other") == "" && form.texts("empty") == [])
    }

    @Test(arguments: [
        ("a=%C3%A9%F0%9F%8C%8A", "é🌊"), ("a=100%25", "100%"), ("a=5%", "5%"), ("a=%zz%4", "%zz%4"), ("a=a%2Bb", "a+b"),
        ("a=b=c", "b=c"), ("a=%ff", "\u{FFFD}"), ("a=%C3%A9%", "é%"),
    ])
    func `what is encoded is decoded, and what is not stays`(body: String, value: String) throws {
        #expect(try FormData(urlEncoded: body).text("a") == value)
    }

    @Test(arguments: [
        ("  padded\t", "padded"), ("one\r\ntwo\rthree\nfour", "one\ntwo\nthree\nfour"), ("a\u{0}b\u{7}c\u{7F}", "abc"),
        ("tab\tstays", "tab\tstays"), ("\r\n\r\n", ""), ("\u{2003}wide\u{A0}", "wide"), ("a\r\n\r\nb", "a\n\nb"),
        ("john\u{B}smith", "john\nsmith"), ("£5\u{85}next", "£5next"), (" £5 ", "£5"), ("a\u{9F}é", "aé"),
        ("\u{1F}", ""),
    ])
    func `texts come clean`(typed: String, kept: String) {
        #expect(FormText.clean(typed) == kept)
    }

    @Test func `a ticked box is a flag, and an empty or negative answer is none`() {
        let form: FormData = ["a": "on", "b": "", "c": "No", "d": "yes"]
        #expect(form.flag("a") && form.flag("d"))
        #expect(!form.flag("b") && !form.flag("c") && !form.flag("missing"))
    }

    @Test func `too many fields and too long texts are refused`() throws {
        var limits = FormLimits(body: 1000)
        limits.parts = 3
        limits.text = 5
        #expect(try FormData(urlEncoded: "a=1&b=2&c=12345".utf8, limits: limits).fields.count == 3)
        #expect(throws: HTTPError.self) { try FormData(urlEncoded: "a=1&b=2&c=3&d=4".utf8, limits: limits) }
        #expect(throws: HTTPError.self) { try FormData(urlEncoded: "a=123456".utf8, limits: limits) }
    }

    @Test func `a body larger than its limit is refused before it is read as a form`() async {
        let request = request("application/x-www-form-urlencoded", String(repeating: "a", count: 101))
        let refusal = await #expect(throws: HTTPError.self) { try await FormData.read(request, limit: 100) }
        #expect(refusal?.status == .contentTooLarge)
    }

    @Test func `a body that is no form is refused, and no body is an empty form`() async throws {
        let json = request("application/json", "{}")
        let refusal = await #expect(throws: HTTPError.self) { try await FormData.read(json) }
        #expect(refusal?.status == .unsupportedMediaType)
        #expect(try await FormData.read(request(nil, "")).fields.isEmpty)
    }

    @Test func `both ways of sending a form read alike`() async throws {
        let encoded = request("application/x-www-form-urlencoded; charset=UTF-8", "name=+Ann%0D%0ALee&theme=a&theme=b")
        let multipart = request(
            "multipart/form-data; boundary=\"x y\"",
            "--x y\r\nContent-Disposition: form-data; name=\"name\"\r\n\r\n Ann\r\nLee\r\n"
                + "--x y\r\nContent-Disposition: form-data; name=\"theme\"\r\n\r\na\r\n"
                + "--x y\r\nContent-Disposition: form-data; name=\"theme\"\r\n\r\nb\r\n--x y--\r\n")
        #expect(try await FormData.read(encoded).fields == FormData.read(multipart).fields)
    }

    private func request(_ contentType: String?, _ body: String) -> Request {
        var headers = HTTPFields()
        headers[.contentType] = contentType
        return Request(
            head: HTTPRequest(method: .post, scheme: "http", authority: "x.example", path: "/", headerFields: headers),
            body: RequestBody(buffer: ByteBuffer(string: body)))
    }
}
