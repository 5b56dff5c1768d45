import Store

/// What people made of the programme, in words: the part of an evaluation that no figure says.
struct Finding: Sendable, Hashable {
    enum Kind: String, CaseIterable, Sendable, SQLConvertible {
        /// Somebody's own words, with their consent.
        case quote
        /// What the team learned.
        case lesson
        /// What the next edition needs, and from whom.
        case ask

        var label: String {
            switch self {
            case .quote: "A quote"
            case .lesson: "A lesson"
            case .ask: "An ask of the next edition"
            }
        }

        /// What the report calls several of them.
        var heading: String {
            switch self {
            case .quote: "What people said"
            case .lesson: "What we learned"
            case .ask: "What the next edition needs"
            }
        }
    }

    var id: ID<Finding>
    var kind: Kind
    var words: String
    /// For quotes: who says it, as they agreed to be described; it is printed.
    var speaker: String
    /// For quotes: how and when they agreed; it is never printed.
    var consent: String
}

/// A finding as somebody types it.
struct FindingForm: Sendable {
    var kind: Finding.Kind
    var words: String
    var speaker: String
    var consent: String

    static let longest = 2_000

    init(_ data: FormData) throws {
        var errors = FieldErrors()
        let kind = Finding.Kind(rawValue: data.text("kind"))
        words = data.text("words")
        speaker = data.text("speaker")
        consent = data.text("consent")
        if kind == nil { errors.add("kind", "Choose what it is") }
        if words.isEmpty { errors.add("words", "Write the words") }
        if words.count > Self.longest { errors.add("words", "The words can have 2,000 characters at most") }
        if speaker.count > 200 { errors.add("speaker", "The description can have 200 characters at most") }
        if consent.count > 500 { errors.add("consent", "This can have 500 characters at most") }
        if kind == .quote, speaker.isEmpty { errors.add("speaker", "Say who it is, as they agreed to be described") }
        if kind == .quote, consent.isEmpty { errors.add("consent", "Say how and when they agreed to be quoted") }
        guard let kind, errors.isEmpty else { throw errors }
        self.kind = kind
        if kind != .quote { (speaker, consent) = ("", "") }
    }
}

extension Evaluation {
    /// The findings of a programme in the order in which they were added: for the team.
    static func findings(of programme: ID<Programme>, for caller: Caller, in db: Reader) throws -> [Finding] {
        try db.all(
            """
            SELECT f.id, f.kind, f.words, f.speaker, f.consent FROM finding f
            WHERE f.programme_id = \(programme) AND \(caller.may(.team, in: "f.programme_id")) ORDER BY f.id
            """
        ) {
            Finding(
                id: try $0["id"], kind: try $0["kind"], words: try $0["words"], speaker: try $0["speaker"],
                consent: try $0["consent"])
        }
    }

    static func add(_ form: FindingForm, to programme: ID<Programme>, by context: ActionContext, in tx: Writer) throws {
        try Programmes.mustBeTeam(of: programme, context.caller, in: tx)
        let id: ID<Finding> = context.id()
        try tx.execute(
            """
            INSERT INTO finding (id, programme_id, kind, words, speaker, consent, added_at)
            VALUES (\(id), \(programme), \(form.kind), \(form.words), \(form.speaker), \(form.consent), \(context.at))
            """)
        try AuditLog.record(
            "added \(form.kind.label.lowercased())", AuditLog.Subject("finding", id), programme: programme, by: context,
            in: tx)
    }

    /// Takes a finding out for good: whoever takes back their consent must not be quoted from an old row. That it was
    /// taken out stays in the audit log, without the words.
    static func remove(_ id: ID<Finding>, from programme: ID<Programme>, by context: ActionContext, in tx: Writer)
        throws
    {
        let removed = try tx.execute(
            """
            DELETE FROM finding WHERE id = \(id) AND programme_id = \(programme)
                AND \(context.caller.may(.team, in: "finding.programme_id"))
            """)
        guard removed == 1 else { throw Refusal.notFound }
        try AuditLog.record("took out", AuditLog.Subject("finding", id), programme: programme, by: context, in: tx)
    }
}
