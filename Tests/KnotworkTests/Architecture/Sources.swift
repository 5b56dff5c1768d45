import Foundation

/// The checkout that this test was built from.
enum Sources {
    /// The folder of Package.swift.
    static let root = (0..<4).reduce(URL(filePath: #filePath)) { url, _ in url.deletingLastPathComponent() }

    /// Each Swift file below a folder with its path from there, in the order of paths.
    static func swiftFiles(below folder: URL) throws -> [(path: String, text: String)] {
        let found = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)?.allObjects ?? []
        let files = found.compactMap { $0 as? URL }.filter { $0.pathExtension == "swift" }
        return try files.map { file in
            let path = file.path(percentEncoded: false).dropFirst(folder.path(percentEncoded: false).count)
            return (String(path.drop { $0 == "/" }), try String(contentsOf: file, encoding: .utf8))
        }.sorted { $0.path < $1.path }
    }

    /// A file that is made from the source, as it stands in the checkout. `KNOTWORK_WRITE_PICTURES=1` writes it anew.
    static func keptPicture(_ name: String, made picture: String) throws -> String {
        let file = root.appending(path: "docs/pictures/\(name)")
        if ProcessInfo.processInfo.environment["KNOTWORK_WRITE_PICTURES"] != nil {
            try Data(picture.utf8).write(to: file)
        }
        return (try? String(contentsOf: file, encoding: .utf8)) ?? ""
    }
}
