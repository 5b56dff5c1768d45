/// Reads the dates of a file in the order that all of them together have settled.
struct SettledDates {
    var dates: Export.Dates

    private var order: DateOrder { dates == .monthFirst ? .monthFirst : .dayFirst }

    /// Nil for an empty cell, and while day first and month first are both possible.
    func moment(_ cell: String) throws(Refused) -> Moment? {
        guard let moment = try provisional(cell) else { return nil }
        return dates == .ambiguous && DateText(cell)?.isOpen == true ? nil : moment
    }

    /// As `moment`, but day first while the order is open: good for differences within a day, for nothing else.
    func provisional(_ cell: String) throws(Refused) -> Moment? {
        if Words.isBlank(cell) { return nil }
        guard let date = DateText(cell) else { throw Refused("“\(cell.prefix(60))” is not a date and time.") }
        if let moment = date.moment(order) { return moment }
        let other: DateOrder = order == .dayFirst ? .monthFirst : .dayFirst
        guard let moment = date.moment(other) else {
            throw Refused("“\(cell.prefix(60))” is no date of the calendar.")
        }
        if dates == .ambiguous { return moment }
        throw Refused("“\(cell.prefix(60))” cannot be read \(order.rawValue), as the file's other dates are.")
    }
}
