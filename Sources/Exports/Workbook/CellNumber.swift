/// Numbers of cells as people typed them.
enum CellNumber {
    /// The text of a number in a format; what is no number is given back as it is.
    ///
    /// Example: `44617.60277777778` is `2022-02-25 14:28:00` as a date with time, `1E+3` is `1000`, `0.1 + 0.2` is `0.3`.
    ///
    /// - Parameter from1904: whether day 0 is 1 January 1904, as on old Macs, and not the day before 1 January 1900.
    static func text(_ value: String, _ format: NumberFormat, from1904: Bool) -> String {
        if format == .number, isShortWhole(value) { return value }
        guard let number = Double(value), number.isFinite else { return value }
        switch format {
        case .number: return plain(number, value)
        case .percent: return plain(number * 100, "") + "%"
        case .digits(let mask): return masked(number, mask) ?? plain(number, value)
        case .date(let withTime):
            return Serial(number).flatMap { $0.dateText(withTime: withTime, from1904: from1904) }
                ?? plain(number, value)
        case .time:
            guard let serial = Serial(number) else { return plain(number, value) }
            // Under a year it is a length that outgrew its format, not a day in 1900.
            return serial.day < 366 ? serial.lengthText : serial.dateText(withTime: true, from1904: from1904) ?? value
        case .length: return Serial(number)?.lengthText ?? plain(number, value)
        }
    }

    private static func isShortWhole(_ value: String) -> Bool {
        let digits = value.utf8.first == UInt8(ascii: "-") ? value.utf8.dropFirst() : value.utf8[...]
        return (1...15).contains(digits.count) && digits.allSatisfy { (0x30...0x39).contains($0) }
    }

    /// Fifteen digits, which is what a spreadsheet shows, without an exponent unless nothing else would do.
    private static func plain(_ number: Double, _ value: String) -> String {
        if number == 0 { return "0" }
        if value.utf8.count > 15, value.utf8.count < 40, value.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
            return value
        }
        let (digits, point) = rounded(number.magnitude)
        guard (-9...21).contains(point) else { return value.isEmpty ? number.description : value }
        let sign = number < 0 ? "-" : ""
        if point <= 0 { return "\(sign)0.\(String(repeating: "0", count: -point))\(digits)" }
        if digits.count <= point { return sign + digits + String(repeating: "0", count: point - digits.count) }
        return "\(sign)\(digits.prefix(point)).\(digits.dropFirst(point))"
    }

    /// At most fifteen digits without noughts at their end, and how many of them stand before the point.
    private static func rounded(_ number: Double) -> (digits: String, point: Int) {
        let parts = number.description.lowercased().split(separator: "e")
        let places = parts[0].split(separator: ".", omittingEmptySubsequences: false)
        var point = places[0].count + (parts.count > 1 ? Int(parts[1]) ?? 0 : 0)
        var digits = places.joined().utf8.map { Int($0) - 0x30 }
        let leading = digits.prefix { $0 == 0 }.count
        digits.removeFirst(leading)
        point -= leading
        if digits.count > 15 {
            let isUp = digits[15] >= 5
            digits.removeLast(digits.count - 15)
            if isUp { point += increment(&digits) }
        }
        while digits.last == 0 { digits.removeLast() }
        return (digits.map(String.init).joined(), point)
    }

    /// Adds one to the last digit; 1 when that makes a digit more.
    private static func increment(_ digits: inout [Int]) -> Int {
        for place in digits.indices.reversed() {
            digits[place] += 1
            if digits[place] < 10 { return 0 }
            digits[place] = 0
        }
        digits.insert(1, at: 0)
        return 1
    }

    /// Digits set into noughts from the right; nil when it is no whole number.
    private static func masked(_ number: Double, _ mask: String) -> String? {
        guard number >= 0, number < 1e15, number == number.rounded() else { return nil }
        var digits = Substring(String(Int(number)))
        var result: [Character] = []
        for place in mask.reversed() { result.append(place == "0" ? digits.popLast() ?? "0" : place) }
        return digits + String(result.reversed())
    }
}

/// A day and a time of day as spreadsheets count them: whole days and a fraction.
struct Serial {
    var day: Int
    /// Of the day, to the nearest.
    var second: Int

    /// Nil before the first day and after 9999.
    init?(_ number: Double) {
        guard number >= 0, number < 2_958_466 else { return nil }
        let seconds = Int((number * 86_400).rounded())
        (day, second) = (seconds / 86_400, seconds % 86_400)
    }

    /// `2022-02-25`, with ` 14:28:00` where a time is shown or there is one; the time alone on day 0.
    func dateText(withTime: Bool, from1904: Bool) -> String? {
        if day == 0, second > 0, !from1904 { return clock }
        guard let date = from1904 ? Self.date(day + 1_462) : Self.date(day) else { return nil }
        return withTime || second > 0 ? "\(date) \(clock)" : date
    }

    /// `1:13:42`; the hours may go beyond 24.
    var lengthText: String {
        let seconds = day * 86_400 + second
        return "\(seconds / 3_600):\(Self.two(seconds / 60 % 60)):\(Self.two(seconds % 60))"
    }

    private var clock: String { "\(Self.two(second / 3_600)):\(Self.two(second / 60 % 60)):\(Self.two(second % 60))" }

    /// Day 1 is 1 January 1900. Excel holds 1900 for a leap year, as Lotus 1-2-3 did, so that day 60 is 29 February 1900,
    /// and each day after it counts one more than it should.
    private static func date(_ day: Int) -> String? {
        if day == 0 { return nil }
        if day == 60 { return "1900-02-29" }
        // Days since 1 March 0000, so that the leap day is the last of its year.
        let days = (day < 60 ? day + 1 : day) + 693_899
        let cycle = days / 146_097
        let inCycle = days % 146_097
        let year = (inCycle - inCycle / 1_460 + inCycle / 36_524 - inCycle / 146_096) / 365
        let inYear = inCycle - (365 * year + year / 4 - year / 100)
        let month = (5 * inYear + 2) / 153
        let ofMonth = inYear - (153 * month + 2) / 5 + 1
        let full = year + cycle * 400 + (month < 10 ? 0 : 1)
        return "\(full)-\(two(month < 10 ? month + 3 : month - 9))-\(two(ofMonth))"
    }

    private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
}
