import HTTPTypes
import Hummingbird
import Logging

extension HealthCheck {
    /// What watches an installation asks here, without signing in: 200 while people can save, 503 and a reason while they cannot.
    static func addRoutes(_ routes: Routes) {
        let check = HealthCheck(routes.dependencies.database, clock: routes.dependencies.clock)
        routes.get("/health", for: .everyone) { request in
            guard let obstacle = await check.obstacle() else { return say("ok") }
            request.context.logger.error("not well", metadata: ["error": "\(obstacle)"])
            return say("not well: \(Outage.words(obstacle))", status: .serviceUnavailable)
        }
    }

    private static func say(_ words: String, status: HTTPResponse.Status = .ok) -> Response {
        var headers: HTTPFields = [.contentType: "text/plain; charset=utf-8", .cacheControl: "no-store"]
        if status == .serviceUnavailable { headers[.retryAfter] = Outage.retryAfter }
        return Response(status: status, headers: headers, body: .init(byteBuffer: ByteBuffer(string: "\(words)\n")))
    }
}
