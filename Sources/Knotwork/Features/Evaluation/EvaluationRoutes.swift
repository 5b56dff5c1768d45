import Hummingbird
import Markup
import Store

extension Evaluation {
    static func addRoutes(_ routes: Routes) {
        let home = "/programmes/:programme/team/evaluation"
        routes.get(home, for: .roles([.team])) { request in
            EvaluationPages.overview(request, try await read(request))
        }
        routes.get("\(home)/figures/:figure", for: .roles([.team])) { request in
            let (view, key) = (try await read(request), try request.path("figure"))
            guard let key = Figure.Key(rawValue: key) else { throw Refusal.notFound }
            return EvaluationPages.figure(request, view, view.figures[key])
        }
        routes.get("\(home)/report", for: .roles([.team])) { request in
            let draft = try await request.read { try ReportDraft(request, in: $0) }
            return EvaluationPages.report(request, draft, try await draft.made().content)
        }
        addFiles(routes, home)
        addFindings(routes, home)
        addReportRoutes(routes)
    }

    private static func addFindings(_ routes: Routes, _ home: String) {
        routes.get("\(home)/findings", for: .roles([.team])) { request in
            try await findingsPage(request, data: FormData(), errors: FieldErrors())
        }
        routes.post("\(home)/findings", for: .roles([.team])) { request, data in
            let form = try FindingForm(data)
            let programme = try await request.write { tx, context in
                let programme = try Programmes.of(request, in: tx)
                try add(form, to: programme.id, by: context, in: tx)
                return programme
            }
            return request.redirect(to: Link("\(link(programme))/findings"))
        } again: {
            try await findingsPage($0, data: $1, errors: $2)
        }
        routes.post("\(home)/findings/:finding/removal", for: .roles([.team])) { request, _ in
            let id: ID<Finding> = try request.id("finding")
            let programme = try await request.write { tx, context in
                let programme = try Programmes.of(request, in: tx)
                try remove(id, from: programme.id, by: context, in: tx)
                return programme
            }
            return request.redirect(to: Link("\(link(programme))/findings"))
        }
    }

    private static func findingsPage(_ request: PageRequest, data: FormData, errors: FieldErrors) async throws
        -> Response
    {
        let (programme, all) = try await request.read { db in
            let programme = try Programmes.of(request, in: db)
            return (programme, try findings(of: programme.id, for: request.caller, in: db))
        }
        return FindingPages.list(request, programme, all, data: data, errors: errors)
    }

    private static func addFiles(_ routes: Routes, _ home: String) {
        routes.get("\(home)/report.html", for: .roles([.team])) { request in
            let draft = try await request.read { try ReportDraft(request, in: $0) }
            let bytes = try await draft.made().content.file(draft.view)
            return request.file(bytes, type: "text/html; charset=utf-8", name: name(draft.view, "report.html"))
        }
        routes.get("\(home)/figures.json", for: .roles([.team])) { request in
            let view = try await read(request)
            let text = try JSONFile.text(FiguresFile(view.programme, view.figures))
            return request.file(Array(text.utf8), type: "application/json", name: name(view, "figures.json"))
        }
        let tables: [(name: String, table: @Sendable (Figures) -> SpreadsheetTable)] = [
            ("figures.csv", { $0.figuresCSV }), ("sessions.csv", { $0.sessionsCSV }),
            ("journeys.csv", { $0.journeysCSV }),
        ]
        for (file, table) in tables {
            routes.get("\(home)/\(file)", for: .roles([.team])) { request in
                let view = try await read(request)
                return request.file(table(view.figures), name: name(view, file))
            }
        }
    }

    private static func read(_ request: PageRequest) async throws -> EvaluationView {
        try await request.read { try EvaluationView(request, in: $0) }
    }

    private static func name(_ view: EvaluationView, _ file: String) -> String { "\(view.programme.slug)-\(file)" }
}
