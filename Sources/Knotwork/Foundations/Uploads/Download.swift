import HTTPTypes
import Hummingbird
import NIOCore
import Store

extension Uploads {
    /// Answers a request for a kept file: whole, one range of it (RFC 9110, section 14), or "you have it already".
    ///
    /// Films need ranges: a browser that cannot ask for one cannot wind. Whoever calls has checked that the caller may
    /// have the file.
    static func response(
        to request: Request, with upload: Upload, from database: Database, inPlace: Bool = false
    ) -> Response {
        var headers = headers(of: upload, inPlace: inPlace)
        if request.headers[.ifNoneMatch].map({ EntityTag.list($0, holds: upload.tag) }) == true {
            return Response(status: .notModified, headers: headers)
        }
        switch ByteRange.asked(by: request.headers, of: upload) {
        case .whole: return response(.ok, headers, upload, 0..<upload.size, database)
        case .part(let range):
            headers[.contentRange] = "bytes \(range.lowerBound)-\(range.upperBound - 1)/\(upload.size)"
            return response(.partialContent, headers, upload, range, database)
        case .unsatisfiable:
            return Response(status: .rangeNotSatisfiable, headers: [.contentRange: "bytes */\(upload.size)"])
        }
    }

    private static func headers(of upload: Upload, inPlace: Bool) -> HTTPFields {
        let isShown = inPlace && upload.kind.isShownInPlace
        return [
            .contentType: upload.kind.rawValue,
            .contentDisposition: Disposition.header(isShown ? "inline" : "attachment", upload.name),
            .eTag: upload.tag,
            .acceptRanges: "bytes",
            // Asked again each time, so that who lost the right to a file does not get it from a cache.
            .cacheControl: "private, no-cache",
            .xContentTypeOptions: "nosniff",
            .contentSecurityPolicy: "default-src 'none'; sandbox; frame-ancestors 'none'",
        ]
    }

    private static func response(
        _ status: HTTPResponse.Status, _ headers: HTTPFields, _ upload: Upload, _ range: Range<Int>,
        _ database: Database
    ) -> Response {
        let body = ResponseBody(contentLength: range.count) { writer in
            for position in range.lowerBound / chunkSize...(range.upperBound - 1) / chunkSize {
                let chunk = try await chunk(position, of: upload.id, from: database)
                let start = position * chunkSize
                let wanted = range.clamped(to: start..<start + chunk.count)
                try await writer.write(ByteBuffer(bytes: chunk[wanted.lowerBound - start..<wanted.upperBound - start]))
            }
            try await writer.finish(nil)
        }
        return Response(status: status, headers: headers, body: body)
    }

    /// A file that goes while it is being sent ends the connection: half a file must not look whole.
    private static func chunk(_ position: Int, of upload: ID<Upload>, from database: Database) async throws -> [UInt8] {
        let bytes = try await database.read { db in
            try db.value(
                "SELECT bytes FROM upload_chunk WHERE upload_id = \(upload) AND position = \(position)",
                as: [UInt8].self)
        }
        guard let bytes else { throw Refusal.notFound }
        return bytes
    }
}

extension Upload {
    var tag: String { "\"\(sha256)\"" }
}

/// What part of a file a request asks for.
enum ByteRange: Hashable {
    case whole
    case part(Range<Int>)
    case unsatisfiable

    static func asked(by headers: HTTPFields, of upload: Upload) -> ByteRange {
        guard let text = headers[.range] else { return .whole }
        if let condition = headers[.ifRange], condition != upload.tag { return .whole }
        return ByteRange(text, size: upload.size)
    }

    /// Reads `bytes=0-99`, `bytes=100-` and `bytes=-100`. Several ranges, other units and nonsense mean the whole file, as the
    /// standard allows.
    init(_ text: String, size: Int) {
        let ends = text.dropFirst(6).split(separator: "-", omittingEmptySubsequences: false)
        guard text.lowercased().hasPrefix("bytes="), ends.count == 2, !ends.allSatisfy(\.isEmpty),
            ends.allSatisfy({ $0.utf8.allSatisfy { (48...57).contains($0) } })
        else {
            self = .whole
            return
        }
        // A number too large to read is beyond any file.
        let first = ends[0].isEmpty ? nil : Int(ends[0]) ?? .max
        let last = ends[1].isEmpty ? nil : Int(ends[1]) ?? .max
        self = Self.range(first, last, size)
    }

    private static func range(_ first: Int?, _ last: Int?, _ size: Int) -> ByteRange {
        switch (first, last) {
        case (let first?, let last?) where first > last: .whole
        case (let first?, let last): first < size ? .part(first..<min(last ?? size - 1, size - 1) + 1) : .unsatisfiable
        case (nil, let count?): count > 0 && size > 0 ? .part(max(0, size - count)..<size) : .unsatisfiable
        case (nil, nil): .whole
        }
    }
}

enum EntityTag {
    /// Whether an `If-None-Match` names the tag; weak ones count as well (RFC 9110, section 13.1.2).
    static func list(_ header: String, holds tag: String) -> Bool {
        header.split(separator: ",").map(\.trimmingWhitespace).contains { $0 == "*" || $0 == tag || $0 == "W/\(tag)" }
    }
}

enum Disposition {
    /// RFC 6266: a plain name for old programs, and the true one.
    static func header(_ kind: String, _ name: String) -> String {
        let plain = String(
            String.UnicodeScalarView(
                name.unicodeScalars.map {
                    $0.isASCII && $0.value >= 32 && $0.value != 127 && $0 != "\"" && $0 != "\\" && $0 != "%" ? $0 : "_"
                }))
        return "\(kind); filename=\"\(plain)\"; filename*=UTF-8''\(encoded(name))"
    }

    /// RFC 8187: all but letters, digits and a few marks percent-encoded.
    private static func encoded(_ name: String) -> String {
        name.utf8.map { byte in
            let isPlain =
                (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
                || "-._~".utf8.contains(byte)
            return isPlain ? String(Unicode.Scalar(byte)) : "%\(Hex.text([byte]).uppercased())"
        }.joined()
    }
}
