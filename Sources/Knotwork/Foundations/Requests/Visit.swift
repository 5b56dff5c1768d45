import Hummingbird
import Logging
import NIOCore

/// What one request carries along: who asks, and the secret of their session.
package struct Visit: RequestContext {
    package var coreContext: CoreRequestContextStorage
    /// Whose connection it is, for the rate limit only. Nil in tests that have none.
    let client: String?
    package var caller: Caller = .nobody
    /// Proves that a form came from a page that we made for this session; empty without a session.
    var formToken: String = ""

    package init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
        client = source.channel.remoteAddress?.ipAddress
    }
}
