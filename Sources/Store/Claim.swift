#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// What a process wants of a whole database for as long as it has it open. Any number may serve it; whoever replaces it is alone.
///
/// A lock of the system or of the server, not a note that somebody writes: when the process ends, however it ends, it is gone.
enum Claim {
    case serve, replace

    /// What is said to those who come while a copy is put in place.
    static let isBeingReplaced = StoreError.unreachable("a copy is being put in its place")
}

/// A claim on a database file, held on an empty file beside it: closing the database file itself, even once in the process,
/// would give up SQLite's own locks on it.
final class FileClaim: Sendable {
    private let file: CInt

    /// Nil when another process has a claim that does not go with this one, or nothing may be written there.
    init?(_ claim: Claim, on path: String) {
        file = open(path + "-claim", O_CREAT | O_RDWR | O_CLOEXEC, 0o600)
        guard file >= 0 else { return nil }
        guard flock(file, (claim == .serve ? LOCK_SH : LOCK_EX) | LOCK_NB) == 0 else {
            close(file)
            return nil
        }
    }

    deinit { close(file) }
}
