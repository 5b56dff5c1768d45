import Store

/// Who may see what of the judging. Every list, page, count and export of these features reads through these conditions, so
/// that what somebody stands aside from is never read for them.
extension Panels {
    /// Whether the caller still has scores of their own to hand in for the application and round of the row `review`:
    /// until then they see nobody else's.
    static func owesScores(_ caller: Caller, beside review: SQL) -> SQL {
        guard let account = caller.account, !caller.isOperator else { return "1 = 0" }
        return """
            (\(review).application_id, \(review).round) IN (SELECT w.application_id, w.round FROM assignment w
                WHERE w.account_id = \(account.id) AND w.declined_at IS NULL
                    AND NOT EXISTS (SELECT 1 FROM review o WHERE o.application_id = w.application_id
                        AND o.account_id = w.account_id AND o.round = w.round AND o.state = 'handed_in'))
            """
    }

    /// Reviews that count: handed in, and not by somebody who has stood aside since.
    static func counts(_ review: SQL) -> SQL {
        """
        (\(review).state = 'handed_in' AND NOT EXISTS (SELECT 1 FROM recusal x WHERE x.application_id = \(review).application_id
            AND x.account_id = \(review).account_id AND x.why IN \(list: Recusals.Why.stated)))
        """
    }

    /// The same for a list of many: who stands aside is looked up once for all, not once for each.
    private static func countsInList(_ review: SQL) -> SQL {
        """
        (\(review).state = 'handed_in' AND (\(review).application_id, \(review).account_id) NOT IN
            (SELECT x.application_id, x.account_id FROM recusal x WHERE x.why IN \(list: Recusals.Why.stated)))
        """
    }

    /// Reviews as the team reads them. A member of the team who stands aside, takes part in the application, or has
    /// scores of their own to hand in reads none of it.
    static func teamReads(_ review: SQL, of programme: SQL, _ caller: Caller) -> SQL {
        teamReads(review, counting: counts(review), of: review + ".application_id", in: programme, caller)
    }

    /// The same for a list of many that has the row of their application too.
    static func teamReads(list review: SQL, of application: SQL, in programme: SQL, _ caller: Caller) -> SQL {
        teamReads(review, counting: countsInList(review), of: application + ".id", in: programme, caller)
    }

    private static func teamReads(
        _ review: SQL, counting counts: SQL, of application: SQL, in programme: SQL, _ caller: Caller
    ) -> SQL {
        """
        (\(counts) AND \(caller.may(.team, in: programme))
            AND NOT (\(caller.isRecused(from: application))) AND NOT \(owesScores(caller, beside: review)))
        """
    }
}
