import Hummingbird
import Markup
import Store

extension Applications {
    static func addQuestionRoutes(_ routes: Routes) {
        let questions = "/programmes/:programme/team/applications/questions"
        routes.get(questions, for: .roles([.team])) { request in
            let view = try await request.read { try QuestionsView(request, in: $0) }
            return QuestionsPages.edit(request, view, QuestionsForm(view.form), errors: FieldErrors())
        }
        routes.change(questions, for: .roles([.team])) { request, edit in
            let link = try await request.write { tx, context in
                let view = try QuestionsView(request, in: tx)
                try change(view.form, edit, of: view.programme.id, by: context, in: tx)
                return view.link
            }
            return request.redirect(to: link.query("done", "questions"))
        } again: { request, data, errors in
            let view = try await request.read { try QuestionsView(request, in: $0) }
            return QuestionsPages.edit(request, view, QuestionsForm(data), errors: errors)
        }
    }
}
