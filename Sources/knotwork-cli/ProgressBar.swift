import Foundation
import Knotwork

/// A line on the terminal that says how far long work has come, drawn anew in place and gone at the end. Where nobody
/// watches (a file, a pipe, a log) nothing is written.
struct ProgressBar {
    private let isWatched = isatty(STDERR_FILENO) == 1
    private static let width = 24

    var headway: Headway {
        guard isWatched else { return .untold }
        return Headway { done, all, what in
            let full = all > 0 ? min(done, all) * Self.width / all : 0
            let bar = String(repeating: "█", count: full) + String(repeating: "░", count: Self.width - full)
            Self.write("\r\u{1B}[K\(bar) \(min(done + 1, all)) of \(all): \(what.prefix(48))")
        }
    }

    func clear() {
        if isWatched { Self.write("\r\u{1B}[K") }
    }

    private static func write(_ text: String) { FileHandle.standardError.write(Data(text.utf8)) }
}
