import HTTPTypes
import Hummingbird
import Logging
import Markup
import NIOHTTP1
import Store

/// Turns each way of saying no into a page in plain words. What nobody foresaw becomes a reference number: the
/// details go to the log and nowhere else.
struct ErrorPages: RouterMiddleware {
    typealias Context = AppRequestContext

    /// Whose head such a page has: where the visitor was, as far as they may see it.
    var site: @Sendable (Request, AppRequestContext) async -> Site = { _, _ in .knotwork }

    func handle(
        _ request: Request, context: AppRequestContext, next: (Request, AppRequestContext) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch let error as HTTPParserError {
            // What came is no HTTP: the server says so and closes the connection.
            throw error
        } catch {
            return await answer(error, request, context)
        }
    }

    private func answer(_ error: any Error, _ request: Request, _ context: AppRequestContext) async -> Response {
        switch error {
        case Refusal.signInFirst:
            let link = Link("/sign-in").query("next", request.head.path ?? "/")
            return Response(status: .seeOther, headers: [.location: link.address, .cacheControl: "no-store"])
        case let error as StoreError where error.isOutage: return outage(error, request, context)
        default: return page(Self.sheet(for: error, context), await site(request, context), request, context)
        }
    }

    /// What an error page says.
    private struct Sheet {
        var status: HTTPResponse.Status
        var title: String
        var words: HTML
    }

    private static func sheet(for error: any Error, _ context: AppRequestContext) -> Sheet {
        switch error {
        case let refusal as Refusal: return sheet(for: refusal, context)
        case let error as any HTTPResponseError where error.status == .notFound: return notFound(context)
        case let error as any HTTPResponseError where error.status == .contentTooLarge:
            let limit = (error as? HTTPError)?.body ?? ""
            return Sheet(
                status: error.status, title: "That is too large",
                words: "<p>What you sent is larger than this page takes. \(limit) Nothing was saved.</p>")
        case let error as any HTTPResponseError where error.status.code < 500:
            return Sheet(
                status: error.status, title: "That did not work",
                words: "<p>The request was not of a form that we can read. Nothing was saved.</p>")
        case StoreError.unstorable:
            return Sheet(
                status: .badRequest, title: "That did not work",
                words: "<p>There is something in it that cannot be kept as text. Nothing was saved.</p>")
        default: return failure(error, context)
        }
    }

    private static func sheet(for refusal: Refusal, _ context: AppRequestContext) -> Sheet {
        switch refusal {
        case .notFound, .signInFirst: notFound(context)
        case .rule(let words):
            Sheet(
                status: .conflict, title: "That cannot be done", words: "<p>\(words)</p><p>Nothing was changed.</p>")
        case .notFromHere:
            Sheet(
                status: .forbidden, title: "Please send that again",
                words: """
                    <p>The form was open for a long time, or you signed in or out in another window meanwhile. Nothing was \
                    changed. \(context.sent.kept == nil ? "Go back, reload the page, and send it again." : "What you wrote is below: send it again from here.")</p>
                    """)
        case .tooMany(let words):
            Sheet(status: .tooManyRequests, title: "Too many tries", words: "<p>\(words)</p>")
        }
    }

    private static func notFound(_ context: AppRequestContext) -> Sheet {
        let signIn: HTML =
            context.caller.account == nil ? " <a href=\"/sign-in\">Sign in</a> if you have not yet." : ""
        return Sheet(
            status: .notFound, title: "Page not found",
            words: """
                <p>If you typed the address, check it is right. If you followed a link, the page may have moved, or it may \
                be for people with another role.\(signIn)</p>
                """)
    }

    private static func failure(_ error: any Error, _ context: AppRequestContext) -> Sheet {
        log(error, context)
        return Sheet(
            status: .internalServerError, title: "Sorry, something went wrong",
            words: """
                <p>What you sent may not have been saved. Please try again in a few minutes. If it happens again, tell the \
                programme team this reference: <strong>\(context.reference)</strong></p>
                """)
    }

    /// Nothing more is asked of a database that cannot answer: the head says what is known already.
    private func outage(_ error: StoreError, _ request: Request, _ context: AppRequestContext) -> Response {
        Self.log(error, context)
        let sheet = Sheet(
            status: .serviceUnavailable, title: "Please try again in a minute", words: Outage.page(error))
        var response = page(sheet, .knotwork, request, context)
        response.headers[.retryAfter] = Outage.retryAfter
        return response
    }

    private static func log(_ error: any Error, _ context: AppRequestContext) {
        context.logger.error(
            "failure",
            metadata: [
                "request": "\(context.reference)", "error": "\(error)", "route": "\(context.endpointPath ?? "-")",
            ])
    }

    private func page(_ sheet: Sheet, _ site: Site, _ request: Request, _ context: AppRequestContext) -> Response {
        Frame.page(
            title: sheet.title, site: site, context: context, status: sheet.status,
            body: "<h1>\(sheet.title)</h1>\(sheet.words)\(context.sent.kept)\(WaysBack(request, site).html)")
    }
}

/// The ways on from a page that was not what somebody came for.
struct WaysBack {
    let html: HTML

    init(_ request: Request, _ site: Site) {
        let back: HTML =
            Self.page(before: request).map { "<li><a href=\"\(link: $0)\">Back to where you were</a></li>" } ?? ""
        html =
            "<ul class=\"plain\">\(back)<li><a href=\"\(link: site.home)\">To the first page of \(site.name)</a></li></ul>\n"
    }

    /// The page of ours from which the request came, as far as the browser says so.
    private static func page(before request: Request) -> Link? {
        guard let referrer = request.headers[referrer], let host = request.head.authority,
            let start = ["http://\(host)/", "https://\(host)/"].first(where: referrer.hasPrefix)
        else { return nil }
        let path = "/" + referrer.dropFirst(start.count)
        return path == request.head.path ? nil : Link(local: path)
    }

    private static let referrer = HTTPField.Name("Referer")!  // a literal that is a valid field name
}
