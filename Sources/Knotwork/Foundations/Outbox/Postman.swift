import Logging
import ServiceLifecycle
import Store
import Synchronization

/// Carries the outbox's mail, as long as the program runs.
///
/// Wakes at once when this process put something in line, and looks every few seconds for what another process did or
/// what is due again. Any number of processes may each have one. When the program is asked to stop, the mail in hand is
/// finished and the rest given back.
struct Postman: Service {
    /// How often he looks and how long he rests.
    struct Pace: Sendable {
        var look = Duration.seconds(15)
        /// After the way was found closed, doubling up to `longestRest`.
        var rest = Duration.seconds(10)
        var longestRest = Duration.seconds(300)
        /// After a ring: the transaction that rang may not have ended yet.
        var glances: [Duration] = [.milliseconds(20), .milliseconds(100), .milliseconds(500)]
        /// Between tries to mark what was carried: as long as a mail is not marked, it may be sent again.
        var stubbornness: [Duration] = [.milliseconds(100), .seconds(1), .seconds(5)]
        var batch = 10
        /// Longer than a whole batch can take, at a minute a mail.
        var claim = Span.minutes(15)
    }

    let database: Database
    let transport: any MailTransport
    let sender: Address
    let clock: @Sendable () -> Instant
    let randomness: Randomness
    let logger: Logger
    var pace = Pace()

    init(
        database: Database, transport: any MailTransport, sender: Address, clock: @escaping @Sendable () -> Instant,
        randomness: Randomness, logger: Logger
    ) {
        self.database = database
        self.transport = transport
        self.sender = sender
        self.clock = clock
        self.randomness = randomness
        self.logger = logger
    }

    /// Throws `MailRoute.Fault` when the settings do not say where mail goes and who it comes from.
    init(_ dependencies: Dependencies) throws {
        guard let sender = Address(parsing: dependencies.settings.sender) else {
            throw MailRoute.Fault(
                description: "The sender must be Name <address>, not “\(dependencies.settings.sender)”.")
        }
        self.init(
            database: dependencies.database, transport: try MailRoute(parsing: dependencies.settings.mail).open(),
            sender: sender,
            clock: dependencies.clock, randomness: dependencies.randomness, logger: dependencies.logger)
    }

    func run() async throws {
        let (wakes, wake) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        let number = Outbox.bell.add(wake)
        defer { Outbox.bell.remove(number) }
        await withGracefulShutdownHandler {
            await withTaskGroup(of: Void.self) { group in
                group.addTask { await tick(wake) }
                await rounds(wakes)
                group.cancelAll()
            }
        } onGracefulShutdown: {
            wake.finish()
        }
    }

    private func tick(_ wake: AsyncStream<Void>.Continuation) async {
        while !Task.isCancelled {
            wake.yield()
            try? await Task.sleep(for: pace.look)
        }
    }

    private func rounds(_ wakes: AsyncStream<Void>) async {
        var setbacks = 0
        for await _ in wakes {
            do {
                let isWayOpen = try await glance()
                setbacks = isWayOpen ? 0 : setbacks + 1
            } catch {
                logger.error("mail could not be looked for", metadata: ["error": "\(error)"])
                setbacks += 1
            }
            if setbacks > 0 { await rest(setbacks) }
        }
    }

    /// A few quick looks, till something was carried.
    private func glance() async throws -> Bool {
        for pause in pace.glances {
            let round = try await carryAllDue()
            if round.carried > 0 || !round.isWayOpen { return round.isWayOpen }
            guard !isStopping else { return true }
            try? await Task.sleep(for: pause)
        }
        return try await carryAllDue().isWayOpen
    }

    private func rest(_ setbacks: Int) async {
        let pause = pace.rest * (1 << min(setbacks - 1, 10))
        try? await cancelWhenGracefulShutdown { try await Task.sleep(for: min(pause, pace.longestRest)) }
    }

    private var isStopping: Bool { Task.isCancelled || Task.isShuttingDownGracefully }
}

extension Postman {
    struct Round: Sendable, Equatable {
        var carried = 0
        var isWayOpen = true
    }

    /// Carries what is due, batch by batch, until nothing is, the way is closed, or the program stops.
    func carryAllDue() async throws -> Round {
        var round = Round()
        while !isStopping, try await database.read({ [now = clock()] in try OutboxQueue.isDue(at: now, in: $0) }) {
            let batch = try await claim()
            guard !batch.isEmpty else { break }
            let done = try await carry(batch)
            round.carried += done.carried
            round.isWayOpen = done.isWayOpen
            guard done.isWayOpen else { break }
        }
        return round
    }

    private func claim() async throws -> [OutboxQueue.Claimed] {
        let now = clock()
        return try await database.write { [pace, sender] tx in
            try OutboxQueue.claim(pace.batch, until: now + pace.claim, at: now, sender: sender, in: tx)
        }
    }

    private func carry(_ batch: [OutboxQueue.Claimed]) async throws -> Round {
        var round = Round()
        for (place, claimed) in batch.enumerated() {
            guard !isStopping else {
                try await giveBack(batch[place...], because: nil)
                break
            }
            let delivery = await carry(claimed)
            if case .unreachable(let reason) = delivery {
                logger.warning("mail cannot leave", metadata: ["reason": "\(reason)"])
                try await giveBack(batch[place...], because: reason)
                return Round(carried: round.carried, isWayOpen: false)
            }
            try await mark(claimed, delivery)
            round.carried += 1
        }
        return round
    }

    private func carry(_ claimed: OutboxQueue.Claimed) async -> Delivery {
        do {
            let bytes = try MIME.bytes(claimed.mail)
            let letter = OutgoingLetter(
                id: claimed.id.text, from: sender.email, to: claimed.mail.to.email, date: claimed.mail.date,
                bytes: bytes)
            return await transport.carry(letter)
        } catch {
            return .refused("\(error)")
        }
    }

    private func giveBack(_ claimed: ArraySlice<OutboxQueue.Claimed>, because reason: String?) async throws {
        try await database.write { try OutboxQueue.giveBack(Array(claimed), because: reason, in: $0) }
    }

    private func mark(_ claimed: OutboxQueue.Claimed, _ delivery: Delivery) async throws {
        let (now, later) = (clock(), clock() + Backoff.wait(after: claimed.attempts, randomness))
        try await stubbornly { tx in
            switch delivery {
            case .sent: try OutboxQueue.markSent(claimed, at: now, in: tx)
            case .refused(let reason): try OutboxQueue.markFailed(claimed, because: reason, in: tx)
            case .postponed(let reason) where claimed.attempts >= Backoff.attempts:
                try OutboxQueue.markFailed(claimed, because: reason, in: tx)
            case .postponed(let reason), .unreachable(let reason):
                try OutboxQueue.postpone(claimed, to: later, because: reason, in: tx)
            }
        }
        log(claimed, delivery)
    }

    private func stubbornly(_ body: @escaping @Sendable (Writer) throws -> Void) async throws {
        for pause in pace.stubbornness {
            do {
                return try await database.write(body)
            } catch {
                logger.error("mail could not be marked", metadata: ["error": "\(error)"])
                try? await Task.sleep(for: pause)
            }
        }
        try await database.write(body)
    }

    /// Never the address: it is personal, and the id finds it.
    private func log(_ claimed: OutboxQueue.Claimed, _ delivery: Delivery) {
        let known: Logger.Metadata = ["message": "\(claimed.id)", "attempt": "\(claimed.attempts)"]
        switch delivery {
        case .sent: logger.info("mail sent", metadata: known)
        case .refused: logger.warning("mail refused", metadata: known)
        case .postponed, .unreachable: logger.notice("mail postponed", metadata: known)
        }
    }
}

/// When to try a mail again that the server would not take now.
enum Backoff {
    /// Two to three days of trying.
    static let attempts = 20
    private static let first = Span.minutes(1)
    private static let longest = Span.hours(6)

    /// One minute, doubled each time up to six hours, of which chance takes up to half: so that what failed together
    /// does not come back together.
    static func wait(after attempts: Int, _ randomness: Randomness) -> Span {
        let doubled = first.milliseconds << Int64(min(max(attempts, 1) - 1, 20))
        let whole = min(doubled, longest.milliseconds)
        let share = randomness.bytes(2).reduce(0) { $0 << 8 | Int64($1) }
        return Span(milliseconds: whole - whole / 2 * share / 65_535)
    }
}
