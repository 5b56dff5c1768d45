import Store

extension Applications {
    /// Help that somebody was given with an application, before or after there was one.
    struct HelpGiven: Sendable, Hashable {
        enum Kind: String, CaseIterable, Sendable, SQLConvertible {
            case call, meeting, reading, mail, other

            var label: String {
                switch self {
                case .call: "Telephone or video call"
                case .meeting: "Meeting"
                case .reading: "Read a draft"
                case .mail: "E-mail"
                case .other: "Other"
                }
            }
        }

        var id: ID<HelpGiven>
        var application: ID<Application>?
        var organisation: String
        /// Who was helped.
        var person: String
        /// Who helped, by name; and their account, where they wrote it down themselves.
        var helper: String
        var account: ID<Account>?
        var kind: Kind
        var minutes: Int
        var what: String
        var at: Instant
    }

    /// What help one organisation got: so that everybody's access to it can be seen to be equal.
    struct HelpAccess: Sendable, Hashable {
        var organisation: String
        /// Where its application stands; nil when it has none.
        var stage: Stage?
        var conversations = 0
        var minutes = 0
    }

    /// The help of each organisation that has an application or was helped, those with the least first. `sameAs` tells
    /// under which name an organisation is known, however it was written.
    static func access(
        _ applications: [Application], _ help: [HelpGiven], sameAs: (String) -> String
    ) -> [HelpAccess] {
        var all: [String: HelpAccess] = [:]
        let owners = Dictionary(applications.map { ($0.id, $0.organisation) }, uniquingKeysWith: { first, _ in first })
        for application in applications where application.stage != .withdrawn {
            let key = sameAs(application.organisation)
            let known = all[key]?.stage
            all[key, default: HelpAccess(organisation: application.organisation)].stage =
                known == nil || known == .draft ? application.stage : known
        }
        for one in help {
            let organisation = one.application.flatMap { owners[$0] } ?? one.organisation
            let key = sameAs(organisation)
            all[key, default: HelpAccess(organisation: organisation)].conversations += 1
            all[key]?.minutes += one.minutes
        }
        return all.values.sorted { ($0.minutes, $0.organisation) < ($1.minutes, $1.organisation) }
    }
}
