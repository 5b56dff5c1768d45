import HTTPTypes
import Hummingbird
import NIOCore

/// How much a form may hold. What goes beyond is refused with 413 before it is kept anywhere.
struct FormLimits: Sendable {
    /// Bytes of the whole body.
    var body: Int
    var parts = 5000
    /// Bytes of one text.
    var text = 1 << 20
    /// Bytes of the header lines of one part.
    var header = 8 << 10
    /// What a person is told: without the feature that is left for texts beside a file.
    var told: Int

    init(body: Int, told: Int? = nil) {
        self.body = body
        self.told = told ?? body
    }

    /// Feature for the longest application form, but for no file.
    static let texts = FormLimits(body: 2 << 20)
    /// Feature for the exports of meeting and ticket platforms.
    static let imports = FormLimits(body: 50_000_000)
}

extension FormData {
    /// Reads the body of a request as the form it is; files are kept in memory.
    ///
    /// Throws `HTTPError`: 413 beyond `limit` bytes or too many fields, 415 for a body that is no form, 400 for a
    /// broken one.
    static func read(_ request: Request, limit: Int = FormLimits.texts.body) async throws -> FormData {
        let limits = FormLimits(body: limit)
        switch FormEncoding(request.headers[.contentType]) {
        case .urlEncoded:
            let body = try await collect(request, upTo: limits.body)
            return try FormData(urlEncoded: body.readableBytesView, limits: limits)
        case .multipart(let boundary):
            return try await MultipartReader(request.body, boundary: boundary, limits: limits).wholeForm()
        case .none where request.headers[.contentType] == nil:
            // A button without fields, sent by a simple client: nothing, said by nothing.
            _ = try await collect(request, upTo: 0)
            return FormData()
        case .none: throw HTTPError(.unsupportedMediaType, message: "This address takes forms only.")
        }
    }

    private static func collect(_ request: Request, upTo limit: Int) async throws -> ByteBuffer {
        do {
            return try await request.body.collect(upTo: limit)
        } catch is NIOTooManyBytesError {
            throw FormFault.tooLarge(limit)
        }
    }

    /// Reads `a=1&b=2+3`: a body or the query of a URL (WHATWG URL, section 5.1).
    init(urlEncoded bytes: some Collection<UInt8>, limits: FormLimits = .texts) throws {
        for pair in Array(bytes).split(separator: UInt8(ascii: "&")) {
            guard fields.count < limits.parts else { throw FormFault.tooMany }
            let end = pair.firstIndex(of: UInt8(ascii: "=")) ?? pair.endIndex
            let value = PercentCoding.decode(pair[end...].dropFirst())
            guard value.utf8.count <= limits.text else { throw FormFault.tooLarge(limits.text) }
            add(PercentCoding.decode(pair[..<end]), value)
        }
    }

    init(urlEncoded text: String) throws { try self.init(urlEncoded: text.utf8) }
}

/// How the body of a form is written, by its Content-Type.
enum FormEncoding: Equatable {
    case urlEncoded
    case multipart(boundary: String)

    init?(_ contentType: String?) {
        let header = HeaderValue(contentType ?? "")
        switch header.value {
        case "application/x-www-form-urlencoded": self = .urlEncoded
        case "multipart/form-data":
            guard let boundary = header.parameters["boundary"], (1...70).contains(boundary.utf8.count),
                boundary.utf8.allSatisfy({ (32...126).contains($0) })
            else { return nil }
            self = .multipart(boundary: boundary)
        default: return nil
        }
    }
}

/// What can be wrong with a form as sent, which a browser never does.
enum FormFault {
    static let tooMany = HTTPError(.contentTooLarge, message: "The form has too many fields.")
    static func tooLarge(_ limit: Int) -> HTTPError {
        HTTPError(.contentTooLarge, message: "It may have up to \(ByteCount.words(limit)).")
    }
    static func broken(_ what: String) -> HTTPError { HTTPError(.badRequest, message: "The form is broken: \(what).") }
}

enum PercentCoding {
    /// `+` is a space, `%41` is `A`; a `%` without two digits stands for itself.
    static func decode(_ bytes: ArraySlice<UInt8>) -> String { String(decoding: self.bytes(bytes), as: UTF8.self) }

    /// The same before it is read as text.
    static func bytes(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        var decoded: [UInt8] = []
        decoded.reserveCapacity(bytes.count)
        var place = bytes.startIndex
        while place < bytes.endIndex {
            if bytes[place] == UInt8(ascii: "%"), let value = hexPair(bytes[(place + 1)...].prefix(2)) {
                decoded.append(value)
                place += 3
            } else {
                decoded.append(bytes[place] == UInt8(ascii: "+") ? UInt8(ascii: " ") : bytes[place])
                place += 1
            }
        }
        return decoded
    }

    private static func hexPair(_ bytes: ArraySlice<UInt8>) -> UInt8? {
        guard bytes.count == 2, let high = digit(bytes[bytes.startIndex]), let low = digit(bytes[bytes.startIndex + 1])
        else { return nil }
        return high << 4 | low
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
