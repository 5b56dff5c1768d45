import Foundation

/// Wall time in the United Kingdom, in which programmes are run and deadlines are meant.
struct LondonTime: Hashable, Sendable {
    var day: Day
    var hour: Int
    var minute: Int

    private static let zone = TimeZone(identifier: "Europe/London") ?? .gmt

    init(day: Day, hour: Int, minute: Int) {
        self.day = day
        self.hour = hour
        self.minute = minute
    }

    init(_ instant: Instant) {
        let offset = Int64(Self.zone.secondsFromGMT(for: instant.date))
        let (days, rest) = (instant.milliseconds + offset * 1000).flooredDivision(by: 86_400_000)
        self.init(day: Day(number: days), hour: Int(rest / 3_600_000), minute: Int(rest / 60_000 % 60))
    }

    /// The moment at which clocks in London show this. In the hour that comes twice each autumn, the first; a time
    /// that the spring change leaves out is taken an hour later.
    var instant: Instant {
        let asUTC = Instant(milliseconds: (Int64(day.number) * 1440 + Int64(hour * 60 + minute)) * 60_000)
        let candidates = [3600, 0].map { asUTC - .seconds($0) }
        return candidates.first { LondonTime($0) == self } ?? asUTC
    }

    /// Reads `2022-03-31T17:00` or `2022-03-31 17:00`.
    init?(_ text: some StringProtocol) {
        let halves = text.split(whereSeparator: { $0 == "T" || $0 == " " })
        guard halves.count == 2, let day = Day(halves[0]) else { return nil }
        let clock = halves[1].split(separator: ":").compactMap { Int($0) }
        guard (2...3).contains(clock.count), (0..<24).contains(clock[0]), (0..<60).contains(clock[1]) else {
            return nil
        }
        self.init(day: day, hour: clock[0], minute: clock[1])
    }
}

extension LondonTime: CustomStringConvertible {
    /// `2022-03-31T17:00`, as date-time form controls want it.
    var description: String {
        FixedText.make(16) { text in
            text.put(day)
            text.put("T")
            text.put(hour, width: 2)
            text.put(":")
            text.put(minute, width: 2)
        }
    }

    /// `5 pm`, `5.30 pm`, `noon`, `midnight`.
    var clock: String {
        if minute == 0, hour == 12 { return "noon" }
        if minute == 0, hour == 0 { return "midnight" }
        let twelve = hour % 12 == 0 ? 12 : hour % 12
        return "\(twelve)\(minute == 0 ? "" : ".\(padded(minute, 2))") \(hour < 12 ? "am" : "pm")"
    }

    /// `Thursday 31 March 2022, 5 pm`
    var full: String { "\(day.full), \(clock)" }
}

extension Instant {
    var london: LondonTime { LondonTime(self) }
}
