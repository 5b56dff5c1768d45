extension Field {
    /// What every field has around its control: label, hint, error, and the ids that tie them together.
    struct Frame {
        var name: String
        var label: String
        var hint: String?
        var error: String?
        var optional = false
        var heading = false
        var id: String
        /// Whether a note follows the control, under ``noteID``.
        var hasNote = false

        init(
            name: String, label: String, hint: String?, error: String?, optional: Bool, heading: Bool, id: String?
        ) {
            self.name = name
            self.label = label
            self.hint = hint
            self.error = error
            self.optional = optional
            self.heading = heading
            self.id = id ?? Field.id(for: name)
        }

        var hintID: String { "\(id)-hint" }
        var errorID: String { "\(id)-error" }
        var noteID: String { "\(id)-note" }

        /// The control's `aria-describedby` and `aria-invalid`, with a leading blank, or nothing.
        var wiring: HTML {
            let ids = [hint.map { _ in hintID }, error.map { _ in errorID }, hasNote ? noteID : nil].compactMap(\.self)
            return """
                \(if: !ids.isEmpty, " aria-describedby=\"\(ids.joined(separator: " "))\"")\
                \(if: error != nil, " aria-invalid=\"true\"")
                """
        }

        var words: HTML { "\(label)\(if: optional, " <span class=\"optional\">(optional)</span>")" }

        private var labelled: HTML {
            let label: HTML = "<label for=\"\(id)\">\(words)</label>"
            return heading ? "<h1 class=\"question\">\(label)</h1>" : label
        }

        /// Hint and error, in the order in which they are read.
        var notes: HTML {
            """
            \(hint.map { "<p class=\"hint\" id=\"\(hintID)\">\($0)</p>" as HTML })\
            \(error.map { Field.error($0, id: errorID) })
            """
        }

        /// A control that one label names.
        func around(_ control: HTML) -> HTML {
            "<div class=\"field\(if: error != nil, " wrong")\">\(labelled)\(notes)\(control)</div>\n"
        }

        /// Several controls that one legend names.
        func group(_ controls: HTML, role: HTML = "") -> HTML {
            """
            <fieldset class="field\(if: error != nil, " wrong")"\(role)\(describedBy)>\
            <legend>\(if: heading, "<h1 class=\"question\">\(words)</h1>", else: words)</legend>\
            \(notes)\(controls)</fieldset>

            """
        }

        private var describedBy: HTML {
            let ids = [hint.map { _ in hintID }, error.map { _ in errorID }].compactMap(\.self)
            return ids.isEmpty ? "" : " aria-describedby=\"\(ids.joined(separator: " "))\""
        }
    }

    static func error(_ message: String, id: String) -> HTML {
        "<p class=\"error\" id=\"\(id)\"><span class=\"unseen\">Error: </span>\(message)</p>"
    }

    /// The one-line controls.
    static func line(
        _ frame: Frame, type: String = "text", value: String?, autocomplete: String? = nil, inputmode: String? = nil,
        width: Width = .full, spellcheck: Bool = true, prefix: String? = nil, suffix: String? = nil
    ) -> HTML {
        let input: HTML = """
            <input class="w-\(width.rawValue)" id="\(frame.id)" name="\(frame.name)" type="\(type)"\(frame.wiring)\
            \(if: value != nil, " value=\"\(value)\"")\
            \(if: autocomplete != nil, " autocomplete=\"\(autocomplete)\"")\
            \(if: inputmode != nil, " inputmode=\"\(inputmode)\"")\(if: !spellcheck, " spellcheck=\"false\"")>
            """
        guard prefix != nil || suffix != nil else { return frame.around(input) }
        return frame.around(
            """
            <div class="affixed">\(prefix.map { affix($0) })\(input)\(suffix.map { affix($0) })</div>
            """)
    }

    private static func affix(_ sign: String) -> HTML { "<span class=\"affix\" aria-hidden=\"true\">\(sign)</span>" }
}
