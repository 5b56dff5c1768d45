import Store

/// The page about one outcome: of a finalist, or of somebody who was not shortlisted.
enum OutcomeView: Sendable {
    case finalist(FinalistView)
    case other(ApplicantView)

    init(_ request: PageRequest, in db: Reader) throws {
        let found = try Applications.find(request.id("application"), in: db)
        self =
            found?.stage == .notShortlisted
            ? .other(try ApplicantView(request, in: db)) : .finalist(try FinalistView(request, in: db))
    }

    var applicant: ToldApplicant? {
        switch self {
        case .finalist(let view): view.applicant
        case .other(let view): view.applicant
        }
    }
}
