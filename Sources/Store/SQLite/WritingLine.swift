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
    private let writer: Pool<SQLiteConnection>
    private let waiting = Mutex<[Turn]>([])

    private let sharing: Duration

    /// - Parameter sharing: after this long a shared transaction takes in no more turns, so that a quick save does not
    ///   wait for an import.
    init(_ writer: Pool<SQLiteConnection>, sharing: Duration = .milliseconds(5)) {
        self.writer = writer
        self.sharing = sharing
    }

    func join(_ turn: Turn) {
        let isFirst = waiting.withLock { turns in
            turns.append(turn)
            return turns.count == 1
        }
        if isFirst {
            writer.submit { self.writeAll(on: $0) }
        }
    }

    private func writeAll(on link: Result<SQLiteConnection, any Error>) {
        var turns = waiting.withLock { turns in
            defer { turns = [] }
            return turns[...]
        }
        do {
            let link = try link.get()
            while turns.count > 1 { writeTogether(&turns, on: link) }
            if let last = turns.first { write(last, on: link) }
        } catch {
            for turn in turns { turn.refuse(error) }
        }
    }

    private func write(_ turn: Turn, on link: SQLiteConnection) {
        do {
            let answer = try Transaction.run(on: link, for: .writing) { try turn.work(Writer($0)) }
            answer()
        } catch {
            turn.refuse(error)
        }
    }

    private func writeTogether(_ turns: inout ArraySlice<Turn>, on link: SQLiteConnection) {
        var taken: [Turn] = []
        do {
            let answers = try Transaction.run(on: link, for: .writing) { transaction in
                var answers: [@Sendable () -> Void] = []
                let end = ContinuousClock.now + sharing
                repeat {
                    let turn = turns.removeFirst()
                    taken.append(turn)
                    answers.append(try answer(turn, in: transaction))
                } while !turns.isEmpty && ContinuousClock.now < end
                return answers
            }
            for answer in answers { answer() }
        } catch {
            // Refusals too are forgotten: they may have rested on what another wrote and did not keep.
            if taken.isEmpty { taken = [turns.removeFirst()] }
            for turn in taken { write(turn, on: link) }
        }
    }

    /// Writes `turn` inside a savepoint and returns how to answer its caller after the commit.
    /// - Throws: when SQLite gave up the whole transaction, as it does when the disk is full.
    private func answer(_ turn: Turn, in transaction: Transaction) throws -> @Sendable () -> Void {
        do {
            return try transaction.attempt { try turn.work(Writer(transaction)) }
        } catch {
            if transaction.isDoomed { throw error }
            return { turn.refuse(error) }
        }
    }
}
