import HTTPTypes
import Hummingbird
import Logging

/// One line a request: what kind of page, how it ended, how long it took. The route's pattern is written, never the
/// address itself, because addresses hold ids and one-use secrets; nobody's name, e-mail or network address is.
struct RequestLog: RouterMiddleware {
    typealias Context = AppRequestContext

    func handle(
        _ request: Request, context: AppRequestContext, next: (Request, AppRequestContext) async throws -> Response
    ) async throws -> Response {
        let clock = ContinuousClock()
        let start = clock.now
        var response = try await next(request, context)
        let took = start.duration(to: clock.now).components
        let milliseconds = Double(took.seconds) * 1000 + Double(took.attoseconds) / 1e15
        response.headers[.requestID] = context.reference
        context.logger.info(
            "request",
            metadata: [
                "request": "\(context.reference)", "method": "\(request.method.rawValue)",
                "route": "\(context.endpointPath ?? "-")",
                "status": "\(response.status.code)", "ms": "\(Int(milliseconds * 10) / 10)",
            ])
        return response
    }
}

extension HTTPField.Name {
    static let requestID = HTTPField.Name("X-Request-ID")!  // a literal that is a valid field name
}
