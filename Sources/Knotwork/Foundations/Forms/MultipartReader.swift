import Hummingbird
import NIOCore

/// Reads a multipart form as it arrives: texts are gathered in `form`, files are handed out one after another.
///
/// ```swift
/// let reader = try MultipartReader(request, limits: limits)
/// while let file = try await reader.nextFile() { try await keep(file.body) }
/// let form = reader.form
/// ```
/// What stands before a file in the page is in `form` when the file is handed out; what stands after it, at the end.
final class MultipartReader {
    private(set) var form = FormData()
    private var body: RequestBody.AsyncIterator
    private var parser: MultipartParser
    private let limits: FormLimits
    private var received = 0

    init(_ body: RequestBody, boundary: String, limits: FormLimits) {
        self.body = body.makeAsyncIterator()
        self.limits = limits
        parser = MultipartParser(boundary: boundary, limits: limits)
    }

    /// Throws `HTTPError` 415 when the request is no multipart form.
    convenience init(_ request: Request, limits: FormLimits) throws {
        guard case .multipart(let boundary) = FormEncoding(request.headers[.contentType]) else {
            throw HTTPError(.unsupportedMediaType, message: "This address takes forms with files only.")
        }
        self.init(request.body, boundary: boundary, limits: limits)
    }

    /// The next file that the person chose; nil at the end of the form. Skips what was not read of the one before.
    func nextFile() async throws -> IncomingFile? {
        while let event = try await nextEvent() {
            guard case .part(let part) = event else { continue }
            switch part.fileName {
            case nil: form.add(part.name, try await text())
            case "": continue
            case let name?:
                return IncomingFile(
                    field: part.name, name: name, contentType: part.contentType, body: IncomingFile.Body(reader: self))
            }
        }
        return nil
    }

    /// The whole form, files in memory.
    func wholeForm() async throws -> FormData {
        while let file = try await nextFile() {
            var bytes: [UInt8] = []
            for try await piece in file.body { bytes.append(contentsOf: piece.readableBytesView) }
            form.add(file.field, FormFile(name: file.name, contentType: file.contentType, bytes: bytes))
        }
        return form
    }

    /// The next bytes of the part at hand; nil at its end.
    fileprivate func nextBytes() async throws -> ByteBuffer? {
        guard case .bytes(let bytes)? = try await nextEvent() else { return nil }
        return bytes
    }

    private func text() async throws -> String {
        var bytes: [UInt8] = []
        while let more = try await nextBytes() {
            bytes.append(contentsOf: more.readableBytesView)
            guard bytes.count <= limits.text else { throw FormFault.tooLarge(limits.text) }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private func nextEvent() async throws -> MultipartParser.Event? {
        while true {
            if let event = try parser.next() { return event }
            guard let bytes = try await body.next() else {
                try parser.finish()
                return nil
            }
            received += bytes.readableBytes
            guard received <= limits.body else { throw FormFault.tooLarge(limits.told) }
            parser.feed(bytes)
        }
    }
}

/// A file on its way in.
struct IncomingFile {
    /// The form field's name.
    let field: String
    /// The name on the person's machine, as sent.
    let name: String
    /// What the browser says it is; never trusted.
    let contentType: String
    /// The bytes, to be read once, before the reader is asked for the next file.
    let body: Body

    struct Body: AsyncSequence, AsyncIteratorProtocol {
        fileprivate let reader: MultipartReader
        func makeAsyncIterator() -> Body { self }
        mutating func next() async throws -> ByteBuffer? { try await reader.nextBytes() }
    }
}
