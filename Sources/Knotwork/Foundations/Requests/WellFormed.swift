import HTTPTypes
import Hummingbird

/// Refuses what no browser sends: a request to no host or to two (RFC 9112, section 3.2), and an address whose characters are not
/// text or hold NUL, which no database keeps.
struct WellFormed: RouterMiddleware {
    typealias Context = AppRequestContext

    func handle(
        _ request: Request, context: AppRequestContext, next: (Request, AppRequestContext) async throws -> Response
    ) async throws -> Response {
        guard Self.namesOneHost(request.head), Self.isText(request.uri.string) else { throw HTTPError(.badRequest) }
        return try await next(request, context)
    }

    /// The first Host becomes the authority; a second one stays among the header fields.
    private static func namesOneHost(_ head: HTTPRequest) -> Bool {
        head.authority?.isEmpty == false && head.headerFields[host] == nil
    }

    static func isText(_ address: String) -> Bool {
        let decoded = PercentCoding.bytes(Array(address.utf8)[...])
        return !decoded.contains(0) && String(validating: decoded, as: UTF8.self) != nil
    }

    private static let host = HTTPField.Name("Host")!  // a literal that is a valid field name
}
