import HTTPTypes
import Hummingbird
import Logging
import Markup

/// Turns each way of saying no into a page in plain words. What nobody foresaw becomes a reference number: the
/// details go to the log and nowhere else.
struct ErrorPages: RouterMiddleware {
    typealias Context = Visit

    func handle(
        _ request: Request, context: Visit, next: (Request, Visit) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch let refusal as Refusal {
            return answer(refusal, request, context)
        } catch let error as HTTPError where error.status == .notFound {
            return answer(.notFound, request, context)
        } catch let error as any HTTPResponseError where error.status == .contentTooLarge {
            return page(
                error.status, "That is too large",
                "<p>What you sent is larger than this page takes. A file may have up to 50 MB. Nothing was saved.</p>",
                context)
        } catch let error as any HTTPResponseError where error.status.code < 500 {
            return page(
                error.status, "That did not work", "<p>The request was not of a form that we can read.</p>", context)
        } catch {
            return failure(error, context)
        }
    }

    private func answer(_ refusal: Refusal, _ request: Request, _ visit: Visit) -> Response {
        switch refusal {
        case .notFound:
            return page(
                .notFound, "Page not found",
                """
                <p>If you typed the address, check it is right. If you followed a link, the page may have moved, or it may \
                be for people with another role. <a href="/sign-in">Sign in</a> if you have not yet.</p>
                """, visit)
        case .rule(let words):
            return page(.conflict, "That cannot be done", "<p>\(words)</p><p>Nothing was changed.</p>", visit)
        case .signInFirst:
            let link = Link("/sign-in").query("next", request.head.path ?? "/")
            return Response(status: .seeOther, headers: [.location: link.address, .cacheControl: "no-store"])
        case .notFromHere:
            return page(
                .forbidden, "Please send that again",
                """
                <p>The form was open for a long time, or you signed in or out in another window meanwhile. Go back, reload \
                the page, and send it again. Nothing was changed.</p>
                """, visit)
        case .tooMany(let words):
            return page(.tooManyRequests, "Too many tries", "<p>\(words)</p>", visit)
        }
    }

    private func failure(_ error: any Error, _ visit: Visit) -> Response {
        visit.logger.error(
            "failure",
            metadata: ["request": "\(visit.reference)", "error": "\(error)", "route": "\(visit.endpointPath ?? "-")"])
        return page(
            .internalServerError, "Sorry, something went wrong",
            """
            <p>What you sent may not have been saved. Please try again in a few minutes. If it happens again, tell the \
            programme team this reference: <strong>\(visit.reference)</strong></p>
            """, visit)
    }

    private func page(_ status: HTTPResponse.Status, _ title: String, _ words: HTML, _ visit: Visit) -> Response {
        Frame.page(title: title, site: .knotwork, visit: visit, status: status, body: "<h1>\(title)</h1>\(words)")
    }
}
