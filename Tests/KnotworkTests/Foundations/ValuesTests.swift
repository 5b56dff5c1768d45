import Foundation
import Testing

@testable import Knotwork

@Suite(.timeLimit(.minutes(20))) struct ValuesTests {
    @Test func `an instant is kept to the millisecond and in order`() throws {
        let instant = try #require(Instant("2022-03-31T16:00:00.250Z"))
        #expect(instant.description == "2022-03-31T16:00:00.250Z")
        #expect(Instant("2022-03-31T16:00:00Z")?.description == "2022-03-31T16:00:00.000Z")
        #expect(Instant(milliseconds: -1).description == "1969-12-31T23:59:59.999Z")
        for text in ["2022-03-31", "2022-02-30T00:00:00Z", "2022-03-31T24:00:00Z", "2022-03-31T16:00:00"] {
            #expect(Instant(text) == nil)
        }
    }

    @Test func `an instant is read back from what was kept, and from nothing else`() throws {
        for milliseconds in [-62_135_596_800_000, -1, 0, 951_782_400_000, 1_646_128_800_250, 253_402_300_799_999] {
            let instant = Instant(milliseconds: Int64(milliseconds))
            #expect(Instant(kept: instant.description) == instant)
            #expect(Instant(instant.description) == instant)
        }
        for text in [
            "2022-03-31T16:00:00Z", "2022-02-30T00:00:00.000Z", "2022-03-31T24:00:00.000Z", "2022-03-31T16:60:00.000Z",
            "2022-03-31T16:00:60.000Z", "2022-03-31 16:00:00.000Z", "2022-03-31T16:00:00.00éZ", "",
        ] { #expect(Instant(kept: text) == nil) }
    }

    @Test func `a day is a date that exists, written in full`() throws {
        #expect(Day("2024-02-29")?.description == "2024-02-29")
        #expect(Day("0001-01-01")?.description == "0001-01-01")
        for text in [
            "2023-02-29", "2022-13-01", "2022-00-10", "2022-1-1", "2022/01/01", "+022-01-01", "2022-01-01 ", "",
        ] {
            #expect(Day(text) == nil)
        }
    }

    @Test func `every day of two centuries exists, and no other`() {
        var next = Day(number: Day(year: 1900, month: 1, day: 1)?.number ?? 0)
        for year in 1900..<2101 {
            for month in 0...13 {
                for day in 0...32 {
                    guard let made = Day(year: year, month: month, day: day) else { continue }
                    #expect(made == next)
                    next = next.adding(days: 1)
                }
            }
        }
        #expect(next == Day(year: 2101, month: 1, day: 1))
    }

    @Test func `London's clocks are the same in whatever order moments are asked for`() throws {
        let zone = try #require(TimeZone(identifier: "Europe/London"))
        var randomness = SystemRandomNumberGenerator()
        let hours = (0..<3000).map { _ in Int64.random(in: -300_000...600_000, using: &randomness) }
        // Around the changes of 2022, to the millisecond; and the years when clocks did not change.
        let changes: [Int64] = [1_648_342_800_000, 1_667_091_600_000].flatMap { [$0 - 1, $0, $0 + 1] }
        for milliseconds in hours.map({ $0 * 3_600_000 }) + changes + changes.reversed() {
            let instant = Instant(milliseconds: milliseconds)
            let offset = Int64(zone.secondsFromGMT(for: instant.date))
            let shown = instant.london
            let minutes = Int64(shown.day.number) * 1440 + Int64(shown.hour * 60 + shown.minute)
            #expect(minutes == Int64((milliseconds + offset * 1000).flooredDivision(by: 60_000).0), "\(instant)")
        }
    }

    @Test func `London keeps summer time`() throws {
        let winter = try #require(LondonTime("2022-01-31T17:00"))
        let summer = try #require(LondonTime("2022-03-31T17:00"))
        #expect(winter.instant.description == "2022-01-31T17:00:00.000Z")
        #expect(summer.instant.description == "2022-03-31T16:00:00.000Z")
        #expect(summer.instant.london == summer)
        #expect(summer.full == "Thursday 31 March 2022, 5 pm")
    }

    @Test func `the hour that comes twice is read as the first, the one left out as an hour later`() throws {
        let twice = try #require(LondonTime("2022-10-30T01:30"))
        #expect(twice.instant.description == "2022-10-30T00:30:00.000Z")
        let never = try #require(LondonTime("2022-03-27T01:30"))
        #expect(never.instant.london.description == "2022-03-27T02:30")
    }

    @Test func `money is read as people write it`() {
        #expect(Money("£16,700")?.pence == 1_670_000)
        #expect(Money("16700.5")?.pence == 1_670_050)
        #expect(Money("16 700.05")?.description == "£16,700.05")
        for text in ["", "-1", "+1", "1.234", "12k", "1.-1", "£"] { #expect(Money(text) == nil) }
    }

    @Test func `shares are written with two places`() {
        #expect(Number.percent(58.0 / 478) == "12.13 %")
        #expect(Number.percent(0) == "0.00 %")
        #expect(Number.percent(0.17241, places: 0) == "17 %")
        #expect(Number.grouped(1_234_567) == "1,234,567")
        #expect(Number.grouped(-1_004_000) == "−1,004,000" && Number.grouped(999) == "999" && Number.grouped(0) == "0")
    }

    @Test func `ids made later sort later, within one millisecond too`() {
        let ids: [ID<Account>] = (0..<10_000).map { Randomness.system.id(at: Instant(milliseconds: 1000 + $0 / 5000)) }
        #expect(zip(ids, ids.dropFirst()).allSatisfy { $0 < $1 })
    }

    @Test func `an id is a UUID of version 7`() {
        let fixed: ID<Account> = Randomness { Array(repeating: 0xAB, count: $0) }.id(
            at: Instant(milliseconds: 0x0123_4567_89AB))
        #expect(fixed.text.hasPrefix("01234567-89ab-7") && fixed.text.hasSuffix("-abababababab"))
        #expect(fixed.text.count == 36 && "89ab".contains(Array(fixed.text)[19]))
    }
}
