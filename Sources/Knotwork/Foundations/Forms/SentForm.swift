import Markup
import Synchronization

/// The form that a request brought, for the page that says that it could not be taken. Lives as long as the request.
final class SentForm: Sendable {
    private struct State {
        /// Whether somebody has begun to read the body: it can be read once.
        var isTouched = false
        var data: FormData?
        var kept: HTML?
    }

    private let state = Mutex(State())

    var data: FormData? { state.withLock(\.data) }
    var isTouched: Bool { state.withLock(\.isTouched) }

    /// What an error page adds: what was typed, to be sent again.
    var kept: HTML? { state.withLock(\.kept) }

    func touch() { state.withLock { $0.isTouched = true } }

    func note(_ data: FormData) { state.withLock { $0.data = data } }

    func keep(_ html: HTML) { state.withLock { $0.kept = html } }
}
