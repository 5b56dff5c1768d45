import Foundation

/// A copy under way has another name than one that is finished, so that half a copy is never taken for a whole one.
enum CopyFile {
    /// Makes an empty file that only its owner may read.
    static func make(at path: String) throws {
        unlink(path)
        let file = open(path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw error(path) }
        close(file)
    }

    /// Brings the copy to disk and then gives it its name.
    static func finish(_ unfinished: String, as path: String) throws {
        try sync(unfinished)
        guard rename(unfinished, path) == 0 else { throw error(path) }
        try sync(URL(filePath: path).deletingLastPathComponent().path)
    }

    /// Waits until a file, or the names in a folder, are on disk.
    private static func sync(_ path: String) throws {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw error(path) }
        defer { close(file) }
        guard fsync(file) == 0 else { throw error(path) }
    }

    private static func error(_ path: String) -> StoreError { .copy("\(path): \(String(cString: strerror(errno)))") }
}
