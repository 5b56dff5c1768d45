/// How many people are to score each application.
struct BalanceForm: Sendable {
    var each: Int
    var round: Round

    init(_ data: FormData) throws {
        guard let each = Int(data.text("each")), (1...20).contains(each) else {
            throw FieldErrors("each", "Enter a number from 1 to 20")
        }
        self.each = each
        round = Round(rawValue: data.text("round")) ?? .assessment
    }
}
