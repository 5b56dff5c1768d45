import HTTPTypes
import Hummingbird

/// What every answer tells the browser: run nothing that is not a file of ours, be framed by nobody, send no address
/// elsewhere, keep no page of a signed-in person.
struct SecurityHeaders: RouterMiddleware {
    typealias Context = AppRequestContext

    static let policy = """
        default-src 'none'; style-src 'self'; img-src 'self'; media-src 'self'; script-src 'self'; \
        connect-src 'self'; font-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'
        """

    let overTLS: Bool

    func handle(
        _ request: Request, context: AppRequestContext, next: (Request, AppRequestContext) async throws -> Response
    ) async throws -> Response {
        var response = try await next(request, context)
        set(&response.headers)
        return response
    }

    private func set(_ headers: inout HTTPFields) {
        if headers[.contentSecurityPolicy] == nil { headers[.contentSecurityPolicy] = Self.policy }
        headers[.xContentTypeOptions] = "nosniff"
        headers[Self.referrer] = "same-origin"
        headers[Self.openers] = "same-origin"
        headers[Self.resources] = "same-origin"
        headers[Self.permissions] = "camera=(), microphone=(), geolocation=(), browsing-topics=()"
        if headers[.cacheControl] == nil { headers[.cacheControl] = "no-store" }
        if overTLS { headers[.strictTransportSecurity] = "max-age=31536000" }
    }

    // Literals that are valid field names.
    private static let referrer = HTTPField.Name("Referrer-Policy")!
    private static let openers = HTTPField.Name("Cross-Origin-Opener-Policy")!
    private static let resources = HTTPField.Name("Cross-Origin-Resource-Policy")!
    private static let permissions = HTTPField.Name("Permissions-Policy")!
}
