import Foundation
import Store

/// A path in a folder of its own that nothing uses yet.
func temporaryFile(_ name: String = "database.sqlite") throws -> String {
    let folder = FileManager.default.temporaryDirectory.appending(path: Trial.uniqueName())
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    return folder.appending(path: name).path
}

func removeTemporaryFile(_ path: String) {
    try? FileManager.default.removeItem(at: URL(filePath: path).deletingLastPathComponent())
}

func removeTemporaryFile(_ location: Location) {
    if case .file(let path) = location { removeTemporaryFile(path) }
}
