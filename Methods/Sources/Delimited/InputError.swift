/// What is wrong with something a person gave us, said so that they can mend it.
///
/// Every reader in Methods throws this and nothing else: the command prints it and ends with exit code 2.
public struct InputError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The file as the person named it; nil when the fault is in the request as a whole.
    public var file: String?
    /// The line in that file, counted from 1 as an editor does.
    public var line: Int?
    /// What is wrong, in plain words.
    public var message: String
    /// What to do about it.
    public var remedy: String?

    /// - Parameters:
    ///   - message: a sentence, with its full stop.
    ///   - file, line: where it is, as far as that is known.
    ///   - remedy: a sentence as well.
    public init(_ message: String, file: String? = nil, line: Int? = nil, remedy: String? = nil) {
        self.message = message
        self.file = file
        self.line = line
        self.remedy = remedy
    }

    /// One line for a person: where, what is wrong, and what to do.
    public var description: String {
        let place = [file, line.map { "line \($0)" }].compactMap(\.self).joined(separator: ", ")
        let said = place.isEmpty ? message : "\(place): \(message)"
        return remedy.map { "\(said) \($0)" } ?? said
    }
}
