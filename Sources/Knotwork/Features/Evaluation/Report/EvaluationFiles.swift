/// The tables of the evaluation as files for a spreadsheet.
extension Figures {
    var figuresCSV: SpreadsheetTable {
        let rows = all.map { figure in
            [
                figure.key.rawValue, figure.title, Self.cell(figure.value), figure.value.unit, figure.definition,
                figure.formula,
            ]
        }
        return SpreadsheetTable(rows: [["key", "title", "value", "unit", "definition", "formula"]] + rows)
    }

    var sessionsCSV: SpreadsheetTable {
        var head = ["session", "date"]
        head += sources.map { "views by \($0)" }
        head += ["views", "bookings", "rate (per cent)"]
        head += ["bookings by people from the launch", "share from the launch (per cent)"]
        let rows = sessions.map { session in
            var row = [session.event.title, session.event.startsAt.london.day.description]
            row += sources.map { String(session.viewsBySource[$0] ?? 0) }
            row += [String(session.views), String(session.bookings), Self.cell(session.rate)]
            row += [String(session.fromLaunch), Self.cell(session.launchShare)]
            return row
        }
        return SpreadsheetTable(rows: [head] + rows)
    }

    var journeysCSV: SpreadsheetTable {
        let head = ["organisation", "insights", "launch", "webinars", "help", "submitted", "shortlisted", "funded"]
        func mark(_ isSo: Bool) -> String { isSo ? "yes" : "no" }
        let rows = journeys.map { journey in
            [
                journey.organisation, mark(journey.insights),
                journey.launch == .no ? "no" : journey.launch.rawValue, "\(journey.webinars)", mark(journey.help),
                mark(journey.submitted), mark(journey.shortlisted), mark(journey.funded),
            ]
        }
        return SpreadsheetTable(rows: [head] + rows)
    }

    private static func cell(_ value: Figure.Value) -> String { value == .none ? "" : value.json }
}
