import Hummingbird
import Logging
import NIOCore

/// What one request carries along: who asks, and the secret of their session.
struct AppRequestContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    /// Whose connection it is, for the rate limit only. Nil in tests that have none.
    let client: String?
    /// Names this request in the log, in the answer and on error pages.
    let reference = RequestID().description
    /// What was sent with it, for the page that says that it cannot be taken.
    let sent = SentForm()
    var caller: Caller = .nobody
    /// Proves that a form came from a page that we made for this session; empty without a session.
    var formToken: String = ""

    init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
        client = source.channel.remoteAddress?.ipAddress
    }
}
