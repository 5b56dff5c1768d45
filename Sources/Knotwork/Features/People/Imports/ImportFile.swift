import Exports
import Store

/// A file that somebody brought: what it was, what was taken from it, and whether it was undone.
struct ImportFile: Sendable, Hashable {
    var id: ID<ImportFile>
    var programme: ID<Programme>
    var occasion: ID<Sighting.Occasion>?
    var name: String
    var sha256: String
    var source: String
    var encoding: String
    var headerLine: Int
    var dates: String
    var rows: Int
    var taken: Int
    var importedAt: Instant
    var undoneAt: Instant?

    /// Every row is taken or refused.
    var refused: Int { rows - taken }
}
