import HTTPTypes
import Hummingbird
import Markup
import Store

extension Panels {
    static func addTeamRoutes(_ routes: Routes) {
        routes.get("/programmes/:programme/team/panel", for: .roles([.team])) { call in
            let view = try await call.read { try PanelView(call, in: $0) }
            return TeamPanelPages.overview(call, view, data: FormData(), errors: FieldErrors())
        }
        routes.get("/programmes/:programme/team/panel/reviews.csv", for: .roles([.team])) { call in
            let round = Round(rawValue: call.query("round")) ?? .assessment
            let (slug, table) = try await call.read { db in
                let programme = try Programmes.of(call, in: db)
                return (programme.slug, try export(of: programme.id, round: round, for: call.caller, in: db))
            }
            return call.file(table, name: "\(slug)-\(round.rawValue).csv")
        }
        routes.post("/programmes/:programme/team/panel/balancing", for: .roles([.team])) { call, data in
            do {
                let form = try BalanceForm(data)
                let (programme, spread) = try await call.read { db in
                    let programme = try Programmes.of(call, in: db)
                    let spread = try Spread(
                        each: form.each, round: form.round, of: programme.id, for: call.caller, in: db)
                    return (programme, spread)
                }
                let pairs = try await spread.pairs()
                try await call.write { tx, deed in try give(pairs, found: spread, by: deed, in: tx) }
                return call.redirect(to: overview(programme, form.round))
            } catch let errors as FieldErrors {
                let view = try await call.read { try PanelView(call, in: $0) }
                return TeamPanelPages.overview(call, view, data: data, errors: errors)
            }
        }
        addApplicationRoutes(routes)
    }

    private static func addApplicationRoutes(_ routes: Routes) {
        routes.get("/programmes/:programme/team/panel/:application", for: .roles([.team])) { call in
            let view = try await call.read { try JudgedView(call, round: call.query("round"), in: $0) }
            return JudgedPages.application(call, view, data: FormData(), errors: FieldErrors())
        }
        routes.post("/programmes/:programme/team/panel/:application/assignments", for: .roles([.team])) { call, data in
            try await change(call, data) { view, tx, deed in
                guard view.free.contains(where: { $0.id.text == data.text("account") }) else {
                    throw FieldErrors("account", "Choose somebody from the list")
                }
                try assign(
                    view.application.id, to: ID(data.text("account")), round: view.round, of: view.programme.id,
                    by: deed, in: tx)
            }
        }
        let one = "/programmes/:programme/team/panel/:application"
        routes.change("\(one)/shortlisting", on: one, for: .roles([.team])) { call, edit in
            try await change(call, round: edit.said("round")) { view, tx, deed in
                // A reason says nothing without what it is for: two people's are never put together.
                let data = try edit.over(view.shownShortlisting, whole: true)
                guard ["yes", "no"].contains(data.text("shortlisted")) else {
                    throw FieldErrors("shortlisted", "Say whether it goes on")
                }
                try shortlist(
                    view.application.id, shortlisted: data.text("shortlisted") == "yes", reason: data.text("reason"),
                    of: view.programme.id, by: deed, in: tx)
            }
        } again: { call, data, errors in
            let view = try await call.read { try JudgedView(call, round: data.text("round"), in: $0) }
            return JudgedPages.application(call, view, data: data, errors: errors)
        }
        routes.post("/programmes/:programme/team/panel/:application/conflicts/:account/lifting", for: .roles([.team])) {
            call, data in
            let account: ID<Account> = try call.id("account")
            return try await change(call, data) { view, tx, deed in
                try lift(
                    conflictOf: account, with: view.application.id, reason: data.text("lift"), of: view.programme.id,
                    by: deed, in: tx)
            }
        }
    }

    /// Does what a form on the page of one application asks, and shows the page again.
    private static func change(
        _ call: Call, _ data: FormData, _ act: @escaping @Sendable (JudgedView, Writer, Deed) throws -> Void
    ) async throws -> Response {
        do {
            return try await change(call, round: data.text("round"), act)
        } catch let errors as FieldErrors {
            let view = try await call.read { try JudgedView(call, round: data.text("round"), in: $0) }
            return JudgedPages.application(call, view, data: data, errors: errors)
        }
    }

    private static func change(
        _ call: Call, round: String, _ act: @escaping @Sendable (JudgedView, Writer, Deed) throws -> Void
    ) async throws -> Response {
        let view = try await call.write { tx, deed in
            let view = try JudgedView(call, round: round, in: tx)
            try act(view, tx, deed)
            return view
        }
        return call.redirect(to: view.link)
    }

    static func overview(_ programme: Programme, _ round: Round) -> Link {
        let page = Link("\(Programmes.teamLink(programme))/panel")
        return round == .final ? page.query("round", round.rawValue) : page
    }
}

/// How many people are to score each application.
struct BalanceForm: Sendable {
    var each: Int
    var round: Round

    init(_ data: FormData) throws {
        guard let each = Int(data.text("each")), (1...20).contains(each) else {
            throw FieldErrors("each", "Enter a number from 1 to 20")
        }
        self.each = each
        round = Round(rawValue: data.text("round")) ?? .assessment
    }
}

/// A round as the team sees it.
struct PanelView: Sendable {
    var programme: Programme
    var round: Round
    var criteria: [Criterion]
    var ranking: [Ranked]
    var judges: [Judge]

    init(_ call: Call, in db: Reader) throws {
        programme = try Programmes.of(call, in: db)
        round = Round(rawValue: call.query("round")) ?? .assessment
        criteria = try Panels.criteria(of: programme.id, round: round, in: db)
        ranking = try Panels.ranking(of: programme.id, round: round, for: call.caller, in: db)
        judges = try Panels.judges(of: programme.id, round: round, for: call.caller, in: db)
    }
}

/// One application in a round, as the team sees it.
struct JudgedView: Sendable {
    var programme: Programme
    var application: Application
    var round: Round
    var criteria: [Criterion]
    var given: [GivenTo]
    var free: [Account]
    var reviews: [Panels.Signed]
    var conflicts: [DeclaredConflict]
    /// Who stands aside from it because of its organisation.
    var near: [Applications.NearOrganisation]
    var shortlisting: Panels.Shortlisting?

    init(_ call: Call, round name: String, in db: Reader) throws {
        programme = try Programmes.of(call, in: db)
        let id: ID<Application> = try call.id("application")
        try Panels.mustReach(id, of: programme.id, call.caller, in: db)
        guard let found = try Applications.find(id, in: db) else { throw Refusal.notFound }
        application = found
        round = Round(rawValue: name) ?? .assessment
        criteria = try Panels.criteria(of: programme.id, round: round, in: db)
        given = try Panels.given(id, round: round, of: programme.id, for: call.caller, in: db)
        free = try Panels.free(for: id, round: round, of: programme.id, for: call.caller, in: db)
        reviews = try Panels.handedIn(for: id, round: round, for: call.caller, in: db)
        conflicts = try Panels.conflicts(with: id, of: programme.id, for: call.caller, in: db)
        near = try Applications.nearOrganisations(of: found, db: db)
        shortlisting = try Panels.shortlisting(of: id, in: db)
    }

    var link: Link { Self.link(application.id, round, in: programme) }

    static func link(_ application: ID<Application>, _ round: Round, in programme: Programme) -> Link {
        let page = Link("\(Programmes.teamLink(programme))/panel/\(application.text)")
        return round == .final ? page.query("round", round.rawValue) : page
    }

    /// What the form shows in which the shortlist is decided.
    var shownShortlisting: FormData {
        let known = shortlisting.map { $0.shortlisted ? "yes" : "no" }
        return ["shortlisted": known ?? "", "reason": shortlisting?.reason ?? ""]
    }

    /// Whether the shortlist can still be changed for it.
    var canBeShortlisted: Bool { [.submitted, .shortlisted, .notShortlisted].contains(application.stage) }
}
