/// Reads the dates of a file in the order that all of them together have settled.
struct SettledDates {
    var dates: Export.Dates

    private var order: DateOrder { dates == .monthFirst ? .monthFirst : .dayFirst }

    /// Nil for an empty cell, and while day first and month first are both possible.
    func moment(_ cell: String, column: String? = nil) throws(Refused) -> Moment? {
        guard let moment = try provisional(cell, column: column) else { return nil }
        return dates == .ambiguous && DateText(cell)?.isOpen == true ? nil : moment
    }

    /// As `moment`, but day first while the order is open: good for differences within a day, for nothing else.
    func provisional(_ cell: String, column: String? = nil) throws(Refused) -> Moment? {
        if Words.isBlank(cell) { return nil }
        let shown = cell.prefix(60)
        func refused(_ reason: String, _ remedy: String) -> Refused {
            Refused("“\(shown)” \(reason)", column: column, value: cell, remedy: remedy)
        }
        guard let date = DateText(cell) else {
            throw refused("is not a date and time.", "Write it like 2022-01-27 10:00, or leave it out.")
        }
        if let moment = date.moment(order) { return moment }
        let other: DateOrder = order == .dayFirst ? .monthFirst : .dayFirst
        guard let moment = date.moment(other) else {
            throw refused("is no date of the calendar.", "Correct it in the file.")
        }
        if dates == .ambiguous { return moment }
        throw refused(
            "cannot be read \(order.rawValue), as the file's other dates are.", "Write it as the others are written.")
    }
}
