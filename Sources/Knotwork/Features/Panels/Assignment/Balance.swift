import Assignment
import Store

extension Panels {
    /// Gives everybody what was found for a spread of the round's applications. Refused when something that it rests on
    /// is no longer so: the answer was sought outside of this transaction, because that can take a while.
    static func give(_ pairs: [Spread.Pair], found spread: Spread, by context: ActionContext, in tx: Writer) throws {
        let now = try Spread(each: spread.each, round: spread.round, of: spread.programme, for: context.caller, in: tx)
        guard now == spread else {
            throw Refusal.rule("Somebody changed who scores what in the meantime: look at it, and spread again.")
        }
        for pair in pairs {
            try assign(
                pair.application, to: pair.account, round: spread.round, of: spread.programme, by: context, in: tx)
        }
    }

    /// The question of who scores what, in the terms of the method that answers it: the applications of a round are
    /// spread so that each has `each` people to score it, with loads as equal as conflicts allow. What was given already
    /// stays; nobody gets what they declined, stand aside from or take part in.
    struct Spread: Sendable, Equatable {
        struct Pair: Sendable {
            var application: ID<Application>
            var account: ID<Account>
        }

        private struct Open: Equatable {
            var id: ID<Application>
            var reference: String
        }

        private struct Scorer: Equatable {
            var account: ID<Account>
            var name: String
            var assigned: Int
        }

        let each: Int
        let round: Round
        let programme: ID<Programme>
        private let applications: [Open]
        private let judges: [Scorer]
        private let demands: [Int]
        private let forbidden: Assignment.PairSet

        init(each: Int, round: Round, of programme: ID<Programme>, for caller: Caller, in db: Reader) throws {
            try Programmes.mustBeTeam(of: programme, caller, in: db)
            (self.each, self.round, self.programme) = (each, round, programme)
            let stage = round == .assessment ? Stage.submitted : .shortlisted
            let open = try ranking(of: programme, round: round, for: caller, in: db)
                .filter { $0.application.stage == stage }
            applications = open.map { Open(id: $0.application.id, reference: $0.application.reference) }
            judges = try Panels.judges(of: programme, round: round, for: caller, in: db).map {
                Scorer(account: $0.account, name: $0.name, assigned: $0.assigned)
            }
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
            SELECT w.application_id, w.account_id FROM assignment w JOIN sent_application a ON a.id = w.application_id
                WHERE a.programme_id = \(programme) AND w.round = \(round)
            UNION SELECT k.application_id, k.account_id FROM recusal k JOIN sent_application a ON a.id = k.application_id
                WHERE a.programme_id = \(programme)
            """
        }

        /// Loads as equal as can be: the narrowest bounds around the mean within which everybody can be served. Refused,
        /// with the reason in names, when it cannot be done.
        func pairs() async throws -> [Pair] {
            let new = demands.reduce(0, +)
            guard new > 0 else { return [] }
            guard !judges.isEmpty else { throw Refusal.rule("Nobody scores in this round yet: invite them first.") }
            let all = new + judges.map(\.assigned).reduce(0, +)
            for slack in 0...applications.count {
                do {
                    let solution = try await Assignment.solve(problem(all: all, slack: slack))
                    return solution.reviewers.enumerated().flatMap { item, people in
                        people.map { Pair(application: applications[item].id, account: judges[$0].account) }
                    }
                } catch let reason as Assignment.Infeasible where slack == applications.count {
                    throw Refusal.rule(
                        reason.words(applications: applications.map(\.reference), people: judges.map(\.name)))
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
