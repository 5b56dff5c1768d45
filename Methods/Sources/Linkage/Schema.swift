import struct Delimited.InputError

/// What a column holds, and so how its values are compared.
public enum Kind: String, Sendable, Hashable, CaseIterable {
    case given, surname, name, email, organisation, postcode, address, date, identifier, phone, text, source
}

/// Which columns are compared as what.
public struct Schema: Sendable, Hashable {
    /// A column and what it holds.
    public struct Column: Sendable, Hashable {
        /// The name of the column.
        public var name: String
        /// What it holds.
        public var kind: Kind

        public init(_ name: String, _ kind: Kind) {
            self.name = name
            self.kind = kind
        }
    }

    /// The columns, in the order of a row's values.
    public var columns: [Column]

    public init(_ columns: [Column]) { self.columns = columns }

    /// Reads `first_name=given,last_name=surname,…`. Throws `InputError` for an unknown kind, a column named twice, or a
    /// part that is no `column=kind`.
    public init(parsing text: String) throws {
        columns = []
        for part in text.split(separator: ",") { try add(part.split(separator: "=", omittingEmptySubsequences: false)) }
        guard columns.contains(where: { $0.kind != .source }) else {
            throw InputError("No column is named to compare.", remedy: Self.remedy)
        }
    }

    private mutating func add(_ parts: [Substring]) throws {
        // A column's own name may hold an equals sign: the kind stands behind the last.
        guard parts.count >= 2, let last = parts.last else {
            throw InputError("“\(parts.joined(separator: "="))” names no kind.", remedy: Self.remedy)
        }
        let name = parts.dropLast().joined(separator: "=").trimmed
        guard let kind = Kind(rawValue: String(last).trimmed.lowercased()) else {
            throw InputError("“\(last)” is no kind of column.", remedy: Self.remedy)
        }
        guard !name.isEmpty, !columns.contains(where: { $0.name == name }) else {
            throw InputError("The column “\(name)” is named twice or has no name.", remedy: "Name each column once.")
        }
        columns.append(Column(name, kind))
    }

    private static var remedy: String {
        "Write column=kind, separated by commas; the kinds are \(Kind.allCases.map(\.rawValue).joined(separator: ", "))."
    }
}

extension String {
    var trimmed: String {
        guard let low = firstIndex(where: { !$0.isWhitespace }), let high = lastIndex(where: { !$0.isWhitespace })
        else { return "" }
        return String(self[low...high])
    }
}
