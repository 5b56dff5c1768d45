import Store

/// One applicant whose outcome is settled.
struct ApplicantView: Sendable {
    var programme: Programme
    var applicant: ToldApplicant

    init(_ request: PageRequest, in db: Reader) throws {
        programme = try Programmes.of(request, in: db)
        let found = try Finals.applicants(
            of: programme.id, only: request.id("application"), for: request.caller, in: db)
        guard let one = found.first else { throw Refusal.notFound }
        applicant = one
    }
}
