/// What applicants are asked where a programme does not say otherwise.
struct StandardForm {
    private let context: ActionContext

    init(_ context: ActionContext) { self.context = context }

    /// The questions between the themes and the amount.
    var answers: [Question] {
        [
            question("idea", "What is your idea?"),
            question("people", "Whom does it help, and how do you know?"),
            question("lasting", "How will it last?"),
        ]
    }

    /// - Parameter label: the programme's own words; empty for the standard ones.
    func themes(_ label: String) -> Question {
        Question(
            id: context.id(), key: "themes", section: "Your idea",
            label: label.isEmpty ? "Which themes does your idea answer?" : label, hint: "", kind: .themes,
            isRequired: true)
    }

    func money(_ label: String) -> Question {
        Question(
            id: context.id(), key: "asked", section: "What it costs",
            label: label.isEmpty ? "How much do you ask for (£)?" : label, hint: "", kind: .money, isRequired: false)
    }

    func question(_ key: String, _ label: String, isChoice: Bool = false) -> Question {
        Question(
            id: context.id(), key: key, section: "Your idea", label: label, hint: "", kind: isChoice ? .text : .long,
            isRequired: true, guidanceWords: isChoice ? nil : 150)
    }
}
