import Hummingbird
import Markup
import Store

extension Evaluation {
    static func addReportRoutes(_ routes: Routes) {
        addPublicRoutes(routes)
        let (home, team) = ("/programmes/:programme/team/evaluation", Routes.Audience.roles([.team]))
        routes.get("\(home)/words", for: team) { request in
            let (programme, words) = try await request.read { try reportWords(request, in: $0) }
            return PublishedReportPages.words(request, programme, words, words, errors: FieldErrors())
        }
        routes.change("\(home)/words", for: team) { request, edit in
            let programme = try await request.write { tx, context in
                let (programme, words) = try reportWords(request, in: tx)
                try keep(ReportWordsForm(try edit.over(words.data)), of: programme.id, by: context, in: tx)
                return programme
            }
            return request.redirect(to: Link("\(link(programme))/words").query("saved", "yes"))
        } again: { request, data, errors in
            let (programme, words) = try await request.read { try reportWords(request, in: $0) }
            return PublishedReportPages.words(request, programme, ReportWordsForm(data), words, errors: errors)
        }
        routes.get("\(home)/publication", for: team) { request in
            let draft = try await request.read { try ReportDraft(request, in: $0) }
            return try PublishedReportPages.publication(request, draft, try await draft.made())
        }
        routes.post("\(home)/publication", for: team) { request, data in
            // Choosing what is shown takes a while: it is done before, and what it rests on is looked at again.
            let draft = try await request.read { try ReportDraft(request, in: $0) }
            let made = try await draft.made()
            _ = try await request.write { tx, context in
                try publish(made, of: draft, read: data.text("read"), by: context, in: tx)
            }
            return request.redirect(to: publicLink(draft.view.programme))
        }
    }

    private static func reportWords(_ request: PageRequest, in db: Reader) throws -> (Programme, ReportWordsForm) {
        let programme = try Programmes.of(request, in: db)
        return (programme, ReportWordsForm(try words(of: programme.id, for: request.caller, in: db)))
    }

    private static func addPublicRoutes(_ routes: Routes) {
        routes.publicPage("/programmes/:programme/report") { request in
            let (programme, report) = try await request.read { try found(request, in: $0) }
            return PublishedReportPages.report(request, programme, report)
        }
        routes.get("/programmes/:programme/report/figures.json", for: .everyone) { request in
            let (programme, report) = try await request.read { try found(request, in: $0) }
            guard let report else { throw Refusal.notFound }
            let name = "\(programme.slug)-report-\(report.number).json"
            let text = try report.content.with(report.findings).json()
            return request.file(Array(text.utf8), type: "application/json", name: name)
        }
    }

    /// The report that a call asks for. A number for which there is none is not found; none at all is said on the page.
    private static func found(_ request: PageRequest, in db: Reader) throws -> (Programme, PublishedReport?) {
        let programme = try Programmes.of(request, in: db)
        let number = Int(request.query("number"))
        let report = try published(of: programme.id, number: number, in: db)
        guard report != nil || request.query("number").isEmpty else { throw Refusal.notFound }
        return (programme, report)
    }

    static func publicLink(_ programme: Programme) -> Link { Link("\(Programmes.link(programme))/report") }
}
