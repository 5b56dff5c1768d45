import Store

/// An application with its questions and answers, as the people who write it see it.
struct Draft: Sendable {
    enum Part: String, Sendable, SQLConvertible {
        case lead
        case coApplicant = "co_applicant"
        /// Reads and comments, never writes.
        case criticalFriend = "critical_friend"
    }

    var programme: Programme
    var application: Application
    var form: ApplicationForm
    var answers: [ID<Question>: String]
    var themes: [Theme]
    var chosen: Set<ID<Theme>>
    var part: Part
    /// Until when it can be sent; nil when no date is set.
    var closes: Instant?

    /// Why nobody writes in it any more: another of them may have sent it while this one typed.
    var isClosed: Refusal {
        switch application.stage {
        case .draft: .rule("As a critical friend you read it and leave remarks: those who apply write it.")
        case .withdrawn: .rule("It was withdrawn meanwhile. Whoever writes it can take it up again on its page.")
        default: .rule("It was sent meanwhile, as \(application.reference): nobody can change it any more.")
        }
    }

    /// Questions by section, in the form's order.
    var sections: [(title: String, questions: [Question])] {
        var sections: [(title: String, questions: [Question])] = []
        for question in form.questions {
            if sections.last?.title == question.section {
                sections[sections.count - 1].questions.append(question)
            } else {
                sections.append((question.section, [question]))
            }
        }
        return sections
    }

    func answer(_ question: Question) -> String {
        question.kind == .themes
            ? themes.filter { chosen.contains($0.id) }.map(\.title).joined(separator: "; ") : answers[question.id] ?? ""
    }

    /// What the form of these questions shows. Files are sent on a page of their own.
    func shown(_ questions: [Question]) -> FormData {
        FormData(
            questions.filter { $0.kind != .file }.map { question in
                guard question.kind == .themes else { return (question.key, [answers[question.id] ?? ""]) }
                return (question.key, themes.map(\.id).filter(chosen.contains).map(\.text))
            })
    }

    /// The draft with what a form holds for these questions.
    func answered(_ data: FormData, _ questions: [Question]) -> Draft {
        var draft = self
        for question in questions where question.kind != .file {
            if question.kind == .themes {
                let sent = Set(data.texts(question.key))
                draft.chosen = Set(themes.map(\.id).filter { sent.contains($0.text) })
            } else {
                draft.answers[question.id] = data.text(question.key)
            }
            if question.kind == .money { draft.application.asked = Money(data.text(question.key)) }
        }
        return draft
    }

    var canBeEdited: Bool { application.stage.canBeEdited && part != .criticalFriend }

    /// `optional` is a part of which nothing must be answered and nothing is: neither finished nor missing.
    enum Progress { case untouched, begun, complete, optional }

    func progress(_ questions: [Question]) -> Progress {
        let isBegun = questions.contains { !answer($0).isEmpty }
        if questions.allSatisfy({ fault($0) == nil }) { return isBegun ? .complete : .optional }
        return isBegun ? .begun : .untouched
    }

    /// Why a question keeps the application from being sent; nil when it does not.
    func fault(_ question: Question) -> String? {
        let answer = answer(question)
        if answer.isEmpty { return question.isRequired ? "Answer “\(question.label)”" : nil }
        switch question.kind {
        case .eligibility: return answer == "yes" ? nil : "You can only apply if you can say yes to “\(question.label)”"
        case .money: return Money(answer) == nil ? "“\(question.label)” must be an amount, like £12,500" : nil
        case .link:
            return ApplicationForm.isLink(answer)
                ? nil : "“\(question.label)” must be an address that starts with https://"
        case .text, .long, .themes, .file: return nil
        }
    }

    /// Everything that keeps the application from being sent, in order.
    var faults: FieldErrors { faults(in: form.questions) }

    func faults(in questions: [Question]) -> FieldErrors {
        var errors = FieldErrors()
        for question in questions {
            if let fault = fault(question) { errors.add(question.key, fault) }
        }
        return errors
    }
}

extension ApplicationForm {
    static func isLink(_ text: String) -> Bool {
        (text.hasPrefix("https://") || text.hasPrefix("http://")) && !text.contains { $0.isWhitespace }
    }
}
