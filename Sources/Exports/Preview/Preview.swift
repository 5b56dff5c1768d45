import Delimited

extension Export {
    /// What `knotwork import FILE --preview --json` prints: what was recognised, as JSON (RFC 8259) with the keys in a
    /// fixed order, ended by a line feed. Keys that say something out of the ordinary stand there only when they do:
    /// `tool`, `language`, `remarks`; a refused row's `column`, `value`, `remedy`; a person's `mail`, `other_emails`,
    /// `buyer`, `guest_of`, `tickets`, `thing`, `asks`. Cost: O(people).
    public var previewJSON: String {
        var whole: [(String, JSON)] = [("source", .text(source.rawValue))]
        if let tool { whole.append(("tool", .text(tool))) }
        if let language { whole.append(("language", .text(language))) }
        whole += [
            ("encoding", .text(encoding.rawValue)), ("header_line", .number(headerLine)),
            ("dates", .text(dates.rawValue)), ("rows", .number(rows)), ("taken", .number(taken)),
        ]
        if !remarks.isEmpty {
            whole.append(
                ("remarks", .array(remarks.map { .object([("line", .number($0.line)), ("text", .text($0.text))]) })))
        }
        if !sheets.isEmpty {
            let sheets = sheets.map {
                JSON.object([("name", .text($0.name)), ("hidden", .truth($0.isHidden)), ("read", .truth($0.isRead))])
            }
            whole.append(("sheets", .array(sheets)))
        }
        whole += [("refused", .array(refused.map(\.json))), ("people", .array(people.map(\.json)))]
        return JSON.object(whole).text + "\n"
    }
}

extension Export.Refusal {
    fileprivate var json: JSON {
        var members: [(String, JSON)] = [("line", .number(line)), ("reason", .text(reason))]
        if let column { members.append(("column", .text(column))) }
        if let value { members.append(("value", .text(value))) }
        if let remedy { members.append(("remedy", .text(remedy))) }
        return .object(members)
    }
}

extension Export.Person {
    fileprivate var json: JSON {
        var members: [(String, JSON)] = [
            ("name", .optional(name)), ("email", .optional(email)), ("organisation", .optional(organisation)),
            ("status", .text(status.rawValue)), ("minutes", minutes.map(JSON.number) ?? .null),
        ]
        if mail != .unsaid { members.append(("mail", .text(mail.rawValue))) }
        if !otherEmails.isEmpty { members.append(("other_emails", .array(otherEmails.map(JSON.text)))) }
        if let buyer { members.append(("buyer", buyer.json)) }
        if let guestOf { members.append(("guest_of", guestOf.json)) }
        if tickets > 1 { members.append(("tickets", .number(tickets))) }
        if let thing { members.append(("thing", .text(thing.rawValue))) }
        if !asks.isEmpty {
            let asks = asks.map { ask in
                JSON.object([
                    ("kind", .text(ask.kind.rawValue)), ("column", .text(ask.column)), ("value", .text(ask.value)),
                    ("text", .text(ask.text)),
                ])
            }
            members.append(("asks", .array(asks)))
        }
        return .object(members)
    }
}

extension Export.Party {
    fileprivate var json: JSON {
        .object([
            ("name", .optional(name)), ("email", .optional(email)), ("organisation", .optional(organisation)),
        ])
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
