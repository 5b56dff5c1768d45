import HTTPTypes
import Hummingbird
import Markup
import NIOCore

/// The page around every page.
enum Frame {
    /// A whole page as an answer.
    ///
    /// - `look`: `.open` for what the public and applicants read, `.desk` for where people work through lists.
    /// - `above`: back link, breadcrumbs or tabs.
    static func page(
        title: String, site: Site, context: AppRequestContext, status: HTTPResponse.Status = .ok,
        look: Document.Look = .open,
        above: HTML = HTML(), body: HTML
    ) -> Response {
        var document = Document(
            title: title, site: site.name, masthead: masthead(site, context),
            stylesheets: [Assets.stylesheet] + (site.accent.map { [$0] } ?? []), footer: footer, main: body)
        document.icon = Assets.icon
        document.look = look
        document.hasErrors = status == .unprocessableContent
        document.banner = site.banner.map { "\($0)" } ?? HTML()
        document.above = work(site) + above
        return answer(document.pieces, status: status)
    }

    private static func answer(_ pieces: [HTML], status: HTTPResponse.Status) -> Response {
        var page = ByteBufferAllocator().buffer(capacity: pieces.reduce(0) { $0 + $1.bytes.count })
        for piece in pieces { page.writeBytes(piece.bytes) }
        return Response(
            status: status, headers: [.contentType: "text/html; charset=utf-8"], body: .init(byteBuffer: page))
    }

    private static func masthead(_ site: Site, _ context: AppRequestContext) -> Masthead {
        Masthead(
            name: site.name, detail: site.strapline.isEmpty ? nil : site.strapline, home: site.home, places: site.ways,
            account: account(context))
    }

    private static func work(_ site: Site) -> HTML {
        site.work.isEmpty ? "" : Tabs(site.work, label: "Your work").html
    }

    private static func account(_ context: AppRequestContext) -> HTML {
        guard let account = context.caller.account else { return "<a href=\"/sign-in\">Sign in</a>" }
        return """
            <a href="/my">\(account.shownName)</a>
            \(Button("Sign out", posts: "/sign-out", token: context.formToken))
            """
    }

    private static let footer = Footer([
        Place("Accessibility", "/accessibility"), Place("Privacy", "/privacy"), Place("Cookies", "/cookies"),
        Place("Complaints", "/complaints"),
    ])
}
