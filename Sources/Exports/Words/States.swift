/// What a ticket, a registration or a reply is, by the word that a tool or a person has for it.
enum State: Sendable, Hashable {
    case booked, attended, absent, cancelled
    /// Not a booking yet: asked, waiting, unpaid.
    case waiting
}

/// The words for states in English; other languages come through `Vocabulary.value`.
enum States {
    /// The state that a cell names; nil for a word that nobody told us.
    static func state(of cell: String) -> State? {
        if Words.isBlank(cell) { return .booked }
        let key = Vocabulary.value(cell)
        if let state = exact[key] { return state }
        let first = key.split(separator: " ").first.map(String.init) ?? ""
        return beginnings[first]
    }

    /// The state that says most, of several columns: whoever cancelled does not come, whoever came had booked.
    static func strongest(_ states: [State]) -> State {
        let order: [State] = [.cancelled, .waiting, .attended, .absent]
        return order.first(where: states.contains) ?? .booked
    }

    private static let exact: [String: State] = {
        let lists: [(State, String)] = [
            (
                .booked,
                """
                attending|registered|confirmed|completed|complete|placed|booked|free order|free|partially refunded|\
                approved|valid|active|paid|issued|going|accepted|yes|sold|success|successful|ok|will attend|purchased|\
                assigned|signed up|enrolled|reserved|booking confirmed|not checked in|auto approved|approved by host|\
                automatically approved|unused|ready|session|new|normal|paid in full|no charge|comp|complimentary|true
                """
            ),
            (
                .attended,
                """
                checked in|attended|present|checkedin|arrived|scanned|used|redeemed|joined|did attend|admitted|\
                fully attended|partially attended|here
                """
            ),
            (
                .absent,
                """
                no show|noshow|did not attend|absent|not attended|missed|didnt attend|not present|did not show|\
                did not come|never joined
                """
            ),
            (
                .cancelled,
                """
                not attending|refunded|cancelled|deleted|transferred|declined|denied|rejected|blocked|void|voided|\
                revoked|withdrawn|removed|expired|failed|chargeback|charged back|disputed|abandoned|not going|no|\
                cant go|cannot attend|cant attend|invalid|unregistered|deregistered|wont attend|will not attend|\
                regrets|refund|cancellation|fully refunded|banned|suspended|not approved|dropped out|false|order cancelled
                """
            ),
            (
                .waiting,
                """
                pending|unpaid|waitlisted|waitlist|on waitlist|wait listed|waiting list|on waiting list|waiting|started|\
                processing|invited|invitation sent|maybe|tentative|interested|requested|draft|incomplete|on hold|held|\
                pending approval|not responded|no reply|no response|sent|opened|in progress|not paid|payment due|\
                payment pending|approval pending|queued|standby|reserve list|unconfirmed|not confirmed|offered|\
                awaiting payment|awaiting approval|overdue|delivered|none yet|undecided|not yet approved
                """
            ),
        ]
        var states: [String: State] = [:]
        for (state, words) in lists { for word in words.split(separator: "|") { states[String(word)] = state } }
        return states
    }()

    /// `Cancelled by organiser`, `Refunded on 3 May`, `Pending (card)`.
    private static let beginnings: [String: State] = [
        "cancelled": .cancelled, "refunded": .cancelled, "denied": .cancelled, "declined": .cancelled,
        "rejected": .cancelled, "blocked": .cancelled, "void": .cancelled, "voided": .cancelled,
        "withdrawn": .cancelled,
        "pending": .waiting, "waitlisted": .waiting, "waitlist": .waiting, "waiting": .waiting, "awaiting": .waiting,
        "invited": .waiting, "unpaid": .waiting, "attended": .attended, "approved": .booked, "confirmed": .booked,
    ]
}

/// Yes and no, in any language that is read.
enum YesNo {
    /// True for yes, false for no, nil for everything else. A tick is a yes.
    static func read(_ cell: String) -> Bool? {
        if ["✓", "✔", "☑", "✅", "X"].contains(cell) { return true }
        if ["✗", "✘", "☐", "❌", "Na"].contains(cell) { return false }
        switch Vocabulary.value(cell) {
        case "yes", "y", "true", "1", "x", "on", "checked", "t", "ok": return true
        case "no", "n", "false", "0", "off", "unchecked", "f", "never": return false
        default: return nil
        }
    }
}
