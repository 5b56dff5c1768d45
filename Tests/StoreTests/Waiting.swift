import Dispatch
import Testing

extension DispatchSemaphore {
    /// Waits for a signal, and no longer than two minutes: what fails on one side must not hold up the other for ever.
    func waitForSignal() {
        #expect(wait(timeout: .now() + 120) == .success, "nobody gave the signal within two minutes")
    }
}
