import Store

extension Applications {
    /// Whether the caller stands aside from the application that `application` names, or takes part in it. Conflicts are
    /// declared in the panel's room, which comes later; the lock stands here, where papers are first seen, so that every list and
    /// page of an application has it.
    static func isApart(_ caller: Caller, from application: SQL) -> SQL {
        guard let account = caller.account, !caller.isOperator else { return "1 = 0" }
        return """
            \(application) IN (SELECT k.application_id FROM conflict k WHERE k.account_id = \(account.id) AND k.stands_aside
                UNION SELECT m.application_id FROM application_member m WHERE m.account_id = \(account.id)
                    AND m.part IN ('lead', 'partner'))
            """
    }
}
