import Delimited

/// Writes JSON whose members keep their order.
enum JSONOut {
    static func object(_ members: [(String, String)]) -> String {
        "{" + members.map { "\(text($0.0)): \($0.1)" }.joined(separator: ", ") + "}"
    }

    /// - Parameter apart: each element on a line of its own.
    static func list(_ elements: [String], apart: Bool = false) -> String {
        apart && !elements.isEmpty
            ? "[\n" + elements.joined(separator: ",\n") + "\n]" : "[" + elements.joined(separator: ", ") + "]"
    }

    static func text(_ text: String) -> String { JSONText.quoted(text) }
}
