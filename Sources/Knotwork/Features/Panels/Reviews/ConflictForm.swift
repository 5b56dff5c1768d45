/// What somebody says about their nearness to an application, as typed.
struct ConflictForm: Sendable {
    static let kinds = [
        ("person", "I know somebody behind it", "Family, friendship, or working together"),
        ("organisation", "I am connected with the organisation", "Employed, on its board, a customer, a competitor"),
        ("help", "I helped them with it", "Advised them, or read a draft"),
    ]

    var data: FormData

    func kind() throws -> String {
        let kind = data.text("kind")
        guard Self.kinds.contains(where: { $0.0 == kind }) else {
            throw FieldErrors("kind", "Say what connects you with this application")
        }
        return kind
    }

    func note() throws -> String {
        let note = data.text("note")
        guard note.count <= 2000 else { throw FieldErrors("note", "Use at most 2,000 characters") }
        return note
    }

    func isRecused() throws -> Bool {
        guard ["yes", "no"].contains(data.text("recused")) else {
            throw FieldErrors("recused", "Say whether you stand aside")
        }
        return data.text("recused") == "yes"
    }
}
