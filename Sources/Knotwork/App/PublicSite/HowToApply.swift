import Markup
import Store

/// How to apply and how it is judged: of the programme, and the criteria of the panel's feature.
enum HowToApply {
    static func addRoutes(_ routes: Routes) {
        routes.publicPage("/programmes/:programme/how-to-apply") { request in
            let (programme, milestones, hasThemes, hasQuestions, rounds) = try await request.read { db in
                let programme = try Programmes.of(request, in: db)
                let rounds = try Round.allCases.map {
                    (round: $0, criteria: try Panels.criteria(of: programme.id, round: $0, in: db))
                }
                return (
                    programme, try Programmes.milestones(of: programme.id, in: db),
                    try !Problems.themes(of: programme.id, in: db).isEmpty,
                    try Applications.openForm(of: programme.id, in: db) != nil, rounds
                )
            }
            return ProgrammePages.howToApply(
                request, programme, milestones, hasThemes: hasThemes, hasQuestions: hasQuestions,
                criteria: criteria(rounds))
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
