import Markup

/// A day as somebody typed it into three fields (`Field.date`).
struct TypedDay: Sendable, Hashable {
    var typed: Field.TypedDate

    init(_ data: FormData, _ name: String) {
        typed = Field.TypedDate(
            day: data.text("\(name)-day"), month: data.text("\(name)-month"), year: data.text("\(name)-year"))
    }

    /// Nil when it is no day of any calendar.
    var day: Day? {
        guard let year = Int(typed.year), let month = Int(typed.month), let day = Int(typed.day),
            (1900...2200).contains(year)
        else { return nil }
        return Day(year: year, month: month, day: day)
    }

    static func typed(_ day: Day) -> Field.TypedDate {
        Field.TypedDate(day: "\(day.day)", month: "\(day.month)", year: "\(day.year)")
    }
}
