import Names
import Store

@testable import Knotwork

/// A programme with applications to judge and the people who judge them.
struct PanelSample: Sendable {
    var programme: Programme
    /// In the order of their numbers; the secrets in their answers are `answer-1`, `answer-2`, …
    var applications: [ID<Application>]
    var criteria: [Criterion]
}

extension TestApp {
    /// Applications of “Org 1”, “Org 2”, … that were sent by `lead1@x.example`, `lead2@x.example`, …
    func panel(applications count: Int = 2, slug: String = "sample") async throws -> PanelSample {
        let programme = try await programme(slug: slug)
        let context = actionContext()
        let sample = try await database.write { tx in
            let criteria = try Self.criteria(of: programme, by: context, in: tx)
            let question = Question(
                id: context.id(), key: "idea", section: "Idea", label: "What is your idea?", hint: "", kind: .long,
                isRequired: true, guidanceWords: nil)
            let form = try Applications.install([question], for: programme.id, by: context, in: tx)
            let applications = try (1...count).map {
                try Self.application($0, form: form, of: programme.id, by: context, in: tx)
            }
            return PanelSample(programme: programme, applications: applications, criteria: criteria)
        }
        try await link()
        return sample
    }

    /// An application that comes in after the others of a programme.
    func application(_ number: Int, of programme: Programme) async throws -> ID<Application> {
        let context = actionContext()
        return try await database.write { tx in
            guard let form = try Applications.currentForm(of: programme.id, in: tx) else { throw Refusal.notFound }
            return try Self.application(number, form: form, of: programme.id, by: context, in: tx)
        }
    }

    private static func application(
        _ number: Int, form: ApplicationForm, of programme: ID<Programme>, by context: ActionContext, in tx: Writer
    ) throws -> ID<Application> {
        let lead = Sighting(
            id: context.id(), programme: programme, kind: .application, name: "Lead \(number)",
            email: "lead\(number)@x.example", organisation: "Org \(number)", seenAt: context.at)
        let imported = Applications.ImportedApplication(
            organisation: "Org \(number)", contacts: [lead], themes: [], asked: .pounds(20_000),
            answers: ["idea": "answer-\(number)"], startedAt: context.at, savedAt: context.at, submittedAt: context.at,
            number: number)
        return try Applications.take(imported, form: form, of: programme, by: context, in: tx)
    }

    private static func criteria(of programme: Programme, by context: ActionContext, in tx: Writer) throws
        -> [Criterion]
    {
        let wanted: [(Round, String, Int)] = [
            (.assessment, "need", 60), (.assessment, "plan", 40), (.final, "pitch", 100),
        ]
        let criteria = wanted.map { round, key, weight in
            Criterion(
                id: context.id(), round: round, key: key, title: key.capitalizedFirst, weight: weight, lowest: 1,
                highest: 5, anchors: [5: "Outstanding"])
        }
        try Panels.set(criteria, of: programme.id, by: context, in: tx)
        return criteria
    }

    /// The account of somebody, made if need be.
    func account(_ email: String) async throws -> ID<Account> {
        guard let address = EmailAddress(email) else { throw Refusal.notFound }
        let context = actionContext()
        return try await database.write { try Accounts.account(for: address, name: "", by: context, in: $0).id }
    }

    /// Gives an application to somebody, as the operator.
    func assign(
        _ application: ID<Application>, to email: String, _ round: Round = .assessment, of programme: Programme,
        declared: Bool = true
    ) async throws {
        let (account, context) = (try await account(email), actionContext())
        try await database.write { tx in
            try Accounts.grant(round.role, in: programme.id, to: account, by: context, in: tx)
            if declared { try Interests.state(account, of: programme.id, by: context, in: tx) }
            try Panels.assign(application, to: account, round: round, of: programme.id, by: context, in: tx)
        }
    }
}

extension Browser {
    /// Hands in scores for the assessment of an application.
    @discardableResult
    func score(
        _ application: ID<Application>, need: String = "4", plan: String = "3", note: String = "",
        act: String = "hand-in", at slug: String = "sample"
    ) async throws -> Page {
        try await post(
            "/programmes/\(slug)/reviews/\(application)/scores",
            [
                ("round", "assessment"), ("points-need", need), ("points-plan", plan), ("note", note), ("act", act),
            ])
    }
}
