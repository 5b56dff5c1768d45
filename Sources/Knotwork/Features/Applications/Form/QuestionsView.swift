import Markup
import Store

/// The questions of a programme, for the team to set before applications open.
struct QuestionsView: Sendable {
    var programme: Programme
    var form: ApplicationForm?
    /// Why they stay as they are; nil when they can be changed.
    var lock: String?

    init(_ request: PageRequest, in db: Reader) throws {
        programme = try Programmes.of(request, in: db)
        form = try Applications.currentForm(of: programme.id, in: db)
        lock = try Applications.lock(of: programme.id, at: request.now, in: db)
    }

    var link: Link { Link("\(Programmes.teamLink(programme))/applications/questions") }
}
