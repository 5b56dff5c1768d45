/// One value of a JSON request, which knows where it stands: the line for an editor, the path for the sentence.
///
/// The typed accessors return the value or throw an `InputError` such as
/// `day.json, line 12: “visitors[3].arrives” must be a whole number, not “soon”.`
public struct JSONValue: Sendable {
    /// What the text says. A number keeps its digits, so that amounts of money stay exact.
    public indirect enum Content: Sendable, Hashable {
        case null
        case boolean(Bool)
        case number(String)
        case text(String)
        case array([Node])
        case object([Member])
    }

    /// A value and the line on which it begins, counted from 1.
    public struct Node: Sendable, Hashable {
        /// The line on which it begins, counted from 1.
        public var line: Int
        /// What it is.
        public var content: Content
    }

    /// A name and its value in an object.
    public struct Member: Sendable, Hashable {
        /// The name, unescaped.
        public var name: String
        /// The value.
        public var value: Node
    }

    /// The value itself.
    public var node: Node
    /// The way from the root, such as `visitors[3].arrives`; empty at the root itself.
    public var path: String
    /// The file that it was read from.
    public var file: String

    /// What it is.
    public var content: Content { node.content }
    /// The line on which it begins, counted from 1.
    public var line: Int { node.line }

    init(_ node: Node, path: String = "", file: String) {
        self.node = node
        self.path = path
        self.file = file
    }
}

// MARK: - Going down

extension JSONValue {
    /// The members of an object in the order of the text. Throws `InputError` for anything else.
    public func members() throws -> [(name: String, value: JSONValue)] {
        guard case .object(let members) = content else { throw expected("an object: { … }") }
        return members.map { ($0.name, child($0)) }
    }

    /// The elements of an array; their paths count from 0, as JSON does. Throws `InputError` for anything else.
    public func elements() throws -> [JSONValue] {
        guard case .array(let nodes) = content else { throw expected("a list: [ … ]") }
        return nodes.enumerated().map { JSONValue($1, path: "\(path)[\($0)]", file: file) }
    }

    /// A member that must be there. Throws `InputError` where it is not, or is `null`.
    public func member(_ name: String) throws -> JSONValue {
        if let value = try optional(name) { return value }
        throw InputError(
            "\(named) has no “\(name)”.", file: file, line: line, remedy: "Add “\(name)” here.")
    }

    /// A member that may be missing; `null` counts as missing. Throws `InputError` when this is no object.
    public func optional(_ name: String) throws -> JSONValue? {
        guard case .object(let members) = content else { throw expected("an object: { … }") }
        guard let member = members.first(where: { $0.name == name }), member.value.content != .null else { return nil }
        return child(member)
    }

    /// Throws `InputError` for members that nobody would read, which are nearly always misspelt.
    public func allow(_ names: [String]) throws {
        for (name, value) in try members() where !names.contains(name) {
            throw InputError(
                "\(named) has “\(name)”, which is not known here.", file: file, line: value.line,
                remedy: "Known are \(names.map { "“\($0)”" }.joined(separator: ", ")).")
        }
    }

    private func child(_ member: Member) -> JSONValue {
        JSONValue(member.value, path: path.isEmpty ? member.name : "\(path).\(member.name)", file: file)
    }
}

// MARK: - Typed values

extension JSONValue {
    /// The text that it is. Throws `InputError` for anything else.
    public func text() throws -> String {
        guard case .text(let text) = content else { throw expected("a text in quotation marks") }
        return text
    }

    /// A text with something in it: a name, an id; without white space around it. Throws `InputError` for anything
    /// else.
    public func name() throws -> String {
        let name = trimmed(try text())
        guard !name.isEmpty else { throw fault("must not be empty.") }
        return name
    }

    /// The truth value that it is. Throws `InputError` for anything else.
    public func boolean() throws -> Bool {
        guard case .boolean(let value) = content else { throw expected("true or false") }
        return value
    }

    /// The whole number that it is. Throws `InputError` for anything else, and for one outside the bounds.
    public func integer(atLeast low: Int = .min, atMost high: Int = .max) throws -> Int {
        guard case .number(let digits) = content, let value = Int(digits) else { throw expected("a whole number") }
        if value < low { throw fault("must be \(low) or more, not \(value).") }
        if value > high { throw fault("must be \(high) or less, not \(value).") }
        return value
    }

    /// The number that it is. Throws `InputError` for anything else, and for one outside the bounds.
    public func number(atLeast low: Double = -.infinity, atMost high: Double = .infinity) throws -> Double {
        guard case .number(let digits) = content, let value = Double(digits), value.isFinite else {
            throw expected("a number")
        }
        if value < low { throw fault("must be \(low) or more, not \(digits).") }
        if value > high { throw fault("must be \(high) or less, not \(digits).") }
        return value
    }

    /// The digits of a number as they were written. Throws `InputError` for anything else.
    public func digits() throws -> String {
        guard case .number(let digits) = content else { throw expected("a number") }
        return digits
    }
}

// MARK: - What is wrong

extension JSONValue {
    /// An error about this value: `fault("must be a day in 2027.")`.
    public func fault(_ what: String, remedy: String? = nil) -> InputError {
        InputError("\(named) \(what)", file: file, line: line, remedy: remedy)
    }

    private var named: String { path.isEmpty ? "The file" : "“\(path)”" }

    private func expected(_ kind: String) -> InputError { fault("must be \(kind), not \(content.said).") }
}

extension JSONValue.Content {
    fileprivate var said: String {
        switch self {
        case .null: "null"
        case .boolean(let value): "\(value)"
        case .number(let digits): digits
        case .text(let text): text.count > 40 ? "“\(text.prefix(40))…”" : "“\(text)”"
        case .array: "a list"
        case .object: "an object"
        }
    }
}
