/// Scores as somebody typed them, so that what is wrong can be shown again as it was.
struct ReviewForm: Sendable {
    private(set) var points: [String: String] = [:]
    private(set) var remarks: [String: String] = [:]
    private(set) var note = ""
    private(set) var isHandedIn = false

    init(_ review: Review?, _ criteria: [Criterion]) {
        guard let review else { return }
        note = review.note
        for criterion in criteria {
            points[criterion.key] = review.points[criterion.id].map { "\($0)" }
            remarks[criterion.key] = review.remarks[criterion.id]
        }
    }

    init(_ data: FormData, _ criteria: [Criterion]) {
        note = data.text("note")
        isHandedIn = data.text("act") == "hand-in"
        for criterion in criteria {
            points[criterion.key] = data.text(criterion.pointsField)
            remarks[criterion.key] = data.text(criterion.remarkField)
        }
    }

    /// Without the button: what the form shows.
    func data(_ criteria: [Criterion]) -> FormData {
        FormData(
            criteria.flatMap { one in
                [(one.pointsField, [points[one.key] ?? ""]), (one.remarkField, [remarks[one.key] ?? ""])]
            } + [("note", [note])])
    }

    /// The review that was typed. Points that are no number at all are an error; points that are missing are not.
    func review(
        of task: ReviewTask, by account: ID<Account>, _ criteria: [Criterion], id: ID<Review>
    ) throws -> Review {
        var review = Review(
            id: id, application: task.application.id, account: account, round: task.round,
            state: isHandedIn ? .handedIn : .draft, note: note, points: [:], remarks: [:])
        var errors = FieldErrors()
        for criterion in criteria {
            review.remarks[criterion.id] = remarks[criterion.key] ?? ""
            guard let typed = points[criterion.key], !typed.isEmpty else { continue }
            guard let number = Int(typed), (criterion.lowest...criterion.highest).contains(number) else {
                errors.add(criterion.pointsField, criterion.rangeFault)
                continue
            }
            review.points[criterion.id] = number
        }
        for field in tooLong(criteria) { errors.add(field, "Use at most 10,000 characters") }
        try errors.check()
        return review
    }

    private func tooLong(_ criteria: [Criterion]) -> [String] {
        let texts = criteria.map { ($0.remarkField, remarks[$0.key] ?? "") } + [("note", note)]
        return texts.filter { $0.1.count > 10_000 }.map(\.0)
    }
}

extension Criterion {
    /// The names under which a form sends what belongs to this criterion.
    var pointsField: String { "points-\(key)" }
    var remarkField: String { "remark-\(key)" }

    var rangeFault: String { "“\(title)” takes \(lowest) to \(highest) points" }
    var missingFault: String { "Choose points for “\(title)”" }
}

extension Review {
    /// What is still missing before it can be handed in.
    func missing(_ criteria: [Criterion]) -> FieldErrors {
        var errors = FieldErrors()
        for criterion in criteria where points[criterion.id] == nil {
            errors.add(criterion.pointsField, criterion.missingFault)
        }
        return errors
    }
}
