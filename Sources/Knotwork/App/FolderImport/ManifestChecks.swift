import Delimited

/// What must hold between the parts of a manifest. Each mistake is named with its line.
extension Manifest {
    /// Every kind of file that a folder may hold; docs/programme-folder.md says what each one is.
    static let kindsOfFiles = [
        "stakeholders", "bookings", "attendance", "page-views", "board", "applications", "survey", "organisations",
        "insights", "note-themes", "drafts", "help-log", "scores", "conflicts", "panel-scores", "decisions", "feedback",
        "who-is-who",
    ]

    /// What the entries of each list may say. An optional key that is misspelt would be passed over without a word.
    private static let knownInLists = [
        "milestones": ["key", "name", "starts", "ends"],
        "team": ["name", "email", "organisation", "role"],
        "panel": ["name", "email", "organisation", "kind"],
        "mentors": ["name", "email", "organisation", "table"],
        "experts": ["name", "email", "organisation"],
        "problems": ["key", "title", "summary"],
        "themes": ["key", "title", "from", "why"],
        "backlog": ["title"],
        "criteria": ["key", "title", "weight", "stage", "lowest", "highest"],
        "events": [
            "key", "kind", "title", "description", "starts", "ends", "place", "organiser", "speakers", "rooms",
            "planned",
            "changed_because",
        ],
    ]

    func check(_ json: JSONValue) throws {
        for (list, known) in Self.knownInLists.sorted(by: { $0.key < $1.key }) {
            for entry in try json.list(list) { try entry.allow(known) }
        }
        try checkConstants(json)
        try checkNames(json)
        try checkRoles(json)
        try checkWeights(json)
        try checkFiles(json)
        try checkKeys(json)
    }

    /// What there is one of so far: saying another would be believed and not kept.
    private func checkConstants(_ json: JSONValue) throws {
        for (name, only) in [("time_zone", "Europe/London"), ("currency", "GBP")] {
            let entry = try json.member(name)
            guard try entry.name() == only else { throw entry.fault("must be \(only), the only one there is.") }
        }
        for name in ["milestones", "team", "problems"] where try json.member(name).elements().isEmpty {
            throw try json.member(name).fault("must not be empty.")
        }
    }

    private func checkNames(_ json: JSONValue) throws {
        let unique = [
            ("milestones", "key"), ("problems", "key"), ("themes", "title"), ("backlog", "title"), ("events", "key"),
            ("files", "path"),
        ]
        for (list, name) in unique { try Self.mustDiffer(try json.list(list).map { try $0.member(name) }) }
        for stage in ["assessment", "final"] {
            let criteria = try json.list("criteria").filter { try $0.member("stage").name() == stage }
            try Self.mustDiffer(try criteria.map { try $0.member("key") })
        }
    }

    private static func mustDiffer(_ values: [JSONValue]) throws {
        var lines: [String: Int] = [:]
        for value in values {
            if let first = lines.updateValue(value.line, forKey: try value.name()) {
                throw value.fault("is on line \(first) already.", remedy: "Take one of the two out, or rename it.")
            }
        }
    }

    private func checkRoles(_ json: JSONValue) throws {
        for person in try json.list("team") {
            guard let role = try person.optional("role") else { continue }
            guard try ["lead", "team"].contains(role.name()) else { throw role.fault("must be lead or team.") }
        }
    }

    private func checkWeights(_ json: JSONValue) throws {
        for stage in ["assessment", "final"] {
            let weights = criteria.filter { $0.stage == stage }.map(\.weight)
            let sum = weights.reduce(0, +)
            guard !weights.isEmpty, sum != 100 else { continue }
            throw try json.member("criteria").fault(
                "has weights for \(stage) that make \(sum) per cent together.", remedy: "Let them make 100.")
        }
    }

    private func checkFiles(_ json: JSONValue) throws {
        for entry in try json.member("files").elements() {
            let what = try entry.member("is")
            guard Self.kindsOfFiles.contains(try what.name()) else {
                throw what.fault(
                    "is no kind of file.", remedy: "The kinds are \(Self.kindsOfFiles.joined(separator: ", ")).")
            }
            if let dates = try entry.optional("dates"), try !["day-first", "month-first"].contains(dates.name()) {
                throw dates.fault("must be day-first or month-first.")
            }
        }
    }

    /// Problems, events and files must name each other rightly.
    private func checkKeys(_ json: JSONValue) throws {
        let (problemKeys, eventKeys) = (Set(problems.map(\.key)), Set(events.map(\.key)))
        for entry in try json.member("files").elements() {
            try Self.mustBe(try entry.optional("event"), in: eventKeys, "event")
            try Self.mustBe(try entry.optional("problem"), in: problemKeys, "problem")
        }
        for theme in try json.list("themes") {
            for key in try theme.list("from") { try Self.mustBe(key, in: problemKeys, "problem") }
        }
    }

    private static func mustBe(_ key: JSONValue?, in known: Set<String>, _ what: String) throws {
        guard let key, !known.contains(try key.name()) else { return }
        let names = known.sorted().joined(separator: ", ")
        throw key.fault("names no \(what).", remedy: names.isEmpty ? "There is none." : "The \(what)s are \(names).")
    }
}
