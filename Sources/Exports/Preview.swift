import Delimited

extension Export {
    /// What `knotwork import FILE --preview --json` prints: what was recognised, as JSON (RFC 8259) with the keys in a
    /// fixed order, ended by a line feed. Cost: O(people).
    public var previewJSON: String {
        let refused = refused.map { JSON.object([("line", .number($0.line)), ("reason", .text($0.reason))]) }
        let people = people.map { person in
            JSON.object([
                ("name", .optional(person.name)), ("email", .optional(person.email)),
                ("organisation", .optional(person.organisation)), ("status", .text(person.status.rawValue)),
                ("minutes", person.minutes.map(JSON.number) ?? .null),
            ])
        }
        let sheets = sheets.map {
            JSON.object([("name", .text($0.name)), ("hidden", .truth($0.isHidden)), ("read", .truth($0.isRead))])
        }
        let whole = JSON.object(
            [
                ("source", .text(source.rawValue)), ("encoding", .text(encoding.rawValue)),
                ("header_line", .number(headerLine)), ("dates", .text(dates.rawValue)), ("rows", .number(rows)),
                ("taken", .number(taken)), ("refused", .array(refused)), ("people", .array(people)),
            ] + (sheets.isEmpty ? [] : [("sheets", .array(sheets))]))
        return whole.text + "\n"
    }
}

/// A JSON value that keeps the order of its keys.
private enum JSON {
    case null
    case number(Int)
    case truth(Bool)
    case text(String)
    case array([JSON])
    case object([(String, JSON)])

    static func optional(_ text: String?) -> JSON { text.map(JSON.text) ?? .null }

    var text: String {
        var output = ""
        write(to: &output, depth: 0)
        return output
    }

    private func write(to output: inout String, depth: Int) {
        switch self {
        case .null: output += "null"
        case .number(let number): output += String(number)
        case .truth(let truth): output += truth ? "true" : "false"
        case .text(let text): output += JSONText.quoted(text)
        case .array(let values):
            Self.list(values, brackets: ("[", "]"), to: &output, depth: depth) { value, output in
                value.write(to: &output, depth: depth + 1)
            }
        case .object(let members):
            Self.list(members, brackets: ("{", "}"), to: &output, depth: depth) { member, output in
                output += JSONText.quoted(member.0)
                output += ": "
                member.1.write(to: &output, depth: depth + 1)
            }
        }
    }

    private static func list<Item>(
        _ items: [Item], brackets: (String, String), to output: inout String, depth: Int,
        _ write: (Item, inout String) -> Void
    ) {
        output += brackets.0
        for (index, item) in items.enumerated() {
            // Objects inside lists stand on one line each, the outermost object is spread out.
            output +=
                depth > 1
                ? (index > 0 ? ", " : "") : (index > 0 ? ",\n" : "\n") + String(repeating: "  ", count: depth + 1)
            write(item, &output)
        }
        if depth <= 1, !items.isEmpty { output += "\n" + String(repeating: "  ", count: depth) }
        output += brackets.1
    }
}
