import Store

extension Caller {
    /// Whether the caller stands aside from the application that `application` names, or takes part in it, as a condition
    /// for a query: the second lock beside `may`. Whoever stands aside must not meet the application in any list, page,
    /// count, mail or entry of the audit log.
    func isRecused(from application: SQL) -> SQL {
        guard let account, !isOperator else { return "1 = 0" }
        return """
            \(application) IN (SELECT k.application_id FROM recusal k
                WHERE k.account_id = \(account.id) AND k.why IN \(list: Recusals.Why.hiding))
            """
    }

    /// The same for a record of somebody seen: one that came with an application is part of it.
    func isRecused(fromSighting sighting: SQL) -> SQL {
        guard let account, !isOperator else { return "1 = 0" }
        return "\(sighting) IN (SELECT k.sighting_id FROM recused_sighting k WHERE k.account_id = \(account.id))"
    }

    /// The same for what a mail or an entry of the audit log is about: an application, its outcome, a record that came with it,
    /// or a mail about it.
    func isRecused(fromSubject kind: SQL, _ id: SQL) -> SQL {
        """
        (coalesce(\(kind), '') IN ('application', 'outcome') AND \(isRecused(from: id))
            OR coalesce(\(kind), '') = 'sighting' AND \(isRecused(fromSighting: id))
            OR coalesce(\(kind), '') = 'message' AND \(id) IN (SELECT e.id FROM message e
                WHERE e.about_kind IN ('application', 'outcome') AND \(isRecused(from: "e.about_id"))))
        """
    }

    /// Whether somebody has, or had, a part in an application from which the caller stands aside.
    func isRecused(fromPartOf account: SQL) -> SQL {
        """
        \(account) IN (SELECT p.account_id FROM recusal p WHERE p.why IN \(list: Recusals.Why.parts)
            AND \(isRecused(from: "p.application_id")))
        """
    }
}
