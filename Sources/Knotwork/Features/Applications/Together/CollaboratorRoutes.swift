import Hummingbird
import Markup
import Store

extension Applications {
    private static let base = "/programmes/:programme/applications/:application"

    static func addCollaboratorRoutes(_ routes: Routes, _ judging: Judging) {
        routes.get("\(base)/collaborators", for: .signedIn) { try await companyPage($0) }
        routes.post("\(base)/invitations", for: .signedIn, sendsMail: true) { request, data in
            let settings = request.dependencies.settings
            let link = try await request.write { tx, context in
                let draft = try Applications.draft(request, in: tx)
                try invite(try InvitationForm(data), into: draft, settings: settings, by: context, in: tx)
                return Link("\(draft.application.link(in: draft.programme))/collaborators")
            }
            return request.redirect(to: link.query("done", "invited"))
        } again: {
            try await companyPage($0, $1, $2)
        }
        routes.post("\(base)/collaborators/:account/leaving", for: .signedIn) { request, _ in
            let account: ID<Account> = try request.id("account")
            let link = try await request.write { tx, context in
                let draft = try Applications.draft(request, in: tx)
                try part(with: account, from: draft, by: context, in: tx)
                return account == context.caller.account?.id
                    ? "/my" : Link("\(draft.application.link(in: draft.programme))/collaborators")
            }
            return request.redirect(to: link)
        }
        addInvitationRoutes(routes, judging)
        addRemarkRoutes(routes)
        addTimeRoutes(routes)
    }

    private static func companyPage(
        _ request: PageRequest, _ data: FormData = FormData(), _ errors: FieldErrors = FieldErrors()
    ) async throws -> Response {
        let view = try await request.read { try CompanyView(request, in: $0) }
        return CollaboratorPages.list(request, view, data: data, errors: errors)
    }

    private static func addInvitationRoutes(_ routes: Routes, _ judging: Judging) {
        routes.get("\(base)/invitation", for: .signedIn) { try await invitationPage($0) }
        routes.post("\(base)/invitation", for: .signedIn) { request, data in
            let link = try await request.write { tx, context in
                let (programme, asked, link) = try Applications.invitation(request, in: tx)
                guard let asked else { return link }
                let form = try AnswerForm(data, known: asked.invitation.account.name)
                try answer(form, to: asked.invitation, of: programme, judging: judging, by: context, in: tx)
                return form.joins ? link : "/my"
            }
            return request.redirect(to: link)
        } again: {
            try await invitationPage($0, $1, $2)
        }
    }

    private static func invitationPage(
        _ request: PageRequest, _ data: FormData = FormData(), _ errors: FieldErrors = FieldErrors()
    ) async throws -> Response {
        let (programme, asked, link) = try await request.read { db in try Applications.invitation(request, in: db) }
        guard let asked else { return request.redirect(to: link) }
        return CollaboratorPages.invitation(request, programme, asked, data: data, errors: errors)
    }

    /// What the caller was asked; nothing when they take part already, and then where to go. Not found for everybody else.
    private static func invitation(_ request: PageRequest, in db: Reader) throws -> (Programme, Asked?, Link) {
        let programme = try Programmes.of(request, in: db)
        let id: ID<Application> = try request.id("application")
        let asked = try asked(id, of: programme.id, request.caller, in: db)
        let link = Link("\(Programmes.link(programme))/applications/\(id.text)")
        if asked == nil { _ = try draft(id, of: programme, for: request.caller, in: db) }
        return (programme, asked, link)
    }

    private static func addRemarkRoutes(_ routes: Routes) {
        routes.post("\(base)/sections/:section/remarks", for: .signedIn) { request, data in
            let (place, settings) = (try request.path("section"), request.dependencies.settings)
            let link = try await request.write { tx, context in
                let draft = try Applications.draft(request, in: tx)
                let title = try draft.section(place).title
                try remark(try RemarkForm(data), on: title, of: draft, settings: settings, by: context, in: tx)
                return Link("\(draft.application.link(in: draft.programme))/sections/\(place)").fragment("remarks")
            }
            return request.redirect(to: link)
        } again: { request, data, errors in
            let view = try await request.read { try DraftView(request, in: $0) }
            return try DraftPages.section(
                request, view, at: try request.path("section"), data: data, errors: errors)
        }
        routes.post("\(base)/remarks/:remark/settlement", for: .signedIn) { request, data in
            let id: ID<Remark> = try request.id("remark")
            let link = try await request.write { tx, context in
                let draft = try Applications.draft(request, in: tx)
                try settle(id, data.text("settled") == "yes", of: draft, by: context, in: tx)
                let section = try remarks(on: draft.application.id, for: context.caller, in: tx).first { $0.id == id }
                let place = draft.sections.firstIndex { $0.title == section?.section } ?? 0
                return Link("\(draft.application.link(in: draft.programme))/sections/\(place + 1)").fragment("remarks")
            }
            return request.redirect(to: link)
        }
    }

    private static func addTimeRoutes(_ routes: Routes) {
        routes.post("\(base)/help", for: .signedIn) { request, data in
            let link = try await request.write { tx, context in
                let draft = try Applications.draft(request, in: tx)
                try noteTime(try TimeForm(data, at: context.at), with: draft, by: context, in: tx)
                return draft.application.link(in: draft.programme)
            }
            return request.redirect(to: link.query("done", "time"))
        } again: { request, data, errors in
            let view = try await request.read { try DraftView(request, in: $0) }
            return DraftPages.tasks(request, view, data: data, errors: errors)
        }
        routes.post("\(base)/help/:help/removal", for: .signedIn) { request, _ in
            let id: ID<HelpGiven> = try request.id("help")
            let link = try await request.write { tx, context in
                let draft = try Applications.draft(request, in: tx)
                try takeBack(id, with: draft, by: context, in: tx)
                return draft.application.link(in: draft.programme)
            }
            return request.redirect(to: link)
        }
    }
}
