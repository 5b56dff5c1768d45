import Logging
import Store

/// All that a request, a command or a job may need from outside, in one plain value. Handed down, never ambient.
struct Dependencies: Sendable {
    var settings: Settings
    var database: Database
    /// What time it is; tests fix it.
    var clock: @Sendable () -> Instant
    var randomness: Randomness
    var logger: Logger

    init(
        settings: Settings, database: Database, clock: @escaping @Sendable () -> Instant = { .now },
        randomness: Randomness = .system, logger: Logger
    ) {
        self.settings = settings
        self.database = database
        self.clock = clock
        self.randomness = randomness
        self.logger = logger
    }
}

/// What every action is told: who acts, when, and where new ids come from.
struct ActionContext: Sendable {
    var caller: Caller
    var at: Instant
    var randomness: Randomness

    init(caller: Caller, at: Instant, randomness: Randomness) {
        self.caller = caller
        self.at = at
        self.randomness = randomness
    }

    func id<Of>() -> ID<Of> { randomness.id(at: at) }
}
