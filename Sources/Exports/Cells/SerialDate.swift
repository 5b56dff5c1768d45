/// A date as the number that a spreadsheet keeps for it: days since the last day of 1899, the time as a part of a day.
/// Of 20000 to 79999 only (1954 to 2119), so that no postcode or amount is taken for one.
struct SerialDate {
    var days: Int
    /// Of the day, to the nearest second.
    var seconds: Int

    init?(_ text: String) {
        let parts = text.split(separator: text.contains(",") ? "," : ".", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), parts[0].utf8.count == 5, let whole = Int(parts[0]),
            (20_000..<80_000).contains(whole)
        else { return nil }
        days = whole
        seconds = 0
        guard parts.count == 2 else { return }
        guard (1...18).contains(parts[1].utf8.count), parts[1].utf8.allSatisfy({ (0x30...0x39).contains($0) }),
            let fraction = Double("0." + parts[1])
        else { return nil }
        let rounded = Int((fraction * 86_400).rounded())
        (days, seconds) = rounded == 86_400 ? (whole + 1, 0) : (whole, rounded)
    }
}
