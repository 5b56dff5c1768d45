import Markup
import Store

/// How to apply and how it is judged: of the programme, and the criteria of the panel's room.
enum HowToApply {
    static func addRoutes(_ routes: Routes) {
        routes.publicPage("/programmes/:programme/how-to-apply") { call in
            let (programme, milestones, rounds) = try await call.read { db in
                let programme = try Programmes.of(call, in: db)
                let rounds = try Round.allCases.map {
                    (round: $0, criteria: try Panels.criteria(of: programme.id, round: $0, in: db))
                }
                return (programme, try Programmes.milestones(of: programme.id, in: db), rounds)
            }
            return ProgrammePages.howToApply(call, programme, milestones, criteria: criteria(rounds))
        }
    }

    private static func criteria(_ rounds: [(round: Round, criteria: [Criterion])]) -> HTML {
        """
        \(rounds.filter { !$0.criteria.isEmpty }, each: { round, criteria in
            """
            <h3>\(round == .assessment ? "On paper" : "In the final")</h3>\(CriteriaPages.list(criteria))

            """
        })
        """
    }
}
