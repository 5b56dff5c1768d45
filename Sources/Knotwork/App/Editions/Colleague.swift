/// Somebody of the team, or a mentor: who works on a programme without judging in it.
struct Colleague: Sendable {
    /// What can be given here. Those who judge are asked on the panel's page, where their conflicts come first.
    static let roles: [Role] = [.team, .mentor]

    var account: ID<Account>
    var name: String
    var email: String
    var organisation: String
    var role: Role
}
