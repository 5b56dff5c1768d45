import Foundation
import Hummingbird
import NIOCore

/// One part of a multipart form, by its header lines.
struct FormPart: Hashable, Sendable {
    /// The field's name.
    let name: String
    /// Nil for a text; empty when the person chose no file.
    let fileName: String?
    /// As the browser says; empty when it says nothing.
    let contentType: String
}

/// Cuts a multipart/form-data body (RFC 7578) into parts, fed in pieces of any size.
///
/// Feed, then take events until nil; nil asks for more. It keeps no more than one piece and one delimiter, so the cost
/// is linear in the bytes fed, however they are cut.
struct MultipartParser {
    enum Event: Equatable {
        case part(FormPart)
        case bytes(ByteBuffer)
        case endOfPart
    }

    private enum State { case preamble, delimiter, header, body, end }

    private let limits: FormLimits
    private let delimiter: [UInt8]
    private var state = State.preamble
    private var parts = 0
    /// The first delimiter has no line before it: we put one there.
    private var pending = ByteBuffer(string: "\r\n")
    /// How many pending bytes are known to hold no end of a header.
    private var searched = 0

    init(boundary: String, limits: FormLimits) {
        self.limits = limits
        delimiter = Array("\r\n--\(boundary)".utf8)
    }

    var isAtEnd: Bool { state == .end }

    mutating func feed(_ bytes: ByteBuffer) {
        guard state != .end else { return }  // the epilogue
        pending.discardReadBytes()
        pending.writeImmutableBuffer(bytes)
    }

    mutating func next() throws -> Event? {
        while true {
            switch state {
            case .preamble:
                guard skipToDelimiter() else { return nil }
                state = .delimiter
            case .delimiter:
                guard let isLast = try endOfDelimiter() else { return nil }
                state = isLast ? .end : .header
            case .header:
                guard let part = try header() else { return nil }
                state = .body
                return .part(part)
            case .body: return body()
            case .end: return nil
            }
        }
    }

    /// To be called when the input is at its end: a body cut short is no form.
    func finish() throws {
        guard state == .end else { throw FormFault.broken("it ends early") }
    }
}

extension MultipartParser {
    /// Where the needle is, or may begin, first in the pending bytes; and whether it is there whole.
    private func search(_ needle: [UInt8], from start: Int = 0) -> (place: Int, isWhole: Bool) {
        pending.withUnsafeReadableBytes { bytes in
            guard let base = bytes.baseAddress else { return (0, false) }
            var from = start
            while from < bytes.count, let found = memchr(base + from, Int32(needle[0]), bytes.count - from) {
                let place = UnsafeRawPointer(found) - base
                let length = min(needle.count, bytes.count - place)
                if memcmp(found, needle, length) == 0 { return (place, length == needle.count) }
                from = place + 1
            }
            return (bytes.count, false)
        }
    }

    private mutating func skipToDelimiter() -> Bool {
        let (place, isWhole) = search(delimiter)
        pending.moveReaderIndex(forwardBy: place + (isWhole ? delimiter.count : 0))
        return isWhole
    }

    /// After a delimiter: `--` ends the form; blanks and a line's end begin a part. The line's end is left for `header`.
    private mutating func endOfDelimiter() throws -> Bool? {
        let blanks = pending.readableBytesView.prefix { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }.count
        guard blanks <= limits.header else { throw FormFault.broken("a boundary without an end") }
        let rest = pending.readableBytesView.dropFirst(blanks).prefix(2)
        guard rest.count == 2 else { return nil }
        if blanks == 0, rest.elementsEqual("--".utf8) {
            pending.clear()
            return true
        }
        guard rest.elementsEqual("\r\n".utf8) else { throw FormFault.broken("a boundary inside a part") }
        pending.moveReaderIndex(forwardBy: blanks)
        return false
    }

    private mutating func header() throws -> FormPart? {
        let end = Array("\r\n\r\n".utf8)
        let (place, isWhole) = search(end, from: searched)
        guard place <= limits.header else { throw FormFault.broken("a part with a long header") }
        searched = isWhole ? 0 : place
        guard isWhole else { return nil }
        let lines = pending.readString(length: place) ?? ""
        pending.moveReaderIndex(forwardBy: end.count)
        parts += 1
        guard parts <= limits.parts else { throw FormFault.tooMany }
        return try FormPart(headerLines: lines)
    }

    private mutating func body() -> Event? {
        let (place, isWhole) = search(delimiter)
        if place > 0 { return pending.readSlice(length: place).map(Event.bytes) }
        guard isWhole else { return nil }
        pending.moveReaderIndex(forwardBy: delimiter.count)
        state = .delimiter
        return .endOfPart
    }
}

extension FormPart {
    /// Reads the header lines; names compare without case, and only two of them count (RFC 7578, section 4.8).
    fileprivate init(headerLines: String) throws {
        var values: [String: String] = [:]
        for line in headerLines.split(separator: "\r\n") {
            let halves = line.split(separator: ":", maxSplits: 1)
            guard halves.count == 2 else { throw FormFault.broken("a header line without a colon") }
            let name = halves[0].lowercased()
            if values[name] == nil { values[name] = String(halves[1].drop { $0 == " " || $0 == "\t" }) }
        }
        let disposition = HeaderValue(values["content-disposition"] ?? "")
        guard disposition.value == "form-data", let name = disposition.parameters["name"] else {
            throw FormFault.broken("a part without a name")
        }
        self.name = Self.unescaped(name)
        fileName = disposition.parameters["filename"].map(Self.unescaped)
        contentType = HeaderValue(values["content-type"] ?? "").value
    }

    /// Browsers write a quote and line ends in names in this way (WHATWG HTML, "multipart form data"), and nothing else.
    private static func unescaped(_ name: String) -> String {
        name.replacing("%22", with: "\"").replacing("%0D", with: "\r").replacing("%0A", with: "\n")
    }
}
