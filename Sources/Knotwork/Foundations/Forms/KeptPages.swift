import HTTPTypes
import Hummingbird
import Store
import Synchronization

/// Public pages as they were made a moment ago, so that a rush on a front page costs next to nothing.
///
/// A page is given out again for less than a second, and no longer at all once this process has changed anything. So
/// those who change something see it at once, and what another process on the same database changed is seen within a
/// second. See docs/decisions/0007-kept-pages.md for what is never kept.
final class KeptPages: Sendable {
    static let life = Span.seconds(1)
    private static let mostPages = 128
    private static let mostBytes = 256 << 10

    private struct Kept {
        var response: Response
        var madeAt: Instant
        /// What `Database.changes` was before the page was read.
        var changes: Int
    }

    private let pages = Mutex<[String: Kept]>([:])

    /// The page that a call asks for: kept, or made now and kept if it may be.
    func page(for request: PageRequest, _ make: () async throws -> Response) async throws -> Response {
        guard let address = Self.address(of: request) else { return try await make() }
        let changes = request.dependencies.database.changes
        if let kept = find(address, at: request.now, changes) { return kept }
        let response = try await make()
        if Self.mayBeKept(response) { keep(Kept(response: response, madeAt: request.now, changes: changes), address) }
        return response
    }

    /// Under what a page is kept; nil when it is made for this caller alone: somebody signed in, whose pages hold their
    /// name and token, or somebody who asks for more than the address.
    private static func address(of request: PageRequest) -> String? {
        let isAnybody = request.caller.account == nil && !request.caller.isOperator && request.context.formToken.isEmpty
        return isAnybody && request.http.uri.query == nil ? request.http.uri.path : nil
    }

    private static func mayBeKept(_ response: Response) -> Bool {
        guard response.status == .ok, response.headers[.setCookie] == nil else { return false }
        return response.body.contentLength.map { $0 <= mostBytes } ?? false
    }

    private func find(_ address: String, at now: Instant, _ changes: Int) -> Response? {
        pages.withLock { pages in
            guard let kept = pages[address], kept.changes == changes, kept.madeAt <= now,
                now - kept.madeAt < Self.life
            else { return nil }
            return kept.response
        }
    }

    private func keep(_ page: Kept, _ address: String) {
        pages.withLock { pages in
            if pages.count >= Self.mostPages { pages = [:] }
            pages[address] = page
        }
    }
}
