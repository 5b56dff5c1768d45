import Store

/// Somebody who takes part in an application: its lead, a co-applicant, or a critical friend.
struct Collaborator: Sendable, Hashable {
    var account: Account
    var part: Draft.Part
    var joinedAt: Instant

    var name: String { account.shownName }
}

/// Somebody asked to take part. Until they say yes they have no part: else an applicant could keep an assessor from
/// judging by inviting them.
struct Invitation: Sendable, Hashable {
    var id: ID<Invitation>
    var application: ID<Application>
    var account: Account
    var part: Draft.Part
    var invitedAt: Instant
    /// What became of the mail; nil for what was asked before that was kept.
    var mail: Mail?

    struct Mail: Sendable, Hashable {
        var state: Outbox.State
        var sentAt: Instant?
        var error: String?
    }

    /// Since when they are asked: since the mail has left.
    var since: String {
        switch mail?.state {
        case nil: "invited on \(invitedAt.london.day.long)"
        case .sent: "invited on \((mail?.sentAt ?? invitedAt).london.day.long)"
        case .held, .waiting: "the invitation is on its way"
        case .failed: "not reached: \(mail?.error ?? "the mail could not be delivered")"
        case .withheld: "not mailed: they asked for no mail"
        case .rehearsed: "not mailed: this is a rehearsal"
        }
    }
}

/// The people of one application, as they see each other.
struct Company: Sendable {
    /// The most people beside the lead, those who have not answered yet among them.
    static let mostCollaborators = 12
    /// The most invitations an application may send: each is a mail to somebody who did not ask for it.
    static let mostInvitations = 40

    var companions: [Collaborator]
    var invitations: [Invitation]

    var lead: Collaborator? { companions.first { $0.part == .lead } }

    /// `2 people, 1 invited`
    var words: String {
        let people = Number.count(companions.count, "person", "people")
        return invitations.isEmpty ? people : "\(people), \(invitations.count) invited"
    }
}

extension Draft.Part {
    static let invitable: [Draft.Part] = [.coApplicant, .criticalFriend]

    var label: String {
        switch self {
        case .lead: "Lead applicant"
        case .coApplicant: "Co-applicant"
        case .criticalFriend: "Critical friend"
        }
    }

    /// What somebody with this part may do, for those who choose it.
    var hint: String {
        switch self {
        case .lead: "Writes, invites others, and sends it"
        case .coApplicant: "Writes with you, and may send it"
        case .criticalFriend: "Reads the draft and leaves remarks; changes nothing"
        }
    }

    /// The role in the programme that goes with it.
    var role: Role { self == .criticalFriend ? .mentor : .applicant }
}
