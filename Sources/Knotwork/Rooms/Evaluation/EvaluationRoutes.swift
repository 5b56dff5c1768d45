import Hummingbird
import Markup
import Store

extension Evaluation {
    static func addRoutes(_ routes: Routes) {
        let home = "/programmes/:programme/team/evaluation"
        routes.get(home, for: .roles([.team])) { call in
            EvaluationPages.overview(call, try await read(call))
        }
        routes.get("\(home)/figures/:figure", for: .roles([.team])) { call in
            let (view, key) = (try await read(call), try call.path("figure"))
            guard let key = Figure.Key(rawValue: key) else { throw Refusal.notFound }
            return EvaluationPages.figure(call, view, view.figures[key])
        }
        routes.get("\(home)/report", for: .roles([.team])) { call in
            EvaluationPages.report(call, try await read(call))
        }
        addFiles(routes, home)
        addFindings(routes, home)
        addReportRoutes(routes)
    }

    private static func addFindings(_ routes: Routes, _ home: String) {
        routes.get("\(home)/findings", for: .roles([.team])) { call in
            try await findingsPage(call, data: FormData(), errors: FieldErrors())
        }
        routes.post("\(home)/findings", for: .roles([.team])) { call, data in
            do {
                let form = try FindingForm(data)
                let programme = try await call.write { tx, deed in
                    let programme = try Programmes.of(call, in: tx)
                    try add(form, to: programme.id, by: deed, in: tx)
                    return programme
                }
                return call.redirect(to: Link("\(link(programme))/findings"))
            } catch let errors as FieldErrors {
                return try await findingsPage(call, data: data, errors: errors)
            }
        }
        routes.post("\(home)/findings/:finding/removal", for: .roles([.team])) { call, _ in
            let id: ID<Finding> = try call.id("finding")
            let programme = try await call.write { tx, deed in
                let programme = try Programmes.of(call, in: tx)
                try remove(id, from: programme.id, by: deed, in: tx)
                return programme
            }
            return call.redirect(to: Link("\(link(programme))/findings"))
        }
    }

    private static func findingsPage(_ call: Call, data: FormData, errors: FieldErrors) async throws -> Response {
        let (programme, all) = try await call.read { db in
            let programme = try Programmes.of(call, in: db)
            return (programme, try findings(of: programme.id, for: call.caller, in: db))
        }
        return FindingPages.list(call, programme, all, data: data, errors: errors)
    }

    private static func addFiles(_ routes: Routes, _ home: String) {
        routes.get("\(home)/report.html", for: .roles([.team])) { call in
            let view = try await read(call)
            let name = "\(view.programme.slug)-report.html"
            return call.file(Report(view: view).file, type: "text/html; charset=utf-8", name: name)
        }
        routes.get("\(home)/figures.json", for: .roles([.team])) { call in
            let view = try await read(call)
            let text = try JSONFile.text(FiguresFile(view.programme, view.figures))
            return call.file(Array(text.utf8), type: "application/json", name: name(view, "figures.json"))
        }
        let tables: [(name: String, table: @Sendable (Figures) -> SpreadsheetTable)] = [
            ("figures.csv", { $0.figuresCSV }), ("sessions.csv", { $0.sessionsCSV }),
            ("journeys.csv", { $0.journeysCSV }),
        ]
        for (file, table) in tables {
            routes.get("\(home)/\(file)", for: .roles([.team])) { call in
                let view = try await read(call)
                return call.file(table(view.figures), name: name(view, file))
            }
        }
    }

    private static func read(_ call: Call) async throws -> EvaluationView {
        try await call.read { try EvaluationView(call, in: $0) }
    }

    private static func name(_ view: EvaluationView, _ file: String) -> String { "\(view.programme.slug)-\(file)" }
}
