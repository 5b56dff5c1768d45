/// What somebody waited for in vain.
struct WaitedInVain: Error, CustomStringConvertible {
    let description: String
}

/// Waits for what another task or process brings about, and no longer than two minutes: all tests run at once.
func eventually(_ what: String, _ holds: () async throws -> Bool) async throws {
    let end = ContinuousClock.now + .seconds(120)
    while try await !holds() {
        guard ContinuousClock.now < end else { throw WaitedInVain(description: "\(what): not within two minutes") }
        try await Task.sleep(for: .milliseconds(5))
    }
}
