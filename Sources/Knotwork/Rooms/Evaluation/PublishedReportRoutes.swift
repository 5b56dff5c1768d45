import Hummingbird
import Markup
import Store

extension Evaluation {
    static func addReportRoutes(_ routes: Routes) {
        addPublicRoutes(routes)
        let (home, team) = ("/programmes/:programme/team/evaluation", Routes.Audience.roles([.team]))
        routes.get("\(home)/words", for: team) { call in
            let (programme, words) = try await call.read { try reportWords(call, in: $0) }
            return PublishedReportPages.words(call, programme, words, words, errors: FieldErrors())
        }
        routes.change("\(home)/words", for: team) { call, edit in
            let programme = try await call.write { tx, deed in
                let (programme, words) = try reportWords(call, in: tx)
                try keep(ReportWordsForm(try edit.over(words.data)), of: programme.id, by: deed, in: tx)
                return programme
            }
            return call.redirect(to: Link("\(link(programme))/words").query("saved", "yes"))
        } again: { call, data, errors in
            let (programme, words) = try await call.read { try reportWords(call, in: $0) }
            return PublishedReportPages.words(call, programme, ReportWordsForm(data), words, errors: errors)
        }
        routes.get("\(home)/publication", for: team) { call in
            let (view, words, latest) = try await call.read { db in
                let view = try EvaluationView(call, in: db)
                return (
                    view, try Evaluation.words(of: view.programme.id, for: call.caller, in: db),
                    try Evaluation.latest(of: view.programme.id, in: db)
                )
            }
            return PublishedReportPages.publication(call, view, words, latest: latest)
        }
        routes.post("\(home)/publication", for: team) { call, _ in
            let programme = try await call.write { tx, deed in
                let programme = try Programmes.of(call, in: tx)
                try publish(programme, by: deed, in: tx)
                return programme
            }
            return call.redirect(to: publicLink(programme))
        }
    }

    private static func reportWords(_ call: Call, in db: Reader) throws -> (Programme, ReportWordsForm) {
        let programme = try Programmes.of(call, in: db)
        return (programme, ReportWordsForm(try words(of: programme.id, for: call.caller, in: db)))
    }

    private static func addPublicRoutes(_ routes: Routes) {
        routes.publicPage("/programmes/:programme/report") { call in
            let (programme, report) = try await call.read { try found(call, in: $0) }
            return PublishedReportPages.report(call, programme, report)
        }
        routes.get("/programmes/:programme/report/figures.json", for: .everyone) { call in
            let (programme, report) = try await call.read { try found(call, in: $0) }
            guard let report else { throw Refusal.notFound }
            var content = report.content
            content.findings = []
            let name = "\(programme.slug)-report-\(report.number).json"
            return call.file(Array(try content.json().utf8), type: "application/json", name: name)
        }
    }

    /// The report that a call asks for. A number for which there is none is not found; none at all is said on the page.
    private static func found(_ call: Call, in db: Reader) throws -> (Programme, PublishedReport?) {
        let programme = try Programmes.of(call, in: db)
        let number = Int(call.query("number"))
        let report = try published(of: programme.id, number: number, in: db)
        guard report != nil || call.query("number").isEmpty else { throw Refusal.notFound }
        return (programme, report)
    }

    static func publicLink(_ programme: Programme) -> Link { Link("\(Programmes.link(programme))/report") }
}
