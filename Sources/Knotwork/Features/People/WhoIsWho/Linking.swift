import Logging
import ServiceLifecycle
import Store
import Support
import Synchronization

/// Finds out who is who, as long as the program runs.
///
/// Whatever changes records or verdicts leaves a note that the whole must be looked at (`People.mustLink`). This reads all,
/// works it out outside any transaction, and puts it down in one. Of any number of processes one works at a time, by a claim
/// that runs out if the process dies. What was noted after the read is looked at in the next round.
struct Linking: Service {
    struct Pace: Sendable {
        var look = Duration.seconds(5)
        /// After a ring: the transaction that rang may not have ended yet.
        var glances: [Duration] = [.milliseconds(20), .milliseconds(100), .milliseconds(500)]
        /// Between two rounds, so that a stream of registrations is not looked at one by one; and four times as long as a round
        /// took, so that pages have the processor.
        var rest = Duration.seconds(1)
        var longestRest = Duration.seconds(60)
        var telling = Duration.milliseconds(500)
        var claim = Span.minutes(2)
    }

    /// What came of one round.
    enum Round: Sendable, Equatable {
        case nothingWaits
        /// Another process is at it.
        case isTaken
        case applied
        /// Somebody said who is who meanwhile: it must be worked out again.
        case overtaken
    }

    static let bell = Bell()

    let database: Database
    let clock: @Sendable () -> Instant
    let randomness: Randomness
    let logger: Logger
    var matcher = WhoIsWho.learned
    var pace = Pace()

    init(_ dependencies: Dependencies) {
        database = dependencies.database
        clock = dependencies.clock
        randomness = dependencies.randomness
        logger = dependencies.logger
    }

    func run() async throws {
        let (wakes, wake) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        let number = Self.bell.add(wake)
        defer { Self.bell.remove(number) }
        await cancelWhenGracefulShutdown {
            await withTaskGroup(of: Void.self) { group in
                group.addTask {
                    while !Task.isCancelled {
                        wake.yield()
                        try? await Task.sleep(for: pace.look)
                    }
                    wake.finish()
                }
                for await _ in wakes { await look() }
                group.cancelAll()
            }
        }
    }

    /// A few quick looks, till something was to do.
    private func look() async {
        for pause in pace.glances {
            let start = ContinuousClock.now
            do {
                if try await round() != .nothingWaits { return await rest(after: ContinuousClock.now - start) }
                try await Task.sleep(for: pause)
            } catch is CancellationError {
                return
            } catch {
                logger.error("who is who could not be worked out", metadata: ["error": "\(error)"])
                return await rest(after: pace.look)
            }
        }
    }

    private func rest(after work: Duration) async {
        try? await Task.sleep(for: min(max(pace.rest, work * 4), pace.longestRest))
    }
}

extension Linking {
    /// Works until all that waits now has been looked at, here or by another process.
    func finish() async throws {
        while true {
            switch try await round() {
            case .nothingWaits, .applied: return
            case .overtaken: continue
            case .isTaken: try await Task.sleep(for: .milliseconds(200))
            }
        }
    }

    /// One round, if anything waits and nobody else is at it.
    func round() async throws -> Round {
        guard try await database.read({ try People.isLinkingDue(in: $0) }) else { return .nothingWaits }
        let claim: ID<Linking> = randomness.id(at: clock())
        let now = clock()
        guard try await database.write({ [pace] tx in try claim.take(until: now + pace.claim, at: now, in: tx) }) else {
            return try await database.read { try People.isLinkingDue(in: $0) } ? .isTaken : .nothingWaits
        }
        do {
            let material = try await database.read { try LinkingMaterial(in: $0) }
            let grouping = try await telling(claim) { try await matcher(material.records, material.verdicts, $0) }
            let now = clock()
            let isApplied = try await database.write { tx in
                try material.apply(grouping, under: claim, at: now, in: tx)
            }
            return isApplied ? .applied : .overtaken
        } catch {
            try? await database.write { tx in try claim.giveBack(in: tx) }
            throw error
        }
    }

    /// Does the work, and writes down how far it is: often enough for whoever reloads a page, and for the claim to hold.
    private func telling<Answer: Sendable>(
        _ claim: ID<Linking>, _ work: @escaping @Sendable (@escaping Support.Progress) async throws -> Answer
    ) async throws -> Answer {
        let shelf = Shelf()
        return try await withThrowingTaskGroup(of: Answer?.self) { group in
            group.addTask { try await work { shelf.put(LinkingProgress(step: $0, done: $1, total: $2)) } }
            group.addTask {
                var waits = 0
                while !Task.isCancelled {
                    try await Task.sleep(for: pace.telling)
                    waits += 1
                    guard let progress = shelf.take(again: waits % 20 == 0) else { continue }
                    let now = clock()
                    // What is not written down now is told next time.
                    try? await database.write { tx in
                        try claim.tell(progress, until: now + pace.claim, in: tx)
                    }
                }
                return nil
            }
            defer { group.cancelAll() }
            while let answer = try await group.next() { if let answer { return answer } }
            throw CancellationError()
        }
    }

    /// The last that was told, until it is written down.
    private final class Shelf: Sendable {
        private let latest = Mutex<(progress: LinkingProgress, isNew: Bool)?>(nil)

        func put(_ progress: LinkingProgress) { latest.withLock { $0 = (progress, true) } }

        func take(again: Bool) -> LinkingProgress? {
            latest.withLock { latest in
                guard let found = latest, found.isNew || again else { return nil }
                latest = (found.progress, false)
                return found.progress
            }
        }
    }
}
