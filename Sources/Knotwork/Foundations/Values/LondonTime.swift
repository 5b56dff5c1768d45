import Foundation
import Synchronization

/// Wall time in the United Kingdom, in which programmes are run and deadlines are meant.
struct LondonTime: Hashable, Sendable {
    var day: Day
    var hour: Int
    var minute: Int

    init(day: Day, hour: Int, minute: Int) {
        self.day = day
        self.hour = hour
        self.minute = minute
    }

    init(_ instant: Instant) {
        let offset = Int64(LondonClocks.secondsFromGMT(at: instant))
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

/// How far London's clocks are ahead of GMT. The times of one page are mostly of one season, so the season that was asked for
/// last is kept: looking it up among all changes of clocks is the dearest part of showing a time.
private enum LondonClocks {
    private struct Season {
        var from: Instant
        var until: Instant
        var offset: Int
    }

    private static let zone = TimeZone(identifier: "Europe/London") ?? .gmt
    private static let last = Mutex(Season(from: .distantFuture, until: .distantFuture, offset: 0))

    static func secondsFromGMT(at instant: Instant) -> Int {
        last.withLock { season in
            if season.from <= instant, instant < season.until { return season.offset }
            season = self.season(of: instant)
            return season.offset
        }
    }

    private static func season(of instant: Instant) -> Season {
        var (from, until) = (instant - .days(220), change(after: instant - .days(220)))
        while until <= instant { (from, until) = (until, change(after: until)) }
        return Season(from: from, until: until, offset: zone.secondsFromGMT(for: instant.date))
    }

    private static func change(after instant: Instant) -> Instant {
        zone.nextDaylightSavingTimeTransition(after: instant.date).map { Instant($0) } ?? .distantFuture
    }
}

extension Instant {
    fileprivate static let distantFuture = Instant(milliseconds: .max)
}

extension LondonTime: CustomStringConvertible {
    /// `2022-03-31T17:00`, as date-time form controls want it.
    var description: String { FixedText.make(16) { write(to: &$0) } }

    func append(to bytes: inout [UInt8]) { FixedText.append(16, to: &bytes) { write(to: &$0) } }

    private func write(to text: inout FixedText) {
        text.put(day)
        text.put("T")
        text.put(hour, width: 2)
        text.put(":")
        text.put(minute, width: 2)
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
