/// A form. Without JavaScript, without the browser's own bubbles: the server answers with the form and what is wrong.
public struct Form: Component {
    public enum Method: String, Sendable { case get, post }

    public let html: HTML

    /// The name under which every form that changes something sends its token.
    public static let tokenName = "csrf"

    /// The name under which a form sends what it showed of a record when it was made. No field of a page has a dot.
    public static let shownName = "form.shown"

    /// The name under which a form names the fields that are to stay as somebody else has left them (``FieldError/kept``).
    public static let theirsName = "form.theirs"

    /// A form that changes something. `token` proves that the form is ours; `shown` is sent back as it is;
    /// `multipart` is needed where a file is sent.
    public init(
        action: Link, token: String, shown: String? = nil, multipart: Bool = false, id: String? = nil,
        _ content: () -> HTML
    ) {
        html = """
            <form method="post" action="\(link: action)"\(if: multipart, " enctype=\"multipart/form-data\"")\
            \(if: id != nil, " id=\"\(id)\"") novalidate>\
            \(Form.tokenField(token))\(shown.map { Field.hidden(name: Form.shownName, value: $0) })\(content())</form>

            """
    }

    /// A form that only asks: its values become the address. `filters` sets its fields side by side above a list.
    public init(asking action: Link, filters: Bool = false, id: String? = nil, _ content: () -> HTML) {
        html = """
            <form\(if: filters, " class=\"filters\"") method="get" action="\(link: action)"\
            \(if: id != nil, " id=\"\(id)\"") novalidate>\
            \(content())</form>

            """
    }

    static func tokenField(_ token: String) -> HTML { Field.hidden(name: tokenName, value: token) }
}

/// The button that sends a form, or a link that looks like one.
public struct Button: Component {
    public enum Look: String, Sendable { case first, second, danger, quiet }

    public let html: HTML

    /// Sends the form it stands in. `name` and `value` say which of several buttons was pressed.
    public init(_ label: String, look: Look = .first, name: String? = nil, value: String? = nil) {
        html = """
            <button class="button \(look.rawValue)" type="submit"\(if: name != nil, " name=\"\(name)\"")\
            \(if: value != nil, " value=\"\(value)\"")>\(label)</button>

            """
    }

    /// A link to where something starts.
    public init(_ label: String, to link: Link, look: Look = .first) {
        html = "<a class=\"button \(look.rawValue)\" href=\"\(link: link)\">\(label)</a>\n"
    }

    /// A whole form of one button that looks like a link or a small button: "Withdraw", "Sign out".
    /// `about` finishes the label for people who hear it alone: "Withdraw" + "application EOI-0007".
    public init(
        _ label: String, about: String? = nil, posts action: Link, token: String, values: [(String, String)] = [],
        look: Look = .quiet
    ) {
        html = """
            <form class="one-button" method="post" action="\(link: action)">\(Form.tokenField(token))\
            \(values, each: { Field.hidden(name: $0.0, value: $0.1) })\
            <button class="button \(look.rawValue)" type="submit">\(label)\
            \(about.map { "<span class=\"unseen\"> \($0)</span>" as HTML })</button></form>

            """
    }

    /// Buttons side by side.
    public static func row(_ buttons: Button...) -> HTML {
        "<div class=\"buttons\">\(buttons, each: \.html)</div>\n"
    }
}

/// What is wrong with a form, on top of the page, each with a link to its field. It announces itself and can be focused.
/// Nothing when there are no errors.
public struct ErrorSummary: Component {
    public let html: HTML

    /// `name` is the field's name as given to ``Field``; the empty name is for what concerns the whole form.
    public init(_ errors: [(name: String, message: String)]) {
        guard !errors.isEmpty else {
            html = HTML()
            return
        }
        html = """
            <div class="errors" role="alert" tabindex="-1" aria-labelledby="errors-title" id="errors">\
            <h2 id="errors-title">There is a problem</h2>\
            <ul>\(errors, each: { error in
                """
                <li>\(if: error.name.isEmpty, "\(error.message)", else:
                    "<a href=\"\(link: Link(fragment: Field.id(for: error.name)))\">\(error.message)</a>")</li>
                """
            })</ul></div>

            """
    }
}
