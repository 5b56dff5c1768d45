import Hummingbird
import Markup
import Names
import Store

extension Applications {
    static func addRoutes(_ routes: Routes) {
        addStart(routes)
        addWriting(routes)
        addSending(routes)
        addCompanionRoutes(routes)
        addFileRoutes(routes)
        addQuestionRoutes(routes)
        addTeamRoutes(routes)
    }

    private static func addStart(_ routes: Routes) {
        routes.get("/programmes/:programme/applications/new", for: .everyone) { call in
            let (programme, phase, mine, hasQuestions) = try await call.read { db in
                let programme = try Programmes.of(call, in: db)
                return (
                    programme, try Programmes.phase(of: programme, at: call.now, in: db),
                    try Applications.mine(in: programme.id, for: call.caller, db: db),
                    try openForm(of: programme.id, in: db) != nil
                )
            }
            return StartPages.start(
                call, programme, phase, mine, hasQuestions: hasQuestions, data: FormData(), errors: FieldErrors())
        }
        routes.post("/programmes/:programme/applications", for: .everyone) { call, data in
            do {
                let form = try StartForm(data)
                let settings = call.house.settings
                let (programme, id) = try await call.write { tx, deed in
                    let programme = try Programmes.of(call, in: tx)
                    return (programme, try start(form, of: programme, settings: settings, by: deed, in: tx))
                }
                guard call.caller.account?.email == form.email.text else {
                    return StartPages.started(call, programme, email: form.email)
                }
                return call.redirect(to: Link("\(Programmes.link(programme))/applications/\(id.text)"))
            } catch let errors as FieldErrors {
                let programme = try await Programmes.find(call)
                return StartPages.start(call, programme, .open(closes: nil), [], data: data, errors: errors)
            }
        }
    }

    private static func addWriting(_ routes: Routes) {
        routes.get("/programmes/:programme/applications/:application", for: .signedIn) { call in
            let (view, outcome) = try await call.read { db in
                let view = try DraftView(call, in: db)
                let (own, released) = (view.draft, view.draft.programme.resultsReleasedAt)
                // A critical friend helped to write it: what was decided is for the applicants to tell.
                guard own.part != .friend else { return (view, nil as Finals.Outcome?) }
                return (view, try Finals.outcome(of: own.application.id, released: released, at: call.now, in: db))
            }
            return view.draft.application.stage == .draft
                ? DraftPages.tasks(call, view, data: FormData(), errors: FieldErrors())
                : SentPages.sent(call, view.draft, outcome)
        }
        routes.get("/programmes/:programme/applications/:application/sections/:section", for: .signedIn) { call in
            let view = try await call.read { try DraftView(call, in: $0) }
            return try DraftPages.section(
                call, view, at: try call.path("section"), data: FormData(), errors: FieldErrors())
        }
        routes.change("/programmes/:programme/applications/:application/sections/:section", for: .signedIn) {
            call, edit in
            let place = try call.path("section")
            let draft = try await call.write { tx, deed in
                let draft = try Applications.draft(call, in: tx)
                return try save(edit, section: try draft.section(place).questions, of: draft, by: deed, in: tx)
            }
            let errors = try draft.section(place).questions.reduce(into: FieldErrors()) { errors, question in
                if let fault = draft.fault(question) { errors.add(question.key, fault) }
            }
            let files = try draft.section(place).questions.filter { $0.kind == .file }
            if let file = files.first(where: { edit.said("go") == "file-\($0.id.text)" }) {
                return call.redirect(to: draft.link(file: file))
            }
            if edit.said("go") == "on", !errors.isEmpty {
                let view = try await call.read { try DraftView(call, in: $0) }
                return try DraftPages.section(call, view, at: place, data: FormData(), errors: errors)
            }
            return call.redirect(to: draft.application.link(in: draft.programme))
        } again: { call, data, errors in
            let place = try call.path("section")
            var view = try await call.read { try DraftView(call, in: $0) }
            view.draft = view.draft.answered(data, try view.draft.section(place).questions)
            return try DraftPages.section(call, view, at: place, data: FormData(), errors: errors)
        }
        routes.get("/programmes/:programme/applications/:application/check", for: .signedIn) { call in
            DraftPages.check(call, try await call.read { try Applications.draft(call, in: $0) }, errors: FieldErrors())
        }
    }

    private static func addSending(_ routes: Routes) {
        routes.post("/programmes/:programme/applications/:application/submission", for: .signedIn) { call, _ in
            do {
                let settings = call.house.settings
                let link = try await call.write { tx, deed in
                    let draft = try Applications.draft(call, in: tx)
                    try submit(draft, settings: settings, by: deed, in: tx)
                    return draft.application.link(in: draft.programme)
                }
                return call.redirect(to: link)
            } catch let errors as FieldErrors {
                return DraftPages.check(
                    call, try await call.read { try Applications.draft(call, in: $0) }, errors: errors)
            }
        }
        routes.get("/programmes/:programme/applications/:application/sent.txt", for: .signedIn) { call in
            let text = try await call.read { db in
                try sentText(try Applications.draft(call, in: db).application.id, in: db)
            }
            guard let text else { throw Refusal.notFound }
            return call.file(Array(text.utf8), type: "text/plain; charset=utf-8", name: "application.txt")
        }
        routes.post("/programmes/:programme/applications/:application/withdrawal", for: .signedIn) { call, _ in
            let link = try await call.write { tx, deed in
                let draft = try Applications.draft(call, in: tx)
                try withdraw(draft, by: deed, in: tx)
                return draft.application.link(in: draft.programme)
            }
            return call.redirect(to: link)
        }
        routes.post("/programmes/:programme/applications/:application/taking-up", for: .signedIn) { call, _ in
            let link = try await call.write { tx, deed in
                let draft = try Applications.draft(call, in: tx)
                try takeUp(draft, by: deed, in: tx)
                return draft.application.link(in: draft.programme)
            }
            return call.redirect(to: link)
        }
    }
}

extension Draft {
    /// A section by its number in the address, from 1.
    func section(_ place: String) throws -> (title: String, questions: [Question]) {
        guard let number = Int(place), sections.indices.contains(number - 1) else { throw Refusal.notFound }
        return sections[number - 1]
    }
}
