import Logging
import ServiceLifecycle
import Store

/// Clears away, each hour, what has had its time: files that were begun and never handed in, sessions and links that
/// ran out. Nothing waits for it, and any number of processes may do it at once.
struct Housekeeping: Service {
    let dependencies: Dependencies
    var pause = Duration.seconds(3600)

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                await clear()
                try? await Task.sleep(for: pause)
            }
        }
    }

    /// One round. What fails is logged and tried again in the next.
    func clear() async {
        let now = dependencies.clock()
        do {
            let counts = try await dependencies.database.write { tx in
                try Strangers.sweep(at: now, in: tx)
                return (uploads: try Uploads.sweep(at: now, in: tx), signIns: try SignIn.sweep(at: now, in: tx))
            }
            dependencies.logger.debug(
                "housekeeping", metadata: ["uploads": "\(counts.uploads)", "sign-ins": "\(counts.signIns)"])
        } catch {
            dependencies.logger.error("housekeeping failed", metadata: ["error": "\(error)"])
        }
    }
}
