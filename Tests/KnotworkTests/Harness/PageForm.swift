import Markup

/// A form of a page as a browser has it: where it goes, and what it would send.
struct PageForm: Sendable {
    struct Control: Sendable, Hashable {
        enum Kind: Sendable { case hidden, line, area, choice, boxes, list }

        var name: String
        var kind: Kind
        /// What it sends as it stands: several for ticked boxes, none where nothing is chosen.
        var values: [String]
        /// What could be chosen.
        var options: [String] = []
    }

    var action: String
    private(set) var controls: [Control] = []

    subscript(name: String) -> Control? { controls.first { $0.name == name } }

    /// What a browser sends without a change, but for the token, which is the browser's own. Buttons are for the person to
    /// press.
    var fields: [(String, String)] {
        controls.filter { $0.name != Form.tokenName }.flatMap { control in control.values.map { (control.name, $0) } }
    }

    /// The same with other values in one of its controls.
    func with(_ name: String, _ values: [String]) -> [(String, String)] {
        fields.filter { $0.0 != name } + values.map { (name, $0) }
    }

    /// The forms of a page that change something on the server.
    static func all(in page: String) -> [PageForm] {
        page.matches(of: /<form[^>]* method="post" action="([^"]*)"[^>]*>(.*?)<\/form>/.dotMatchesNewlines()).map {
            var form = PageForm(action: plain($0.1))
            form.read($0.2)
            return form
        }
    }

    private mutating func read(_ content: Substring) {
        let tags = /<input([^>]*)>|<textarea([^>]*)>\n(.*?)<\/textarea>|<select([^>]*)>(.*?)<\/select>/
            .dotMatchesNewlines()
        for match in content.matches(of: tags) {
            let (_, input, area, text, select, options) = match.output
            if let input { add(input: input) }
            if let area, let text {
                add(Control(name: Self.value("name", area), kind: .area, values: [Self.plain(text)]))
            }
            if let select, let options { add(select: select, options) }
        }
    }

    private mutating func add(input: Substring) {
        let (name, value) = (Self.value("name", input), Self.value("value", input))
        let isOn = input.hasSuffix(" checked") || input.contains(" checked ")
        switch Self.value("type", input) {
        case "radio": add(option: value, isOn, Control(name: name, kind: .choice, values: []))
        case "checkbox": add(option: value, isOn, Control(name: name, kind: .boxes, values: []))
        case "hidden": add(Control(name: name, kind: .hidden, values: [value]))
        case "file": break
        default: add(Control(name: name, kind: .line, values: [value]))
        }
    }

    private mutating func add(select: Substring, _ content: Substring) {
        var list = Control(name: Self.value("name", select), kind: .list, values: [])
        for option in content.matches(of: /<option value="([^"]*)"( selected)?>/) {
            list.options.append(Self.plain(option.1))
            if option.2 != nil { list.values = [Self.plain(option.1)] }
        }
        if list.values.isEmpty, let first = list.options.first { list.values = [first] }
        add(list)
    }

    private mutating func add(option: String, _ isOn: Bool, _ new: Control) {
        if !controls.contains(where: { $0.name == new.name }) { add(new) }
        guard let place = controls.firstIndex(where: { $0.name == new.name }) else { return }
        controls[place].options.append(option)
        if isOn { controls[place].values.append(option) }
    }

    private mutating func add(_ control: Control) { controls.append(control) }

    private static func value(_ name: String, _ tag: Substring) -> String {
        for match in tag.matches(of: /\s([a-z-]+)="([^"]*)"/) where match.1 == name { return plain(match.2) }
        return ""
    }

    private static func plain(_ text: Substring) -> String {
        let entities = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")]
        return entities.reduce(String(text)) { $0.replacing($1.0, with: $1.1) }
    }
}
