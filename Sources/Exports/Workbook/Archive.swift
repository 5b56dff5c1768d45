import CWorkbook

/// The parts of a zip archive in memory, unpacked piece by piece.
///
/// Not safe to use from two places at once; a reading makes its own.
final class Archive {
    private let zip: OpaquePointer
    private let bytes: UnsafeMutableRawBufferPointer
    private let limits: WorkbookLimits
    /// Bytes unpacked so far.
    private var unpacked: UInt64 = 0

    /// - Throws: `missingLibrary`, `damaged` for what is no archive, `tooManyParts`.
    init(_ file: [UInt8], limits: WorkbookLimits) throws(WorkbookFault) {
        guard knot_zip_is_there() else { throw .missingLibrary }
        let bytes = UnsafeMutableRawBufferPointer.allocate(byteCount: max(1, file.count), alignment: 16)
        bytes.copyBytes(from: file)
        guard let source = zip_source_buffer_create(bytes.baseAddress, UInt64(file.count), 0, nil) else {
            bytes.deallocate()
            throw .damaged(part: "its list of parts")
        }
        guard let zip = zip_open_from_source(source, ZIP_RDONLY, nil) else {
            zip_source_free(source)
            bytes.deallocate()
            throw .damaged(part: "its list of parts")
        }
        (self.zip, self.bytes, self.limits) = (zip, bytes, limits)
        let count = Int(zip_get_num_entries(zip, 0))
        guard count <= limits.parts else { throw .tooManyParts(count, most: limits.parts) }
    }

    deinit {
        zip_discard(zip)
        bytes.deallocate()
    }

    /// Whether there is a part of this name, upper and lower case alike.
    func has(_ name: String) -> Bool { index(of: name) != nil }

    private func index(of name: String) -> UInt64? {
        let found = zip_name_locate(zip, name, 0)
        let index = found >= 0 ? found : zip_name_locate(zip, name, zip_flags_t(ZIP_FL_NOCASE))
        return index >= 0 ? UInt64(index) : nil
    }

    /// Unpacks a part, piece by piece.
    ///
    /// - Parameters:
    ///   - room: gives a place for the next piece of at most that many bytes.
    ///   - take: is told how many bytes stand there; 0 at the end.
    /// - Throws: `damaged` when it is missing or its checksum is wrong, `protected`, `tooLarge`, and what `take` throws.
    func unpack(
        _ name: String, room: (Int) -> UnsafeMutableRawPointer?, take: (Int) throws(WorkbookFault) -> Void
    ) throws(WorkbookFault) {
        guard let index = index(of: name) else { throw .damaged(part: name) }
        let packed = try packedSize(index, name)
        guard let file = zip_fopen_index(zip, index, 0) else { throw .damaged(part: name) }
        defer { _ = zip_fclose(file) }
        var size: UInt64 = 0
        while true {
            guard let place = room(Self.piece) else { throw .tooMuchText }
            let count = zip_fread(file, place, UInt64(Self.piece))
            guard count >= 0 else { throw .damaged(part: name) }
            (size, unpacked) = (size + UInt64(count), unpacked + UInt64(count))
            guard unpacked <= limits.unpacked else { throw .tooLarge(unpacked: limits.unpacked) }
            if size > limits.smallPart, size / max(1, packed) > limits.ratio { throw .tooLarge(unpacked: size) }
            try take(Int(count))
            if count == 0 { return }
        }
    }

    private static let piece = 64 * 1024

    /// The size of a part in the file, which no archive can make larger than the file is.
    private func packedSize(_ index: UInt64, _ name: String) throws(WorkbookFault) -> UInt64 {
        var stat = zip_stat_t()
        guard zip_stat_index(zip, index, 0, &stat) == 0 else { throw .damaged(part: name) }
        guard stat.encryption_method == ZIP_EM_NONE else { throw .protected }
        return min(stat.comp_size, UInt64(bytes.count))
    }
}
