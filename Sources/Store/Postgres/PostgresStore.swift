/// PostgreSQL through libpq: a pool of connections, conflicts run again, lost connections replaced.
final class PostgresStore: Store {
    let pool: Pool<PostgresConnection>
    private let settings: Database.Settings
    let address: String
    let schema: String?

    init(address: String, settings: Database.Settings, schema: String?) throws {
        if let schema { try Self.check(schema) }
        let options = PostgresConnection.Options(address: address, schema: schema, settings: settings)
        pool = Pool("Store", size: settings.connections, patience: settings.patience) {
            try PostgresConnection(options)
        }
        self.settings = settings
        self.address = address
        self.schema = schema
    }

    /// The name goes into statements unquoted.
    private static func check(_ schema: String) throws {
        let isName = schema.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"): true
            default: false
            }
        }
        guard isName, schema.first?.isLetter == true, schema.utf8.count < 64 else {
            throw StoreError.other(code: "schema", message: "A schema is named with a-z, 0-9 and _, from a letter on")
        }
    }

    func read<T: Sendable>(_ body: @escaping @Sendable (Reader) throws -> T) async throws -> T {
        try await run(for: .reading) { try body(Reader($0)) }
    }

    func ask<T: Sendable>(_ body: @escaping @Sendable (Reader) throws -> T) async throws -> T {
        try await run(for: .asking) { try body(Reader($0)) }
    }

    func write<T: Sendable>(_ body: @escaping @Sendable (Writer) throws -> T) async throws -> T {
        try await run(for: .writing) { try body(Writer($0)) }
    }

    func close() async {
        await pool.close()
    }

    // MARK: Again

    private struct Outcome<T: Sendable>: Sendable {
        let result: Result<T, any Error>
        let trouble: PostgresConnection.Trouble?
    }

    /// Runs `work`, again after a conflict and once again after a lost connection, until patience ends.
    private func run<T: Sendable>(
        for purpose: Purpose, _ work: @escaping @Sendable (Transaction) throws -> T
    ) async throws -> T {
        let deadline = ContinuousClock.now + settings.patience
        var conflicts = 0
        var losses = 0
        while true {
            let outcome = try await pool.run { link in
                let result = Result { try Transaction.run(on: link, for: purpose, work) }
                return Outcome(result: result, trouble: link.trouble)
            }
            guard case .failure(let error) = outcome.result else { return try outcome.result.get() }
            switch outcome.trouble {
            case .conflict:
                conflicts += 1
                guard .now < deadline else { throw StoreError.busy }
                try await Task.sleep(for: Self.pause(after: conflicts))
            case .lost:
                losses += 1
                guard losses <= settings.connections + 1 else { throw error }
            case .unknownOutcome where purpose != .writing:
                losses += 1
                guard losses <= settings.connections + 1 else { throw error }
            case .unknownOutcome, nil: throw error
            }
        }
    }

    /// Longer after each conflict, and different for each caller, so that those who met do not meet again.
    private static func pause(after conflicts: Int) -> Duration {
        .microseconds(Int64.random(in: 200...(1_000 << min(conflicts, 6))))
    }
}
