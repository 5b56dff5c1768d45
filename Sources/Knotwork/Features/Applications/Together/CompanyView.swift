import Store

/// An application and its people.
struct CompanyView: Sendable {
    var draft: Draft
    var company: Company

    init(_ request: PageRequest, in db: Reader) throws {
        draft = try Applications.draft(request, in: db)
        company = try Applications.company(of: draft.application.id, in: db)
    }

    var mayInvite: Bool { draft.part == .lead && draft.application.stage == .draft }
}
