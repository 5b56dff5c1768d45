import Delimited
import Exports
import Foundation
import Store

/// Loads a programme from a folder, through the same importers and actions that people use: all of it or nothing.
struct FolderImport {
    /// A folder as it was read, before anything is written.
    struct Folder: Sendable {
        var path: String
        var manifest: JSONValue
        var contents: [String: [UInt8]]

        /// Reads every file that the manifest names. Throws `InputError` for the first that cannot be read.
        init(path: String) throws {
            self.path = path
            manifest = try JSONText.read(contentsOf: path + "/programme.json")
            contents = [:]
            for entry in try manifest.member("files").elements() {
                let name = try entry.member("path").name()
                guard let data = try? Data(contentsOf: URL(fileURLWithPath: path + "/" + name)) else {
                    throw entry.fault(
                        "names “\(name)”, which cannot be read.", remedy: "Check the name, or take the entry out.")
                }
                contents[name] = Array(data)
            }
        }

        func file(_ name: String) -> String { path + "/" + name }
    }

    let folder: Folder
    let manifest: Manifest
    let context: ActionContext
    let tx: Writer

    var problems: [String: Problem] = [:]
    var themes: [Theme] = []
    /// Which record each line of each file became, as `path:line`.
    var records: [String: ID<Sighting>] = [:]
    var files: [String: ImportFile] = [:]
    /// Applications by the number that the export gives them.
    var applications: [String: ID<Application>] = [:]
    /// Rows that were not taken, in words.
    var remarks: [String] = []
    /// Told before each step.
    var headway = Headway.untold
    private var stepsDone = 0

    var programme: Programme { manifest.programme }

    init(_ folder: Folder, by context: ActionContext, in tx: Writer) throws {
        self.folder = folder
        self.context = context
        self.tx = tx
        manifest = try Manifest(folder.manifest, by: context)
    }

    /// - Returns: false when the programme is there already: then nothing is added.
    mutating func load() throws -> Bool {
        guard try Programmes.find(slug: programme.slug, in: tx) == nil else { return false }
        try Programmes.create(programme, milestones: manifest.milestones, by: context, in: tx)
        try loadPeopleOfTheHouse()
        try loadProblems()
        for (_, event) in manifest.events { try Events.create(event, by: context, in: tx) }
        try take(Self.exports)
        step("applications")
        try loadApplications()
        step("tables")
        try loadTables()
        step("scores and decisions")
        try loadPanel()
        return true
    }

    private static let exports: Set = ["stakeholders", "bookings", "attendance", "page-views", "board"]

    private mutating func step(_ what: String) {
        let steps = manifest.files.count { Self.exports.contains($0.what) } + 3
        headway.report(stepsDone, steps, what)
        stepsDone += 1
    }

    private func loadPeopleOfTheHouse() throws {
        let given =
            manifest.team.map { ($0, Role.team) } + manifest.panel.map { ($0, .panel) }
            + manifest.mentors.map { ($0, .mentor) }
        for (someone, role) in given {
            let account = try Accounts.account(for: someone.email, name: someone.name, by: context, in: tx)
            try Accounts.grant(
                role, in: programme.id, to: account.id, organisation: someone.organisation, by: context, in: tx)
        }
        for email in manifest.assessors {
            let account = try Accounts.account(for: email, name: "", by: context, in: tx)
            try Accounts.grant(.assessor, in: programme.id, to: account.id, by: context, in: tx)
        }
    }

    private mutating func loadProblems() throws {
        for (number, entry) in manifest.problems.enumerated() {
            let problem = Problem(
                id: context.id(), programme: programme.id, slug: entry.key, number: number + 1, title: entry.title,
                summary: entry.summary)
            try Problems.create(problem, by: context, in: tx)
            problems[entry.key] = problem
        }
        for (number, entry) in manifest.themes.enumerated() {
            let theme = Theme(
                id: context.id(), programme: programme.id, slug: Slug.make(entry.title), number: number + 1,
                title: entry.title,
                why: entry.why)
            try Problems.create(theme, from: entry.from.compactMap { problems[$0]?.id }, by: context, in: tx)
            themes.append(theme)
        }
        for (position, title) in manifest.backlog.enumerated() {
            try Problems.park(title, position: position, of: programme.id, by: context, in: tx)
        }
    }

    /// Takes the exports of these kinds, each as the page of imports would.
    private mutating func take(_ kinds: Set<String>) throws {
        for entry in manifest.files where kinds.contains(entry.what) {
            step(entry.path)
            var parcel = try FileImport.Parcel(
                folder.contents[entry.path] ?? [], name: entry.path, dateOrder: entry.dates.flatMap(DateOrder.init))
            parcel.event = manifest.events.first { $0.key == entry.event }?.event
            parcel.problem = entry.problem.flatMap { problems[$0] }
            let taken = try at(entry) {
                try FileImport.take(parcel, into: programme.id, by: context, in: tx)
            }
            files[entry.path] = taken.file
            for (line, sighting) in taken.sightings { records["\(entry.path):\(line)"] = sighting }
            remarks += parcel.export.refused.map { "\(entry.path), line \($0.line): \($0.reason)" }
        }
    }

    /// A rule that refuses a file is said with the file's place in the manifest.
    func at<T>(_ entry: Manifest.File, _ work: () throws -> T) throws -> T {
        do {
            return try work()
        } catch Refusal.rule(let words) {
            throw InputError(words, file: folder.file("programme.json"), line: entry.line, remedy: nil)
        }
    }
}
