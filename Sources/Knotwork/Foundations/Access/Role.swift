import Store

/// What a person may be in one programme. Several may hold at once.
enum Role: String, CaseIterable, Sendable, SQLConvertible {
    /// Runs the programme: sees and does everything but sealed scores.
    case team
    /// Looks after the data commons.
    case steward
    /// Helps applicants: sees the drafts into which they were invited.
    case mentor
    /// Scores applications that were assigned.
    case assessor
    /// Hears the finalists and decides.
    case panel
    /// Has an application, alone or with others.
    case applicant
    /// Has registered for an event.
    case participant

    var label: String {
        switch self {
        case .team: "Programme team"
        case .steward: "Data steward"
        case .mentor: "Mentor"
        case .assessor: "Assessor"
        case .panel: "Panel member"
        case .applicant: "Applicant"
        case .participant: "Participant"
        }
    }
}

/// One role in one programme, as it is given.
struct RoleGrant: Hashable, Sendable {
    var programme: ID<Programme>
    var slug: String
    var role: Role
}
