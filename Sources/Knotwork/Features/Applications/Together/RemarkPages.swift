import Markup

/// Remarks beside a section: what was said, whether it is dealt with, and feature for more.
enum RemarkPages {
    static func section(
        _ request: PageRequest, _ view: DraftView, at place: String, _ remarks: [Remark], data: FormData,
        errors: FieldErrors
    ) -> HTML {
        let base = view.draft.application.link(in: view.draft.programme)
        return """
            <section id="remarks"><h2>Remarks</h2>
            \(if: remarks.isEmpty, "<p>Nobody has left a remark on this part. Only those who take part in the application read them.</p>")
            \(remarks, each: { remark(request, view.draft, $0, base) })
            \(if: view.draft.application.stage == .draft && !view.draft.canBeEdited, form(request, Link("\(base)/sections/\(place)/remarks"), data, errors))
            </section>

            """
    }

    private static func remark(_ request: PageRequest, _ draft: Draft, _ remark: Remark, _ base: Link) -> HTML {
        """
        <article class="card"><p class="meta">\(remark.author)\(remark.part.map { ", \($0.label.lowercased())" }) · \
        \(Moment(remark.madeAt.london.full, iso: remark.madeAt.description)) \
        \(if: !remark.isOpen, Tag("Dealt with", .good).html)</p>
        \(DraftPages.paragraphs(remark.text))
        \(if: draft.part != .criticalFriend && draft.application.stage == .draft, settle(request, remark, base))</article>

        """
    }

    private static func settle(_ request: PageRequest, _ remark: Remark, _ base: Link) -> HTML {
        Button(
            remark.isOpen ? "Dealt with" : "Open it again", about: "(remark by \(remark.author))",
            posts: Link("\(base)/remarks/\(remark.id.text)/settlement"), token: request.context.formToken,
            values: [("settled", remark.isOpen ? "yes" : "no")]
        ).html
    }

    private static func form(_ request: PageRequest, _ action: Link, _ data: FormData, _ errors: FieldErrors) -> HTML {
        Form(action: action, token: request.context.formToken) {
            "\(field(data, errors, optional: false))\(Button("Leave the remark", look: .second))"
        }.html
    }

    /// Stands in the form of the answers for those who write them: a form of its own would lose what they have typed there.
    static func field(_ data: FormData, _ errors: FieldErrors, optional: Bool) -> HTML {
        Field.textarea(
            name: "remark", label: "Your remark on this part", value: data.text("remark"), error: errors["remark"],
            rows: 3, optional: optional)
    }
}
