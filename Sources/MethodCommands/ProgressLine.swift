import Foundation
import Synchronization

/// One line on the terminal that tells how far the work is; silent where standard error is no terminal.
final class ProgressLine: Sendable {
    private let isShown = isatty(FileHandle.standardError.fileDescriptor) == 1
    private let last = Mutex<ContinuousClock.Instant?>(nil)

    /// So much of a stage is done. Said at most ten times a second, from any thread.
    @Sendable func say(_ stage: String, _ done: Int, _ whole: Int) {
        guard isShown else { return }
        last.withLock { last in
            let now = ContinuousClock.now
            if let last, now - last < .milliseconds(100) { return }
            last = now
            // Carriage return, the words, and whatever stood behind them wiped away.
            FileHandle.standardError.write(Data("\r\(stage): \(done) of \(whole)\u{1B}[K".utf8))
        }
    }

    /// Wipes the line, so that what follows stands alone.
    func clear() {
        guard isShown, last.withLock({ $0 != nil }) else { return }
        FileHandle.standardError.write(Data("\r\u{1B}[K".utf8))
    }
}
