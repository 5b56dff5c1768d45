import Store

extension Caller {
    /// Whether the caller stands aside from the application that `application` names, or takes part in it, as a condition
    /// for a query: the second lock beside `may`. The tables it reads are the rooms'; the lock is everybody's, because
    /// whoever stands aside must not meet the application in any list, page, count, mail or entry of the ledger.
    func isApart(from application: SQL) -> SQL {
        guard let account, !isOperator else { return "1 = 0" }
        return """
            \(application) IN (SELECT k.application_id FROM conflict k WHERE k.account_id = \(account.id) AND k.stands_aside
                UNION SELECT m.application_id FROM application_member m WHERE m.account_id = \(account.id)
                    AND m.part IN ('lead', 'partner'))
            """
    }

    /// The same for what a mail or an entry of the ledger is about: an application or its outcome.
    func isApart(fromSubject kind: SQL, _ id: SQL) -> SQL {
        "(coalesce(\(kind), '') IN ('application', 'outcome') AND \(isApart(from: id)))"
    }
}
