import Hummingbird
import Markup
import Store

/// The team's doors to what it knows of people.
extension People {
    private static let team = Routes.Audience.roles([.team])

    static func addAcquaintanceRoutes(_ routes: Routes) {
        addPersonRoutes(routes)
        addConversationRoutes(routes)
        addNeverMailRoutes(routes)
        routes.get("/programmes/:programme/team/people/new", for: team) { call in
            PeopleDeskPages.new(call, try await Programmes.find(call), data: FormData(), errors: FieldErrors())
        }
        routes.post("/programmes/:programme/team/people", for: team) { call, data in
            do {
                let form = try StakeholderForm(data)
                let page = try await call.write { tx, deed in
                    let programme = try Programmes.of(call, in: tx)
                    return link(try add(form, to: programme.id, by: deed, in: tx), in: programme)
                }
                return call.redirect(to: page)
            } catch let errors as FieldErrors {
                return PeopleDeskPages.new(call, try await Programmes.find(call), data: data, errors: errors)
            }
        }
        routes.get("/programmes/:programme/team/people/next-steps", for: team) { call in
            let (programme, steps) = try await call.read { db in
                let programme = try Programmes.of(call, in: db)
                return (programme, try nextSteps(in: programme.id, for: call.caller, db: db))
            }
            return PeopleDeskPages.nextSteps(call, programme, steps)
        }
    }

    private static func addPersonRoutes(_ routes: Routes) {
        routes.get("/programmes/:programme/team/people/:person", for: team) { call in
            try await person(call, data: FormData(), errors: FieldErrors())
        }
        routes.post("/programmes/:programme/team/people/:person/introductions", for: team) { call, data in
            try await change(call, data) { person, programme, tx, deed in
                let form = try IntroductionForm(data, at: deed.at)
                try introduce(form, person, in: programme, by: deed, tx: tx)
            }
        }
        let one = "/programmes/:programme/team/people/:person"
        routes.change("\(one)/introductions/:introduction/outcome", on: one, for: team) { call, edit in
            let id: ID<Introduction> = try call.id("introduction")
            return try await change(call) { person, programme, tx, deed in
                let all = try introductions(of: person, in: programme, for: deed.caller, db: tx)
                guard let one = all.first(where: { $0.id == id }) else { throw Refusal.notFound }
                let text = try edit.over(["outcome": one.outcome]).text("outcome")
                try note(outcome: text, of: id, in: programme, by: deed, tx: tx)
            }
        } again: { call, data, errors in
            try await person(call, data: data, errors: errors)
        }
        routes.post("/programmes/:programme/team/people/:person/consents", for: team) { call, data in
            try await change(call, data) { person, programme, tx, deed in
                try note(try ConsentForm(data), of: person, in: programme, by: deed, tx: tx)
            }
        }
    }

    private static func addConversationRoutes(_ routes: Routes) {
        routes.post("/programmes/:programme/team/people/:person/contacts", for: team) { call, data in
            try await change(call, data) { person, programme, tx, deed in
                let form = try ConversationForm(data, at: deed.at)
                try note(form, with: person, in: programme, by: deed, tx: tx)
            }
        }
        routes.post("/programmes/:programme/team/people/:person/contacts/:contact/done", for: team) { call, data in
            let (id, person): (ID<Conversation>, ID<Person>) = (try call.id("contact"), try call.id("person"))
            let programme = try await call.write { tx, deed in
                let programme = try Programmes.of(call, in: tx)
                try finish(id, in: programme.id, by: deed, tx: tx)
                return programme
            }
            let steps = Link("\(link(programme))/next-steps")
            return call.redirect(to: data.text("from") == "steps" ? steps : link(person, in: programme))
        }
    }

    private static func addNeverMailRoutes(_ routes: Routes) {
        routes.get("/programmes/:programme/team/people/never-mail", for: team) { call in
            try await neverMail(call, data: FormData(), errors: FieldErrors())
        }
        routes.post("/programmes/:programme/team/people/never-mail", for: team) { call, data in
            try await changeList(call, data) { programme, tx, deed in
                let form = try NeverMailForm(adding: data)
                try neverMail(form.email, reason: form.reason, of: programme, by: deed, in: tx)
                try Ledger.record(
                    "must never write to an address of", Ledger.Subject("programme", programme), programme: programme,
                    reason: form.reason, by: deed, in: tx)
            }
        }
        routes.post("/programmes/:programme/team/people/never-mail/removals", for: team) { call, data in
            try await changeList(call, data) { programme, tx, deed in
                let form = try NeverMailForm(removing: data)
                try mailAgain(form, in: programme, by: deed, tx: tx)
            }
        }
    }

    // MARK: - Pages and what leads back to them

    private static func person(_ call: Call, data: FormData, errors: FieldErrors) async throws -> Response {
        let view = try await call.read { try Acquaintance(call, in: $0) }
        return AcquaintancePages.person(call, view, data: data, errors: errors)
    }

    /// Does something about the person of the path, and shows their page again.
    private static func change(
        _ call: Call, _ data: FormData,
        _ act: @escaping @Sendable (ID<Person>, ID<Programme>, Writer, Deed) throws -> Void
    ) async throws -> Response {
        do {
            return try await change(call, act)
        } catch let errors as FieldErrors {
            return try await self.person(call, data: data, errors: errors)
        }
    }

    private static func change(
        _ call: Call, _ act: @escaping @Sendable (ID<Person>, ID<Programme>, Writer, Deed) throws -> Void
    ) async throws -> Response {
        let person: ID<Person> = try call.id("person")
        let programme = try await call.write { tx, deed in
            let programme = try Programmes.of(call, in: tx)
            try act(person, programme.id, tx, deed)
            return programme
        }
        return call.redirect(to: link(person, in: programme))
    }

    private static func neverMail(_ call: Call, data: FormData, errors: FieldErrors) async throws -> Response {
        let (programme, all) = try await call.read { db in
            let programme = try Programmes.of(call, in: db)
            return (programme, try neverMailed(in: programme.id, for: call.caller, db: db))
        }
        return PeopleDeskPages.neverMail(call, programme, all, data: data, errors: errors)
    }

    private static func changeList(
        _ call: Call, _ data: FormData, _ act: @escaping @Sendable (ID<Programme>, Writer, Deed) throws -> Void
    ) async throws -> Response {
        do {
            let programme = try await call.write { tx, deed in
                let programme = try Programmes.of(call, in: tx)
                try Programmes.mustBeTeam(of: programme.id, deed.caller, in: tx)
                try act(programme.id, tx, deed)
                return programme
            }
            return call.redirect(to: Link("\(link(programme))/never-mail"))
        } catch let errors as FieldErrors {
            return try await neverMail(call, data: data, errors: errors)
        }
    }

    static func link(_ programme: Programme) -> Link { Link("\(Programmes.teamLink(programme))/people") }

    static func link(_ person: ID<Person>, in programme: Programme) -> Link {
        Link("\(link(programme))/\(person.text)")
    }
}
