import Dispatch
import Foundation

/// Mail as files, for trying things out and for machines without a mail server: one `.eml` each, whose names sort by
/// the time the outbox took them. A reader never sees half a file.
struct FolderTransport: MailTransport {
    private let folder: URL
    private let queue = DispatchQueue(label: "knotwork.mail.folder")

    init(path: String) throws {
        folder = URL(filePath: path, directoryHint: .isDirectory)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    func carry(_ letter: OutgoingLetter) async -> Delivery {
        await withCheckedContinuation { continuation in
            queue.async { continuation.resume(returning: write(letter)) }
        }
    }

    func obstacle() async -> String? {
        FileManager.default.isWritableFile(atPath: folder.path) ? nil : "\(folder.path) cannot be written to"
    }

    private func write(_ letter: OutgoingLetter) -> Delivery {
        let name = "\(letter.date.description.filter { $0.isNumber || $0 == "T" || $0 == "Z" })-\(letter.id)"
        let draft = folder.appending(path: ".\(name).part")
        do {
            try Data(letter.bytes).write(to: draft)
            try rename(draft, to: folder.appending(path: "\(name).eml"))
            return .sent
        } catch {
            return .unreachable("\(folder.path): \(error.localizedDescription)")
        }
    }

    /// Replaces what is there: the same mail, carried a second time.
    private func rename(_ draft: URL, to place: URL) throws {
        guard Foundation.rename(draft.path, place.path) == 0 else {
            throw CocoaError(.fileWriteUnknown)
        }
    }
}
