extension Field {
    /// How a list of choices looks: plain rows, cards for choices that need weighing (scores), or one line for yes and no.
    public enum Look: String, Sendable { case rows, cards, inline }

    /// One of several. `value` is the value of the chosen option. Nothing where there is nothing to choose from: a group
    /// without options could be neither answered nor left.
    public static func radios(
        name: String, legend: String, options: [Option], value: String? = nil, hint: String? = nil,
        error: FieldError? = nil, look: Look = .rows, optional: Bool = false, heading: Bool = false, id: String? = nil
    ) -> HTML {
        guard !options.isEmpty else { return "" }
        let frame = Frame(
            name: name, label: legend, hint: hint, error: error, optional: optional, heading: heading, id: id)
        return frame.naming(options).group(
            choices(options, type: "radio", frame: frame, look: look) { $0 == value },
            role: " role=\"radiogroup\"\(if: error != nil, " aria-invalid=\"true\"")")
    }

    /// Any of several. `values` are the values of the chosen options; the form sends one `name` for each. Nothing where
    /// there is nothing to choose from.
    public static func checkboxes(
        name: String, legend: String, options: [Option], values: Set<String> = [], hint: String? = nil,
        error: FieldError? = nil, look: Look = .rows, optional: Bool = false, heading: Bool = false, id: String? = nil
    ) -> HTML {
        guard !options.isEmpty else { return "" }
        let frame = Frame(
            name: name, label: legend, hint: hint, error: error, optional: optional, heading: heading, id: id)
        return frame.naming(options).group(
            choices(options, type: "checkbox", frame: frame, look: look) { values.contains($0) })
    }

    /// One box to tick: a consent, a declaration. The form sends `value` when it is ticked.
    public static func checkbox(
        name: String, label: String, value: String = "yes", checked: Bool = false, hint: String? = nil,
        error: FieldError? = nil, id: String? = nil
    ) -> HTML {
        let frame = Frame(name: name, label: label, hint: hint, error: error, optional: false, heading: false, id: id)
        return """
            <div class="field\(if: error != nil, " wrong")">\(frame.naming([Option(value: value, label: "Ticked")]).faults)\
            <div class="choices"><div class="choice">\
            <input type="checkbox" id="\(frame.id)" name="\(name)" value="\(value)"\(if: checked, " checked")\
            \(frame.wiring)>\
            <label for="\(frame.id)">\(label)</label>\
            \(hint.map { "<p class=\"hint\" id=\"\(frame.hintID)\">\($0)</p>" as HTML })</div></div></div>

            """
    }

    /// The first choice carries the field's own id, so that a link to the field lands on a control.
    private static func choices(
        _ options: [Option], type: String, frame: Frame, look: Look, isChosen: (String) -> Bool
    ) -> HTML {
        """
        <div class="choices \(look.rawValue)">\(options.enumerated(), each: { index, option in
            guard !option.isDivider else { return "<p class=\"divider\">\(option.label)</p>" }
            let id = index == 0 ? frame.id : "\(frame.id)-\(index + 1)"
            return choice(option, type: type, name: frame.name, id: id, checked: isChosen(option.value))
        })</div>
        """
    }

    private static func choice(_ option: Option, type: String, name: String, id: String, checked: Bool) -> HTML {
        """
        <div class="choice"><input type="\(type)" id="\(id)" name="\(name)" value="\(option.value)"\
        \(if: checked, " checked")\(if: option.hint != nil, " aria-describedby=\"\(id)-about\"")>\
        <label for="\(id)">\(option.label)</label>\
        \(option.hint.map { "<p class=\"hint\" id=\"\(id)-about\">\($0)</p>" as HTML })</div>\
        \(option.reveals.map { "<div class=\"revealed\">\($0)</div>" as HTML })
        """
    }
}
