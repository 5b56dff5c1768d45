import Testing

@testable import Knotwork

@Suite(.timeLimit(.minutes(20))) struct MilestoneTests {
    @Test func `dates in the order in which things happen have no fault`() {
        #expect(Milestone.faults(dates([.launch: 1, .applicationsOpen: 2, .applicationsClose: 3, .finals: 4])) == [])
        #expect(Milestone.faults([]) == [])
    }

    @Test func `what comes too early is named with what it should follow`() {
        let faults = Milestone.faults(dates([.applicationsOpen: 5, .applicationsClose: 3, .finals: 6]))
        #expect(
            faults == [
                .init(
                    kind: .applicationsClose,
                    words: """
                        “Applications close” is on 3 March 2022, which is not after “Applications open” on 5 March 2022
                        """)
            ])
    }

    @Test func `a date that is missing does not hide the order of the others`() {
        #expect(Milestone.faults(dates([.launch: 9, .finals: 4])).map(\.kind) == [.finals])
        #expect(Milestone.faults(dates([.applicationsClose: 4])).map(\.kind) == [.applicationsOpen])
    }

    @Test func `while applications are open the deadline can move away, never closer`() {
        let old = dates([.applicationsOpen: 1, .applicationsClose: 20])
        let (during, before) = (day(10), day(1) - .days(1))
        func fault(_ close: Int?, at now: Instant) -> Bool {
            var new: [Milestone.Kind: Int] = [.applicationsOpen: 1]
            new[.applicationsClose] = close
            return Milestone.deadlineFault(from: old, to: dates(new), at: now) != nil
        }
        #expect(fault(19, at: during) && fault(nil, at: during))
        #expect(!fault(20, at: during) && !fault(25, at: during))
        #expect(!fault(15, at: before) && !fault(15, at: day(21)))
        let closing = Milestone.deadlineFault(
            from: old, to: dates([.applicationsOpen: 15, .applicationsClose: 30]), at: during)
        #expect(closing?.kind == .applicationsOpen, "opening later would close them for now")
    }

    private func day(_ number: Int) -> Instant {
        LondonTime(day: Day(number: 19_051 + number), hour: 9, minute: 0).instant
    }

    private func dates(_ days: [Milestone.Kind: Int]) -> [Milestone] {
        Milestone.Kind.allCases.compactMap { kind in
            days[kind].map { Milestone(kind: kind, label: kind.label, startsAt: day($0), endsAt: nil) }
        }
    }
}
