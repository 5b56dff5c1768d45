import Delimited
import Store

/// Criteria, conflicts, scores and decisions, in the order in which they were made.
extension FolderImport {
    func loadPanel() throws {
        try Panels.set(manifest.criteria.map(criterion), of: programme.id, by: context, in: tx)
        for row in try rows(of: "conflicts", ["person", "application", "reason", "recused", "declared_on"]) {
            let aside = try row.choice("recused", ["yes": true, "no": false])
            let person = try account(row, "person")
            try Interests.declare(
                conflict: "help", note: row["reason"], isRecused: aside, about: try application(row),
                account: person.id, of: programme.id, by: context(on: try row.day("declared_on"), by: person), in: tx)
        }
        try loadScores("scores", by: "assessor", .assessment, on: .shortlist)
        try loadScores("panel-scores", by: "panel_member", .final, on: .finals)
        try loadDecisions()
    }

    private func criterion(_ entry: Manifest.Criterion) -> Criterion {
        Criterion(
            id: context.id(), round: entry.stage == "final" ? .final : .assessment, key: entry.key, title: entry.title,
            weight: entry.weight, lowest: entry.lowest, highest: entry.highest, anchors: [:])
    }

    private func application(_ row: TableRow) throws -> ID<Application> {
        guard let id = applications[row["application"]] else {
            throw row.fault("application", "is no number of the application export: “\(row["application"])”.")
        }
        return id
    }

    /// One review a person and application, from a table with a row a score.
    private func loadScores(_ kind: String, by column: String, _ round: Round, on milestone: Milestone.Kind) throws {
        let criteria = try Panels.criteria(of: programme.id, round: round, in: tx)
        let at = manifest.milestones.first { $0.kind == milestone }?.startsAt ?? context.at
        var reviews: [String: Review] = [:]
        for row in try rows(of: kind, [column, "application", "criterion", "score", "comment"]) {
            guard let criterion = criteria.first(where: { $0.key == row["criterion"] }) else {
                throw row.fault("criterion", "names no criterion of this round: “\(row["criterion"])”.")
            }
            guard let points = Int(row["score"]), (criterion.lowest...criterion.highest).contains(points) else {
                throw row.fault("score", "must be \(criterion.lowest) to \(criterion.highest), not “\(row["score"])”.")
            }
            let (account, application) = (try account(row, column), try application(row))
            let key = application.text + account.id.text
            var review =
                reviews[key]
                ?? Review(
                    id: context.id(), application: application, account: account.id, round: round, state: .handedIn,
                    note: "",
                    points: [:], remarks: [:])
            review.points[criterion.id] = points
            review.remarks[criterion.id] = row["comment"]
            reviews[key] = review
        }
        // Who scored had said before to whom they were too near, in the table of conflicts or by not being in it.
        for account in Set(reviews.values.map(\.account)).sorted() {
            try Interests.state(
                account, of: programme.id,
                by: ActionContext(caller: context.caller, at: at, randomness: context.randomness), in: tx)
        }
        for review in reviews.values.sorted(by: { $0.id < $1.id }) {
            let theirs = ActionContext(caller: try caller(review.account), at: at, randomness: context.randomness)
            try Panels.assign(
                review.application, to: review.account, round: round, of: programme.id, by: context, in: tx)
            try Panels.save(review, criteria: criteria, of: programme.id, by: theirs, in: tx)
        }
    }

    private func caller(_ account: ID<Account>) throws -> Caller {
        var caller = Caller.theOperator
        caller.account = try Accounts.find(account, in: tx)
        return caller
    }

    private func loadDecisions() throws {
        let columns = [
            "application", "stage", "decision", "amount", "decided_on", "decided_by", "told_in_private_on",
            "announced_on", "reason",
        ]
        let all = try rows(of: "decisions", columns)
        for row in all where row["stage"] == "shortlist" { try row.at { try loadShortlisting(row) } }
        for row in all where row["stage"] == "award" { try row.at { try loadAward(row) } }
        for row in try rows(of: "feedback", ["application", "offered_on", "taken_up", "signposted_to"]) {
            let taken = try row.choice("taken_up", ["yes": "held", "no": "offered"])
            try Finals.offerFeedback(
                to: try application(row), state: taken, signpostedTo: row["signposted_to"],
                by: context(on: try row.day("offered_on")), in: tx)
        }
        if let announced = try all.filter({ $0["stage"] == "award" }).map({ try $0.day("announced_on") }).max() {
            try Finals.release(programme, .recorded, by: context(on: announced), in: tx)
        }
    }

    private func loadShortlisting(_ row: TableRow) throws {
        let goesOn = try row.choice("decision", ["shortlisted": true, "not shortlisted": false])
        try Panels.shortlist(
            try application(row), shortlisted: goesOn, reason: row["reason"], of: programme.id,
            by: try context(on: row.day("decided_on"), by: row, "decided_by"), in: tx)
        try loadTold(row)
    }

    private func loadTold(_ row: TableRow) throws {
        guard !row["told_in_private_on"].isEmpty else { return }
        let day = try row.day("told_in_private_on")
        try Finals.toldElsewhere(try application(row), on: day, of: programme.id, by: context(on: day), in: tx)
    }

    private func loadAward(_ row: TableRow) throws {
        let isFunded = try row.choice("decision", ["funded": true, "not funded": false])
        let amount = row["amount"].isEmpty ? Money.zero : Money(row["amount"])
        guard let amount else { throw row.fault("amount", "must be whole pounds, not “\(row["amount"])”.") }
        let id = try application(row)
        // The table says only that it was funded: in part is what is less than was asked for.
        let isPart = try Applications.find(id, in: tx)?.asked.map { amount < $0 } ?? false
        let outcome: Decision.Outcome = isFunded ? isPart ? .part : .funded : .notFunded
        let decision = Decision(application: id, outcome: outcome, amount: amount, condition: "", reason: row["reason"])
        do {
            try Finals.decide(
                decision, assenting: Set(Decision.Assent.allCases), of: programme,
                by: try context(on: row.day("decided_on"), by: row, "decided_by"), in: tx)
        } catch Refusal.rule(let words) {
            throw row.fault("decision", "cannot be: \(words)")
        } catch let errors as FieldErrors {
            let column = errors["amount"] == nil ? "reason" : "amount"
            throw row.fault(column, "is refused: \(errors.faults.map(\.message).joined(separator: "; ")).")
        }
        try loadTold(row)
    }
}
