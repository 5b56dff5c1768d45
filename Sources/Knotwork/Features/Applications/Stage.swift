import Store

/// Where an application stands. The one table of stages: what the team calls each, what its writers are told, and who may move
/// an application from one to another.
enum Stage: String, CaseIterable, Sendable, SQLConvertible {
    case draft, submitted, withdrawn, shortlisted
    case notShortlisted = "not_shortlisted"
    case funded
    case notFunded = "not_funded"

    /// Who moves an application.
    enum Mover: String, Sendable {
        /// The lead and the co-applicants.
        case writers
        /// The programme's team.
        case team
    }

    /// One way from a stage to another. From a stage to itself: the same again, with another reason or amount.
    struct Transition: Hashable, Sendable {
        var from: Stage
        var to: Stage
        var by: Mover
        /// What whoever moves it does.
        var verb: String
    }

    static let transitions: [Transition] = [
        transition(.draft, .submitted, .writers, "send"),
        transition(.draft, .withdrawn, .writers, "withdraw"),
        transition(.submitted, .withdrawn, .writers, "withdraw"),
        transition(.submitted, .draft, .team, "open again"),
        transition(.withdrawn, .draft, .writers, "take up again"),
        transition(.submitted, .shortlisted, .team, "shortlist"),
        transition(.submitted, .notShortlisted, .team, "turn down"),
        transition(.shortlisted, .shortlisted, .team, "shortlist"),
        transition(.shortlisted, .notShortlisted, .team, "turn down"),
        transition(.notShortlisted, .notShortlisted, .team, "turn down"),
        transition(.notShortlisted, .shortlisted, .team, "shortlist"),
        transition(.shortlisted, .funded, .team, "award"),
        transition(.shortlisted, .notFunded, .team, "decline"),
        transition(.funded, .funded, .team, "award"),
        transition(.funded, .notFunded, .team, "decline"),
        transition(.notFunded, .notFunded, .team, "decline"),
        transition(.notFunded, .funded, .team, "award"),
    ]

    private static func transition(_ from: Stage, _ to: Stage, _ by: Mover, _ verb: String) -> Transition {
        Transition(from: from, to: to, by: by, verb: verb)
    }

    /// From where somebody may move an application here.
    func origins(for mover: Mover) -> [Stage] {
        Self.transitions.filter { $0.to == self && $0.by == mover }.map(\.from)
    }

    func canMove(to stage: Stage, by mover: Mover) -> Bool { stage.origins(for: mover).contains(self) }

    var staffLabel: String {
        switch self {
        case .draft: "Draft"
        case .submitted: "Submitted"
        case .withdrawn: "Withdrawn"
        case .shortlisted: "Shortlisted"
        case .notShortlisted: "Not shortlisted"
        case .funded: "Funded"
        case .notFunded: "Not funded"
        }
    }

    /// What the applicant sees. Until the results are released, every application that was sent is being read: a label
    /// must not tell what a letter has not.
    func applicantLabel(released: Bool) -> String {
        switch self {
        case .draft: "Not sent yet"
        case .withdrawn: "Withdrawn"
        case .submitted: "Sent: we are reading it"
        case _ where !released: "Sent: we are reading it"
        case .shortlisted, .notShortlisted, .notFunded: "Not funded this time"
        case .funded: "Funded"
        }
    }

    var canBeEdited: Bool { self == .draft }
    var canBeWithdrawn: Bool { canMove(to: .withdrawn, by: .writers) }
    /// Sent and still in the running or judged: what the panel's features work on.
    var wasSubmitted: Bool { self != .draft && self != .withdrawn }

    static let submittedStages = allCases.filter(\.wasSubmitted)
}

extension Applications {
    /// Moves an application to a stage, if it stands where whoever moves it may take it from. The one place that changes a stage.
    static func move(
        _ id: ID<Application>, to stage: Stage, by mover: Stage.Mover, of programme: ID<Programme>, in tx: Writer
    ) throws {
        let moved = try tx.execute(
            """
            UPDATE application SET stage = \(stage) WHERE id = \(id) AND programme_id = \(programme)
                AND stage IN \(list: stage.origins(for: mover))
            """)
        guard moved > 0 else { throw Refusal.rule("The application does not stand where this can be done.") }
    }
}
