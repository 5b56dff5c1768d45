/// What went wrong in the store, with the same meaning on both engines.
///
/// Descriptions name tables, columns and constraints, never values: they may go into a log.
public enum StoreError: Error, Sendable, Hashable {
    /// Another row has the same values in these columns, each as `table.column`, in the order of the index.
    /// For an index on an expression, its name or the expression stands alone.
    case unique([String])
    /// A row refers to one that is not there, or one that is referred to was about to go.
    case foreignKey
    /// The CHECK constraint of this name says no.
    case check(String)
    /// The column, as `table.column`, must have a value.
    case notNull(String)
    /// Others held the database for longer than the settings allow, or conflicts did not end: try again later.
    case busy
    /// The database cannot be reached, or went away before the outcome was known.
    case unreachable(String)
    /// There is no room on the database's disk for what was to be saved.
    case full
    /// The database can be read, and nothing can be saved in it: the file may not be written, or the server is a standby.
    case readOnly
    /// A value that one of the engines cannot hold: NUL in text, a number that is not finite.
    case unstorable(String)
    /// A column was asked for that is not in the result, or as a type that it does not hold.
    case column(name: String, expected: String, found: String)
    /// A migration that cannot be applied, and why.
    case migration(name: String, reason: String)
    /// Anything else, with the engine's code and message.
    case other(code: String, message: String)
}

extension StoreError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .unique(let columns): "Already taken: \(columns.joined(separator: ", "))"
        case .foreignKey: "A row refers to one that is not there"
        case .check(let name): "Refused by the check \(name)"
        case .notNull(let column): "A value is missing: \(column)"
        case .busy: "The database is busy"
        case .unreachable(let reason): "The database cannot be reached: \(reason)"
        case .full: "The database's disk is full"
        case .readOnly: "The database can only be read"
        case .unstorable(let reason): "Cannot be stored: \(reason)"
        case .column(let name, let expected, let found): "Column \(name): expected \(expected), found \(found)"
        case .migration(let name, let reason): "Migration \(name): \(reason)"
        case .other(let code, let message): "\(message) (\(code))"
        }
    }
}

extension StoreError {
    /// Whether the database as a whole cannot do its work just now: nothing is wrong with what was asked, and the same may
    /// succeed later.
    public var isOutage: Bool {
        switch self {
        case .busy, .unreachable, .full, .readOnly: true
        default: false
        }
    }
}
