/// A decision as it was typed.
struct DecisionForm: Sendable {
    var outcome: String
    var amount: String
    var condition: String
    var reason: String
    var assents: Set<Decision.Assent>

    init(_ data: FormData) {
        outcome = data.text("outcome")
        amount = data.text("amount")
        condition = data.text("condition")
        reason = data.text("reason")
        assents = Set(Decision.Assent.allCases.filter { data.flag($0.rawValue) })
    }

    init(_ known: Decision?) {
        outcome = known?.outcome.rawValue ?? ""
        amount = known.flatMap { $0.outcome.isAward ? $0.amount.typed : nil } ?? ""
        condition = known?.condition ?? ""
        reason = known?.reason ?? ""
        assents = []
    }

    var data: FormData {
        [
            "outcome": outcome, "amount": amount, "condition": condition, "reason": reason,
            Decision.Assent.withoutScores.rawValue: "", Decision.Assent.aboveAsked.rawValue: "",
        ]
    }

    func decision(about application: ID<Application>) throws -> Decision {
        var errors = FieldErrors()
        let outcome = Decision.Outcome(rawValue: outcome)
        if outcome == nil { errors.add("outcome", "Choose what is decided") }
        let money = amount.isEmpty ? Money.zero : Money(amount)
        if money == nil { errors.add("amount", "Enter an amount in pounds, like 16,700") }
        for (field, text) in [("condition", condition), ("reason", reason)] where text.count > 10_000 {
            errors.add(field, "Use at most 10,000 characters")
        }
        guard let outcome, let money, errors.isEmpty else { throw errors }
        return Decision(
            application: application, outcome: outcome, amount: money,
            condition: outcome == .conditional ? condition : "", reason: reason)
    }
}
