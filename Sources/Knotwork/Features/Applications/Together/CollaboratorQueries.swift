import Store

extension Applications {
    /// Who takes part in an application, and who was asked. For those who have asked already whether the caller may know.
    static func company(of id: ID<Application>, in db: Reader) throws -> Company { try db.ask(company(of: id)) }

    static func company(of id: ID<Application>) -> Query<Company> {
        let companions = Query.all(
            """
            SELECT p.id, p.email, p.name, m.part, m.joined_at FROM collaborator m JOIN account p ON p.id = m.account_id
            WHERE m.application_id = \(id)
            ORDER BY CASE m.part WHEN 'lead' THEN 0 WHEN 'co_applicant' THEN 1 ELSE 2 END, m.joined_at, p.id
            """
        ) { Collaborator(account: try Accounts.account($0), part: try $0["part"], joinedAt: try $0["joined_at"]) }
        return together(companions, invitations("i.application_id = \(id)")).map { companions, asked in
            Company(companions: companions, invitations: asked.map(\.invitation))
        }
    }

    /// How many mails of invitation went out for an application.
    static func invitationsSent(for id: ID<Application>, in db: Reader) throws -> Int {
        try db.value("SELECT count(*) FROM collaborator_invitation WHERE application_id = \(id)", as: Int.self) ?? 0
    }

    /// An invitation as the one who got it sees it: before they join they learn who asks, and for whom.
    struct Asked: Sendable {
        var invitation: Invitation
        var organisation: String
        var programme: ID<Programme>
        var askedBy: String
    }

    /// What the caller was asked to join and has not answered, as long as it can be joined.
    static func asked(_ caller: Caller, in db: Reader) throws -> [Asked] {
        try db.ask(invitations("i.account_id = \(caller.account?.id) AND a.stage = \(Stage.draft)"))
    }

    static func asked(
        _ id: ID<Application>, of programme: ID<Programme>, _ caller: Caller, in db: Reader
    ) throws -> Asked? {
        try db.ask(
            invitations(
                """
                i.account_id = \(caller.account?.id) AND i.application_id = \(id) AND a.programme_id = \(programme)
                AND a.stage = \(Stage.draft)
                """)
        ).first
    }

    private static func invitations(_ which: SQL) -> Query<[Asked]> {
        Query.all(
            """
            SELECT i.id AS invitation, i.application_id, i.part, i.invited_at, p.id, p.email, p.name,
                a.organisation, a.programme_id, b.name AS asked_by, l.state AS mail_state, l.sent_at, l.last_error
            FROM collaborator_invitation i JOIN account p ON p.id = i.account_id JOIN account b ON b.id = i.invited_by
            JOIN application a ON a.id = i.application_id
            LEFT JOIN message l ON l.id = (SELECT max(m.id) FROM message m WHERE m.about_kind = 'application'
                AND m.about_id = i.application_id AND m.account_id = i.account_id)
            WHERE i.state = 'open' AND \(which) ORDER BY i.id
            """
        ) { row in
            let state: Outbox.State? = try row["mail_state"]
            let (sent, error): (Instant?, String?) = (try row["sent_at"], try row["last_error"])
            let invitation = Invitation(
                id: try row["invitation"], application: try row["application_id"], account: try Accounts.account(row),
                part: try row["part"], invitedAt: try row["invited_at"],
                mail: state.map { Invitation.Mail(state: $0, sentAt: sent, error: error) })
            return Asked(
                invitation: invitation, organisation: try row["organisation"], programme: try row["programme_id"],
                askedBy: try row["asked_by"])
        }
    }
}
