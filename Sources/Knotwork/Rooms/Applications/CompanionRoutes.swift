import Hummingbird
import Markup
import Store

extension Applications {
    private static let base = "/programmes/:programme/applications/:application"

    static func addCompanionRoutes(_ routes: Routes) {
        routes.get("\(base)/companions", for: .signedIn) { call in
            let view = try await call.read { try CompanyView(call, in: $0) }
            return CompanionPages.list(call, view, data: FormData(), errors: FieldErrors())
        }
        routes.post("\(base)/invitations", for: .signedIn, sendsMail: true) { call, data in
            let settings = call.house.settings
            do {
                let link = try await call.write { tx, deed in
                    let draft = try Applications.draft(call, in: tx)
                    try invite(try InvitationForm(data), into: draft, settings: settings, by: deed, in: tx)
                    return Link("\(draft.application.link(in: draft.programme))/companions")
                }
                return call.redirect(to: link.query("done", "invited"))
            } catch let errors as FieldErrors {
                let view = try await call.read { try CompanyView(call, in: $0) }
                return CompanionPages.list(call, view, data: data, errors: errors)
            }
        }
        routes.post("\(base)/companions/:account/leaving", for: .signedIn) { call, _ in
            let account: ID<Account> = try call.id("account")
            let link = try await call.write { tx, deed in
                let draft = try Applications.draft(call, in: tx)
                try part(with: account, from: draft, by: deed, in: tx)
                return account == deed.caller.account?.id
                    ? "/my" : Link("\(draft.application.link(in: draft.programme))/companions")
            }
            return call.redirect(to: link)
        }
        addInvitationRoutes(routes)
        addRemarkRoutes(routes)
        addTimeRoutes(routes)
    }

    private static func addInvitationRoutes(_ routes: Routes) {
        routes.get("\(base)/invitation", for: .signedIn) { call in
            let (programme, asked, link) = try await call.read { db in try Applications.invitation(call, in: db) }
            guard let asked else { return call.redirect(to: link) }
            return CompanionPages.invitation(call, programme, asked, data: FormData(), errors: FieldErrors())
        }
        routes.post("\(base)/invitation", for: .signedIn) { call, data in
            do {
                let link = try await call.write { tx, deed in
                    let (programme, asked, link) = try Applications.invitation(call, in: tx)
                    guard let asked else { return link }
                    let form = try AnswerForm(data, known: asked.invitation.account.name)
                    try answer(form, to: asked.invitation, of: programme, by: deed, in: tx)
                    return form.joins ? link : "/my"
                }
                return call.redirect(to: link)
            } catch let errors as FieldErrors {
                let (programme, asked, link) = try await call.read { db in try Applications.invitation(call, in: db) }
                guard let asked else { return call.redirect(to: link) }
                return CompanionPages.invitation(call, programme, asked, data: data, errors: errors)
            }
        }
    }

    /// What the caller was asked; nothing when they take part already, and then where to go. Not found for everybody else.
    private static func invitation(_ call: Call, in db: Reader) throws -> (Programme, Asked?, Link) {
        let programme = try Programmes.of(call, in: db)
        let id: ID<Application> = try call.id("application")
        let asked = try asked(id, of: programme.id, call.caller, in: db)
        let link = Link("\(Programmes.link(programme))/applications/\(id.text)")
        if asked == nil { _ = try draft(id, of: programme, for: call.caller, in: db) }
        return (programme, asked, link)
    }

    private static func addRemarkRoutes(_ routes: Routes) {
        routes.post("\(base)/sections/:section/remarks", for: .signedIn) { call, data in
            let (place, settings) = (try call.path("section"), call.house.settings)
            do {
                let link = try await call.write { tx, deed in
                    let draft = try Applications.draft(call, in: tx)
                    let title = try draft.section(place).title
                    try remark(try RemarkForm(data), on: title, of: draft, settings: settings, by: deed, in: tx)
                    return Link("\(draft.application.link(in: draft.programme))/sections/\(place)").fragment("remarks")
                }
                return call.redirect(to: link)
            } catch let errors as FieldErrors {
                let view = try await call.read { try DraftView(call, in: $0) }
                return try DraftPages.section(call, view, at: place, data: data, errors: errors)
            }
        }
        routes.post("\(base)/remarks/:remark/settlement", for: .signedIn) { call, data in
            let id: ID<Remark> = try call.id("remark")
            let link = try await call.write { tx, deed in
                let draft = try Applications.draft(call, in: tx)
                try settle(id, data.text("settled") == "yes", of: draft, by: deed, in: tx)
                let section = try remarks(on: draft.application.id, for: deed.caller, in: tx).first { $0.id == id }
                let place = draft.sections.firstIndex { $0.title == section?.section } ?? 0
                return Link("\(draft.application.link(in: draft.programme))/sections/\(place + 1)").fragment("remarks")
            }
            return call.redirect(to: link)
        }
    }

    private static func addTimeRoutes(_ routes: Routes) {
        routes.post("\(base)/help", for: .signedIn) { call, data in
            do {
                let link = try await call.write { tx, deed in
                    let draft = try Applications.draft(call, in: tx)
                    try noteTime(try TimeForm(data, at: deed.at), with: draft, by: deed, in: tx)
                    return draft.application.link(in: draft.programme)
                }
                return call.redirect(to: link.query("done", "time"))
            } catch let errors as FieldErrors {
                let view = try await call.read { try DraftView(call, in: $0) }
                return DraftPages.tasks(call, view, data: data, errors: errors)
            }
        }
        routes.post("\(base)/help/:help/removal", for: .signedIn) { call, _ in
            let id: ID<HelpGiven> = try call.id("help")
            let link = try await call.write { tx, deed in
                let draft = try Applications.draft(call, in: tx)
                try takeBack(id, with: draft, by: deed, in: tx)
                return draft.application.link(in: draft.programme)
            }
            return call.redirect(to: link)
        }
    }
}

/// A draft with what is said about it, as those who take part see it.
struct DraftView: Sendable {
    var draft: Draft
    var remarks: [Remark]
    var company: Company
    /// The time that a critical friend has written down; for nobody else.
    var time: [Applications.HelpGiven]

    init(_ call: Call, in db: Reader) throws {
        draft = try Applications.draft(call, in: db)
        remarks = try Applications.remarks(on: draft.application.id, for: call.caller, in: db)
        company = try Applications.company(of: draft.application.id, in: db)
        time = draft.part == .friend ? try Applications.ownTime(with: draft, for: call.caller, in: db) : []
    }

    /// How many remarks of a section wait to be dealt with.
    func waiting(in section: String) -> Int { remarks.filter { $0.section == section && $0.isOpen }.count }
}

/// An application and its people.
struct CompanyView: Sendable {
    var draft: Draft
    var company: Company

    init(_ call: Call, in db: Reader) throws {
        draft = try Applications.draft(call, in: db)
        company = try Applications.company(of: draft.application.id, in: db)
    }

    var mayInvite: Bool { draft.part == .lead && draft.application.stage == .draft }
}
