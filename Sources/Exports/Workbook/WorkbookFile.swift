import CWorkbook
import Delimited

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Names of sheets as Excel allows them: not empty, 31 UTF-16 units, without `[]:*?/\`, no apostrophe at an end, no two alike.
struct SheetNames {
    private var taken: Set<String> = []

    mutating func add(_ wanted: String) -> String {
        let scalars = wanted.unicodeScalars.map { "[]:*?/\\".unicodeScalars.contains($0) || $0.value < 32 ? " " : $0 }
        var name = Words.tidy(String(String.UnicodeScalarView(scalars)))
        while name.hasPrefix("'") { name.removeFirst() }
        while name.hasSuffix("'") { name.removeLast() }
        // Excel keeps this one for itself.
        if name.isEmpty || name.lowercased() == "history" { name = name.isEmpty ? "Sheet" : "History of it" }
        var candidate = Self.cut(name, to: 31)
        var number = 2
        while !taken.insert(candidate.lowercased()).inserted {
            candidate = "\(Self.cut(name, to: 25)) \(number)"
            number += 1
        }
        return candidate
    }

    private static func cut(_ name: String, to most: Int) -> String {
        var name = name
        while name.utf16.count > most { name.removeLast() }
        return Words.trimmed(name)
    }
}

/// A file that only we may read, and that is gone when we are done: the library writes to nothing else.
final class TemporaryFile {
    let path: String

    init() throws(InputError) {
        let folder = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
        var template = Array("\(folder)/knotwork-XXXXXX".utf8CString)
        let descriptor = mkstemp(&template)
        guard descriptor >= 0 else { throw WorkbookWriter.failure("no temporary file can be made in \(folder)") }
        close(descriptor)
        path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    deinit { unlink(path) }

    func bytes() throws(InputError) -> [UInt8] {
        guard let file = fopen(path, "rb") else { throw WorkbookWriter.failure("it cannot be read again") }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = fread(&piece, 1, piece.count, file)
            if count == 0 { break }
            bytes += piece[..<count]
        }
        guard ferror(file) == 0, !bytes.isEmpty else { throw WorkbookWriter.failure("it cannot be read again") }
        return bytes
    }
}
