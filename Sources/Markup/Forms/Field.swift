/// Form fields, each with its label, hint and error wired together for people who cannot see them.
///
/// Every field carries a label, and may carry a hint and an error; both are tied to the control by `aria-describedby`. Fields are
/// required unless `optional` says so in words. `name` is the form's name for the value; the id is made from it
/// (``Field/id(for:)``), and an error summary links to it. Pass `id` only where one page shows the same field twice.
/// With `heading` the label is also the page's `<h1>`: one question a page.
public enum Field {
    /// A line of text.
    public static func text(
        name: String, label: String, value: String? = nil, hint: String? = nil, error: FieldError? = nil,
        autocomplete: String? = nil, inputmode: String? = nil, width: Width = .full,
        optional: Bool = false, heading: Bool = false, id: String? = nil
    ) -> HTML {
        line(
            Frame(name: name, label: label, hint: hint, error: error, optional: optional, heading: heading, id: id),
            value: value, autocomplete: autocomplete, inputmode: inputmode, width: width)
    }

    /// An e-mail address.
    public static func email(
        name: String, label: String = "E-mail address", value: String? = nil, hint: String? = nil,
        error: FieldError? = nil,
        autocomplete: String? = "email", optional: Bool = false, heading: Bool = false, id: String? = nil
    ) -> HTML {
        line(
            Frame(name: name, label: label, hint: hint, error: error, optional: optional, heading: heading, id: id),
            type: "email", value: value, autocomplete: autocomplete, spellcheck: false)
    }

    /// A telephone number.
    public static func telephone(
        name: String, label: String = "Telephone number", value: String? = nil, hint: String? = nil,
        error: FieldError? = nil, autocomplete: String? = "tel", optional: Bool = false, heading: Bool = false,
        id: String? = nil
    ) -> HTML {
        line(
            Frame(name: name, label: label, hint: hint, error: error, optional: optional, heading: heading, id: id),
            type: "tel", value: value, autocomplete: autocomplete, width: .twenty)
    }

    /// A whole number. It is a text field with a number keyboard: `type=number` loses what was typed when it is not a number.
    public static func number(
        name: String, label: String, value: String? = nil, hint: String? = nil, error: FieldError? = nil,
        suffix: String? = nil, width: Width = .five, optional: Bool = false, heading: Bool = false, id: String? = nil
    ) -> HTML {
        line(
            Frame(name: name, label: label, hint: hint, error: error, optional: optional, heading: heading, id: id),
            value: value, inputmode: "numeric", width: width, suffix: suffix)
    }

    /// An amount in pounds; the value is text as it was typed, without the sign.
    public static func money(
        name: String, label: String, value: String? = nil, hint: String? = nil, error: FieldError? = nil,
        width: Width = .ten, optional: Bool = false, heading: Bool = false, id: String? = nil
    ) -> HTML {
        line(
            Frame(name: name, label: label, hint: hint, error: error, optional: optional, heading: heading, id: id),
            value: value, inputmode: "decimal", width: width, prefix: "£")
    }

    /// Several lines of text. `words` is guidance and never a limit: what is longer is taken too.
    public static func textarea(
        name: String, label: String, value: String? = nil, hint: String? = nil, error: FieldError? = nil,
        rows: Int = 6, words: Int? = nil, optional: Bool = false, heading: Bool = false, id: String? = nil
    ) -> HTML {
        var frame = Frame(
            name: name, label: label, hint: hint, error: error, optional: optional, heading: heading, id: id)
        frame.hasNote = words != nil
        let typed = value ?? ""
        return frame.around(
            """
            <textarea id="\(frame.id)" name="\(name)" rows="\(rows)"\(frame.wiring)\
            \(if: words != nil, " data-words=\"\(words)\"")>
            \(typed)</textarea>\(words.map { wordCount(typed, guidance: $0, id: frame.noteID) })
            """)
    }

    private static func wordCount(_ typed: String, guidance: Int, id: String) -> HTML {
        let written = Words.count(in: typed)
        return """
            <p class="count" id="\(id)">Guidance: about \(guidance) words\
            \(if: written > 0, ". You have written \(written) so far")</p>
            """
    }

    /// A list to choose one from. For up to about seven options radios are easier.
    public static func select(
        name: String, label: String, options: [Option], value: String? = nil, hint: String? = nil,
        error: FieldError? = nil, prompt: String? = "Choose one", optional: Bool = false, heading: Bool = false,
        id: String? = nil
    ) -> HTML {
        let frame = Frame(
            name: name, label: label, hint: hint, error: error, optional: optional, heading: heading, id: id)
        return frame.naming(options).around(
            """
            <select id="\(frame.id)" name="\(name)"\(frame.wiring)>\
            \(prompt.map { "<option value=\"\">\($0)</option>" as HTML })\
            \(options.filter { !$0.isDivider }, each: { option in
                """
                <option value="\(option.value)"\(if: option.value == value, " selected")>\(option.label)</option>
                """
            })</select>
            """)
    }

    /// A file to send; the form must be multipart. `accept` lists types or endings: "application/pdf,.docx".
    public static func file(
        name: String, label: String, accept: String? = nil, hint: String? = nil, error: FieldError? = nil,
        several: Bool = false, optional: Bool = false, heading: Bool = false, id: String? = nil
    ) -> HTML {
        let frame = Frame(
            name: name, label: label, hint: hint, error: error, optional: optional, heading: heading, id: id)
        return frame.around(
            """
            <input class="file" id="\(frame.id)" name="\(name)" type="file"\(frame.wiring)\
            \(if: accept != nil, " accept=\"\(accept)\"")\(if: several, " multiple")>
            """)
    }

    /// A value that travels with the form.
    public static func hidden(name: String, value: String) -> HTML {
        "<input type=\"hidden\" name=\"\(name)\" value=\"\(value)\">"
    }

    /// The id of the control for a form value: letters, digits, "-" and "_" stand, every other byte becomes its number.
    /// An error summary and a link back to a question use it.
    public static func id(for name: String) -> String {
        var id = ""
        for byte in name.utf8 {
            let plain = byte.isASCIILetterOrDigit || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
            id += plain ? String(UnicodeScalar(byte)) : "-\(String(byte, radix: 16))"
        }
        return "f-\(id)"
    }
}

extension Field {
    /// How wide the answer is: the width says what is expected. In characters, or the whole column.
    public enum Width: String, Sendable { case two, four, five, ten, twenty, full }

    /// A choice of ``radios(name:legend:options:value:hint:error:look:optional:heading:id:)``, checkboxes or a select.
    public struct Option: Sendable {
        var value: String
        var label: String
        var hint: String?
        var reveals: HTML?
        var isDivider = false

        /// `reveals` is shown beneath the option once it is chosen (by the stylesheet alone; an old browser shows it always).
        public init(value: String, label: String, hint: String? = nil, reveals: HTML? = nil) {
            self.value = value
            self.label = label
            self.hint = hint
            self.reveals = reveals
        }

        /// A word between two options, before one that excludes the others: "or".
        public static func divider(_ word: String = "or") -> Option {
            var divider = Option(value: "", label: word)
            divider.isDivider = true
            return divider
        }
    }
}
