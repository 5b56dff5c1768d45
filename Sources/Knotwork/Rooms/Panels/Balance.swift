import Allocation
import Store

extension Panels {
    /// Spreads the applications of a round so that each has `each` people to score it, with loads as equal as conflicts
    /// allow. What was given already stays; nobody gets what they declined, stand aside from or take part in. Returns how
    /// many were given. Refused, with the reason in names, when it cannot be done.
    @discardableResult
    static func balance(
        each: Int, round: Round, of programme: ID<Programme>, by deed: Deed, in tx: Writer
    ) throws -> Int {
        try Programmes.mustBeTeam(of: programme, deed.caller, in: tx)
        let spread = try Spread(each: each, round: round, of: programme, for: deed.caller, in: tx)
        let pairs = try spread.pairs()
        for pair in pairs {
            try assign(pair.application, to: pair.account, round: round, of: programme, by: deed, in: tx)
        }
        return pairs.count
    }

    /// The question of who scores what, in the terms of the method that answers it.
    private struct Spread {
        var applications: [(id: ID<Application>, reference: String)]
        var judges: [Judge]
        var demands: [Int]
        var forbidden: Assignment.PairSet

        init(each: Int, round: Round, of programme: ID<Programme>, for caller: Caller, in db: Reader) throws {
            let stage = round == .assessment ? Stage.submitted : .shortlisted
            let open = try ranking(of: programme, round: round, for: caller, in: db)
                .filter { $0.application.stage == stage }
            applications = open.map { ($0.application.id, $0.application.reference) }
            judges = try Panels.judges(of: programme, round: round, for: caller, in: db)
            demands = open.map { max(0, each - $0.assigned) }
            let (places, people) = (Self.places(applications.map(\.id)), Self.places(judges.map(\.account)))
            let barred = try db.all(Self.barred(of: programme, round: round)) {
                (item: places[try $0["application_id"]], reviewer: people[try $0["account_id"]])
            }
            forbidden = Assignment.PairSet(
                items: applications.count,
                barred.compactMap { pair in
                    pair.item.flatMap { item in pair.reviewer.map { (item: item, reviewer: $0) } }
                })
        }

        private static func places<Of>(_ ids: [ID<Of>]) -> [ID<Of>: Int] {
            Dictionary(uniqueKeysWithValues: ids.enumerated().map { ($1, $0) })
        }

        /// Pairs that may not be made: given already, declined, in conflict, or with a part in it.
        private static func barred(of programme: ID<Programme>, round: Round) -> SQL {
            """
            SELECT w.application_id, w.account_id FROM assignment w JOIN application a ON a.id = w.application_id
                WHERE a.programme_id = \(programme) AND w.round = \(round)
            UNION SELECT k.application_id, k.account_id FROM recusal k JOIN application a ON a.id = k.application_id
                WHERE a.programme_id = \(programme)
            """
        }

        /// Loads as equal as can be: the narrowest bounds around the mean within which everybody can be served.
        func pairs() throws -> [(application: ID<Application>, account: ID<Account>)] {
            let new = demands.reduce(0, +)
            guard new > 0 else { return [] }
            guard !judges.isEmpty else { throw Refusal.rule("Nobody scores in this round yet: invite them first.") }
            let all = new + judges.map(\.assigned).reduce(0, +)
            for slack in 0...applications.count {
                do {
                    let solution = try Assignment.solve(problem(all: all, slack: slack))
                    return solution.reviewers.enumerated().flatMap { item, people in
                        people.map { (application: applications[item].id, account: judges[$0].account) }
                    }
                } catch let reason as Assignment.Infeasible where slack == applications.count {
                    throw Refusal.rule(
                        reason.sentence(items: applications.map(\.reference), reviewers: judges.map(\.name)))
                } catch is Assignment.Infeasible { continue }
            }
            return []
        }

        private func problem(all: Int, slack: Int) -> Assignment.Problem {
            let (low, rest) = all.quotientAndRemainder(dividingBy: judges.count)
            let high = low + (rest > 0 ? 1 : 0)
            let loads = judges.map { judge in
                let most = max(0, high + slack - judge.assigned)
                return min(max(0, low - slack - judge.assigned), most)...most
            }
            return Assignment.Problem(
                demands: demands, loads: loads, scores: Assignment.PairTable(items: applications.count),
                forbidden: forbidden)
        }
    }
}
