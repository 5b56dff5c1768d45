import GRDB
import GRDBSQLite
import Synchronization

/// One caller's transaction, waiting to be written.
struct Turn: Sendable {
    /// Does the work and returns how to tell the caller once it is on disk.
    let work: @Sendable (Writer) throws -> @Sendable () -> Void
    let refuse: @Sendable (any Error) -> Void
}

/// Callers who wait to write, and how they share one commit.
///
/// While one commit waits for the disk, others queue; then all of them are written in one SQLite transaction, each
/// inside a savepoint of its own, and told only after that transaction is on disk. So thirty-two people saving at once
/// cost a few syncs instead of thirty-two, and none is told too early. What one throws undoes only its own savepoint.
/// If the shared commit fails, each is run again alone, so that nobody pays for another's failure.
final class WritingLine: Sendable {
    private let pool: DatabasePool
    private let waiting = Mutex<[Turn]>([])

    /// A shared transaction takes in no more turns after this long, so that a quick save does not wait for an import.
    private static let sharing = Duration.milliseconds(5)

    init(_ pool: DatabasePool) {
        self.pool = pool
    }

    func join(_ turn: Turn) {
        let isFirst = waiting.withLock { turns in
            turns.append(turn)
            return turns.count == 1
        }
        if isFirst {
            pool.asyncWriteWithoutTransaction { db in self.writeAll(on: db) }
        }
    }

    private func writeAll(on db: GRDB.Database) {
        var turns = waiting.withLock { turns in
            defer { turns = [] }
            return turns[...]
        }
        while let turn = turns.first {
            if turns.count == 1 {
                turns.removeFirst()
                write(turn, on: db)
            } else {
                writeTogether(&turns, on: db)
            }
        }
    }

    private func write(_ turn: Turn, on db: GRDB.Database) {
        do {
            let tell = try SQLiteSession.transaction(on: db) { try turn.work(Writer($0)) }
            tell()
        } catch {
            turn.refuse(error)
        }
    }

    private func writeTogether(_ turns: inout ArraySlice<Turn>, on db: GRDB.Database) {
        var taken: [Turn] = []
        var answers: [@Sendable () -> Void] = []
        let end = ContinuousClock.now + Self.sharing
        do {
            try SQLiteSession.transaction(on: db) { session in
                repeat {
                    let turn = turns.removeFirst()
                    taken.append(turn)
                    answers.append(try answer(turn, in: session))
                } while !turns.isEmpty && ContinuousClock.now < end
            }
            for answer in answers { answer() }
        } catch {
            // Refusals too are forgotten: they may have rested on what another wrote and did not keep.
            for turn in taken { write(turn, on: db) }
        }
    }

    /// Writes `turn` inside a savepoint and returns how to answer its caller after the commit.
    /// - Throws: when SQLite gave up the whole transaction, as it does when the disk is full.
    private func answer(_ turn: Turn, in session: SQLiteSession) throws -> @Sendable () -> Void {
        do {
            return try session.attempt { try turn.work(Writer(session)) }
        } catch {
            guard session.isInTransaction else { throw error }
            return { turn.refuse(error) }
        }
    }
}
