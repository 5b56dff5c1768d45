import Store

/// A draft with what is said about it, as those who take part see it.
struct DraftView: Sendable {
    var draft: Draft
    var remarks: [Remark]
    var company: Company
    /// The time that a critical friend has written down; for nobody else.
    var time: [Applications.HelpGiven]

    init(_ request: PageRequest, in db: Reader) throws {
        draft = try Applications.draft(request, in: db)
        remarks = try Applications.remarks(on: draft.application.id, for: request.caller, in: db)
        company = try Applications.company(of: draft.application.id, in: db)
        time = draft.part == .criticalFriend ? try Applications.ownTime(with: draft, for: request.caller, in: db) : []
    }

    /// How many remarks of a section wait to be dealt with.
    func waiting(in section: String) -> Int { remarks.filter { $0.section == section && $0.isOpen }.count }
}
