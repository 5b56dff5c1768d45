import Logging
import Store

/// All that a request, a command or a job may need from outside, in one plain value. Handed down, never ambient.
struct House: Sendable {
    var settings: Settings
    var database: Database
    /// What time it is; tests fix it.
    var clock: @Sendable () -> Instant
    var chance: Chance
    var logger: Logger

    init(
        settings: Settings, database: Database, clock: @escaping @Sendable () -> Instant = { .now },
        chance: Chance = .system, logger: Logger
    ) {
        self.settings = settings
        self.database = database
        self.clock = clock
        self.chance = chance
        self.logger = logger
    }
}

/// What every action is told: who acts, when, and where new ids come from.
struct Deed: Sendable {
    var caller: Caller
    var at: Instant
    var chance: Chance

    init(caller: Caller, at: Instant, chance: Chance) {
        self.caller = caller
        self.at = at
        self.chance = chance
    }

    func id<Of>() -> ID<Of> { chance.id(at: at) }
}
