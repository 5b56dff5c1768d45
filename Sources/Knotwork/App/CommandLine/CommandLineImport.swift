package import Exports
import Store

extension CommandLine {
    /// One file on its way in from the command line.
    package struct Delivery: Sendable {
        package var name: String
        package var bytes: [UInt8]
        package var programme: String
        /// The event's and the problem's names in addresses.
        package var event: String?
        package var problem: String?
        package var dates: DateOrder?
        /// The sheet of a workbook by its name; nil for the first that has known headings.
        package var sheet: String?

        package init(
            name: String, bytes: [UInt8], programme: String, event: String? = nil, problem: String? = nil,
            dates: DateOrder? = nil, sheet: String? = nil
        ) {
            self.name = name
            self.bytes = bytes
            self.programme = programme
            self.event = event
            self.problem = problem
            self.dates = dates
            self.sheet = sheet
        }
    }

    /// Takes a file whole or not at all, as the page of imports does.
    ///
    /// - Returns: what was taken and each row that was not, a line each.
    /// - Throws: `InputError` for a file that cannot be read, `DeskFault` when a rule says no or a name is not known.
    package func take(_ delivery: Delivery, telling headway: Headway = .untold) async throws -> [String] {
        headway.report(0, 3, "reading")
        let parcel = try FileImport.Parcel(
            delivery.bytes, name: delivery.name, dateOrder: delivery.dates, sheet: delivery.sheet)
        let context = context()
        do {
            let file = try await dependencies.database.write { tx in
                try Self.take(delivery, parcel, telling: headway, by: context, in: tx)
            }
            headway.report(2, 3, "who is who")
            try await Linking(dependencies).finish()
            return Self.report(file, parcel.export)
        } catch Refusal.rule(let words) {
            throw DeskFault(words)
        }
    }

    private static func take(
        _ delivery: Delivery, _ parcel: FileImport.Parcel, telling headway: Headway, by context: ActionContext,
        in tx: Writer
    ) throws -> ImportFile {
        guard let programme = try Programmes.find(slug: delivery.programme, in: tx) else {
            throw DeskFault("There is no programme “\(delivery.programme)”.")
        }
        var parcel = parcel
        parcel.event = try delivery.event.map { try event($0, of: programme, in: tx) }
        parcel.problem = try delivery.problem.map { try problem($0, of: programme, in: tx) }
        if let fault = try FileImport.faults(parcel, in: programme.id, tx).faults.first {
            throw DeskFault(try fault.message + option(for: fault.field, of: programme, in: tx))
        }
        headway.report(1, 3, "taking \(Number.count(parcel.export.rows, "row", "rows"))")
        return try FileImport.take(parcel, into: programme.id, by: context, in: tx).file
    }

    /// How the command line is told what a form would ask.
    private static func option(for field: String, of programme: Programme, in db: Reader) throws -> String {
        switch field {
        case "event": " \(known(try Events.all(of: programme.id, in: db).map(\.slug), by: "--event"))"
        case "problem": " \(known(try Problems.all(of: programme.id, in: db).map(\.slug), by: "--problem"))"
        case "dates": " Add --dates day-first or --dates month-first."
        default: ""
        }
    }

    private static func known(_ names: [String], by option: String) -> String {
        names.isEmpty ? "None is known yet." : "Add \(option) and one of: \(names.joined(separator: ", "))."
    }

    private static func event(_ slug: String, of programme: Programme, in db: Reader) throws -> Event {
        let events = try Events.all(of: programme.id, in: db)
        guard let event = events.first(where: { $0.slug == slug }) else {
            throw unknown("event", slug, known: events.map(\.slug))
        }
        return event
    }

    private static func problem(_ slug: String, of programme: Programme, in db: Reader) throws -> Problem {
        let problems = try Problems.all(of: programme.id, in: db)
        guard let problem = problems.first(where: { $0.slug == slug }) else {
            throw unknown("problem", slug, known: problems.map(\.slug))
        }
        return problem
    }

    private static func unknown(_ what: String, _ name: String, known: [String]) -> DeskFault {
        let others = known.isEmpty ? "None is known yet." : "Known: \(known.joined(separator: ", "))."
        return DeskFault("There is no \(what) “\(name)” in this programme. \(others)")
    }

    private static func report(_ file: ImportFile, _ export: Export) -> [String] {
        let rows = Number.count(file.rows, "row", "rows")
        let first = "“\(file.name)” (\(file.sourceLabel)): \(rows), \(file.taken) taken, \(file.refused) refused."
        return [first] + export.refused.map { "line \($0.line): \($0.reason)" }
    }
}
