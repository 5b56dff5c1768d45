import Hummingbird
import Markup
import Names
import Store

extension Applications {
    static func addRoutes(_ routes: Routes, judging: Judging) {
        addStart(routes)
        addWriting(routes, judging)
        addSending(routes, judging)
        addCollaboratorRoutes(routes, judging)
        addFileRoutes(routes)
        addQuestionRoutes(routes)
        addTeamRoutes(routes, judging)
    }

    private static func addStart(_ routes: Routes) {
        routes.get("/programmes/:programme/applications/new", for: .everyone) { request in
            let (programme, phase, mine, hasQuestions) = try await request.read { db in
                let programme = try Programmes.of(request, in: db)
                return (
                    programme, try Programmes.phase(of: programme, at: request.now, in: db),
                    try Applications.mine(in: programme.id, for: request.caller, db: db),
                    try openForm(of: programme.id, in: db) != nil
                )
            }
            return StartPages.start(
                request, programme, phase, mine, hasQuestions: hasQuestions, data: FormData(), errors: FieldErrors())
        }
        routes.post("/programmes/:programme/applications", for: .everyone) { request, data in
            let form = try StartForm(data)
            let settings = request.dependencies.settings
            let (programme, id) = try await request.write { tx, context in
                let programme = try Programmes.of(request, in: tx)
                return (programme, try start(form, of: programme, settings: settings, by: context, in: tx))
            }
            guard request.caller.account?.email == form.email.text else {
                return StartPages.started(request, programme, email: form.email)
            }
            return request.redirect(to: Link("\(Programmes.link(programme))/applications/\(id.text)"))
        } again: { request, data, errors in
            let programme = try await Programmes.find(request)
            return StartPages.start(request, programme, .open(closes: nil), [], data: data, errors: errors)
        }
    }

    private static func addWriting(_ routes: Routes, _ judging: Judging) {
        routes.get("/programmes/:programme/applications/:application", for: .signedIn) { request in
            let (view, outcome) = try await request.read { db in
                let view = try DraftView(request, in: db)
                let own = view.draft
                // A critical friend helped to write it: what was decided is for the applicants to tell.
                guard own.part != .criticalFriend else { return (view, nil as Outcome?) }
                return (view, try judging.outcome(own.application.id, own.programme, request.now, db))
            }
            return view.draft.application.stage == .draft
                ? DraftPages.tasks(request, view, data: FormData(), errors: FieldErrors())
                : SentPages.sent(request, view.draft, outcome)
        }
        routes.get("/programmes/:programme/applications/:application/sections/:section", for: .signedIn) { request in
            let view = try await request.read { try DraftView(request, in: $0) }
            return try DraftPages.section(
                request, view, at: try request.path("section"), data: FormData(), errors: FieldErrors())
        }
        routes.change("/programmes/:programme/applications/:application/sections/:section", for: .signedIn) {
            request, edit in
            let (place, settings) = (try request.path("section"), request.dependencies.settings)
            let draft = try await request.write { tx, context in
                let draft = try Applications.draft(request, in: tx)
                let (title, questions) = try draft.section(place)
                if let form = try RemarkForm(beside: edit) {
                    try remark(form, on: title, of: draft, settings: settings, by: context, in: tx)
                }
                return try save(edit, section: questions, of: draft, by: context, in: tx)
            }
            if edit.said("go") == "remark" {
                let link = Link("\(draft.application.link(in: draft.programme))/sections/\(place)")
                return request.redirect(to: link.fragment("remarks"))
            }
            let questions = try draft.section(place).questions
            let errors = draft.faults(in: questions)
            let isFile = { (one: Question) in one.kind == .file && edit.said("go") == "file-\(one.id.text)" }
            if let file = questions.first(where: isFile) { return request.redirect(to: draft.link(file: file)) }
            if edit.said("go") == "on", !errors.isEmpty {
                let view = try await request.read { try DraftView(request, in: $0) }
                return try DraftPages.section(request, view, at: place, data: FormData(), errors: errors)
            }
            return request.redirect(to: draft.application.link(in: draft.programme))
        } again: { request, data, errors in
            let place = try request.path("section")
            var view = try await request.read { try DraftView(request, in: $0) }
            view.draft = view.draft.answered(data, try view.draft.section(place).questions)
            return try DraftPages.section(request, view, at: place, data: data, errors: errors)
        }
        routes.get("/programmes/:programme/applications/:application/check", for: .signedIn) { request in
            DraftPages.check(
                request, try await request.read { try Applications.draft(request, in: $0) }, errors: FieldErrors())
        }
    }

    private static func addSending(_ routes: Routes, _ judging: Judging) {
        routes.post("/programmes/:programme/applications/:application/submission", for: .signedIn) { request, _ in
            let settings = request.dependencies.settings
            let link = try await request.write { tx, context in
                let draft = try Applications.draft(request, in: tx)
                try submit(draft, settings: settings, by: context, in: tx)
                return draft.application.link(in: draft.programme)
            }
            return request.redirect(to: link)
        } again: { request, _, errors in
            DraftPages.check(
                request, try await request.read { try Applications.draft(request, in: $0) }, errors: errors)
        }
        routes.get("/programmes/:programme/applications/:application/sent.txt", for: .signedIn) { request in
            let text = try await request.read { db in
                try sentText(try Applications.draft(request, in: db).application.id, in: db)
            }
            guard let text else { throw Refusal.notFound }
            return request.file(Array(text.utf8), type: "text/plain; charset=utf-8", name: "application.txt")
        }
        routes.post("/programmes/:programme/applications/:application/withdrawal", for: .signedIn) { request, _ in
            let link = try await request.write { tx, context in
                let draft = try Applications.draft(request, in: tx)
                try withdraw(draft, by: context, in: tx)
                return draft.application.link(in: draft.programme)
            }
            return request.redirect(to: link)
        }
        routes.post("/programmes/:programme/applications/:application/taking-up", for: .signedIn) { request, _ in
            let link = try await request.write { tx, context in
                let draft = try Applications.draft(request, in: tx)
                try takeUp(draft, judging: judging, by: context, in: tx)
                return draft.application.link(in: draft.programme)
            }
            return request.redirect(to: link)
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
