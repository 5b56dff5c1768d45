import HTTPTypes
import Hummingbird

/// Refuses what another site makes a person's browser send. Browsers say where a request comes from in
/// `Sec-Fetch-Site` (and older ones in `Origin`); the form token that each session has is the second lock.
struct SameOrigin: RouterMiddleware {
    typealias Context = AppRequestContext

    func handle(
        _ request: Request, context: AppRequestContext, next: (Request, AppRequestContext) async throws -> Response
    ) async throws -> Response {
        guard Self.isSafe(request.method) || Self.comesFromHere(request.headers, host: request.head.authority) else {
            throw Refusal.notFromHere
        }
        return try await next(request, context)
    }

    private static func isSafe(_ method: HTTPRequest.Method) -> Bool { method == .get || method == .head }

    static func comesFromHere(_ headers: HTTPFields, host: String?) -> Bool {
        if let site = headers[fetchSite] { return site == "same-origin" || site == "none" }
        guard let origin = headers[.origin] else { return true }
        let authority = origin.split(separator: "/", omittingEmptySubsequences: true).last
        return authority != nil && authority.map(String.init) == host
    }

    /// Whether the browser says so itself: an old one that says nothing is not enough.
    static func isSaidToBeFromHere(_ headers: HTTPFields, host: String?) -> Bool {
        (headers[fetchSite] != nil || headers[.origin] != nil) && comesFromHere(headers, host: host)
    }

    private static let fetchSite = HTTPField.Name("Sec-Fetch-Site")!  // a literal that is a valid field name
}
