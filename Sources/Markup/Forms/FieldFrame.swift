extension Field {
    /// What every field has around its control: label, hint, error, and the ids that tie them together.
    struct Frame {
        var name: String
        var label: String
        var hint: String?
        var error: FieldError?
        var optional = false
        var heading = false
        var id: String
        /// Whether a note follows the control, under ``noteID``.
        var hasNote = false

        init(
            name: String, label: String, hint: String?, error: FieldError?, optional: Bool, heading: Bool, id: String?
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
            \(faults)
            """
        }

        /// What is wrong, and below it what somebody else has put there meanwhile.
        var faults: HTML {
            guard let error else { return "" }
            return "\(Field.error(error.message, id: errorID))\(error.kept.map(theirs))"
        }

        /// The text that is kept now, whole, with a way to leave it there.
        private func theirs(_ kept: [String]) -> HTML {
            let lines = kept.flatMap { $0.split(separator: "\n") }
            return """
                <div class="theirs"><p>\(if: lines.isEmpty, "It is empty now.", else: "It says now:")</p>\
                \(if: !lines.isEmpty, "<blockquote>\(lines, each: { "<p>\($0)</p>" })</blockquote>")\
                <div class="choice"><input type="checkbox" id="\(id)-theirs" name="\(Form.theirsName)" value="\(name)">\
                <label for="\(id)-theirs">Leave it like that, instead of mine</label></div></div>
                """
        }

        /// The same, in which the options' labels stand for their values.
        func naming(_ options: [Option]) -> Frame {
            var named = self
            named.error?.kept = error?.kept?.map { value in options.first { $0.value == value }?.label ?? value }
            return named
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
