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
        routes.get("/programmes/:programme/team/people/new", for: team) { request in
            PeopleDeskPages.new(request, try await Programmes.find(request), data: FormData(), errors: FieldErrors())
        }
        routes.post("/programmes/:programme/team/people", for: team) { request, data in
            let form = try StakeholderForm(data)
            let page = try await request.write { tx, context in
                let programme = try Programmes.of(request, in: tx)
                return link(try add(form, to: programme.id, by: context, in: tx), in: programme)
            }
            return request.redirect(to: page)
        } again: { request, data, errors in
            PeopleDeskPages.new(request, try await Programmes.find(request), data: data, errors: errors)
        }
        routes.get("/programmes/:programme/team/people/next-steps", for: team) { request in
            let (programme, steps) = try await request.read { db in
                let programme = try Programmes.of(request, in: db)
                return (programme, try nextSteps(in: programme.id, for: request.caller, db: db))
            }
            return PeopleDeskPages.nextSteps(request, programme, steps)
        }
    }

    private static func addPersonRoutes(_ routes: Routes) {
        routes.get("/programmes/:programme/team/people/:person", for: team) { request in
            if let successor = try await successor(request) { return request.redirect(to: successor) }
            return try await personPage(request)
        }
        routes.post("/programmes/:programme/team/people/:person/introductions", for: team) { request, data in
            try await change(request) { person, programme, tx, context in
                let form = try IntroductionForm(data, at: context.at)
                try introduce(form, person, in: programme, by: context, tx: tx)
            }
        } again: {
            try await personPage($0, $1, $2)
        }
        let one = "/programmes/:programme/team/people/:person"
        routes.change("\(one)/introductions/:introduction/outcome", on: one, for: team) { request, edit in
            let id: ID<Introduction> = try request.id("introduction")
            return try await change(request) { person, programme, tx, context in
                let all = try introductions(of: person, in: programme, for: context.caller, db: tx)
                guard let one = all.first(where: { $0.id == id }) else { throw Refusal.notFound }
                let text = try edit.over(["outcome": one.outcome]).text("outcome")
                try note(outcome: text, of: id, in: programme, by: context, tx: tx)
            }
        } again: {
            try await personPage($0, $1, $2)
        }
        routes.post("/programmes/:programme/team/people/:person/consents", for: team) { request, data in
            try await change(request) { person, programme, tx, context in
                try note(try ConsentForm(data), of: person, in: programme, by: context, tx: tx)
            }
        } again: {
            try await personPage($0, $1, $2)
        }
    }

    private static func addConversationRoutes(_ routes: Routes) {
        routes.post("/programmes/:programme/team/people/:person/contacts", for: team) { request, data in
            try await change(request) { person, programme, tx, context in
                let form = try ConversationForm(data, at: context.at)
                try note(form, with: person, in: programme, by: context, tx: tx)
            }
        } again: {
            try await personPage($0, $1, $2)
        }
        routes.post("/programmes/:programme/team/people/:person/contacts/:contact/done", for: team) { request, data in
            let (id, person): (ID<Conversation>, ID<Person>) = (try request.id("contact"), try request.id("person"))
            let programme = try await request.write { tx, context in
                let programme = try Programmes.of(request, in: tx)
                try finish(id, in: programme.id, by: context, tx: tx)
                return programme
            }
            let steps = Link("\(link(programme))/next-steps")
            return request.redirect(to: data.text("from") == "steps" ? steps : link(person, in: programme))
        }
    }

    private static func addNeverMailRoutes(_ routes: Routes) {
        let list = "/programmes/:programme/team/people/never-mail"
        routes.get(list, for: team) { try await neverMailPage($0) }
        routes.post(list, for: team) { request, data in
            try await changeList(request) { programme, tx, context in
                try neverMail(try NeverMailForm(adding: data), in: programme, by: context, tx: tx)
            }
        } again: {
            try await neverMailPage($0, $1, $2)
        }
        routes.post("\(list)/removals", for: team) { request, data in
            try await changeList(request) { programme, tx, context in
                try mailAgain(try NeverMailForm(removing: data), in: programme, by: context, tx: tx)
            }
        } again: {
            try await neverMailPage($0, $1, $2)
        }
    }

    // MARK: - Pages and what leads back to them

    /// The page of whom somebody has turned out to be; nil while the page of the path is the person's own.
    private static func successor(_ request: PageRequest) async throws -> Link? {
        let id: ID<Person> = try request.id("person")
        return try await request.read { db in
            let programme = try Programmes.of(request, in: db)
            let own = try sightings(of: id, in: programme.id, for: request.caller, in: db)
            guard own.isEmpty else { return nil }
            return try successor(of: id, in: programme.id, for: request.caller, db: db)
                .map { link($0, in: programme) }
        }
    }

    private static func personPage(
        _ request: PageRequest, _ data: FormData = FormData(), _ errors: FieldErrors = FieldErrors()
    ) async throws -> Response {
        let view = try await request.read { try Acquaintance(request, in: $0) }
        return AcquaintancePages.person(request, view, data: data, errors: errors)
    }

    /// Does something about the person of the path, and shows their page again.
    private static func change(
        _ request: PageRequest,
        _ act: @escaping @Sendable (ID<Person>, ID<Programme>, Writer, ActionContext) throws -> Void
    ) async throws -> Response {
        let person: ID<Person> = try request.id("person")
        let programme = try await request.write { tx, context in
            let programme = try Programmes.of(request, in: tx)
            try act(person, programme.id, tx, context)
            return programme
        }
        return request.redirect(to: link(person, in: programme))
    }

    private static func neverMailPage(
        _ request: PageRequest, _ data: FormData = FormData(), _ errors: FieldErrors = FieldErrors()
    ) async throws -> Response {
        let (programme, all) = try await request.read { db in
            let programme = try Programmes.of(request, in: db)
            return (programme, try neverMailed(in: programme.id, for: request.caller, db: db))
        }
        return PeopleDeskPages.neverMail(request, programme, all, data: data, errors: errors)
    }

    private static func changeList(
        _ request: PageRequest, _ act: @escaping @Sendable (ID<Programme>, Writer, ActionContext) throws -> Void
    ) async throws -> Response {
        let programme = try await request.write { tx, context in
            let programme = try Programmes.of(request, in: tx)
            try act(programme.id, tx, context)
            return programme
        }
        return request.redirect(to: Link("\(link(programme))/never-mail"))
    }

    static func link(_ programme: Programme) -> Link { Link("\(Programmes.teamLink(programme))/people") }

    static func link(_ person: ID<Person>, in programme: Programme) -> Link {
        Link("\(link(programme))/\(person.text)")
    }
}
