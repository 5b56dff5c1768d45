import Logging
package import Store

/// All that a request, a command or a job may need from outside, in one plain value. Handed down, never ambient.
package struct House: Sendable {
    package var settings: Settings
    package var database: Database
    /// What time it is; tests fix it.
    package var clock: @Sendable () -> Instant
    package var chance: Chance
    package var logger: Logger

    package init(
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
package struct Deed: Sendable {
    package var caller: Caller
    package var at: Instant
    package var chance: Chance

    package init(caller: Caller, at: Instant, chance: Chance) {
        self.caller = caller
        self.at = at
        self.chance = chance
    }

    package func id<Of>() -> ID<Of> { chance.id(at: at) }
}
