import CWorkbook

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// What takes in the elements of one part, in their order.
protocol XMLHandler: AnyObject {
    /// - Parameter tag: the element's name in the namespaces of workbooks, strict or transitional; empty for others.
    func start(_ tag: String, _ attributes: XMLAttributes) throws(WorkbookFault)
    func end(_ tag: String) throws(WorkbookFault)
    /// A piece of text, which may come in several; valid UTF-8 when they are put together.
    func text(_ bytes: UnsafeBufferPointer<UInt8>) throws(WorkbookFault)
}

extension XMLHandler {
    func end(_ tag: String) throws(WorkbookFault) {}
    func text(_ bytes: UnsafeBufferPointer<UInt8>) throws(WorkbookFault) {}
}

/// The attributes of one element; good only while the element is told.
struct XMLAttributes {
    fileprivate let list: UnsafeMutablePointer<UnsafePointer<CChar>?>?

    /// The value of an attribute without a namespace.
    subscript(name: String) -> String? { value { strcmp($0, name) == 0 } }

    /// The value of an attribute in any namespace, such as `r:id`.
    func qualified(_ name: String) -> String? {
        let ending = "|\(name)"
        return value { key in
            let (length, wanted) = (strlen(key), ending.utf8.count)
            return length > wanted && strcmp(key + (length - wanted), ending) == 0
        }
    }

    private func value(_ isIt: (UnsafePointer<CChar>) -> Bool) -> String? {
        guard var place = list else { return nil }
        while let key = place[0], let value = place[1] {
            if isIt(key) { return String(cString: value) }
            place += 2
        }
        return nil
    }

    /// `TRUE` of XML Schema.
    func isTrue(_ name: String) -> Bool { self[name] == "1" || self[name] == "true" }
}

/// Reads a part as XML with expat. Whatever declares a document type, and with it entities, is refused: no workbook has one.
final class XMLScan {
    private let parser: OpaquePointer
    private let part: String
    private let handler: any XMLHandler
    private let deepest: Int
    private var depth = 0
    private var given = 0
    private var fault: WorkbookFault?

    private init(part: String, handler: any XMLHandler, deepest: Int) throws(WorkbookFault) {
        guard knot_expat_is_there(), let parser = XML_ParserCreateNS(nil, XML_Char(UInt8(ascii: "|"))) else {
            throw .missingLibrary
        }
        (self.parser, self.part, self.handler, self.deepest) = (parser, part, handler, deepest)
        XML_SetUserData(parser, Unmanaged.passUnretained(self).toOpaque())
        XML_SetElementHandler(
            parser, { XMLScan.of($0)?.start($1, XMLAttributes(list: $2)) }, { XMLScan.of($0)?.end($1) })
        XML_SetCharacterDataHandler(parser) { XMLScan.of($0)?.text($1, Int($2)) }
        XML_SetStartDoctypeDeclHandler(parser) { data, _, _, _, _ in XMLScan.of(data)?.refuseDeclarations() }
    }

    deinit { XML_ParserFree(parser) }

    /// Tells `handler` all elements of a part. Memory: one piece of the part.
    static func scan(
        _ part: String, of archive: Archive, depth: Int, with handler: any XMLHandler
    ) throws(WorkbookFault) {
        let scan = try XMLScan(part: part, handler: handler, deepest: depth)
        try archive.unpack(part, room: { XML_GetBuffer(scan.parser, Int32($0)) }, take: scan.take)
    }

    private func take(_ count: Int) throws(WorkbookFault) {
        let status = XML_ParseBuffer(parser, Int32(count), count == 0 ? 1 : 0)
        if let fault { throw fault }
        if status != XML_STATUS_OK { throw .damaged(part: part) }
        given += count
        let read = Int(XML_GetCurrentByteIndex(parser))
        if count > 0, read >= 0, given - read > Self.longestElement { throw .unsafe(part: part) }
    }

    /// Bytes from `<` to `>`, which expat holds in memory at once; text between elements comes piece by piece.
    private static let longestElement = 4 << 20

    // MARK: What expat calls

    private static func of(_ data: UnsafeMutableRawPointer?) -> XMLScan? {
        data.map { Unmanaged<XMLScan>.fromOpaque($0).takeUnretainedValue() }
    }

    private func start(_ name: UnsafePointer<CChar>?, _ attributes: XMLAttributes) {
        depth += 1
        guard depth <= deepest else { return stop(.unsafe(part: part)) }
        guarded { () throws(WorkbookFault) in try handler.start(Self.tag(name), attributes) }
    }

    private func end(_ name: UnsafePointer<CChar>?) {
        depth -= 1
        guarded { () throws(WorkbookFault) in try handler.end(Self.tag(name)) }
    }

    private func text(_ start: UnsafePointer<CChar>?, _ count: Int) {
        guard let start else { return }
        start.withMemoryRebound(to: UInt8.self, capacity: count) { bytes in
            guarded { () throws(WorkbookFault) in
                try handler.text(UnsafeBufferPointer(start: bytes, count: count))
            }
        }
    }

    private func refuseDeclarations() { stop(.unsafe(part: part)) }

    private func guarded(_ body: () throws(WorkbookFault) -> Void) {
        guard fault == nil else { return }
        do { try body() } catch { stop(error) }
    }

    private func stop(_ fault: WorkbookFault) {
        self.fault = self.fault ?? fault
        _ = XML_StopParser(parser, 0)
    }

    /// The namespaces of workbooks as most programs write them, of the strict variant, and of the lists of relationships.
    private static let namespaces: [StaticString] = [
        "http://schemas.openxmlformats.org/spreadsheetml/2006/main|", "http://purl.oclc.org/ooxml/spreadsheetml/main|",
        "http://schemas.openxmlformats.org/package/2006/relationships|",
    ]

    private static func tag(_ name: UnsafePointer<CChar>?) -> String {
        guard let name else { return "" }
        for namespace in namespaces {
            let length = namespace.utf8CodeUnitCount
            if strncmp(name, UnsafeRawPointer(namespace.utf8Start).assumingMemoryBound(to: CChar.self), length) == 0 {
                return String(cString: name + length)
            }
        }
        return ""
    }
}
