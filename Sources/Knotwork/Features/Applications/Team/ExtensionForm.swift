/// More time for one application: until when, and why. A day alone lasts until its end, as closing dates do.
struct ExtensionForm: Sendable {
    var until: Instant
    var reason: String

    init(_ data: FormData) throws {
        reason = data.text("reason")
        var errors = FieldErrors()
        let until = errors.moment("until", data.text("until"), missing: "Say until when", usual: .endOfDay)
        guard let until else { throw errors }
        self.until = until
    }
}
