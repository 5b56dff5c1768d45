import Foundation

/// The rules of docs/architecture.md, as questions to the source itself. Each rule answers with the places that break it.
struct Architecture: Sendable {
    /// The features in the order in which a programme is lived. One may use those before it.
    static let features = [
        "Programmes", "People", "Problems", "Events", "Applications", "Interests", "Panels", "Finals", "Evaluation",
    ]

    /// What a file's name may end with, apart from plain nouns, which hold records and rules.
    static let kinds = ["Routes", "Form", "Forms", "Actions", "Queries", "View", "Pages", "Mails", "Schema"]

    struct File: Sendable {
        /// Below `Sources/Knotwork`.
        var path: String
        var text: SourceText

        /// `Foundations`, `App` or the feature's name.
        var part: String {
            let pieces = path.split(separator: "/").map(String.init)
            return pieces[0] == "Features" && pieces.count > 2 ? pieces[1] : pieces[0]
        }

        var name: String { String(path.split(separator: "/").last?.dropLast(6) ?? "") }

        /// The kind that the name ends with; nil for a plain noun.
        var kind: String? { Architecture.kinds.first { name.hasSuffix($0) && name != $0 } }

        /// Foundations first, then the features in their order, then what looks across all of them.
        var rank: Int? { Architecture.rank(of: part) }
    }

    static func rank(of part: String) -> Int? {
        switch part {
        case "Foundations": 0
        case "App", "Features": features.count + 1
        default: features.firstIndex(of: part).map { $0 + 1 }
        }
    }

    struct Breach: Hashable, Sendable, CustomStringConvertible {
        var file: String
        var what: String

        var description: String { "\(file): \(what)" }
    }

    var files: [File]

    init(files: [(path: String, text: String)]) {
        self.files = files.map { File(path: $0.path, text: SourceText($0.text)) }
    }

    /// The source as it stands beside this test.
    static func ofKnotwork() throws -> Architecture {
        let root = Sources.root.appending(path: "Sources/Knotwork")
        return Architecture(files: try Sources.swiftFiles(below: root))
    }

    // MARK: Order

    /// Types that the features and App declare, each with the rank of its owner. A name that two parts declare tells nothing.
    private var declared: [String: Int] {
        var ranks: [String: Set<Int>] = [:]
        for file in files {
            guard let rank = file.rank else { continue }
            for name in Self.topLevelTypes(in: file.text.code) { ranks[name, default: []].insert(rank) }
        }
        return ranks.compactMapValues { $0.count == 1 ? $0.first : nil }
    }

    /// All types that a part declares, nested ones too: a part may call its own `Event` what a later one calls so as well.
    private var nested: [String: Set<String>] {
        files.reduce(into: [:]) { names, file in
            let lines = file.text.code.split(separator: "\n")
                .map { $0.drop { $0 == " " }.replacing("private ", with: "") }
            names[file.part, default: []].formUnion(Self.topLevelTypes(in: lines.joined(separator: "\n")))
        }
    }

    static func topLevelTypes(in code: String) -> [String] {
        code.split(separator: "\n").compactMap { line in
            let words = line.split(separator: " ", maxSplits: 3).map(String.init)
            let modifiers: Set = ["final", "indirect", "public"]
            let rest = words.drop { modifiers.contains($0) }
            guard let keyword = rest.first, ["struct", "enum", "class", "actor", "protocol"].contains(keyword),
                !line.hasPrefix(" "), let name = rest.dropFirst().first
            else { return nil }
            return String(name.prefix { $0.isLetter || $0.isNumber })
        }
    }

    /// A part names no type of a later one.
    func backwardNames() -> [Breach] {
        let (declared, own) = (declared, nested)
        return files.flatMap { file -> [Breach] in
            guard let rank = file.rank else { return [] }
            return file.text.names.sorted().compactMap { name in
                guard let owner = declared[name], owner > rank, !Self.isKnownBelow(name),
                    own[file.part]?.contains(name) != true
                else { return nil }
                return Breach(file: file.path, what: "names \(name), which a later part declares")
            }
        }
    }

    /// `ID<Programme>` is how Foundations says in which programme a role, a mail or an entry of the log is.
    private static func isKnownBelow(_ name: String) -> Bool { name == "Programme" }

    /// Every file belongs to a part that there is.
    func unknownParts() -> [Breach] {
        files.filter { $0.rank == nil }.map { Breach(file: $0.path, what: "is in no part that there is") }
    }

    // MARK: Tables

    /// Tables that belong to another part than the one whose migration made them.
    private static let moved = [
        // Came with People. It is the outbox that asks it before every letter.
        "never_mail": "Foundations"
    ]

    /// Tables of Foundations that are a feature's to write.
    private static let writers = [
        // Came with accounts: roles, mail and the log of every part are those of a programme. What one is, Programmes says.
        "programme": "Programmes"
    ]

    /// Which part owns each table.
    private func tables() -> [String: String] { owners(of: "TABLE").merging(Self.moved) { _, moved in moved } }

    /// Which part creates each table or each view.
    private func owners(of what: String) -> [String: String] {
        var owners: [String: String] = [:]
        for file in files {
            for string in file.text.strings {
                for name in Self.words(after: ["CREATE \(what)"], in: string) where owners[name] == nil {
                    owners[name] = file.part
                }
            }
        }
        return owners
    }

    /// SQL names the tables of its own part and those of Foundations.
    func foreignTables() -> [Breach] {
        let tables = tables()
        return sql().flatMap { file, string in
            Self.words(after: ["FROM", "JOIN"], in: string).compactMap { table in
                guard let owner = tables[table], owner != file.part, owner != "Foundations" else { return nil }
                return Breach(file: file.path, what: "reads \(table), which is \(owner)'s")
            }
        }
    }

    /// Beside these it names views that its own part or an earlier one made for others.
    func laterViews() -> [Breach] {
        let views = owners(of: "VIEW")
        return sql().flatMap { file, string in
            Self.words(after: ["FROM", "JOIN"], in: string).compactMap { view in
                guard let owner = views[view], let made = Self.rank(of: owner), let rank = file.rank, made > rank
                else { return nil }
                return Breach(file: file.path, what: "reads the view \(view), which \(owner) makes, a later part")
            }
        }
    }

    /// Each part writes its own tables only.
    func foreignWrites() -> [Breach] {
        let tables = tables().merging(Self.writers) { _, writer in writer }
        return sql().flatMap { file, string in
            Self.words(after: ["INSERT INTO", "UPDATE", "DELETE FROM"], in: string).compactMap { table in
                guard let owner = tables[table], owner != file.part else { return nil }
                return Breach(file: file.path, what: "writes \(table), which is \(owner)'s")
            }
        }
    }

    /// All SQL but the migrations, which make the tables, and the invariants, which look across all of them.
    private func sql() -> [(File, String)] {
        files.filter { $0.kind != "Schema" && $0.name != "Invariants" }
            .flatMap { file in file.text.strings.map { (file, $0) } }
    }

    /// The name behind each of these pairs of words.
    static func words(after keywords: [String], in sql: String) -> [String] {
        let words = sql.split { $0.isWhitespace || $0 == "(" || $0 == "," || $0 == ")" || $0 == ";" || $0 == "\"" }
        return words.indices.compactMap { place in
            for keyword in keywords {
                let parts = keyword.split(separator: " ")
                let end = place + parts.count
                guard end < words.count, words[place..<end].elementsEqual(parts) else { continue }
                return String(words[end])
            }
            return nil
        }
    }

    // MARK: Kinds of files

    /// A Pages file turns values into HTML: it never reads.
    func pagesThatRead() -> [Breach] {
        files.filter { $0.kind == "Pages" }.flatMap { file in
            ["Reader", "Writer", "Query"].filter(file.text.names.contains)
                .map { Breach(file: file.path, what: "names \($0), though it is for pages") }
        }
    }

    /// A Routes file knows addresses and callers: no SQL.
    func routesWithSQL() -> [Breach] {
        files.filter { $0.kind == "Routes" }.flatMap { file in
            file.text.strings.filter(Self.isSQL).map { _ in
                Breach(file: file.path, what: "holds SQL, though it is for routes")
            }
        }
    }

    /// `…View` structs stand in files of their own kind.
    func viewsElsewhere() -> [Breach] {
        files.filter { $0.part != "Foundations" && $0.kind != "View" }.flatMap { file in
            Self.topLevelTypes(in: file.text.code).filter { $0.hasSuffix("View") }
                .map { Breach(file: file.path, what: "declares \($0), which belongs into a View file") }
        }
    }

    /// Only a Schema file makes tables.
    func tablesMadeElsewhere() -> [Breach] {
        files.filter { $0.kind != "Schema" }.filter { $0.text.strings.contains { $0.contains("CREATE TABLE") } }
            .map { Breach(file: $0.path, what: "makes a table, though it is no Schema file") }
    }

    private static func isSQL(_ text: String) -> Bool {
        ["SELECT ", "INSERT INTO ", "UPDATE ", "DELETE FROM "].contains { text.contains($0) }
    }

    // MARK: Names and sizes

    /// No type's name is declared twice.
    func namesDeclaredTwice() -> [Breach] {
        var places: [String: [String]] = [:]
        for file in files {
            for name in Self.topLevelTypes(in: file.text.code) { places[name, default: []].append(file.path) }
        }
        return places.filter { $0.value.count > 1 }.map { name, files in
            Breach(file: files[0], what: "declares \(name), as \(files.dropFirst().joined(separator: ", ")) does")
        }
    }

    /// No folder holds more files than one takes in at a glance.
    func crowdedFolders(most: Int = 15) -> [Breach] {
        Dictionary(grouping: files) { $0.path.split(separator: "/").dropLast().joined(separator: "/") }
            .filter { $0.value.count > most }
            .map { Breach(file: $0.key, what: "holds \($0.value.count) files; a story gets a folder of its own") }
    }

    /// The stages of an application are named by `Stage` alone.
    func stagesAsLiterals() -> [Breach] {
        files.filter { $0.kind != "Schema" }.flatMap { file in
            file.text.strings.filter {
                $0.contains("stage = '") || $0.contains("stage IN ('") || $0.contains("stage <> '")
            }
            .map { _ in Breach(file: file.path, what: "writes a stage as a literal") }
        }
    }

    /// Nothing but Store imports a driver; .
    func forbiddenImports() -> [Breach] {
        files.flatMap { file in
            file.text.code.split(separator: "\n").compactMap { line -> Breach? in
                let words = line.split(separator: " ")
                guard let place = words.firstIndex(of: "import"), place + 1 < words.count else { return nil }
                let module = String(words[place + 1])
                guard ["CSQLite", "CLibPQ"].contains(module) else { return nil }
                return Breach(file: file.path, what: "imports \(module)")
            }
        }
    }
}
