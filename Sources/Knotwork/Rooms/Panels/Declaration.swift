import Names
import Store

/// What somebody who judges says before they read: to whom they are too near.
struct DeclarationForm: Sendable {
    /// The most organisations that can be named at once.
    static let most = 100

    var organisations: [String]
    var note: String

    init(_ data: FormData) throws {
        let others = data.text("others").split(separator: "\n").map { OneLine.clean(String($0)) }.filter { !$0.isEmpty }
        organisations = data.texts("organisation") + others
        note = data.text("note")
        var errors = FieldErrors()
        if organisations.count > Self.most || organisations.contains(where: { $0.count > 200 }) {
            errors.add("others", "Name at most 100 organisations, each with 200 characters at most")
        }
        if others.contains(where: { ComparableWords($0).isEmpty }) {
            errors.add("others", "Write the names of organisations, one a line")
        }
        if note.count > 2000 { errors.add("note", "Use at most 2,000 characters") }
        try errors.check()
    }
}

extension Panels {
    /// Somebody says to which organisations they are too near, or by naming none that there are none (more). From then
    /// on they may read what they are given.
    static func declare(_ form: DeclarationForm, of programme: ID<Programme>, by deed: Deed, in tx: Writer) throws {
        let account = try deed.caller.signedIn().id
        for organisation in form.organisations {
            try Applications.declare(
                nearTo: organisation, note: form.note, account: account, of: programme, by: deed, in: tx)
        }
        try state(account, of: programme, by: deed, in: tx)
        // Names would show what whoever reads the ledger may stand aside from.
        let words =
            form.organisations.isEmpty
            ? "none" : Number.count(form.organisations.count, "organisation", "organisations")
        try Ledger.record(
            "declared conflicts", Ledger.Subject("account", account), programme: programme, reason: words, by: deed,
            in: tx)
    }

    /// Keeps that somebody has declared their conflicts, and when they first did.
    static func state(
        _ account: ID<Account>, of programme: ID<Programme>, by deed: Deed, in tx: Writer
    ) throws {
        try tx.execute(
            """
            INSERT INTO declaration (account_id, programme_id, made_at) VALUES (\(account), \(programme), \(deed.at))
            ON CONFLICT (account_id, programme_id) DO NOTHING
            """)
    }

    /// When the caller declared their conflicts; nil while they have not.
    static func declaredAt(_ caller: Caller, in programme: ID<Programme>, db: Reader) throws -> Instant? {
        try db.ask(declaredAt(caller, in: programme))
    }

    static func declaredAt(_ caller: Caller, in programme: ID<Programme>) -> Query<Instant?> {
        Query.first(
            """
            SELECT made_at FROM declaration WHERE account_id = \(caller.account?.id) AND programme_id = \(programme)
            """
        ) { try $0[0] }
    }

    /// The team takes a declaration about an organisation back that was made by mistake, with the reason. Nobody lifts their
    /// own.
    static func lift(
        nearTo organisation: String, account: ID<Account>, reason: String, of programme: ID<Programme>, by deed: Deed,
        in tx: Writer
    ) throws {
        try Programmes.mustBeTeam(of: programme, deed.caller, in: tx)
        guard account != deed.caller.account?.id else { throw Refusal.notFound }
        guard !reason.isEmpty else { throw FieldErrors("lift", "Say why the conflict no longer holds") }
        guard
            try Applications.lift(
                nearTo: organisation, account: account, of: programme, by: deed, in: tx)
        else { return }
        try Ledger.record(
            "lifted a conflict of", Ledger.Subject("account", account), programme: programme,
            reason: reason, by: deed, in: tx)
    }
}
