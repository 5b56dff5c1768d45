/// Whether an application goes on, as the team says it.
struct ShortlistForm: Sendable {
    var isShortlisted: Bool
    var reason: String

    init(_ data: FormData) throws {
        guard ["yes", "no"].contains(data.text("shortlisted")) else {
            throw FieldErrors("shortlisted", "Say whether it goes on")
        }
        isShortlisted = data.text("shortlisted") == "yes"
        reason = data.text("reason")
    }
}
